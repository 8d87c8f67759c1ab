/** From sets of keys back to people: ids and traits. */
import type { Instant } from "../core/time/instant.ts";
import type { Observed } from "../rules/history.ts";
import type { TraitInfo } from "../rules/names.ts";
import type { Field } from "../rules/plan.ts";
import { as, call, column, select, typed, value } from "../sql/build.ts";
import { print } from "../sql/print.ts";
import type { Column } from "../sql/tree.ts";
import { columnsOf } from "../warehouse/columns.ts";
import type { Row } from "../warehouse/port.ts";
import { dialectOf, type Setting } from "./evaluate.ts";
import { fromKeys, type Keyset, toBits } from "./keyset.ts";
import { customerRows } from "./lower/rows.ts";
import { observedOf } from "./observed.ts";

/** One member with the chosen traits' values at the instant; a trait that is not set is absent. */
export interface Member {
  readonly key: number;
  readonly id: string;
  readonly traits: ReadonlyMap<string, Observed>;
}

export interface MembersOptions {
  readonly at: Instant;
  readonly traits?: readonly TraitInfo[];
  readonly limit?: number;
}

/** The members in the order of their keys, in chunks as the engine gives them. */
export async function* members(set: Keyset, options: MembersOptions, setting: Setting): AsyncIterable<readonly Member[]> {
  const dialect = dialectOf(setting.engine);
  const rows = customerRows({ layout: setting.layout, dialect, dayOf: setting.dayOf });
  const traits = options.traits ?? [];
  const columns: Column[] = [as(rows.customer, "key"), as(column("id", "e"), "id")];
  traits.forEach((trait, index) => {
    if (!setting.layout.traits.has(trait.name)) return;
    const { name, type, scale, element } = trait;
    const field: Field = { name, type, ...(scale === undefined ? {} : { scale }), ...(element === undefined ? {} : { element }) };
    const cells = rows.trait(field, options.at);
    for (const part of columnsOf(`f${index}`, trait)) {
      if (part.part !== "folded") columns.push(as(cells.part(part.part), part.name));
    }
  });
  const query = select(columns, {
    from: rows.from,
    joins: rows.joins(),
    where: call("in set", rows.customer, typed({ type: "bits", value: toBits(set) })),
    orderBy: [{ by: rows.customer }],
    ...(options.limit === undefined ? {} : { limit: value(options.limit) }),
  });
  for await (const chunk of setting.engine.stream(print(query, dialect))) {
    const chunkRows = Array.from(
      { length: chunk.rows },
      (_, i): Row => Object.fromEntries(chunk.names.map((name, c) => [name, chunk.columns[c]?.[i] ?? null])),
    );
    yield chunkRows.map((row) => memberOf(row, traits));
  }
}

function memberOf(row: Row, traits: readonly TraitInfo[]): Member {
  const found = new Map<string, Observed>();
  traits.forEach((trait, index) => {
    const seen = observedOf(row, `f${index}`, trait);
    if (seen !== undefined) found.set(trait.name, seen);
  });
  return { key: Number(row.key), id: String(row.id), traits: found };
}

/** The ids of some customers, in the order of their keys; those who are deleted or merged away are left out. */
export async function customerIds(setting: Setting, keys: readonly number[]): Promise<readonly string[]> {
  const ids: string[] = [];
  const set = fromKeys(keys, setting.layout.maxKey);
  for await (const some of members(set, { at: setting.layout.everyoneSince }, setting)) ids.push(...some.map((one) => one.id));
  return ids;
}
