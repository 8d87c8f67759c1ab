import { afterEach, beforeEach, expect, test } from "vitest";
import { publishAll } from "../../../testkit/warehouse/imports.ts";
import { fixedClock } from "../../core/clock.ts";
import type { Instant } from "../../core/time/instant.ts";
import { sql } from "../../sql/statement.ts";
import { openTemporary } from "../open.ts";
import { rows, type Warehouse } from "../warehouse.ts";

const now = Date.parse("2025-02-01T00:00:00Z");
let warehouse: Warehouse;
beforeEach(async () => {
  warehouse = await openTemporary({
    clock: fixedClock(now as Instant),
    settings: { zone: "Europe/Berlin", currency: "EUR", weekStarts: 1 },
  });
});
afterEach(() => warehouse.close());

const customer = (who: string, email?: string, phone?: string) =>
  ({ says: "customer", kind: "id", who, ...(email === undefined ? {} : { email }), ...(phone === undefined ? {} : { phone }) }) as const;
const order = (kind: "id" | "email" | "phone" | "anonymous", who: string) =>
  ({ says: "event", kind, who, event: "order", at: now, amount: 1 }) as const;

const people = async () =>
  (
    await rows(
      warehouse.engine,
      sql`SELECT c.id, list(concat(i.kind, ':', i.value) ORDER BY i.kind, i.value) AS known FROM customer c JOIN identity i USING (customer) GROUP BY ALL ORDER BY c.id`,
    )
  ).map(({ id, known }) => [id, ...(known as string[])]);

test("a free address is linked to the customer who names it first, and events that go by it are theirs", async () => {
  const report = await publishAll(
    warehouse,
    [order("email", "e@x.org"), customer("c1", "e@x.org", "+491"), order("phone", "+491"), order("id", "c1")],
    now,
  );
  expect(report.customersCreated).toBe(1);
  expect(await people()).toEqual([["c1", "email:e@x.org", "id:c1", "phone:+491"]]);
  expect(await rows(warehouse.engine, sql`SELECT count(*) AS n FROM event_order WHERE customer = 1`)).toEqual([{ n: 3n }]);
});

test("an address of someone else is a conflict that is reported, not a merge", async () => {
  await publishAll(warehouse, [customer("c1", "e@x.org")], now);
  const report = await publishAll(warehouse, [customer("c2", "e@x.org"), customer("c3", "f@x.org"), customer("c4", "f@x.org")], now + 1);
  expect(report).toMatchObject({ customersCreated: 3, identityConflicts: [{ kind: "email", count: 2, rows: [1, 3] }] });
  expect(await people()).toEqual([
    ["c1", "email:e@x.org", "id:c1"],
    ["c2", "id:c2"],
    ["c3", "email:f@x.org", "id:c3"],
    ["c4", "id:c4"],
  ]);
});

test("someone known by address only becomes the customer of that address", async () => {
  await publishAll(warehouse, [order("email", "e@x.org")], now);
  const report = await publishAll(warehouse, [customer("c1", "e@x.org"), order("id", "c1")], now + 1);
  expect(report).toMatchObject({ customersCreated: 0, identityConflicts: [] });
  expect(await people()).toEqual([["e@x.org", "email:e@x.org", "id:c1"]]);
});

test("keys follow the order of the file, and one value of two kinds is two customers with two ids", async () => {
  await publishAll(warehouse, [order("anonymous", "z"), order("id", "y"), order("id", "z")], now);
  const found = await rows(warehouse.engine, sql`SELECT customer, id, anonymous FROM customer ORDER BY customer`);
  expect(found).toEqual([
    { customer: 1n, id: "anonymous:z", anonymous: true },
    { customer: 2n, id: "y", anonymous: false },
    { customer: 3n, id: "z", anonymous: false },
  ]);
  expect(warehouse.state()).toMatchObject({ maxKey: 3, customers: 3, anyAnonymous: true });
});

test("a customers file again is all duplicates", async () => {
  const all = [customer("c1", "e@x.org"), customer("c2")];
  expect(await publishAll(warehouse, all, now)).toMatchObject({ imported: 2, duplicates: 0 });
  expect(await publishAll(warehouse, all, now + 1)).toMatchObject({ imported: 0, duplicates: 2, customersCreated: 0 });
});

test("purposes and channels are stored folded and known as first written", async () => {
  const consent = { says: "consent", kind: "id", who: "c1", state: "granted", address: "e@x.org", at: now, message: "m" } as const;
  await publishAll(warehouse, [consent], now);
  expect(await publishAll(warehouse, [consent], now)).toMatchObject({ imported: 0, duplicates: 1, conflicts: 0 });
  expect(warehouse.state()).toMatchObject({ purposes: ["News"], channels: ["email"] });
  expect(await rows(warehouse.engine, sql`SELECT purpose, channel, state FROM consent`)).toEqual([
    { purpose: "news", channel: "email", state: "granted" },
  ]);
});
