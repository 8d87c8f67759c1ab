import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { contents } from "../../testkit/warehouse/contents.ts";
import { publishAll, type Said, said } from "../../testkit/warehouse/imports.ts";
import { fixedClock } from "../core/clock.ts";
import type { Instant } from "../core/time/instant.ts";
import { compact } from "./compact.ts";
import { openTemporary } from "./open.ts";
import { deleteCustomer } from "./people/delete.ts";
import { findCustomer } from "./people/find.ts";
import { mergeCustomers, unmergeCustomer } from "./people/merge.ts";
import { undo } from "./undo.ts";
import type { Warehouse } from "./warehouse.ts";

const day = 86_400_000;
const received = Date.parse("2025-02-01T00:00:00Z");
const open: Warehouse[] = [];
async function temporary(): Promise<Warehouse> {
  const warehouse = await openTemporary({
    clock: fixedClock(received as Instant),
    settings: { zone: "Europe/Berlin", currency: "EUR", weekStarts: 1 },
  });
  open.push(warehouse);
  return warehouse;
}
afterEach(() => {
  for (const warehouse of open.splice(0)) warehouse.close();
});
const some = fc.array(said, { minLength: 1, maxLength: 12 });
const runs = Number(process.env.WAREHOUSE_RUNS ?? 8);

test("an import and its undo leave everything as it was", { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(some, some, fc.integer({ min: 0, max: 2 }), async (first, second, scale) => {
      const warehouse = await temporary();
      await publishAll(warehouse, first, received);
      const before = await contents(warehouse);
      const { batch } = await publishAll(warehouse, second, received + day, {}, scale);
      await undo(warehouse, batch);
      expect(await contents(warehouse)).toEqual(before);
      warehouse.close();
      open.pop();
    }),
    { numRuns: runs },
  );
});

test("undoing the first of two imports leaves what the second alone brings", { timeout: 240_000 }, async () => {
  const first: Said[] = [
    { says: "event", kind: "id", who: "a", at: received, event: "order", amount: 1 },
    { says: "trait", kind: "id", who: "a", trait: "city", text: "Köln" },
    { says: "customer", kind: "id", who: "b", email: "b@x.org" },
  ];
  const second: Said[] = [
    { says: "event", kind: "id", who: "a", at: received, event: "order", amount: 1 },
    { says: "event", kind: "id", who: "a", at: received + day, event: "order", amount: 2 },
    { says: "trait", kind: "id", who: "a", trait: "city", text: "Bonn" },
  ];
  const warehouse = await temporary();
  await publishAll(warehouse, first, received);
  const report = await publishAll(warehouse, second, received + day);
  expect(report).toMatchObject({ imported: 2, duplicates: 1 });
  const undone = await undo(warehouse, 1);
  expect(undone).toEqual({ batch: 1, rows: 2, customersRemoved: 1, importAgain: [{ batch: 2, name: "test.json", rows: 1 }] });
  await publishAll(warehouse, second, received + day);
  const alone = await temporary();
  await publishAll(alone, second, received + day);
  expect(await contents(warehouse)).toEqual(await contents(alone));
  await expect(undo(warehouse, 1)).rejects.toMatchObject({ issues: [{ code: "already-undone" }] });
  await expect(undo(warehouse, 9)).rejects.toMatchObject({ issues: [{ code: "unknown-import" }] });
});

test("imports in any order of runs and compactions give the same", { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(some, some, async (first, second) => {
      const [runsLeft, merged] = [await temporary(), await temporary()];
      for (const warehouse of [runsLeft, merged]) {
        await publishAll(warehouse, first, received, { compact: false });
        await publishAll(warehouse, second, received + day, { compact: false });
      }
      await compact(merged);
      expect(merged.state().events.every(({ tables }) => tables.length <= 1)).toBe(true);
      expect(await contents(merged)).toEqual(await contents(runsLeft));
      for (const warehouse of open.splice(0)) warehouse.close();
    }),
    { numRuns: runs },
  );
});

test("a merge unites events and takes traits by latest value; un-merging gives back what was", { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(some, async (all) => {
      const warehouse = await temporary();
      await publishAll(
        warehouse,
        [
          ...all,
          { says: "trait", kind: "id", who: "a", trait: "city", text: "Ulm", at: received },
          { says: "event", kind: "id", who: "b", event: "order", at: received, amount: 1 },
        ],
        received,
      );
      const before = await contents(warehouse);
      const [a, b] = [await findCustomer(warehouse, "a"), await findCustomer(warehouse, "b")];
      if (a === undefined || b === undefined || a.customer === b.customer) return;
      await mergeCustomers(warehouse, b.customer, a.customer);
      const merged = await contents(warehouse);
      expect(merged.now?.length).toBe((before.now?.length ?? 0) - 1);
      expect(merged["rows order"]?.length).toBe(before["rows order"]?.length);
      expect((await findCustomer(warehouse, "b"))?.customer).toBe(a.customer);
      await unmergeCustomer(warehouse, b.customer);
      expect(await contents(warehouse)).toEqual(before);
      for (const one of open.splice(0)) one.close();
    }),
    { numRuns: runs },
  );
});

test("a deleted customer is gone from everything, and no file brings it back", { timeout: 240_000 }, async () => {
  const warehouse = await temporary();
  const rows: Said[] = [
    { says: "event", kind: "id", who: "a", at: received, event: "order", amount: 1, note: "only a says this" },
    { says: "trait", kind: "id", who: "a", trait: "city", text: "Köln" },
    { says: "customer", kind: "id", who: "a", email: "a@x.org" },
    { says: "event", kind: "id", who: "b", at: received, event: "order", amount: 2 },
  ];
  await publishAll(warehouse, rows, received);
  await deleteCustomer(warehouse, 1);
  expect(await findCustomer(warehouse, "a")).toBeUndefined();
  const left = JSON.stringify(await contents(warehouse));
  expect(left).not.toContain("only a says this");
  expect(left).not.toContain("a@x.org");
  expect(JSON.stringify(warehouse.state())).not.toContain("only a says this");
  const again = await publishAll(
    warehouse,
    [...rows, { says: "event", kind: "email", who: "a@x.org", at: received, event: "order", amount: 3 }],
    received + day,
  );
  expect(again).toMatchObject({ imported: 0, duplicates: 1, rejected: 4, refusedRows: [1, 2, 3, 5], customersCreated: 0 });
});
