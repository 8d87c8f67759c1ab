import { afterEach, beforeEach, expect, test } from "vitest";
import { publishAll } from "../../../testkit/warehouse/imports.ts";
import type { Day } from "../../core/time/date.ts";
import { FOREVER, type Instant } from "../../core/time/instant.ts";
import type { Definition } from "../../rules/document.ts";
import { openTemporary } from "../open.ts";
import { imports } from "../publish/publish.ts";
import { rejectReasons, rejectsOf } from "../rejects.ts";
import { snapshotOf } from "../snapshot.ts";
import type { Warehouse } from "../warehouse.ts";
import { definitionHistory, deleteDefinition, getDefinition, listDefinitions, renameDefinition, saveDefinition } from "./definitions.ts";
import { editDescription } from "./edits.ts";
import { pin, pinsOf, unpin } from "./pins.ts";
import { listRates, putRates } from "./rates.ts";

let now = 1000;
let warehouse: Warehouse;
beforeEach(async () => {
  now = 1000;
  warehouse = await openTemporary({
    clock: { now: () => now as Instant },
    settings: { zone: "Europe/Berlin", currency: "EUR", weekStarts: 1 },
  });
});
afterEach(() => warehouse.close());

const definition = (name: string, owner: string): Definition => ({
  name,
  owner,
  rule: { kind: "everyone" },
  zone: "workspace",
  audience: "customers",
});

test("a change of a segment is a new version, and nothing is lost by deleting it", async () => {
  expect(await saveDefinition(warehouse, definition("All", "a"), "everyone")).toBe(1);
  expect(await saveDefinition(warehouse, definition("All", "a"), "everyone")).toBe(1);
  now = 2000;
  expect(await saveDefinition(warehouse, definition("All", "b"), "everyone")).toBe(2);
  expect(await getDefinition(warehouse, "All")).toEqual({ definition: definition("All", "b"), version: 2, text: "everyone", saved: 2000 });
  expect((await getDefinition(warehouse, "All", 1))?.definition.owner).toBe("a");
  expect((await snapshotOf(warehouse)).segments).toEqual([definition("All", "b")]);
  expect(await deleteDefinition(warehouse, "All")).toBe(true);
  expect(await deleteDefinition(warehouse, "All")).toBe(false);
  expect(await listDefinitions(warehouse)).toEqual([]);
  expect(await getDefinition(warehouse, "All")).toBeUndefined();
  expect((await getDefinition(warehouse, "All", 2))?.version).toBe(2);
  expect((await definitionHistory(warehouse, "All")).map(({ version, deleted }) => [version, deleted])).toEqual([
    [1, 2000],
    [2, 2000],
  ]);
  expect(await saveDefinition(warehouse, definition("All", "b"), "everyone")).toBe(3);
  expect((await listDefinitions(warehouse)).map(({ version }) => version)).toEqual([3]);
});

test("renaming takes all versions along, unless the name is taken", async () => {
  await saveDefinition(warehouse, definition("A", "a"), "everyone");
  await saveDefinition(warehouse, definition("B", "a"), "everyone");
  expect(await renameDefinition(warehouse, "A", "B")).toBe(false);
  expect(await renameDefinition(warehouse, "A", "C")).toBe(true);
  expect((await listDefinitions(warehouse)).map(({ definition: { name } }) => name)).toEqual(["B", "C"]);
});

test("a pin replaces the one before; its end is recorded", async () => {
  const given = { segment: "A", customer: 1, author: "ann", reason: "asked" } as const;
  await pin(warehouse, { ...given, how: "in" });
  now = 2000;
  await pin(warehouse, { ...given, how: "out", until: 9000 as Instant });
  now = 3000;
  await unpin(warehouse, "A", 1);
  expect((await pinsOf(warehouse, "A")).map(({ how, since, until }) => [how, since, until])).toEqual([
    ["in", 1000, 2000],
    ["out", 2000, 3000],
  ]);
  await pin(warehouse, { ...given, how: "in" });
  expect((await pinsOf(warehouse, "A")).at(-1)?.until).toBe(FOREVER);
});

test("rates are kept by currency and date, the later given replacing the earlier", async () => {
  await putRates(warehouse, [
    { currency: "USD", date: 10 as Day, units: 9n, scale: 1 },
    { currency: "USD", date: 5 as Day, units: 8n, scale: 1 },
  ]);
  await putRates(warehouse, [{ currency: "USD", date: 10 as Day, units: 95n, scale: 2 }]);
  expect(await listRates(warehouse)).toEqual([
    { currency: "USD", date: 5, units: 8n, scale: 1 },
    { currency: "USD", date: 10, units: 95n, scale: 2 },
  ]);
  expect(warehouse.state().rates).toEqual([{ code: "USD", from: "1970-01-06" }]);
});

test("descriptions are merged, and empty text takes a part back", async () => {
  await editDescription(warehouse, "city", { base: "needs", description: "home" });
  await editDescription(warehouse, "city", { base: "" });
  expect((await snapshotOf(warehouse)).edits).toEqual({ city: { description: "home" } });
});

test("rejected rows are kept with their reasons, and imports add up", async () => {
  const rejects = [
    [
      { row: 2, code: "no-customer", record: '{"a":1}' },
      { row: 3, code: "invalid-cell", column: "at" },
      { row: 3, code: "no-customer" },
    ],
  ];
  const report = await publishAll(warehouse, [{ says: "event", kind: "id", who: "a", event: "order", at: 0 }], 5000, {
    read: 3,
    digest: "of bytes",
    rejects,
  });
  expect(report).toMatchObject({ imported: 1, duplicates: 0, rejected: 2 });
  expect(await imports(warehouse)).toEqual([
    { batch: 1, received: 5000, kind: "test", name: "test.json", digest: "of bytes", read: 3, imported: 1, duplicates: 0, rejected: 2 },
  ]);
  expect(await rejectReasons(warehouse, 1)).toEqual([
    { code: "no-customer", rows: 2 },
    { code: "invalid-cell", rows: 1 },
  ]);
  const kept = [];
  for await (const some of rejectsOf(warehouse, 1)) kept.push(...some);
  expect(kept).toEqual([rejects[0]?.[0], rejects[0]?.[1], rejects[0]?.[2]]);
});
