import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Bench, bench } from "../../testkit/intake/bench.ts";
import { workbook } from "../../testkit/intake/workbook.ts";
import { importFile } from "./import.ts";

let at: Bench;
beforeEach(async () => {
  at = await bench();
});
afterEach(() => at.close());

it("an Excel workbook keeps ids, digits and dates", async () => {
  const bytes = workbook([
    ["customer_id", "order_date", "total"],
    ["00123", { date: 45_658 }, { number: "10.5" }],
    ["00124", { date: 45_689 }, { number: "7.25" }],
  ]);
  const report = await at.load(bytes, { name: "orders.xlsx" });
  expect(report).toMatchObject({ as: "orders", read: 2, imported: 2, events: { order: 2 } });
  expect(report.notes).toContainEqual({ kind: "sheet", sheet: "Orders", others: 0 });
  expect(await at.rows("SELECT c.id, amount, local_date AS d FROM event_order JOIN customer c USING (customer) ORDER BY 1")).toEqual([
    { id: "00123", amount: 1050, d: Date.UTC(2025, 0, 1) / 86_400_000 },
    { id: "00124", amount: 725, d: Date.UTC(2025, 1, 1) / 86_400_000 },
  ]);
});

it("a Parquet file keeps the types that it states", async () => {
  const path = join(at.folder, "events.parquet");
  await at.warehouse.engine.run({
    text: `COPY (SELECT i % 50 AS user_id, TIMESTAMP '2025-01-01 00:00:00' + INTERVAL (i) MINUTE AS at, CASE WHEN i % 3 = 0 THEN 'buy' ELSE 'view' END AS event,
        CAST(i AS DECIMAL(10, 2)) / 4 AS price, i / 10.0 AS score, i % 2 = 0 AS mobile, ['a', 'b'] AS tags, DATE '2025-01-01' AS day, {'x': i} AS deep
      FROM range(300) t(i)) TO '${path}' (FORMAT parquet)`,
    parameters: [],
  });
  const report = await importFile(at.warehouse, path);
  expect(report).toMatchObject({ as: "events", read: 300, imported: 300, customersCreated: 50, events: { view: 200, buy: 100 } });
  expect(await at.rows("SELECT score, mobile, tags, day FROM event_view WHERE score = 1")).toEqual([
    { score: 1, mobile: false, tags: ["a", "b"], day: 20_089 },
  ]);
  expect(await importFile(at.warehouse, path)).toMatchObject({ imported: 0, duplicates: 300 });
});
