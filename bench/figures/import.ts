import { prepare } from "../data.ts";
import type { Figure } from "../figure.ts";

/** What importing the bench's own data took. */
export const importFigure: Figure = {
  name: "import",
  title: "Import of the shop's Parquet files, a process of its own",
  run: async (bench) => {
    const { seconds, megabytes, events } = (await prepare(bench.size, () => undefined)).import;
    return [
      {
        what: "peak memory",
        ours: megabytes,
        unit: "MB",
        reach: { limit: "< 3000 MB", reached: megabytes < 3000 },
        note: `${events} events`,
      },
      { what: "time", ours: seconds, unit: "s", note: `${Math.round(events / seconds)} events a second` },
    ];
  },
};
