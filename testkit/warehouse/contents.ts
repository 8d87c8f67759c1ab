/** Everything that a rule can see in a warehouse, in a form that does not depend on runs, row order or physical names. */

import { type Fragment, id, join, sql } from "../../src/sql/statement.ts";
import { columnsOf } from "../../src/warehouse/columns.ts";
import { ensureTyped } from "../../src/warehouse/promote.ts";
import { rows, type Warehouse } from "../../src/warehouse/warehouse.ts";

/** Sorted lines of text per subject. */
export async function contents(warehouse: Warehouse): Promise<Readonly<Record<string, readonly string[]>>> {
  await ensureTyped(
    warehouse,
    warehouse.state().events.map(({ name }) => name),
  );
  const { events, traits, histories, maxKey, customers, everyoneSince, anyAnonymous, channels, purposes } = warehouse.state();
  const found: Record<string, readonly string[]> = {
    state: [JSON.stringify({ maxKey, customers, everyoneSince, anyAnonymous, channels, purposes })],
    customer: await lines(warehouse, sql`SELECT customer, id, created, since, anonymous, merged_into, deleted FROM customer`),
    identity: await lines(warehouse, sql`SELECT kind, value, customer, source FROM identity`),
    consent: await lines(warehouse, sql`SELECT * EXCLUDE (batch, received) FROM consent`),
  };
  for (const event of events) {
    if (event.rows === 0) continue;
    const fields = event.fields.filter(({ set }) => set > 0);
    found[`event ${event.name}`] = [
      JSON.stringify([
        event.rows,
        event.first,
        event.last,
        event.wholeDays,
        fields.map(({ name, info, set, values }) => [name, info.type, info.currencies, set, [...values].sort()]),
      ]),
    ];
    const columns = fields.flatMap((field) =>
      columnsOf(field.column, field.info).map(({ name, part }) => sql`, ${scaled(name, part, field.info.scale)}`),
    );
    for (const table of event.tables) {
      const key = `rows ${event.name}`;
      found[key] = [
        ...(found[key] ?? []),
        ...(await lines(warehouse, sql`SELECT customer, instant, id, source, local_date${join(columns, "")} FROM ${id(table)}`)),
      ].sort();
    }
    found[`timeline ${event.name}`] = await lines(warehouse, sql`SELECT * FROM ${id(`event_${event.slug}__time`)}`);
  }
  const told = traits.filter(({ set }) => set > 0);
  const now = told.flatMap((trait) =>
    columnsOf(trait.column, trait.info).map(({ name, part }) => sql`, ${scaled(name, part, trait.info.scale)}`),
  );
  found.now = await lines(warehouse, sql`SELECT customer, id, since, anonymous${join(now, "")} FROM customer_now`);
  found.traits = told.map(({ name, info, set, values }) => JSON.stringify([name, info.type, set, [...values].sort()])).sort();
  for (const history of Object.keys(histories)) {
    const names = join(
      traits.filter((trait) => trait.history === history).map(({ number, name, info }) => sql`(${number}, ${name}, ${info.scale ?? 0})`),
    );
    if (traits.every((trait) => trait.history !== history)) continue;
    const value = history === "trait_number" ? sql`h.value * power(10, 6 - n.scale)::BIGINT AS value` : sql`h.value, h.value__folded`;
    found[history] = await lines(
      warehouse,
      sql`SELECT n.name, h.customer, ${value}, h.stated_at, h.id, h.valid_from, h.valid_to FROM ${id(history)} h JOIN (VALUES ${names}) AS n(trait, name, scale) ON n.trait = h.trait`,
    );
  }
  return found;
}

/** Numbers at one scale: widening a column is not undone, and says nothing new. */
function scaled(name: string, part: string, scale: number | undefined): Fragment {
  return part === "value" && scale !== undefined ? sql`${id(name)} * ${10n ** BigInt(6 - scale)} AS ${id(name)}` : id(name);
}

async function lines(warehouse: Warehouse, query: Fragment): Promise<readonly string[]> {
  const found = await rows(warehouse.engine, query);
  return found.map((row) => JSON.stringify(Object.values(row).map((cell) => (typeof cell === "bigint" ? String(cell) : cell)))).sort();
}
