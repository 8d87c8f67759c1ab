import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fixedClock } from "../../core/clock.ts";
import { BEGINNING, FOREVER, type Instant } from "../../core/time/instant.ts";
import { type Fragment, id, sql } from "../../sql/statement.ts";
import { layoutOf } from "../layout.ts";
import { openWorkspace } from "../open.ts";
import { newStage, type StagedField } from "../staging/stage.ts";
import { rows, run, type Warehouse } from "../warehouse.ts";
import type { ImportMeta, Published } from "./import.ts";
import { publish } from "./publish.ts";

const settings = { zone: "Europe/Berlin", currency: "EUR", weekStarts: 1 };
const now = Date.parse("2026-01-15T12:00:00Z") as Instant;
let directory: string;
let warehouse: Warehouse;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "kindred-"));
  warehouse = await openWorkspace(directory, { create: true, clock: fixedClock(now), settings });
});
afterEach(() => {
  warehouse.close();
  rmSync(directory, { recursive: true, force: true });
});

const meta: ImportMeta = { kind: "events", name: "test.csv", read: 0 };
const at = (text: string): number => Date.parse(text);
const query = (fragment: Fragment) => rows(warehouse.engine, fragment);

async function importOrders(
  orders: readonly (readonly [
    who: string,
    when: string,
    message: string | null,
    units: number,
    currency: string,
    channel: string | null,
  ])[],
  scale = 2,
  extra: Partial<ImportMeta> = {},
): Promise<Published> {
  const stage = newStage(warehouse);
  const properties: StagedField[] = [
    { name: "amount", type: "money", scale },
    { name: "channel", type: "text" },
  ];
  const { table } = await stage.stageEvents("order", properties);
  for (const [i, [who, when, message, units, currency, channel]] of orders.entries()) {
    await run(
      warehouse.engine,
      sql`INSERT INTO temp.${id(table)} VALUES (${i + 1}, 'id', ${who}, ${at(when)}, ${message}, ${units}, ${currency}, ${channel})`,
    );
  }
  return publish(stage, { ...meta, ...extra, read: orders.length });
}

const three = [
  ["b", "2025-03-01T10:00:00Z", null, 1050, "EUR", "Web"],
  ["a", "2025-02-01T23:30:00Z", null, 999, "EUR", "Café"],
  ["b", "2025-01-01T10:00:00Z", null, 500, "USD", null],
] as const;

describe("events", () => {
  test("are keyed in file order, sorted, dated in the zone and folded", async () => {
    const report = await importOrders(three);
    expect(report).toMatchObject({ batch: 1, imported: 3, duplicates: 0, rejected: 0, customersCreated: 2 });
    const found = await query(
      sql`SELECT customer, instant, local_date, amount, amount__currency, channel, channel__folded FROM event_order`,
    );
    expect(found).toEqual([
      {
        customer: 1n,
        instant: BigInt(at("2025-01-01T10:00:00Z")),
        local_date: 20089,
        amount: 500n,
        amount__currency: "USD",
        channel: null,
        channel__folded: null,
      },
      {
        customer: 1n,
        instant: BigInt(at("2025-03-01T10:00:00Z")),
        local_date: 20148,
        amount: 1050n,
        amount__currency: "EUR",
        channel: "Web",
        channel__folded: "web",
      },
      {
        customer: 2n,
        instant: BigInt(at("2025-02-01T23:30:00Z")),
        local_date: 20121,
        amount: 999n,
        amount__currency: "EUR",
        channel: "Café",
        channel__folded: "cafe",
      },
    ]);
    const order = warehouse.state().events[0];
    expect(order).toMatchObject({ rows: 3, wholeDays: false, first: at("2025-01-01T10:00:00Z"), last: at("2025-03-01T10:00:00Z") });
    expect(order?.fields[0]?.info.currencies).toEqual([
      { code: "EUR", from: "2025-02-02" },
      { code: "USD", from: "2025-01-01" },
    ]);
    expect(await query(sql`SELECT customer, id, since FROM customer_now`)).toEqual([
      { customer: 1n, id: "b", since: BigInt(at("2025-01-01T10:00:00Z")) },
      { customer: 2n, id: "a", since: BigInt(at("2025-02-01T23:30:00Z")) },
    ]);
  });

  test("imported again add nothing; equal rows of one file all count", async () => {
    const twice = [...three, three[0]];
    expect(await importOrders(twice)).toMatchObject({ imported: 4, duplicates: 0 });
    expect(await importOrders(twice)).toMatchObject({ imported: 0, duplicates: 4 });
    expect(await importOrders([...twice, three[0]])).toMatchObject({ imported: 1, duplicates: 4 });
    expect(await query(sql`SELECT count(*) AS n FROM event_order__time`)).toEqual([{ n: 5n }]);
  });

  test("with one message id and other content are conflicts; the first received stays", async () => {
    await importOrders([["a", "2025-03-01T10:00:00Z", "m1", 100, "EUR", null]]);
    const report = await importOrders([
      ["a", "2025-03-01T10:00:00Z", "m1", 100, "EUR", null],
      ["a", "2025-03-02T10:00:00Z", "m2", 100, "EUR", null],
      ["a", "2025-03-02T10:00:00Z", "m2", 200, "EUR", null],
      ["a", "2025-03-02T10:00:00Z", "m2", 100, "EUR", null],
    ]);
    expect(report).toMatchObject({ imported: 1, duplicates: 3, conflicts: 1 });
    expect(report.tables[0]).toMatchObject({ inserted: 1, duplicates: 2, conflicts: 1, conflictRows: [3] });
    const other = await importOrders([["a", "2025-03-01T10:00:00Z", "m1", 101, "EUR", null]]);
    expect(other.tables[0]).toMatchObject({ inserted: 0, duplicates: 0, conflicts: 1, conflictRows: [1] });
  });

  test("with more decimal places widen the column exactly", async () => {
    await importOrders(three);
    await importOrders([["c", "2025-04-01T10:00:00Z", null, 1234567, "EUR", null]], 4, { compact: false });
    expect(await importOrders(three, 2, { compact: false })).toMatchObject({ imported: 0, duplicates: 3 });
    const layout = layoutOf(warehouse).events.get("order");
    expect(layout?.properties.get("amount")?.scale).toBe(4);
    expect(layout?.tables.length).toBe(2);
    const all = await query(sql`SELECT amount FROM event_order UNION ALL SELECT amount FROM event_order__run_1 ORDER BY amount`);
    expect(all.map(({ amount }) => amount)).toEqual([50000n, 99900n, 105000n, 1234567n]);
  });

  test("with another type of a property get a property of their own", async () => {
    await importOrders(three);
    const stage = newStage(warehouse);
    const { table } = await stage.stageEvents("order", [{ name: "amount", type: "text" }]);
    await run(warehouse.engine, sql`INSERT INTO temp.${id(table)} VALUES (1, 'id', 'a', ${at("2025-05-01T00:00:00Z")}, 'x', 'a lot')`);
    const report = await publish(stage, { ...meta, read: 1 });
    expect(report.retyped).toEqual([{ name: "amount", became: "amount (text)" }]);
    expect([...(layoutOf(warehouse).events.get("order")?.properties.keys() ?? [])]).toEqual(["amount", "channel", "amount (text)"]);
  });
});

describe("traits", () => {
  async function importTraits(
    statements: readonly (readonly [who: string, trait: string, value: string, when: string | null])[],
    received: string,
  ): Promise<Published> {
    const stage = newStage(warehouse);
    const names = [...new Set(statements.map(([, trait]) => trait))];
    const [staged] = await stage.stageTraits(names.map((name) => ({ name, type: "text" })));
    for (const [i, [who, trait, value, when]] of statements.entries()) {
      await run(
        warehouse.engine,
        sql`INSERT INTO temp.${id(staged?.table ?? "")} VALUES (${i + 1}, 'id', ${who}, ${trait}, ${value}, ${when === null ? null : at(when)}, NULL)`,
      );
    }
    return publish(stage, { ...meta, kind: "customers", read: statements.length, received: at(received) as Instant });
  }
  const history = () => query(sql`SELECT customer, value, valid_from, valid_to FROM trait_text ORDER BY customer, valid_from, valid_to`);

  test("hold from the beginning if the first received has no date, later ones from when they were received", async () => {
    await importTraits([["a", "city", "Köln", null]], "2025-01-01T00:00:00Z");
    await importTraits([["a", "city", "Bonn", null]], "2025-06-01T00:00:00Z");
    await importTraits([["a", "city", "Ulm", "2025-03-01T00:00:00Z"]], "2025-07-01T00:00:00Z");
    expect(await history()).toEqual([
      { customer: 1n, value: "Köln", valid_from: BigInt(BEGINNING), valid_to: BigInt(at("2025-03-01T00:00:00Z")) },
      { customer: 1n, value: "Ulm", valid_from: BigInt(at("2025-03-01T00:00:00Z")), valid_to: BigInt(at("2025-06-01T00:00:00Z")) },
      { customer: 1n, value: "Bonn", valid_from: BigInt(at("2025-06-01T00:00:00Z")), valid_to: BigInt(FOREVER) },
    ]);
    expect(await query(sql`SELECT city, city__folded, since FROM customer_now`)).toEqual([
      { city: "Bonn", city__folded: "bonn", since: BigInt(BEGINNING) },
    ]);
    expect(warehouse.state().traits[0]).toMatchObject({ name: "city", set: 1, values: ["Bonn"], nowFrom: at("2025-06-01T00:00:00Z") });
  });

  test("of one instant: the later received wins, the other gets an empty interval", async () => {
    await importTraits([["a", "city", "Köln", "2025-01-01T00:00:00Z"]], "2025-02-01T00:00:00Z");
    await importTraits([["a", "city", "Bonn", "2025-01-01T00:00:00Z"]], "2025-03-01T00:00:00Z");
    const first = BigInt(at("2025-01-01T00:00:00Z"));
    expect(await history()).toEqual([
      { customer: 1n, value: "Köln", valid_from: first, valid_to: first },
      { customer: 1n, value: "Bonn", valid_from: first, valid_to: BigInt(FOREVER) },
    ]);
  });

  test("imported again add nothing", async () => {
    const all = [
      ["a", "city", "Köln", null],
      ["b", "city", "Ulm", null],
      ["a", "country", "DE", null],
    ] as const;
    expect(await importTraits(all, "2025-02-01T00:00:00Z")).toMatchObject({ imported: 3, customersCreated: 2 });
    expect(await importTraits(all, "2025-03-01T00:00:00Z")).toMatchObject({ imported: 0, duplicates: 3, customersCreated: 0 });
  });
});

describe("the workspace", () => {
  test("opens again with what was published", async () => {
    await importOrders(three);
    const before = warehouse.state();
    warehouse.close();
    warehouse = await openWorkspace(directory, { clock: fixedClock(now) });
    expect(warehouse.state()).toEqual(before);
    expect(warehouse.settings).toEqual(settings);
  });
});
