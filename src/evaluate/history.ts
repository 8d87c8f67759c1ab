/** Histories of customers from the warehouse: what the reference evaluator reads. */
import type { Day } from "../core/time/date.ts";
import { FOREVER, type Instant } from "../core/time/instant.ts";
import type { ConsentStatement, History, Observed, ObservedEvent, Pin, Stay, TraitStatement } from "../rules/history.ts";
import type { Names } from "../rules/names.ts";
import type { Inputs } from "../rules/planning/inputs.ts";
import { all, as, column, columns, infix, oneOf, select, table, union, value } from "../sql/build.ts";
import { print } from "../sql/print.ts";
import type { Expression, Query } from "../sql/tree.ts";
import type { EventLayout, TraitLayout } from "../warehouse/layout.ts";
import type { Cell, Row } from "../warehouse/port.ts";
import { dialectOf, type Setting } from "./evaluate.ts";
import { columnNames } from "./lower/cells.ts";
import { integer, observedOf } from "./observed.ts";

export interface HistoryOptions {
  readonly names: Names;
  /** What to read; everything unless given. Since when a customer exists is right in any case. */
  readonly inputs?: Inputs;
}

/** The history of one customer; `undefined` if there is none with this key, or it is deleted or merged away. */
export async function loadHistory(key: number, options: HistoryOptions, setting: Setting): Promise<History | undefined> {
  return (await loadHistories(key, key, options, setting))[0];
}

/** Histories of all customers that there are with keys from `first` to `last`, in the order of their keys. */
async function loadHistories(first: number, last: number, options: HistoryOptions, setting: Setting): Promise<readonly History[]> {
  const read = async (query: Query): Promise<readonly Row[]> => setting.engine.rows(print(query, dialectOf(setting.engine)));
  const keys = between(first, last);
  const people = await read(
    select(columns("customer", "id", "since", "anonymous"), {
      from: table("customer_now"),
      where: keys,
      orderBy: [{ by: column("customer") }],
    }),
  );
  if (people.length === 0) return [];
  const events = await loadEvents(keys, options, setting, read);
  const { inputs } = options;
  const readIf = async (wanted: boolean | undefined, query: () => Query): Promise<readonly Row[]> =>
    wanted === false ? [] : read(query());
  const traits = await loadTraits(keys, options, setting, read);
  const consents = group(
    await readIf(inputs?.consents, () =>
      select(columns("customer", "purpose", "channel", "address", "valid", "state", "stated_at", "received", "id"), {
        from: table("consent"),
        where: keys,
      }),
    ),
    consentOf,
  );
  const stays = group(
    await readIf(inputs?.stays, () => select(columns("customer", "segment", "since", "until"), { from: table("membership"), where: keys })),
    stayOf,
  );
  const pins = group(
    await readIf(inputs?.pins, () => select(columns("customer", "segment", "how", "since", "until"), { from: table("pin"), where: keys })),
    pinOf,
  );
  return people.map((row): History => {
    const key = Number(row.customer);
    const since = moment(row.since ?? null);
    return {
      key,
      id: String(row.id),
      created: since,
      anonymous: row.anonymous === true,
      gone: false,
      events: (events.get(key) ?? []).toSorted((a, b) => a.instant - b.instant || (a.id < b.id ? -1 : 1)),
      traits: traits.get(key) ?? [],
      consents: consents.get(key) ?? [],
      stays: stays.get(key) ?? [],
      pins: pins.get(key) ?? [],
    };
  });
}

/** Histories of the whole population, `size` keys at a time. */
export async function* loadPopulation(options: HistoryOptions, setting: Setting, size = 10_000): AsyncIterable<readonly History[]> {
  for (let first = 1; first <= setting.layout.maxKey; first += size) yield loadHistories(first, first + size - 1, options, setting);
}

type Read = (query: Query) => Promise<readonly Row[]>;

function between(first: number, last: number): Expression {
  const key = column("customer");
  return first === last ? infix(key, "=", value(first)) : all([infix(key, ">=", value(first)), infix(key, "<=", value(last))]);
}

async function loadEvents(
  keys: Expression,
  options: HistoryOptions,
  setting: Setting,
  read: Read,
): Promise<ReadonlyMap<number, readonly ObservedEvent[]>> {
  const found = new Map<number, ObservedEvent[]>();
  for (const [type, layout] of setting.layout.events) {
    if (options.inputs?.events.has(type) === false) continue;
    const rows = await read(eventQuery(layout, keys, setting));
    for (const row of rows) add(found, row, eventOf(type, layout, row));
  }
  return found;
}

function eventQuery(layout: EventLayout, keys: Expression, setting: Setting): Query {
  const dialect = dialectOf(setting.engine);
  const names = [...layout.properties.values()].flatMap((field) =>
    columnNames(field.column, field, dialect).filter((name) => !name.endsWith("__folded")),
  );
  return union(
    layout.tables.map((name) => select(columns("customer", "instant", "id", "local_date", ...names), { from: table(name), where: keys })),
  );
}

function eventOf(type: string, layout: EventLayout, row: Row): ObservedEvent {
  const properties = new Map<string, Observed>();
  for (const [name, field] of layout.properties) {
    const seen = observedOf(row, field.column, field);
    if (seen !== undefined) properties.set(name, seen);
  }
  return { type, instant: moment(row.instant ?? null), id: hex(row.id ?? null), localDay: Number(row.local_date) as Day, properties };
}

async function loadTraits(
  keys: Expression,
  options: HistoryOptions,
  setting: Setting,
  read: Read,
): Promise<ReadonlyMap<number, readonly TraitStatement[]>> {
  const found = new Map<number, TraitStatement[]>();
  const wanted = [...setting.layout.traits].filter(([name]) => options.inputs?.traits.has(name) !== false);
  const byTable = Map.groupBy(wanted, ([, trait]) => trait.history);
  for (const [history, traits] of byTable) {
    const byNumber = new Map(traits.map(([name, trait]) => [trait.number, { name, trait }]));
    const [first] = traits;
    if (first === undefined) continue;
    // Histories are sorted by trait first: naming the traits spares reading the others.
    const ofTraits = oneOf(
      column("trait"),
      traits.map(([, trait]) => trait.number),
    );
    const rows = await read(traitQuery(history, first[1], all([ofTraits, keys]), setting));
    for (const row of rows) {
      const known = byNumber.get(Number(row.trait));
      if (known !== undefined) add(found, row, statementOf(known.name, known.trait, row));
    }
  }
  return found;
}

function traitQuery(history: string, trait: TraitLayout, keys: Expression, setting: Setting): Query {
  const values = columnNames("value", trait, dialectOf(setting.engine)).filter((name) => !name.endsWith("__folded"));
  return select([...columns("trait", "customer", ...values, "stated_at", "received"), as(column("id"), "id")], {
    from: table(history),
    where: keys,
  });
}

function statementOf(name: string, trait: TraitLayout, row: Row): TraitStatement {
  const seen = observedOf(row, "value", trait);
  return {
    trait: name,
    ...stated(row),
    received: moment(row.received ?? null),
    id: hex(row.id ?? null),
    ...(seen === undefined ? {} : { value: seen }),
  };
}

function consentOf(row: Row): ConsentStatement {
  return {
    purpose: String(row.purpose),
    channel: String(row.channel),
    ...((row.address ?? null) === null ? {} : { address: String(row.address) }),
    valid: row.valid === true,
    state: String(row.state) as ConsentStatement["state"],
    ...stated(row),
    received: moment(row.received ?? null),
    id: hex(row.id ?? null),
  };
}

function stayOf(row: Row): Stay {
  return { segment: String(row.segment), since: moment(row.since ?? null), ...ended(row) };
}

function pinOf(row: Row): Pin {
  return { segment: String(row.segment), how: row.how === "in" ? "in" : "out", since: moment(row.since ?? null), ...ended(row) };
}

function stated(row: Row): { readonly at?: Instant } {
  return (row.stated_at ?? null) === null ? {} : { at: moment(row.stated_at ?? null) };
}

function ended(row: Row): { readonly until?: Instant } {
  const until = moment(row.until ?? null);
  return until === FOREVER ? {} : { until };
}

function group<T>(rows: readonly Row[], make: (row: Row) => T): ReadonlyMap<number, readonly T[]> {
  const found = new Map<number, T[]>();
  for (const row of rows) add(found, row, make(row));
  return found;
}

function add<T>(found: Map<number, T[]>, row: Row, one: T): void {
  const key = Number(row.customer);
  const list = found.get(key);
  if (list === undefined) found.set(key, [one]);
  else list.push(one);
}

function moment(cell: Cell): Instant {
  return Number(cell) as Instant;
}

/** An id of 128 bits as 32 hexadecimal digits. */
function hex(cell: Cell): string {
  return integer(cell).toString(16).padStart(32, "0");
}
