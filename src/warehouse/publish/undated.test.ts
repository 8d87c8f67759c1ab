import { afterEach, beforeEach, expect, test } from "vitest";
import { publishAll, type Said } from "../../../testkit/warehouse/imports.ts";
import { fixedClock } from "../../core/clock.ts";
import { BEGINNING, FOREVER, type Instant } from "../../core/time/instant.ts";
import { sql } from "../../sql/statement.ts";
import { openTemporary } from "../open.ts";
import { mergeCustomers, unmergeCustomer } from "../people/merge.ts";
import { undo } from "../undo.ts";
import { rows, type Warehouse } from "../warehouse.ts";
import type { ImportMeta, Published } from "./import.ts";

const day = 86_400_000;
const start = Date.parse("2025-02-01T00:00:00Z");
let warehouse: Warehouse;
beforeEach(async () => {
  const settings = { zone: "Europe/Berlin", currency: "EUR", weekStarts: 1 };
  warehouse = await openTemporary({ clock: fixedClock((start + 100 * day) as Instant), settings });
});
afterEach(() => warehouse.close());

/** A file of customers that says one country, received some days after the first; its digest is its name unless another is given. */
function country(text: string, days: number, digest = `file of day ${days}`, further: readonly Said[] = []): Promise<Published> {
  const meta: Partial<ImportMeta> = { digest };
  return publishAll(warehouse, [{ says: "trait", kind: "id", who: "a", trait: "country", text }, ...further], start + days * day, meta);
}

async function now(): Promise<unknown> {
  return (await rows(warehouse.engine, sql`SELECT country FROM customer_now WHERE customer = 1`))[0]?.country;
}

async function intervals(): Promise<readonly unknown[]> {
  const found = await rows(
    warehouse.engine,
    sql`SELECT value, valid_from, valid_to FROM trait_text WHERE customer = 1 AND valid_from < valid_to ORDER BY valid_from`,
  );
  const moment = (cell: unknown): unknown =>
    Number(cell) === BEGINNING ? "ever" : Number(cell) === FOREVER ? "now" : (Number(cell) - start) / day;
  return found.map((one) => [one.value, moment(one.valid_from), moment(one.valid_to)]);
}

test("DE, FR, DE in three files ends with DE; undoing any of them leaves what the other two say", async () => {
  await country("DE", 0);
  await country("FR", 1);
  expect(await country("DE", 2)).toMatchObject({ imported: 1, duplicates: 0 });
  expect(await now()).toBe("DE");
  expect(await intervals()).toEqual([
    ["DE", "ever", 1],
    ["FR", 1, 2],
    ["DE", 2, "now"],
  ]);
  await undo(warehouse, 3);
  expect(await now()).toBe("FR");
  await undo(warehouse, 2);
  expect(await now()).toBe("DE");
  expect(await intervals()).toEqual([["DE", "ever", "now"]]);
});

test("undoing the second of DE, FR, DE leaves DE twice, undoing the first leaves FR from the beginning", async () => {
  await country("DE", 0);
  await country("FR", 1);
  await country("DE", 2);
  await undo(warehouse, 2);
  expect(await intervals()).toEqual([
    ["DE", "ever", 2],
    ["DE", 2, "now"],
  ]);
  await undo(warehouse, 1);
  expect(await intervals()).toEqual([["DE", "ever", "now"]]);
});

test("the same file again adds nothing, even if another came between; it adds everything after its undo", async () => {
  await country("DE", 0, "first");
  await country("FR", 1, "second");
  expect(await country("DE", 2, "first")).toMatchObject({ imported: 0, duplicates: 1 });
  expect(await now()).toBe("FR");
  await undo(warehouse, 1);
  expect(await country("DE", 3, "first")).toMatchObject({ imported: 1, duplicates: 0 });
  expect(await now()).toBe("DE");
});

test("another file with the value that holds adds nothing; undoing the file that had it names the other", async () => {
  await country("DE", 0);
  expect(await country("DE", 1)).toMatchObject({ imported: 0, duplicates: 1 });
  expect(await intervals()).toEqual([["DE", "ever", "now"]]);
  expect(await undo(warehouse, 1)).toMatchObject({ importAgain: [{ batch: 2, rows: 1 }] });
  expect(await country("DE", 1)).toMatchObject({ imported: 1 });
  expect(await now()).toBe("DE");
});

test("a value that is taken away and comes back; taking away what is not there adds nothing", async () => {
  await country("DE", 0);
  await country("", 1);
  expect(await now()).toBe(null);
  expect(await country("", 2)).toMatchObject({ imported: 0, duplicates: 1 });
  await country("DE", 3);
  expect(await now()).toBe("DE");
});

test("the value that holds is the one of the moment of receipt, not one that will hold later", async () => {
  const later: Said = { says: "trait", kind: "id", who: "a", trait: "country", text: "FR", at: start + 50 * day };
  await country("DE", 0, "first", [later]);
  expect(await country("FR", 1)).toMatchObject({ imported: 1, duplicates: 0 });
  expect(await country("FR", 2)).toMatchObject({ imported: 0, duplicates: 1 });
});

test("a file received before what is there is a statement of its own, from the beginning", async () => {
  await country("DE", 5);
  expect(await country("DE", 1)).toMatchObject({ imported: 1, duplicates: 0 });
  expect(await intervals()).toEqual([
    ["DE", "ever", 5],
    ["DE", 5, "now"],
  ]);
});

test("what a merged customer's file says is kept for them, so that taking the merge back gives it to them", async () => {
  await publishAll(
    warehouse,
    [
      { says: "customer", kind: "id", who: "a" },
      { says: "customer", kind: "id", who: "b" },
    ],
    start,
  );
  await country("DE", 1);
  await mergeCustomers(warehouse, 2, 1);
  await publishAll(warehouse, [{ says: "trait", kind: "id", who: "b", trait: "country", text: "DE" }], start + 2 * day);
  await unmergeCustomer(warehouse, 2);
  expect(await rows(warehouse.engine, sql`SELECT customer, country FROM customer_now ORDER BY customer`)).toEqual([
    { customer: 1n, country: "DE" },
    { customer: 2n, country: "DE" },
  ]);
});

test("undated consents go the same way: denied, granted, denied ends with denied", async () => {
  const consent = (state: "granted" | "denied", days: number): Promise<Published> =>
    publishAll(warehouse, [{ says: "consent", kind: "id", who: "a", state }], start + days * day, { digest: `consents of day ${days}` });
  const holds = async (): Promise<unknown> =>
    (await rows(warehouse.engine, sql`SELECT state FROM consent WHERE valid_from < valid_to`)).map(({ state }) => state);
  await consent("denied", 0);
  await consent("granted", 1);
  expect(await consent("granted", 2)).toMatchObject({ imported: 0, duplicates: 1 });
  expect(await consent("denied", 3)).toMatchObject({ imported: 1, duplicates: 0 });
  expect(await holds()).toEqual(["denied"]);
  await undo(warehouse, 4);
  expect(await holds()).toEqual(["granted"]);
});
