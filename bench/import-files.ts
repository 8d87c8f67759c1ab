/** Imports the shop's files into a workspace and prints how long it took and how much memory the process had at its peak. */
import { readFileSync } from "node:fs";
import { readRule } from "../src/app/rule.ts";
import { withSession } from "../src/app/session.ts";
import { fixedClock, stopwatch } from "../src/core/clock.ts";
import { importFile } from "../src/intake/import.ts";
import { print } from "../src/rules/text/print.ts";
import { saveDefinition } from "../src/warehouse/decided/definitions.ts";
import { openWorkspace } from "../src/warehouse/open.ts";
import { SHOP_NOW, type ShopFile, shopSegments, shopSettings } from "../testkit/shop/shop.ts";

const [directory = "", list = ""] = process.argv.slice(2);
const clock = fixedClock(SHOP_NOW);
const elapsed = stopwatch();
const warehouse = await openWorkspace(directory, { clock, create: true, settings: shopSettings });
for (const { file, as, map, rows } of JSON.parse(readFileSync(list, "utf8")) as readonly ShopFile[]) {
  const one = stopwatch();
  const report = await importFile(warehouse, file, { as, map, preset: "none" });
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stderr.write(`${as}: ${rows} rows, ${report.imported} imported, ${(one() / 1000).toFixed(1)} s, peak ${megabytes} MB\n`);
}
const events = warehouse.state().events.reduce((sum, event) => sum + event.rows, 0);
warehouse.close();
const seconds = elapsed() / 1000;
await withSession({ directory, clock }, async (session) => {
  for (const { name, text, description } of shopSegments) {
    const { rule } = readRule(text, await session.names(), name);
    await saveDefinition(session.warehouse, { name, rule, description, zone: "workspace", audience: "customers" }, print(rule));
  }
});
process.stdout.write(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024, events }));
