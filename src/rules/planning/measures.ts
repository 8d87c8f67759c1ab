/** Measures, and what customers without a matching event pass. */
import type { Instant } from "../../core/time/instant.ts";
import type { Window } from "../../core/time/window.ts";
import { offsetAt, transitions } from "../../core/time/zone.ts";
import type { Comparator, Measure, Test } from "../document.ts";
import type { Aggregate, Bounds, Field, PlanMeasure, PlanTest, SetNode } from "../plan.ts";
import { complement, EVERY_EVENT, intersection, isNoEvent, NOBODY, UNIVERSE, union } from "./algebra.ts";
import type { PlanContext } from "./context.ts";
import { currenciesIn, fieldOf, plainField, propertyInfo } from "./fields.ts";
import { planFilter } from "./filters.ts";
import { planTest } from "./tests.ts";
import { currenciesOf, integer, type Subject } from "./values.ts";
import { boundsOf } from "./windows.ts";

/** Currencies that a value is compared with; `undefined` where it is not compared and amounts stay as they are. */
type Others = readonly string[] | undefined;

const NUMBER: Field = { name: "value", type: "number", scale: 0 };
const MOMENT: Field = { name: "value", type: "datetime" };

/** The measure over a window; `others` are the currencies that its value is compared with. */
export function planMeasure(measure: Measure, window: Window | undefined, others: Others, context: PlanContext): PlanMeasure {
  const bounds = boundsOf(window, context);
  const share = measure.fn === "share";
  return {
    event: measure.event,
    bounds,
    filter: share ? EVERY_EVENT : planFilter(measure.filter, measure.event, context),
    aggregate: share
      ? { fn: "share", passing: planFilter(measure.filter, measure.event, context) }
      : planAggregate(measure, bounds, others, context),
  };
}

/** Customers whose measure passes the test. */
export function planMeasureTest(measure: Measure, window: Window | undefined, test: Test, context: PlanContext): SetNode {
  const others = test.op === "set" ? undefined : currenciesOf(test, context);
  const planned = planMeasure(measure, window, others, context);
  return measureSet(planned, planTest(test, subjectOf(measure, planned, others, context), context), context.at);
}

/** Customers with a number of events that compares so: a measure of its own because `did` and `no` are such, too. */
export function countSet(
  event: string,
  filter: PlanMeasure["filter"],
  bounds: Bounds,
  compare: Comparator,
  n: bigint,
  at: Instant,
): SetNode {
  return measureSet({ event, bounds, filter, aggregate: { fn: "count" } }, integer(compare, n), at);
}

function planAggregate(measure: Exclude<Measure, { fn: "share" }>, bounds: Bounds, others: Others, context: PlanContext): Aggregate {
  switch (measure.fn) {
    case "count":
      return { fn: "count" };
    case "days":
      return { fn: "days", ...offsetsIn(bounds, context) };
    case "first":
    case "last":
    case "nth": {
      const field = measure.property === undefined ? {} : { field: planned(measure.property, measure.event, others, context) };
      return measure.fn === "nth" ? { fn: "nth", n: measure.n, ...field } : { fn: measure.fn, ...field };
    }
    default:
      return { fn: measure.fn, field: planned(measure.property, measure.event, others, context) };
  }
}

function planned(property: string, event: string, others: Others, context: PlanContext): Field {
  const info = propertyInfo(event, property, context);
  return others === undefined ? plainField(info) : fieldOf(info, others, context.names);
}

/** Nothing in the workspace's zone, whose local dates are stored; else the clock's offsets over the bounds. */
function offsetsIn(
  bounds: Bounds,
  context: PlanContext,
): { readonly offsets?: readonly { readonly from: Instant; readonly offset: number }[] } {
  const { zone, workspaceZone } = context;
  if (zone.target === workspaceZone.target) return {};
  const first = { from: bounds.after, offset: offsetAt(zone, bounds.after) };
  const changes = transitions(zone, bounds.after, bounds.upto).map((change) => ({ from: change.at, offset: change.after }));
  return { offsets: [first, ...changes] };
}

function subjectOf(measure: Measure, { aggregate }: PlanMeasure, others: Others, context: PlanContext): Subject {
  const found =
    "property" in measure && measure.property !== undefined ? currenciesIn(propertyInfo(measure.event, measure.property, context)) : [];
  const currencies = [...found, ...(others ?? [])];
  switch (aggregate.fn) {
    case "count":
    case "days":
    case "distinct":
      return { field: NUMBER, ratio: false, currencies: [] };
    case "share":
      return { field: NUMBER, ratio: true, currencies: [] };
    case "average":
      return { field: aggregate.field, ratio: true, currencies };
    case "sum":
    case "minimum":
    case "maximum":
      return { field: aggregate.field, ratio: false, currencies };
    default:
      return { field: aggregate.field ?? MOMENT, ratio: false, currencies };
  }
}

function measureSet(measure: PlanMeasure, written: PlanTest, at: Instant): SetNode {
  const { fn } = measure.aggregate;
  const zero = fn === "count" || fn === "days" || fn === "distinct" || fn === "sum";
  const test = fn === "sum" ? written : zero ? counted(written) : written;
  const empty = zero ? passedByZero(test, at) : passedByMissing(test);
  if (test.op === "never") return NOBODY;
  if (test.op === "set" && zero) return test.negated ? NOBODY : UNIVERSE;
  if (isNoEvent(measure.filter)) return empty;
  const leaf = { op: "measure", measure, test, whenEmpty: empty.op === "universe", at } as const;
  if (empty.op === "universe" || empty.op === "nobody") return leaf;
  // Whether nothing passes depends on the customer's own trait: those without events are asked for apart.
  const some = countSet(measure.event, measure.filter, measure.bounds, ">=", 1n, at);
  return union([leaf, intersection([complement(some), empty])]);
}

/** The test on a number that is never below 0, equal meanings alike: `<= 0` is `= 0`, `!= 0` is `>= 1`. */
function counted(test: PlanTest): PlanTest {
  if (test.op !== "integer") return test;
  const { compare, value } = test;
  if (compare === "<=" || compare === "=") {
    if (value < 0n) return { op: "never" };
    return value === 0n ? { op: "integer", compare: "=", value } : test;
  }
  if (compare === "!=") {
    if (value < 0n) return { op: "set", negated: false };
    return value === 0n ? { op: "integer", compare: ">=", value: 1n } : test;
  }
  return value <= 0n ? { op: "set", negated: false } : test;
}

function passedByMissing(test: PlanTest): SetNode {
  switch (test.op) {
    case "set":
      return test.negated ? UNIVERSE : NOBODY;
    case "all":
      return intersection(test.of.map(passedByMissing));
    case "any":
      return union(test.of.map(passedByMissing));
    default:
      return NOBODY;
  }
}

/** The customers for whom 0 passes the test: all, none, or those whose trait compares so with 0. */
function passedByZero(test: PlanTest, at: Instant): SetNode {
  switch (test.op) {
    case "all":
      return intersection(test.of.map((part) => passedByZero(part, at)));
    case "any":
      return union(test.of.map((part) => passedByZero(part, at)));
    case "versus":
      return { op: "trait", trait: test.trait, at, test: integer(MIRRORED[test.compare], 0n) };
    case "set":
      return test.negated ? NOBODY : UNIVERSE;
    case "integer":
      return holdsForZero(test.compare, test.value) ? UNIVERSE : NOBODY;
    case "integers":
      return test.values.includes(0n) !== test.negated ? UNIVERSE : NOBODY;
    case "range":
      return test.after < 0n && test.upto >= 0n ? UNIVERSE : NOBODY;
    default:
      return NOBODY;
  }
}

const MIRRORED: Readonly<Record<Comparator, Comparator>> = { "=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

function holdsForZero(compare: Comparator, value: bigint): boolean {
  switch (compare) {
    case "=":
      return value === 0n;
    case "!=":
      return value !== 0n;
    case "<":
      return value > 0n;
    case "<=":
      return value >= 0n;
    case ">":
      return value < 0n;
    case ">=":
      return value <= 0n;
  }
}
