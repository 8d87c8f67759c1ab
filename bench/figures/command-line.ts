import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Figure, Line } from "../figure.ts";
import { median, timed } from "../measure.ts";

const RUNS = 11;
const launcher = join(import.meta.dirname, "../../bin/kindred.js");

/** Whole processes, from start to exit, in a small workspace. */
export const commandLine: Figure = {
  name: "command-line",
  title: "Commands as whole processes, small workspace",
  run: async (bench) => {
    const workspace = join(bench.scratch, "demo");
    if (!existsSync(workspace)) execFileSync(process.execPath, [launcher, "demo", "--workspace", workspace], { stdio: "ignore" });
    return [
      await line("kindred count", ["count", "count(order) in last 90 days >= 2", "--workspace", workspace], 600),
      await line("kindred --help", ["--help"], 150),
    ];
  },
};

async function line(what: string, args: readonly string[], limit: number): Promise<Line> {
  const times: number[] = [];
  for (let run = 0; run <= RUNS; run++) {
    times.push((await timed(async () => execFileSync(process.execPath, [launcher, ...args], { stdio: "ignore" }))).milliseconds);
  }
  const ours = median(times.slice(1));
  return { what, ours, reach: { limit: `< ${limit} ms`, reached: ours < limit }, note: `median of ${RUNS}` };
}
