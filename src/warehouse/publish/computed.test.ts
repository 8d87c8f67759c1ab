import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fixedClock } from "../../core/clock.ts";
import { toSphere } from "../../core/sphere.ts";
import { fold } from "../../core/text/fold.ts";
import type { Instant } from "../../core/time/instant.ts";
import { id, sql } from "../../sql/statement.ts";
import { layoutOf } from "../layout.ts";
import { openWorkspace } from "../open.ts";
import { ensureTyped } from "../promote.ts";
import { newStage } from "../staging/stage.ts";
import { rows, run, type Warehouse } from "../warehouse.ts";
import { MAX_TYPED } from "./generic.ts";
import { publish } from "./publish.ts";

let directory: string;
let warehouse: Warehouse;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "kindred-"));
  const settings = { zone: "Europe/Berlin", currency: "EUR", weekStarts: 1 };
  warehouse = await openWorkspace(directory, { create: true, clock: fixedClock(0 as Instant), settings });
});
afterEach(() => {
  warehouse.close();
  rmSync(directory, { recursive: true, force: true });
});

test("text is folded as core folds it, every ASCII character and everything else", async () => {
  const ascii = Array.from({ length: 95 }, (_, i) => `x${String.fromCharCode(32 + i)}Y`);
  const texts = [...ascii, "Straße", "ΣΊΣΥΦΟΣ", "Łódź", "ﬁne", "Éa\u0301", "i\u0307", "日本", "K"];
  const stage = newStage(warehouse);
  const { table } = await stage.stageEvents("said", [
    { name: "text", type: "text" },
    { name: "texts", type: "list", element: "text" },
  ]);
  await run(
    warehouse.engine,
    sql`INSERT INTO temp.${id(table)} SELECT row_number() OVER (), 'id', 'a', 0, t, t, [t, 'Ä'] FROM (SELECT unnest(${texts}) AS t)`,
  );
  await publish(stage, { kind: "events", name: "x", read: texts.length });
  const found = await rows(warehouse.engine, sql`SELECT text, text__folded, texts__folded FROM event_said`);
  expect(found.length).toBe(texts.length);
  for (const row of found) {
    expect(row.text__folded).toBe(fold(String(row.text)));
    expect(row.texts__folded).toEqual([fold(String(row.text)), fold("Ä")]);
  }
});

test("a location gets its point on the sphere", async () => {
  const stage = newStage(warehouse);
  const [staged] = await stage.stageTraits([{ name: "location", type: "location" }]);
  await run(
    warehouse.engine,
    sql`INSERT INTO temp.${id(staged?.table ?? "")} VALUES (1, 'id', 'a', 'location', 525200000, 134050000, NULL, NULL)`,
  );
  await publish(stage, { kind: "customers", name: "x", read: 1 });
  const [now] = await rows(warehouse.engine, sql`SELECT location__x AS x, location__y AS y, location__z AS z FROM customer_now`);
  const point = toSphere(52.52, 13.405);
  expect(now).toEqual({ x: BigInt(point.x), y: BigInt(point.y), z: BigInt(point.z) });
});

test("beyond the typed types events live in the generic table until a rule uses them, exactly", async () => {
  const stage = newStage(warehouse);
  for (let i = 0; i <= MAX_TYPED; i++) {
    const { table } = await stage.stageEvents(`type ${i}`, [
      { name: "amount", type: "money", scale: 2 },
      { name: "tags", type: "list", element: "text" },
      { name: "note", type: "text" },
    ]);
    if (i < MAX_TYPED)
      await run(warehouse.engine, sql`INSERT INTO temp.${id(table)} VALUES (${i}, 'id', 'a', 1000, NULL, 150, 'EUR', ['A'], 'b')`);
    await run(warehouse.engine, sql`INSERT INTO temp.${id(table)} VALUES (${1000 + i}, 'id', 'b', 2000, NULL, 250, 'USD', [], NULL)`);
  }
  await publish(stage, { kind: "events", name: "x", read: 2 * MAX_TYPED + 1 });
  expect(layoutOf(warehouse).events.size).toBe(MAX_TYPED);
  const rare = `type ${MAX_TYPED}`;
  expect(layoutOf(warehouse).events.has(rare)).toBe(false);
  const next = newStage(warehouse);
  const { table } = await next.stageEvents(rare, [{ name: "amount", type: "money", scale: 3 }]);
  await run(warehouse.engine, sql`INSERT INTO temp.${id(table)} VALUES (1, 'id', 'c', 3000, NULL, 1234, 'EUR')`);
  await publish(next, { kind: "events", name: "y", read: 1 });
  await ensureTyped(warehouse, [rare]);
  const layout = layoutOf(warehouse).events.get(rare);
  expect(layout).toMatchObject({ rows: 2, firstInstant: 2000, lastInstant: 3000 });
  const found = await rows(
    warehouse.engine,
    sql`SELECT instant, amount, amount__currency, tags, tags__folded, note FROM ${id(layout?.tables[0] ?? "")} ORDER BY instant`,
  );
  expect(found).toEqual([
    { instant: 2000n, amount: 2500n, amount__currency: "USD", tags: [], tags__folded: [], note: null },
    { instant: 3000n, amount: 1234n, amount__currency: "EUR", tags: null, tags__folded: null, note: null },
  ]);
  expect(await rows(warehouse.engine, sql`SELECT count(*) AS n FROM event_generic`)).toEqual([{ n: 0n }]);
});

test("tables are in order of customer, instant and id, row group by row group", async () => {
  const stage = newStage(warehouse);
  const { table } = await stage.stageEvents("visit", []);
  await run(
    warehouse.engine,
    sql`INSERT INTO temp.${id(table)} SELECT i, 'id', concat('c', hash(i) % 5000), (hash(i + 1) % 1000000)::BIGINT, NULL FROM range(300000) AS n(i)`,
  );
  await publish(stage, { kind: "events", name: "x", read: 300_000 });
  const [found] = await rows(
    warehouse.engine,
    sql`SELECT count(*) AS n FROM (SELECT customer, instant, id, rowid AS place FROM event_visit) a
      JOIN (SELECT customer, instant, id, rowid AS place FROM event_visit) b ON b.place = a.place + 1
      WHERE (a.customer, a.instant, a.id) > (b.customer, b.instant, b.id)`,
  );
  expect(found).toEqual({ n: 0n });
});
