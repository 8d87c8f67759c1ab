/** Row numbers stand for the order of events only where they are that order; the first, last and n-th event are right either way. */
import { afterEach, expect, test } from "vitest";
import { catalogOf } from "../../src/catalog/catalog.ts";
import { fixedClock } from "../../src/core/clock.ts";
import type { Instant } from "../../src/core/time/instant.ts";
import { localDay, UTC } from "../../src/core/time/zone.ts";
import { rememberConditions } from "../../src/evaluate/conditions.ts";
import { evaluate, type Setting } from "../../src/evaluate/evaluate.ts";
import { loadPopulation } from "../../src/evaluate/history.ts";
import { keysOf } from "../../src/evaluate/keyset.ts";
import type { History } from "../../src/rules/history.ts";
import { planRule } from "../../src/rules/planning/plan.ts";
import { members } from "../../src/rules/reference/evaluate.ts";
import { parse } from "../../src/rules/text/parse.ts";
import { id, sql } from "../../src/sql/statement.ts";
import { compact } from "../../src/warehouse/compact.ts";
import { layoutOf } from "../../src/warehouse/layout.ts";
import { openTemporary } from "../../src/warehouse/open.ts";
import { deleteCustomer } from "../../src/warehouse/people/delete.ts";
import { mergeCustomers, unmergeCustomer } from "../../src/warehouse/people/merge.ts";
import { newJob } from "../../src/warehouse/publish/job.ts";
import { noteOrder } from "../../src/warehouse/publish/ordered.ts";
import { snapshotOf } from "../../src/warehouse/snapshot.ts";
import { undo } from "../../src/warehouse/undo.ts";
import { run, type Warehouse } from "../../src/warehouse/warehouse.ts";
import { publishAll, type Said } from "./imports.ts";

const received = Date.parse("2025-03-01T00:00:00Z");
const hour = 3_600_000;
const open: Warehouse[] = [];
afterEach(() => {
  for (const warehouse of open.splice(0)) warehouse.close();
});

/** Orders of eight customers, none in order, some at one instant; `seed` says which. */
function orders(seed: number, count = 60): readonly Said[] {
  const notes = ["x", "y", "z", ""];
  return Array.from({ length: count }, (_, i) => {
    const drawn = ((i + 1) * 7919 + seed * 104_729) % 10_007;
    const [who, at, note] = [`c${drawn % 8}`, received - (drawn % 23) * hour, notes[(drawn >> 3) % 4] ?? ""];
    return { says: "event", kind: "id", who, at, event: "order", note, message: `${seed}-${i}` };
  });
}

async function warehouseOf(first: readonly Said[]): Promise<Warehouse> {
  const settings = { zone: "UTC", currency: "EUR", weekStarts: 1 };
  const warehouse = await openTemporary({ clock: fixedClock((received + hour) as Instant), settings });
  open.push(warehouse);
  await publishAll(warehouse, first, received);
  return warehouse;
}

/** Whether the layout says that row numbers are in order, after members of rules that depend on it were compared with the reference. */
async function orderedAndRight(warehouse: Warehouse): Promise<boolean> {
  const layout = layoutOf(warehouse);
  const setting: Setting = { engine: warehouse.engine, layout, dayOf: (at) => localDay(UTC, at), conditions: rememberConditions() };
  const names = catalogOf(await snapshotOf(warehouse));
  const population: History[] = [];
  for await (const some of loadPopulation({ names }, setting)) population.push(...some);
  for (const at of [received - 10 * hour, received + hour] as Instant[]) {
    for (const text of ['last(order.note) = "x"', 'first(order.note) = "y"', 'nth[2](order.note) = "z"', 'nth[3](order.note) = "x"']) {
      const { rule } = parse(text);
      if (rule === undefined) throw new Error(text);
      const set = await evaluate(
        { set: planRule(rule, { names, at, zone: "workspace", audience: "customers" }), at, audience: "customers" },
        setting,
      );
      const expected = [...members(rule, { at, names, zone: "workspace", population, rates: [] })].sort((a, b) => a - b);
      expect([...keysOf(set)], text).toEqual(expected);
    }
  }
  return layout.events.get("order")?.ordered === true;
}

test("after an import rows are in order; with a run beside them they are not; after compaction they are again", async () => {
  const warehouse = await warehouseOf(orders(1));
  expect(await orderedAndRight(warehouse)).toBe(true);
  await publishAll(warehouse, orders(2), received + hour, { compact: false });
  expect(await orderedAndRight(warehouse)).toBe(false);
  await compact(warehouse);
  expect(await orderedAndRight(warehouse)).toBe(true);
});

test("undo leaves what is left in order", async () => {
  const warehouse = await warehouseOf(orders(1));
  const { batch } = await publishAll(warehouse, orders(2), received + hour, { compact: false });
  await undo(warehouse, batch);
  expect(await orderedAndRight(warehouse)).toBe(true);
  await publishAll(warehouse, orders(3), received + hour);
  await compact(warehouse);
  await undo(warehouse, 1);
  expect(await orderedAndRight(warehouse)).toBe(true);
});

test("a merge moves rows, compaction puts them in order, and so it is after taking the merge back and after a deletion", async () => {
  const warehouse = await warehouseOf(orders(1));
  await mergeCustomers(warehouse, 6, 2);
  expect(await orderedAndRight(warehouse)).toBe(false);
  await compact(warehouse);
  expect(await orderedAndRight(warehouse)).toBe(true);
  await unmergeCustomer(warehouse, 6);
  expect(await orderedAndRight(warehouse)).toBe(false);
  await compact(warehouse);
  await deleteCustomer(warehouse, 3);
  expect(await orderedAndRight(warehouse)).toBe(true);
});

test("rows that were put at the end are noticed", async () => {
  const warehouse = await warehouseOf(orders(1));
  await warehouse.change(async (draft) => {
    const job = newJob({ warehouse, draft, batch: 1, received: received as Instant, source: "", dropStaged: async () => undefined });
    const [event] = draft.events;
    if (event === undefined) throw new Error("no event");
    await run(warehouse.engine, sql`UPDATE ${id("event_order")} SET instant = instant - 3600000 WHERE customer = 2`);
    await noteOrder(job, event);
    expect(event.ordered).toBe(true);
    await run(warehouse.engine, sql`INSERT INTO ${id("event_order")} SELECT * FROM ${id("event_order")} WHERE customer = 2`);
    await noteOrder(job, event);
    expect(event.ordered).toBe(false);
  });
});
