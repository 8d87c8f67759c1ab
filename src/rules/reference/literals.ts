/** What the values written in a rule say. */

import { failure } from "../../core/issue.ts";
import { type Decimal, parseDecimal } from "../../core/number/decimal.ts";
import { addToDay, type Day, parseDay, parseLocal } from "../../core/time/date.ts";
import { type Instant, parseInstant } from "../../core/time/instant.ts";
import type { Weekday } from "../../core/time/unit.ts";
import { dayWindowBounds, rollingEdge, type WindowContext } from "../../core/time/window.ts";
import { fromLocal, startOfDay } from "../../core/time/zone.ts";
import type { DateValue, Test, Value } from "../document.ts";
import type { ReferenceContext } from "./context.ts";

/** The number of a literal; a percentage is a hundredth of what is written. */
export function numberOf(value: Extract<Value, { type: "number" }>): Decimal {
  const number = parseDecimal(value.number);
  if (number === undefined) throw failure("invalid-number", { found: value.number });
  return value.percent ? { units: number.units, scale: number.scale + 2 } : number;
}

/** The date of YYYY-MM-DD. */
function dayOf(text: string): Day {
  const day = parseDay(text);
  if (day === undefined) throw failure("invalid-date", { found: text });
  return day;
}

/** The date that a literal stands for when dates are compared; `3 days ago` is the date three days before today's. */
export function dateOf(value: DateValue, context: ReferenceContext): Day {
  switch (value.type) {
    case "date":
      return dayOf(value.date);
    case "ago": {
      const bounds = dayWindowBounds({ kind: "last", n: value.n, unit: value.unit }, windowContext(context));
      if (bounds === undefined) throw failure("unit-too-fine", { name: "ago", unit: value.unit });
      return bounds.after;
    }
    case "datetime":
      throw failure("invalid-date", { found: value.datetime });
  }
}

/**
 * The instants that a literal stands for when instants are compared, first and last: one instant, or all of a date.
 * `30 days ago` is the edge of the rolling window of that length.
 */
export function instantsOf(value: DateValue, context: ReferenceContext): { readonly first: Instant; readonly last: Instant } {
  switch (value.type) {
    case "date": {
      const day = dayOf(value.date);
      const next = startOfDay(context.zone, addToDay(day, 1, "day"));
      return { first: startOfDay(context.zone, day), last: (next - 1) as Instant };
    }
    case "ago": {
      const edge = rollingEdge(context.zone, context.at, value.n, value.unit);
      return { first: edge, last: edge };
    }
    case "datetime": {
      const local = parseLocal(value.datetime);
      const at = local === undefined ? parseInstant(value.datetime) : fromLocal(context.zone, local.day, local.millisecond);
      if (at === undefined) throw failure("invalid-datetime", { found: value.datetime });
      return { first: at, last: at };
    }
  }
}

/** What windows of this customer depend on. */
export function windowContext(context: ReferenceContext): WindowContext {
  return { at: context.at, zone: context.zone, weekStarts: context.names.settings.weekStarts as Weekday };
}

/** All values written in a test. */
export function valuesOf(test: Test): readonly Value[] {
  switch (test.op) {
    case "between":
      return [test.low, test.high];
    case "in":
    case "has":
      return test.values;
    case "=":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return [test.value];
    default:
      return [];
  }
}
