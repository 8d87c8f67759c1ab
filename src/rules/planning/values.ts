/** Comparisons with the values written in a rule, in the form in which engines hold values. */
import { failure } from "../../core/issue.ts";
import { type Decimal, decimalToNumber, normalDecimal, parseDecimal, scaledComparison } from "../../core/number/decimal.ts";
import { fold } from "../../core/text/fold.ts";
import { normalForm } from "../../core/text/normal.ts";
import { addToDay, type Day, parseDay, parseLocal } from "../../core/time/date.ts";
import { type Instant, parseInstant } from "../../core/time/instant.ts";
import { dayWindowBounds, rollingEdge } from "../../core/time/window.ts";
import { fromLocal, startOfDay } from "../../core/time/zone.ts";
import type { Comparator, DateValue, Test, Value } from "../document.ts";
import type { Field, PlanTest } from "../plan.ts";
import { anyOf, IS_SET, NEVER } from "./algebra.ts";
import type { PlanContext } from "./context.ts";
import { currenciesIn, fieldOf, scaleOf, traitInfo } from "./fields.ts";
import { windowContext } from "./windows.ts";

/** What a test is about: a field, or an exact quotient (an average, a share), which has no integers of its own. */
export interface Subject {
  readonly field: Field;
  readonly ratio: boolean;
  /** Currencies on either side of the test's comparisons: found in the subject, written, or found in traits compared with. */
  readonly currencies: readonly string[];
}

/** `x compare value`, for a subject that is not missing. */
export function comparison(compare: Comparator, value: Value, subject: Subject, context: PlanContext): PlanTest {
  switch (value.type) {
    case "trait":
      return { op: "versus", compare, trait: fieldOf(traitInfo(value.trait, context), subject.currencies, context.names), at: context.at };
    case "text":
      return {
        op: "text",
        form: value.exactly ? "written" : "folded",
        values: [value.exactly ? normalForm(value.text) : fold(value.text)],
        negated: compare === "!=",
      };
    case "boolean":
      return { op: "integer", compare, value: value.boolean ? 1n : 0n };
    case "number":
      return numeric(compare, numberOf(value), subject);
    default:
      return subject.field.type === "date" ? integer(compare, BigInt(dateOf(value, context))) : compareInstants(compare, value, context);
  }
}

/** The integer comparison with only `=`, `!=`, `<=` and `>=`, so that equal meanings look alike. */
export function integer(compare: Comparator, value: bigint): PlanTest {
  if (compare === "<") return { op: "integer", compare: "<=", value: value - 1n };
  return compare === ">" ? { op: "integer", compare: ">=", value: value + 1n } : { op: "integer", compare, value };
}

/** Values t with after < t <= upto. */
export function range(after: bigint, upto: bigint): PlanTest {
  return upto <= after ? NEVER : { op: "range", after, upto };
}

/** The number of a literal; a percentage is a hundredth of what is written. */
function numberOf(value: Extract<Value, { type: "number" }>): Decimal {
  const number = parseDecimal(value.number);
  if (number === undefined) throw failure("invalid-number", { found: value.number });
  return value.percent ? { units: number.units, scale: number.scale + 2 } : number;
}

/** Currencies on the other side of a test: of amounts written in it and of traits that it compares with. */
export function currenciesOf(test: Test, context: PlanContext): readonly string[] {
  const values = "value" in test ? [test.value] : "values" in test ? test.values : test.op === "between" ? [test.low, test.high] : [];
  return values.flatMap((value) => {
    if (value.type === "trait") return currenciesIn(traitInfo(value.trait, context));
    return value.type === "number" && value.currency !== undefined ? [value.currency] : [];
  });
}

function numeric(compare: Comparator, number: Decimal, { field, ratio }: Subject): PlanTest {
  if (ratio) return { op: "ratio", compare, ...normalDecimal(number) };
  if (field.type === "score") return { op: "score", compare, value: decimalToNumber(number) };
  const scaled = scaledComparison(compare, number, scaleOf(field));
  if (scaled.kind === "never") return NEVER;
  return scaled.kind === "always" ? IS_SET : { op: "integer", compare: scaled.op, value: scaled.units };
}

function dateOf(value: DateValue, context: PlanContext): Day {
  if (value.type === "date") return parsedDay(value.date);
  if (value.type === "datetime") throw failure("invalid-date", { found: value.datetime });
  const bounds = dayWindowBounds({ kind: "last", n: value.n, unit: value.unit }, windowContext(context));
  if (bounds === undefined) throw failure("unit-too-fine", { name: "ago", unit: value.unit });
  return bounds.after;
}

/** A date on a scale of instants is a stretch: from its start to the last millisecond before the next date. */
function compareInstants(compare: Comparator, value: DateValue, context: PlanContext): PlanTest {
  if (value.type !== "date") return integer(compare, BigInt(instantOf(value, context)));
  const day = parsedDay(value.date);
  const start = BigInt(startOfDay(context.zone, day));
  const end = BigInt(startOfDay(context.zone, addToDay(day, 1, "day")));
  switch (compare) {
    case "=":
      return range(start - 1n, end - 1n);
    case "!=":
      return anyOf([integer("<", start), integer(">=", end)]);
    case "<":
    case ">=":
      return integer(compare, start);
    case "<=":
      return integer("<", end);
    case ">":
      return integer(">=", end);
  }
}

function instantOf(value: Exclude<DateValue, { type: "date" }>, context: PlanContext): Instant {
  if (value.type === "ago") return rollingEdge(context.zone, context.at, value.n, value.unit);
  const local = parseLocal(value.datetime);
  const at = local === undefined ? parseInstant(value.datetime) : fromLocal(context.zone, local.day, local.millisecond);
  if (at === undefined) throw failure("invalid-datetime", { found: value.datetime });
  return at;
}

function parsedDay(text: string): Day {
  const day = parseDay(text);
  if (day === undefined) throw failure("invalid-date", { found: text });
  return day;
}
