import fc from "fast-check";
import { expect, test } from "vitest";
import { publishAll, said } from "../../../testkit/warehouse/imports.ts";
import { fixedClock } from "../../core/clock.ts";
import { FOREVER, type Instant } from "../../core/time/instant.ts";
import type { History, ObservedEvent, TraitStatement } from "../../rules/history.ts";
import { traitIntervals } from "../../rules/reference/traits.ts";
import { existsFrom } from "../../rules/reference/universe.ts";
import { sql } from "../../sql/statement.ts";
import { openTemporary } from "../open.ts";
import type { Row } from "../port.ts";
import { undo } from "../undo.ts";
import { count, rows, type Warehouse } from "../warehouse.ts";

const start = Date.parse("2025-02-01T00:00:00Z");
const day = 86_400_000;

/** A customer's history as the tables tell it, intervals and `since` left out. */
async function histories(warehouse: Warehouse): Promise<ReadonlyMap<number, History>> {
  const { engine } = warehouse;
  const statements: Row[] = [];
  const events: Row[] = [];
  for (const { history, name, number } of warehouse.state().traits) {
    const value = history === "trait_text" ? sql`value` : sql`value::VARCHAR AS value`;
    const table = history === "trait_text" ? sql`trait_text` : sql`trait_number`;
    statements.push(
      ...(await rows(
        engine,
        sql`SELECT customer, ${name} AS trait, ${value}, stated_at, received, lpad(lower(hex(id)), 32, '0') AS id FROM ${table} WHERE trait = ${number}`,
      )),
    );
  }
  for (const name of ["order", "visit"]) {
    if (!warehouse.state().events.some((event) => event.name === name)) continue;
    const table = name === "order" ? sql`event_order` : sql`event_visit`;
    events.push(...(await rows(engine, sql`SELECT customer, instant FROM ${table}`)));
  }
  const found = new Map<number, History>();
  for (const one of await rows(
    engine,
    sql`SELECT c.customer, c.id, c.anonymous, min(a.created) AS created FROM customer c LEFT JOIN arrival a USING (customer) GROUP BY ALL`,
  )) {
    const key = count(one.customer);
    found.set(key, {
      key,
      id: String(one.id),
      anonymous: one.anonymous === true,
      gone: false,
      ...(one.created === null ? {} : { created: count(one.created) as Instant }),
      events: events.filter((event) => count(event.customer) === key).map((event) => ({ instant: count(event.instant) }) as ObservedEvent),
      traits: statements.filter((statement) => count(statement.customer) === key).map(statementOf),
      consents: [],
      stays: [],
      pins: [],
    });
  }
  return found;
}

function statementOf(one: Row): TraitStatement {
  return {
    trait: String(one.trait),
    received: count(one.received) as Instant,
    id: String(one.id),
    ...(one.stated_at === null ? {} : { at: count(one.stated_at) as Instant }),
    ...(one.value === null ? {} : { value: { type: "text", text: String(one.value) } }),
  };
}

async function expectReference(warehouse: Warehouse): Promise<void> {
  const { engine } = warehouse;
  const all = await histories(warehouse);
  const now = await rows(engine, sql`SELECT * FROM customer_now`);
  expect(now.length).toBe(all.size);
  for (const row of now) {
    const history = all.get(count(row.customer)) as History;
    expect(count(row.since)).toBe(existsFrom(history));
    for (const trait of warehouse.state().traits) {
      const expected = traitIntervals(history, trait.name);
      const table = trait.history === "trait_text" ? sql`trait_text` : sql`trait_number`;
      const stored = await rows(
        engine,
        sql`SELECT valid_from, valid_to, value FROM ${table} WHERE trait = ${trait.number} AND customer = ${history.key} AND valid_from < valid_to ORDER BY valid_from`,
      );
      const text = (value: unknown): string | undefined => (value === null || value === undefined ? undefined : String(value));
      expect(stored.map((one) => [count(one.valid_from), count(one.valid_to), text(one.value)])).toEqual(
        expected.map(({ from, value }, i) => [from, expected[i + 1]?.from ?? FOREVER, value?.type === "text" ? value.text : undefined]),
      );
      const last = expected.at(-1)?.value;
      expect(text(row[trait.column])).toBe(last?.type === "text" ? last.text : undefined);
      expect(expected.every(({ from }) => from <= trait.nowFrom)).toBe(true);
    }
  }
}

test("since, intervals and values now are those of the reference, after imports received in any order and an undo", {
  timeout: 240_000,
}, async () => {
  const some = fc.array(said, { minLength: 1, maxLength: 15 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(some, fc.integer({ min: 0, max: 3 })), { minLength: 1, maxLength: 4 }),
      fc.nat(3),
      async (all, which) => {
        const settings = { zone: "Europe/Berlin", currency: "EUR", weekStarts: 1 };
        const warehouse = await openTemporary({ clock: fixedClock(start as Instant), settings });
        for (const [statements, days] of all) await publishAll(warehouse, statements, start + days * day);
        await expectReference(warehouse);
        await undo(warehouse, (which % all.length) + 1);
        await expectReference(warehouse);
        warehouse.close();
      },
    ),
    { numRuns: Number(process.env.WAREHOUSE_RUNS ?? 8) },
  );
});
