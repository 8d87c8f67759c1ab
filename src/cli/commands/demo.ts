import type { Specification } from "../command.ts";
import { grouped, percentage, table } from "../table.ts";

interface Options {
  readonly customers: string;
  readonly seed: string;
  readonly truth?: string;
}

/** `kindred demo`: the demo shop and its segments. */
export const demo: Specification<Options> = {
  usage: "demo",
  summary: "make the demo shop in the workspace, unless it is there, and print its segments",
  configure: (command) =>
    command
      .option("--customers <n>", "customers of the shop, 1 000 to 1 000 000", "5000")
      .option("--seed <n>", "seed of the shop", "1")
      .option("--truth <directory>", "write the known truth behind the shop as CSV files"),
  run: async (context, options) => {
    const { prepareDemo } = await import("../../app/demo.ts");
    const shop = await prepareDemo({ directory: context.workspace, ...options, progress: context.progress.report });
    context.progress.finish();
    if (context.json) {
      context.io.out(`${JSON.stringify(shop)}\n`);
      return 0;
    }
    context.io.out(
      `${shop.made ? "Made the demo shop" : "The demo shop is"} in ${context.workspace}: ${grouped(shop.customers)} customers, ${grouped(shop.events)} events, as of ${shop.at}.\n\n`,
    );
    const rows = shop.segments.map((s) => [s.name, grouped(s.size), percentage(s.share), s.value, s.english]);
    context.io.out(
      table(
        [
          { title: "segment" },
          { title: "customers", align: "right" },
          { title: "share", align: "right" },
          { title: "net value", align: "right" },
          { title: "rule" },
        ],
        rows,
      ),
    );
    context.io.out(`\nTry: npx kindred explain 'in segment "Champions"' C000042 --at data\n`);
    return 0;
  },
};
