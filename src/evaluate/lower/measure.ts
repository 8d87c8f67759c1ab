import type { Instant } from "../../core/time/instant.ts";
import type { Aggregate, Bounds, Field, MeasureLeaf, PlanMeasure, PlanTest } from "../../rules/plan.ts";
import { aggregate, all, as, call, choose, column, constant, infix, isSet, join, not, select, sub, surely } from "../../sql/build.ts";
import type { Column, Expression, Select } from "../../sql/tree.ts";
import type { EventLayout } from "../../warehouse/layout.ts";
import { type Cells, cellsOfValue } from "./cells.ts";
import { type Lowered, type Settled, settled } from "./lowered.ts";
import { customerRows, dayNumber, eventRows, type Rows, type World, withinBounds } from "./rows.ts";
import { stepwise } from "./steps.ts";
import { comparesTraits, isTrue, lowerPredicate, lowerTest, passesMissing } from "./test.ts";

/** Share of an event type's time beyond which its tables in customer order are read rather than the projection in time order. */
const NARROW = 0.5;

/** A measure on the events of each customer. */
export function lowerMeasure(leaf: MeasureLeaf, world: World): Lowered | Settled {
  const event = world.layout.events.get(leaf.measure.event);
  if (comparesTraits(leaf.test)) return versusTraits(leaf, world);
  if (event === undefined) return settled(leaf.whenEmpty);
  return momentOnly(leaf, event, world) ?? grouped(leaf, event, world);
}

function grouped(leaf: MeasureLeaf, event: EventLayout, world: World): Lowered {
  const rows = rowsOf(leaf.measure, event, world);
  const where = whereOf(leaf.measure, event, rows);
  const condition = conditionOf(leaf.measure.aggregate, leaf.test, event, rows, world);
  return lowered(rows, where, "customer", condition, leaf.whenEmpty);
}

function lowered(rows: Rows, where: Expression, about: Lowered["about"], condition: Expression, complement: boolean): Lowered {
  const { from, customer } = rows;
  return { from, joins: rows.joins(), where, customer, about, condition: complement ? not(surely(condition)) : condition, complement };
}

/**
 * Measures that ask only whether there is an event in some time: `count >= 1`, `count = 0`, `last(order) was in last 30 days`.
 * No grouping is needed for them: a bit may be set many times. `undefined` for all others.
 */
function momentOnly(leaf: MeasureLeaf, event: EventLayout, world: World): Lowered | undefined {
  const { aggregate: wanted, bounds } = leaf.measure;
  const found =
    wanted.fn === "count"
      ? asExistence(leaf.test)
      : wanted.fn === "last" && wanted.field === undefined
        ? asRecency(leaf.test, bounds)
        : undefined;
  if (found === undefined || found.when === leaf.whenEmpty) return undefined;
  const measure: PlanMeasure = { ...leaf.measure, bounds: found.bounds ?? bounds };
  const rows = rowsOf(measure, event, world);
  const where = whereOf(measure, event, rows);
  return { ...lowered(rows, where, "row", constant(true), false), complement: leaf.whenEmpty };
}

/** Whether a test on a count only tells none from some, and its answer for some. */
function asExistence(test: PlanTest): { readonly when: boolean; readonly bounds?: Bounds } | undefined {
  if (test.op !== "integer") return undefined;
  const { compare, value: number } = test;
  if ((compare === ">=" && number === 1n) || ((compare === ">" || compare === "!=") && number === 0n)) return { when: true };
  if ((compare === "<" && number === 1n) || ((compare === "<=" || compare === "=") && number === 0n)) return { when: false };
  return undefined;
}

/** Whether a test on the latest instant only asks for one after some instant: then any later event will do. */
function asRecency(test: PlanTest, bounds: Bounds): { readonly when: boolean; readonly bounds: Bounds } | undefined {
  const after = test.op === "range" && test.upto >= BigInt(bounds.upto) ? test.after : test.op === "integer" ? lowerBound(test) : undefined;
  if (after === undefined) return undefined;
  return { when: true, bounds: { after: Math.max(Number(after), bounds.after) as Instant, upto: bounds.upto } };
}

function lowerBound(test: Extract<PlanTest, { op: "integer" }>): bigint | undefined {
  return test.compare === ">" ? test.value : test.compare === ">=" ? test.value - 1n : undefined;
}

function rowsOf(measure: PlanMeasure, event: EventLayout, world: World): Rows {
  const { fn } = measure.aggregate;
  const momentsOnly =
    isTrue(measure.filter) && (fn === "count" || ("field" in measure.aggregate ? false : fn === "first" || fn === "last" || fn === "nth"));
  return eventRows(event, world, momentsOnly && isNarrow(measure.bounds, event) ? "timeline" : "tables");
}

/** Whether bounds cover a part of the type's time that is small enough for the time-ordered projection. */
export function isNarrow(bounds: Bounds, event: EventLayout): boolean {
  const covered = Math.min(bounds.upto, event.lastInstant) - Math.max(bounds.after, event.firstInstant);
  return covered < NARROW * (event.lastInstant - event.firstInstant);
}

function whereOf(measure: PlanMeasure, event: EventLayout, rows: Rows): Expression {
  return all([withinBounds(measure.bounds, event), lowerPredicate(measure.filter, rows)]);
}

/** The test on the aggregate, over the rows of one customer. For a property of one event the test is made on that event. */
function conditionOf(wanted: Aggregate, test: PlanTest, event: EventLayout, rows: Rows, world: World): Expression {
  if ((wanted.fn === "first" || wanted.fn === "last" || wanted.fn === "nth") && wanted.field !== undefined) {
    const { field } = wanted;
    const passes = lowerTest(test, { cells: rows.field(field), field, trait: rows.trait });
    // Null for a missing value, and for a customer with fewer events than asked for: the value is missing then, too.
    return call("coalesce", pickTruth(wanted, passes, event, world), constant(passesMissing(test)));
  }
  const { cells, field, denominator } = measuredBy(wanted, event, rows, world);
  return lowerTest(test, { cells, field, trait: rows.trait, ...(denominator === undefined ? {} : { denominator }) });
}

/** An expression over the first, last or n-th event of a group by (instant, id); null if there are fewer. */
function pick(wanted: Picked, of: Expression, event: EventLayout, world: World): Expression {
  const order = isStored(event, world) ? column("rowid", "e") : call("pair", column("instant", "e"), column("id", "e"));
  if (wanted.fn === "nth" && wanted.n > 1) return aggregate("nthargmin", [of, order, constant(wanted.n)]);
  return aggregate(wanted.fn === "last" ? "argmax" : "argmin", [of, order]);
}

/** `pick` for a condition. The truth of the n-th event rides on the row's number, because a list of numbers is far cheaper than one of pairs. */
function pickTruth(wanted: Picked, of: Expression, event: EventLayout, world: World): Expression {
  if (wanted.fn !== "nth" || wanted.n === 1 || !isStored(event, world)) return pick(wanted, of, event, world);
  const two = constant(2);
  const truth = choose([{ when: of, gives: constant(1) }], constant(0));
  const numbered = infix(infix(column("rowid", "e"), "*", two), "+", truth);
  return infix(call("remainder", aggregate("nthmin", [numbered, constant(wanted.n)]), two), "=", constant(1));
}

type Picked = Extract<Aggregate, { fn: "first" | "last" | "nth" }>;

/** Whether the numbers of an event type's rows are the order of its events. */
function isStored(event: EventLayout, world: World): boolean {
  return world.dialect.rowid && event.ordered === true && event.tables.length === 1;
}

interface Value {
  readonly cells: Cells;
  readonly field: Omit<Field, "name">;
  /** The value is `cells` divided by this. */
  readonly denominator?: Expression;
}

const whole = { type: "number", scale: 0 } as const;

/** An aggregate over the rows of one customer. */
function measuredBy(wanted: Aggregate, event: EventLayout, rows: Rows, world: World): Value {
  switch (wanted.fn) {
    case "count":
      return { cells: cellsOfValue(aggregate("count", [])), field: whole };
    case "days":
      return { cells: cellsOfValue(aggregate("distinct", [localDay(wanted.offsets)])), field: whole };
    case "distinct": {
      const of = rows.field(wanted.field).part(wanted.field.type === "text" ? "folded" : "value");
      return { cells: cellsOfValue(aggregate("distinct", [of])), field: whole };
    }
    case "sum": {
      const total = aggregate("sum", [rows.field(wanted.field).part("value")]);
      return { cells: cellsOfValue(call("coalesce", total, constant(0))), field: wanted.field };
    }
    case "average": {
      const of = rows.field(wanted.field).part("value");
      return { cells: cellsOfValue(aggregate("sum", [of])), field: wanted.field, denominator: aggregate("count", [of]) };
    }
    case "minimum":
    case "maximum": {
      const of = rows.field(wanted.field).part("value");
      return { cells: cellsOfValue(aggregate(wanted.fn === "minimum" ? "min" : "max", [of])), field: wanted.field };
    }
    case "share": {
      const passing = aggregate("count", [], lowerPredicate(wanted.passing, rows));
      return { cells: cellsOfValue(passing), field: whole, denominator: aggregate("count", []) };
    }
    default:
      return wanted.field === undefined ? moment(wanted) : property(wanted, wanted.field, event, rows, world);
  }
}

function moment(wanted: Picked): Value {
  const instant = column("instant", "e");
  const nth = wanted.fn === "nth" && wanted.n > 1;
  const of = nth ? aggregate("nthmin", [instant, constant(wanted.n)]) : aggregate(wanted.fn === "last" ? "max" : "min", [instant]);
  return { cells: cellsOfValue(of), field: { type: "datetime" } };
}

function property(wanted: Picked, field: Field, event: EventLayout, rows: Rows, world: World): Value {
  const cells = rows.field(field);
  const of = (part: Parameters<Cells["part"]>[0]) => pick(wanted, cells.part(part), event, world);
  return { cells: { part: of, isSet: surely(pick(wanted, cells.isSet, event, world)) }, field };
}

/** The local day of an event: stored, or by the offsets of a zone. */
function localDay(offsets: Extract<Aggregate, { fn: "days" }>["offsets"]): Expression {
  const instant = column("instant", "e");
  if (offsets === undefined) return column("local_date", "e");
  const steps = offsets.map(({ from, offset }) => ({ from, gives: offset }));
  return dayNumber(infix(instant, "+", stepwise(instant, steps)));
}

/** A measure's value per customer as a query with the columns `customer`, `v`, and where they exist `f` (folded) and `d` (denominator). */
export function measureQuery(
  measure: PlanMeasure,
  world: World,
): { readonly query: Select; readonly value: Omit<Value, "cells"> } | undefined {
  const event = world.layout.events.get(measure.event);
  if (event === undefined) return undefined;
  const rows = rowsOf(measure, event, world);
  const where = whereOf(measure, event, rows);
  const found = measuredBy(measure.aggregate, event, rows, world);
  const columns: Column[] = [as(rows.customer, "customer"), as(found.cells.part("value"), "v")];
  if (found.field.type === "text") columns.push(as(found.cells.part("folded"), "f"));
  if (found.denominator !== undefined) columns.push(as(found.denominator, "d"));
  const query = select(columns, { from: rows.from, joins: rows.joins(), where, groupBy: [rows.customer] });
  return { query, value: found };
}

/** A measure compared with a trait of the same customer. */
function versusTraits(leaf: MeasureLeaf, world: World): Lowered | Settled {
  const found = measureQuery(leaf.measure, world);
  if (found === undefined) return settled(leaf.whenEmpty);
  const rows = customerRows(world);
  const v = column("v", "g");
  const cells: Cells = { part: (part) => (part === "folded" ? column("f", "g") : v), isSet: isSet(v) };
  const denominator = found.value.denominator === undefined ? {} : { denominator: column("d", "g") };
  const condition = lowerTest(leaf.test, { cells, field: found.value.field, trait: rows.trait, ...denominator });
  const measured = join("inner", sub(found.query, "g"), infix(rows.customer, "=", column("customer", "g")));
  return { ...lowered(rows, constant(true), "row", condition, leaf.whenEmpty), joins: [measured, ...rows.joins()] };
}
