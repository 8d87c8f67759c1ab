/** The rows that a leaf is computed from: a table or several in one, what is joined to it, and what is asked of each row. */
import type { Day } from "../../core/time/date.ts";
import type { Instant } from "../../core/time/instant.ts";
import type { Bounds, Field } from "../../rules/plan.ts";
import { aggregate, all, as, call, column, columns, infix, join, select, sub, table, typed, union, value } from "../../sql/build.ts";
import type { Dialect } from "../../sql/dialect.ts";
import type { Expression, Join, Source } from "../../sql/tree.ts";
import type { EventLayout, Layout, TraitLayout } from "../../warehouse/layout.ts";
import { type Cells, type Converted, cellsOf, cellsOfValue, columnNames, converted, ratesFor } from "./cells.ts";

/** What lowering knows of the world. */
export interface World {
  readonly layout: Layout;
  readonly dialect: Dialect;
  /** The workspace's local day of an instant; rates of trait values hold for it. */
  readonly dayOf: (at: Instant) => Day;
}

/** Rows with joins that are added as fields are asked for. */
export interface Rows {
  readonly from: Source;
  /** The key of the customer that a row belongs to. */
  readonly customer: Expression;
  readonly joins: () => readonly Join[];
  /** The value of a field of the row itself, converted if the field says so. */
  readonly field: (field: Field) => Cells;
  /** The value of the row's customer's trait at an instant, converted if the field says so. */
  readonly trait: (field: Field, at: Instant) => Cells;
}

/** The rows of an event type, of all its tables or of its time-ordered projection, as `e`. */
export function eventRows(event: EventLayout, world: World, source: "tables" | "timeline" = "tables"): Rows {
  const joins: Join[] = [];
  const local = converter(joins, (field, cells, alias) =>
    join(
      "asof left",
      sub(ratesFor(field), alias),
      all([infix(cells.part("currency"), "=", column("currency", alias)), infix(column("local_date", "e"), ">=", column("date", alias))]),
    ),
  );
  return {
    from: eventSource(event, source, world.dialect),
    customer: column("customer", "e"),
    joins: () => joins,
    field: (field) => {
      const property = event.properties.get(field.name);
      if (property === undefined) return missing;
      return local(field, cellsOf(property.column, field, "e", world.dialect));
    },
    trait: traitJoins(world, column("customer", "e"), joins),
  };
}

/** One row per customer that there is: `customer_now` as `e`. */
export function customerRows(world: World): Rows {
  const joins: Join[] = [];
  const trait = traitJoins(world, column("customer", "e"), joins, "e");
  return {
    from: table("customer_now", "e"),
    customer: column("customer", "e"),
    joins: () => joins,
    field: () => missing,
    trait,
  };
}

/** The intervals of one trait, as `e`; `where` leaves only those of the trait. */
export function historyRows(trait: TraitLayout, at: Instant, world: World): Rows & { readonly where: Expression } {
  const joins: Join[] = [];
  const local = converter(joins, (field, cells, alias) => dayRate(field, cells, alias, world.dayOf(at)));
  return {
    from: table(trait.history, "e"),
    customer: column("customer", "e"),
    joins: () => joins,
    field: (field) => local(field, cellsOf("value", field, "e", world.dialect)),
    trait: traitJoins(world, column("customer", "e"), joins),
    where: infix(column("trait", "e"), "=", value(trait.number)),
  };
}

/** Rows whose interval is in force at an instant. */
export function inForce(at: Instant, table = "e"): Expression {
  return all([infix(column("valid_from", table), "<=", value(at)), infix(column("valid_to", table), ">", value(at))]);
}

/** Events of `e` within bounds; a bound beyond all events is left out. */
export function withinBounds(bounds: Bounds, event: EventLayout): Expression {
  const instant = column("instant", "e");
  return all([
    bounds.after >= event.firstInstant ? infix(instant, ">", value(bounds.after)) : undefined,
    bounds.upto < event.lastInstant ? infix(instant, "<=", value(bounds.upto)) : undefined,
  ]);
}

const missing: Cells = { part: () => ({ kind: "constant", value: null }), isSet: { kind: "constant", value: false } };

function eventSource(event: EventLayout, source: "tables" | "timeline", dialect: Dialect): Source {
  if (source === "timeline" && event.timeline !== undefined) return table(event.timeline, "e");
  const only = event.tables[0];
  if (event.tables.length === 1 && only !== undefined) return table(only, "e");
  const names = [
    "customer",
    "instant",
    "id",
    "local_date",
    ...[...event.properties.values()].flatMap((one) => columnNames(one.column, one, dialect)),
  ];
  return sub(union(event.tables.map((name) => select(columns(...names), { from: table(name) }))), "e");
}

/** Converts amounts of one table's fields; the rate is joined once per field and target. */
function converter(joins: Join[], rate: (field: Converted, cells: Cells, alias: string) => Join): (field: Field, cells: Cells) => Cells {
  const made = new Map<string, string>();
  return (field, cells) => {
    const { convert } = field;
    if (convert === undefined) return cells;
    const key = JSON.stringify([field.name, convert]);
    const alias = made.get(key) ?? `r${made.size}`;
    if (!made.has(key)) {
      joins.push(rate({ ...field, convert }, cells, alias));
      made.set(key, alias);
    }
    return cellsOfValue(converted({ ...field, convert }, cells, alias));
  };
}

/** The rates that hold on one day. */
function dayRate(field: Converted, cells: Cells, alias: string, day: Day): Join {
  const date = column("date");
  const last = (name: string) => as(aggregate("argmax", [column(name), date]), name);
  const rates = select([...columns("currency"), last("times"), last("over")], {
    from: sub(ratesFor(field), "rates"),
    where: infix(date, "<=", value(day)),
    groupBy: [column("currency")],
  });
  return join("left", sub(rates, alias), infix(cells.part("currency"), "=", column("currency", alias)));
}

/** Traits of a row's customer: from `customer_now` (`now` if the rows are it) or, for a time before its values, from the intervals. */
function traitJoins(world: World, customer: Expression, joins: Join[], now?: string): Rows["trait"] {
  const made = new Map<string, string>();
  const joined = (key: string, make: (alias: string) => Source): string => {
    const alias = made.get(key) ?? `t${made.size}`;
    if (!made.has(key)) {
      joins.push(join("left", make(alias), infix(customer, "=", column("customer", alias))));
      made.set(key, alias);
    }
    return alias;
  };
  const cells = (field: Field, at: Instant): { readonly cells: Cells; readonly alias: string } | undefined => {
    const layout = world.layout.traits.get(field.name);
    if (layout === undefined) return undefined;
    if (at >= layout.nowFrom) {
      const alias = now ?? joined("now", (name) => table("customer_now", name));
      return { cells: cellsOf(layout.column, field, alias, world.dialect), alias };
    }
    const names = columnNames("value", field, world.dialect);
    const alias = joined(`${field.name} ${at}`, (name) =>
      sub(
        select(columns("customer", ...names), {
          from: table(layout.history),
          where: all([
            infix(column("trait"), "=", value(layout.number)),
            infix(column("valid_from"), "<=", value(at)),
            infix(column("valid_to"), ">", value(at)),
          ]),
        }),
        name,
      ),
    );
    return { cells: cellsOf("value", field, alias, world.dialect), alias };
  };
  const rates = new Map<string, string>();
  return (field, at) => {
    const found = cells(field, at);
    if (found === undefined) return missing;
    const { convert } = field;
    if (convert === undefined) return found.cells;
    const key = JSON.stringify([found.alias, field.name, convert]);
    const alias = rates.get(key) ?? `tr${rates.size}`;
    if (!rates.has(key)) {
      joins.push(dayRate({ ...field, convert }, found.cells, alias, world.dayOf(at)));
      rates.set(key, alias);
    }
    return cellsOfValue(converted({ ...field, convert }, found.cells, alias));
  };
}

/** Milliseconds as the day they fall into, counted from a day before all data, so that engines need not round negative numbers. */
export function dayNumber(milliseconds: Expression): Expression {
  const shifted = infix(milliseconds, "+", typed({ type: "integer", value: SHIFT_DAYS * DAY }));
  return call("quotient", shifted, typed({ type: "integer", value: DAY }));
}

const DAY = 86_400_000n;
const SHIFT_DAYS = 200_000n;
