/** A generated case as the tables of the warehouse (src/warehouse/README.md), for any engine. */

import { rescale } from "../../src/core/number/decimal.ts";
import type { Random } from "../../src/core/random.ts";
import { toSphere } from "../../src/core/sphere.ts";
import { fold } from "../../src/core/text/fold.ts";
import { BEGINNING, FOREVER, type Instant } from "../../src/core/time/instant.ts";
import type { ConsentStatement, History, Observed, TraitStatement } from "../../src/rules/history.ts";
import type { Names, TraitInfo, ValueInfo } from "../../src/rules/names.ts";
import type { Rate } from "../../src/rules/reference/context.ts";
import { validFrom } from "../../src/rules/reference/traits.ts";
import { existsFrom } from "../../src/rules/reference/universe.ts";
import { columnsOf } from "../../src/warehouse/columns.ts";
import type { EventLayout, FieldLayout, Layout, TraitLayout } from "../../src/warehouse/layout.ts";

export type TableCell = string | number | bigint | boolean | null | readonly string[] | readonly bigint[];

export interface TableColumn {
  readonly name: string;
  /** DuckDB type. */
  readonly type: string;
  readonly nullable: boolean;
}

export interface Table {
  readonly name: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableCell[])[];
}

export interface Tables {
  readonly tables: readonly Table[];
  readonly layout: Layout;
}

/** What the tables are filled from. */
export interface World {
  readonly names: Names;
  readonly population: readonly History[];
  readonly rates: readonly Rate[];
}

/** The tables of a world. `draw` decides which event types are split over a base and runs, and which have a time-ordered projection. */
export function tablesOf(world: World, generation: number, draw: Random): Tables {
  const traits = traitLayouts(world);
  const events = [...world.names.events.keys()].map((name) => eventTables(name, world, draw));
  const histories = [...new Set([...traits.values()].map((trait) => trait.history))].map((history) => historyTable(history, traits, world));
  const layout: Layout = {
    generation,
    maxKey: Math.max(0, ...world.population.map((one) => one.key)),
    everyoneSince: Math.max(BEGINNING, ...world.population.filter((one) => !one.gone).map(existsFrom)) as Instant,
    anyAnonymous: world.population.some((one) => one.anonymous && !one.gone),
    events: new Map(events.map(({ name, layout }) => [name, layout])),
    traits,
  };
  const tables = [
    ...events.flatMap((one) => one.tables),
    ...histories,
    nowTable(traits, world),
    ...recordedTables(world),
    rateTable(world),
  ];
  return { tables, layout };
}

/** A physical name: letters, digits and `_`, and a number that makes it its own. */
function slug(name: string, index: number): string {
  return `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_")}_${index}`;
}

const required = (name: string, type: string): TableColumn => ({ name, type, nullable: false });
const optional = (name: string, type: string): TableColumn => ({ name, type, nullable: true });

const statementColumns = [optional("stated_at", "BIGINT"), required("received", "BIGINT"), required("id", "UHUGEINT")];

function statementCells(statement: TraitStatement | ConsentStatement): readonly TableCell[] {
  return [statement.at === undefined ? null : BigInt(statement.at), BigInt(statement.received), BigInt(`0x${statement.id}`)];
}

function fieldColumns(column: string, info: ValueInfo): readonly TableColumn[] {
  return columnsOf(column, info).map(({ name, type }) => optional(name, type));
}

/** The cells of a field's columns; all null if it is not set. */
function fieldCells(info: ValueInfo, value: Observed | undefined): readonly TableCell[] {
  const scale = info.scale ?? 0;
  if (value === undefined || (value.type === "text" && value.text === "")) return columnsOf("f", info).map(() => null);
  switch (value.type) {
    case "text":
      return [value.text, fold(value.text)];
    case "number":
      return [rescale(value.number, scale).value.units];
    case "money":
      return [rescale(value.amount, scale).value.units, value.currency];
    case "boolean":
      return [value.boolean];
    case "date":
      return [value.day];
    case "datetime":
      return [BigInt(value.instant)];
    case "list": {
      if (info.element === "number") {
        return [value.items.flatMap((item) => (typeof item === "string" ? [] : [rescale(item, scale).value.units]))];
      }
      const texts = value.items.filter((item) => typeof item === "string");
      return [texts, texts.map(fold)];
    }
    case "location": {
      const { x, y, z } = toSphere(value.latitude, value.longitude);
      const degrees = [Math.round(value.latitude * 1e7), Math.round(value.longitude * 1e7)];
      return [...degrees, BigInt(x), BigInt(y), BigInt(z)];
    }
    case "score":
      return [value.score];
  }
}

function eventTables(
  name: string,
  world: World,
  draw: Random,
): { readonly name: string; readonly tables: readonly Table[]; readonly layout: EventLayout } {
  const info = world.names.events.get(name);
  const properties = new Map<string, FieldLayout>();
  [...(info?.properties ?? [])].forEach(([property, found], index) => {
    properties.set(property, { ...found, column: slug(property, index) });
  });
  const columns = [
    required("customer", "BIGINT"),
    required("instant", "BIGINT"),
    required("id", "UHUGEINT"),
    required("local_date", "INTEGER"),
    ...[...properties.values()].flatMap((field) => fieldColumns(field.column, field)),
  ];
  const events = world.population.flatMap((one) =>
    one.events.filter((event) => event.type === name).map((event) => ({ key: one.key, event })),
  );
  events.sort((a, b) => a.key - b.key || a.event.instant - b.event.instant || (a.event.id < b.event.id ? -1 : 1));
  const rows = events.map(({ key, event }) => [
    BigInt(key),
    BigInt(event.instant),
    BigInt(`0x${event.id}`),
    event.localDay,
    ...[...properties].flatMap(([property, field]) => fieldCells(field, event.properties.get(property))),
  ]);
  const base = `event_${slug(name, 0)}`;
  const parts = draw.chance(0.5) ? 1 : 3;
  const part = rows.map(() => draw.int(parts));
  const tables: Table[] = Array.from({ length: parts }, (_, run) => ({
    name: run === 0 ? base : `${base}__run_${run}`,
    columns,
    rows: rows.filter((_row, index) => part[index] === run),
  }));
  const timeline = `${base}__time`;
  const projected = draw.chance(0.6);
  const instants = events.map(({ event }) => event.instant);
  const layout: EventLayout = {
    tables: tables.map((table) => table.name),
    ...(projected ? { timeline } : {}),
    properties,
    rows: rows.length,
    ordered: true,
    firstInstant: Math.min(...instants, FOREVER) as Instant,
    lastInstant: Math.max(...instants, BEGINNING) as Instant,
  };
  const narrow = events.map(({ key, event }) => [BigInt(event.instant), BigInt(key)] as const).sort((a, b) => Number(a[0] - b[0]));
  const projection: Table = { name: timeline, columns: [required("instant", "BIGINT"), required("customer", "BIGINT")], rows: narrow };
  return { name, tables: projected ? [...tables, projection] : tables, layout };
}

function traitLayouts(world: World): ReadonlyMap<string, TraitLayout> {
  const layouts = new Map<string, TraitLayout>();
  [...world.names.traits.values()].forEach((info, index) => {
    const kind = info.type === "list" ? `list_${info.element ?? "text"}` : info.type;
    const froms = world.population.flatMap((one) => statementsOf(one, info.name).map((statement) => validFrom(statement, one.traits)));
    layouts.set(info.name, {
      ...info,
      column: slug(info.name, index),
      number: index + 1,
      history: `trait_${kind}`,
      nowFrom: Math.max(BEGINNING, ...froms) as Instant,
    });
  });
  return layouts;
}

function statementsOf(history: History, trait: string): readonly TraitStatement[] {
  return history.traits.filter((statement) => statement.trait === trait);
}

interface Interval<S> {
  readonly statement: S;
  readonly from: Instant;
  readonly to: Instant;
}

/** Statements about one subject with the time that each holds; one that lost its tie holds for none. */
function intervals<S extends { readonly received: Instant; readonly id: string }>(
  of: readonly S[],
  from: (one: S) => Instant,
): readonly Interval<S>[] {
  const ordered = of
    .map((statement) => ({ statement, from: from(statement) }))
    .sort((a, b) => a.from - b.from || a.statement.received - b.statement.received || (a.statement.id < b.statement.id ? -1 : 1));
  return ordered.map((one, index) => ({ ...one, to: ordered[index + 1]?.from ?? FOREVER }));
}

function historyTable(history: string, traits: ReadonlyMap<string, TraitLayout>, world: World): Table {
  const [example] = [...traits.values()].filter((trait) => trait.history === history);
  const columns = [
    required("trait", "INTEGER"),
    required("customer", "BIGINT"),
    ...fieldColumns("value", example ?? { type: "text" }),
    ...statementColumns,
    required("valid_from", "BIGINT"),
    required("valid_to", "BIGINT"),
  ];
  const rows = [...traits].flatMap(([name, trait]) =>
    trait.history !== history
      ? []
      : world.population.flatMap((one) =>
          intervals(statementsOf(one, name), (statement) => validFrom(statement, one.traits)).map(({ statement, from, to }) => [
            trait.number,
            BigInt(one.key),
            ...fieldCells(trait, statement.value),
            ...statementCells(statement),
            BigInt(from),
            BigInt(to),
          ]),
        ),
  );
  return { name: history, columns, rows };
}

function nowTable(traits: ReadonlyMap<string, TraitLayout>, world: World): Table {
  const last = (one: History, trait: TraitInfo): Observed | undefined =>
    intervals(statementsOf(one, trait.name), (statement) => validFrom(statement, one.traits)).at(-1)?.statement.value;
  return {
    name: "customer_now",
    columns: [
      required("customer", "BIGINT"),
      required("id", "VARCHAR"),
      required("since", "BIGINT"),
      required("anonymous", "BOOLEAN"),
      ...[...traits.values()].flatMap((trait) => fieldColumns(trait.column, trait)),
    ],
    rows: world.population
      .filter((one) => !one.gone)
      .map((one) => [
        BigInt(one.key),
        one.id,
        BigInt(existsFrom(one)),
        one.anonymous,
        ...[...world.names.traits.values()].flatMap((trait) => fieldCells(trait, last(one, trait))),
      ]),
  };
}

function recordedTables(world: World): readonly Table[] {
  const until = (instant: Instant | undefined): bigint => BigInt(instant ?? FOREVER);
  const each = (rows: (one: History) => readonly (readonly TableCell[])[]) => world.population.flatMap(rows);
  return [
    {
      name: "consent",
      columns: [
        required("customer", "BIGINT"),
        required("purpose", "VARCHAR"),
        required("channel", "VARCHAR"),
        optional("address", "VARCHAR"),
        required("valid", "BOOLEAN"),
        required("state", "VARCHAR"),
        ...statementColumns,
        required("valid_from", "BIGINT"),
        required("valid_to", "BIGINT"),
      ],
      rows: each(consentRows),
    },
    {
      name: "membership",
      columns: [required("segment", "VARCHAR"), required("customer", "BIGINT"), required("since", "BIGINT"), required("until", "BIGINT")],
      rows: each((one) => one.stays.map((stay) => [stay.segment, BigInt(one.key), BigInt(stay.since), until(stay.until)])),
    },
    {
      name: "pin",
      columns: [
        required("segment", "VARCHAR"),
        required("customer", "BIGINT"),
        required("how", "VARCHAR"),
        required("since", "BIGINT"),
        required("until", "BIGINT"),
      ],
      rows: each((one) => one.pins.map((pin) => [pin.segment, BigInt(one.key), pin.how, BigInt(pin.since), until(pin.until)])),
    },
  ];
}

function consentRows(one: History): readonly (readonly TableCell[])[] {
  const subjects = Map.groupBy(one.consents, (consent) => JSON.stringify([fold(consent.purpose), fold(consent.channel), consent.address]));
  const from = (consent: ConsentStatement): Instant => consent.at ?? BEGINNING;
  return [...subjects.values()].flatMap((statements) =>
    intervals(statements, from).map(({ statement, from, to }) => [
      BigInt(one.key),
      fold(statement.purpose),
      fold(statement.channel),
      statement.address ?? null,
      statement.valid,
      statement.state,
      ...statementCells(statement),
      BigInt(from),
      BigInt(to),
    ]),
  );
}

function rateTable(world: World): Table {
  return {
    name: "rate",
    columns: [required("currency", "VARCHAR"), required("date", "INTEGER"), required("units", "BIGINT"), required("scale", "INTEGER")],
    rows: world.rates.map(({ currency, day, rate }) => [currency, day, rate.units, rate.scale]),
  };
}
