/** npm run bench: measures, prints, and keeps the figures. */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Session, sessionOn } from "../src/app/session.ts";
import { fixedClock, systemClock } from "../src/core/clock.ts";
import { formatInstant } from "../src/core/time/instant.ts";
import { rememberConditions } from "../src/evaluate/conditions.ts";
import { openWorkspace } from "../src/warehouse/open.ts";
import type { Warehouse } from "../src/warehouse/warehouse.ts";
import { SHOP_NOW } from "../testkit/shop/shop.ts";
import { prepare } from "./data.ts";
import type { Bench, Figure, Line, Size } from "./figure.ts";
import { cold } from "./figures/cold.ts";
import { commandLine } from "./figures/command-line.ts";
import { edit } from "./figures/edit.ts";
import { explain } from "./figures/explain.ts";
import { importFigure } from "./figures/import.ts";
import { many } from "./figures/many.ts";
import { orderLines } from "./figures/order-lines.ts";
import { type Hand, openHand } from "./hand.ts";
import { figureText, resultsText } from "./report.ts";

const figures: readonly Figure[] = [importFigure, cold, edit, many, orderLines, explain, commandLine];
const sizes: Readonly<Record<string, Size>> = {
  quick: { name: "quick", customers: 20_000, rounds: 9 },
  tenth: { name: "tenth", customers: 100_000, rounds: 7 },
  full: { name: "full", customers: 1_000_000, rounds: 5 },
};

const { values } = parseArgs({ options: { size: { type: "string", default: "quick" }, only: { type: "string" } } });
const size = sizes[values.size];
const chosen = figures.filter((figure) => values.only === undefined || figure.name === values.only);
if (size === undefined || chosen.length === 0) {
  process.stderr.write(`--size ${Object.keys(sizes).join(" or ")}, --only one of ${figures.map(({ name }) => name).join(", ")}\n`);
  process.exit(2);
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const prepared = await prepare(size, say);
const threads = Math.min(2, cpus().length);
const bench = openBench(size);
const results: { readonly figure: Figure; readonly lines: readonly Line[] }[] = [];
for (const figure of chosen) {
  say(`measuring ${figure.name}`);
  const lines = await figure.run(bench);
  results.push({ figure, lines });
  process.stdout.write(figureText(figure, lines));
}
await bench.close();
const machine = {
  processor: cpus()[0]?.model ?? "unknown",
  cores: cpus().length,
  gigabytes: Math.round(totalmem() / 2 ** 30),
  node: process.version,
};
const date = formatInstant(systemClock.now()).slice(0, 10);
if (values.only === undefined) {
  const folder = join(import.meta.dirname, "results");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${date}-${size.name}.md`), resultsText({ date, size, machine, results }));
}

function openBench(of: Size): Bench {
  const scratch = join(prepared.directory, "scratch");
  mkdirSync(scratch, { recursive: true });
  let warehouse: Warehouse | undefined;
  let hand: Hand | undefined;
  let session: Session | undefined;
  const open = async (): Promise<Session> => {
    // The hand's tables are made from the workspace's file, which one connection at a time can hold.
    hand ??= await openHand(join(prepared.directory, "hand.duckdb"), prepared.workspace, threads);
    warehouse ??= await openWorkspace(prepared.workspace, { clock: fixedClock(SHOP_NOW) });
    session ??= sessionOn(warehouse, rememberConditions());
    return session;
  };
  return {
    size: of,
    workspace: prepared.workspace,
    files: prepared.files,
    scratch,
    session: open,
    hand: async () => {
      await open();
      return hand as Hand;
    },
    close: async () => {
      warehouse?.close();
      hand?.close();
    },
  };
}
