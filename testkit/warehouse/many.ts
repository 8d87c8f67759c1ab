import type { Instant } from "../../src/core/time/instant.ts";
import { id, sql } from "../../src/sql/statement.ts";
import type { Published } from "../../src/warehouse/publish/import.ts";
import { publish } from "../../src/warehouse/publish/publish.ts";
import { newStage } from "../../src/warehouse/staging/stage.ts";
import { run, type Warehouse } from "../../src/warehouse/warehouse.ts";

/** Imports orders numbered from `first` on with the city of each customer: the same numbers always give the same rows. */
export async function importMany(warehouse: Warehouse, first: number, rows: number): Promise<Published> {
  const stage = newStage(warehouse);
  const numbers = sql`range(${first}, ${first + rows}) AS n(i)`;
  const who = sql`concat('c', (i * 7919) % 997)`;
  const at = sql`1735689600000 + (i * 104729 % 31536000) * 1000`;
  const { table } = await stage.stageEvents("order", [
    { name: "amount", type: "money", scale: 2 },
    { name: "channel", type: "text" },
  ]);
  await run(
    warehouse.engine,
    sql`INSERT INTO temp.${id(table)} SELECT i, 'id', ${who}, ${at}, NULL, i % 10000, 'EUR', CASE i % 3 WHEN 0 THEN 'Web' WHEN 1 THEN 'Café' END FROM ${numbers}`,
  );
  const [traits] = await stage.stageTraits([{ name: "city", type: "text" }]);
  await run(
    warehouse.engine,
    sql`INSERT INTO temp.${id(traits?.table ?? "")} SELECT i, 'id', ${who}, 'city', concat('City ', i % 20), ${at}, NULL FROM ${numbers}`,
  );
  const received = (Date.parse("2026-01-01T00:00:00Z") + first) as Instant;
  return publish(stage, { kind: "orders", name: `from-${first}`, read: rows, received });
}
