import type { Issue } from "../../core/issue.ts";
import { type Day, dayParts, parseDay, parseLocal } from "../../core/time/date.ts";
import { isObservable, parseInstant } from "../../core/time/instant.ts";
import { approximateMilliseconds, DAY, exactMilliseconds, formatDuration, type Unit } from "../../core/time/unit.ts";
import type { Window } from "../../core/time/window.ts";
import type { DateValue, Duration } from "../document.ts";
import { LIMITS } from "../limits.ts";
import { type CheckContext, report } from "./context.ts";

/** The furthest that a window, a duration or `n unit ago` may reach, in years of either direction. */
export const FURTHEST_YEARS = 200;

/** What is wrong with a window. `dated`: it lies on dates without a time, which have no minutes and hours; named for messages. */
export function checkWindow(window: Window, context: CheckContext, dated?: string): readonly Issue[] {
  switch (window.kind) {
    case "last":
      return [...checkNumber(window.n, 1, window.unit, context, "n"), ...checkCoarse(window.unit, dated, context)];
    case "ago":
      return [
        ...checkNumber(window.from, 1, window.unit, context, "from"),
        ...checkNumber(window.to, 0, window.unit, context, "to"),
        ...checkLargerFirst(window, context),
        ...checkCoarse(window.unit, dated, context),
      ];
    case "previous":
      return checkNumber(window.n, 1, window.period, context, "n");
    case "dates":
      return checkDates(window, context);
    case "since":
    case "before":
      return checkDay(window.date, context, "date");
    default:
      return [];
  }
}

/** What is wrong with a date, a date and time, or `n unit ago`, by itself. */
export function checkDateValue(value: DateValue, context: CheckContext): readonly Issue[] {
  switch (value.type) {
    case "date":
      return checkDay(value.date, context, "date");
    case "datetime":
      return checkDatetime(value.datetime, context);
    case "ago":
      return checkNumber(value.n, 0, value.unit, context, "n");
  }
}

/** What is wrong with an exact duration: months have no exact length. */
export function checkDuration(duration: Duration, context: CheckContext): readonly Issue[] {
  const { n, unit } = duration;
  if (exactMilliseconds(1, unit) === undefined) {
    const days = Math.max(1, Math.round(approximateMilliseconds(n, unit) / DAY));
    return [report(context, "months-not-exact", { n, unit, days }, "unit")];
  }
  return checkNumber(n, 1, unit, context, "n");
}

/** What is wrong with a number of units that counts from `minimum` and reaches at most `FURTHEST_YEARS`. */
export function checkNumber(n: number, minimum: number, unit: Unit, context: CheckContext, key: string): readonly Issue[] {
  const maximum = Math.floor(approximateMilliseconds(FURTHEST_YEARS, "year") / approximateMilliseconds(1, unit));
  return checkWhole(n, minimum, Math.min(maximum, LIMITS.count), context, key);
}

/** What is wrong with a whole number that must lie between two others, both included. */
export function checkWhole(n: number, minimum: number, maximum: number, context: CheckContext, key: string): readonly Issue[] {
  if (Number.isInteger(n) && n >= minimum && n <= maximum) return [];
  const parameters = { found: String(n), minimum: String(minimum), maximum: String(maximum) };
  return [report(context, "number-out-of-range", parameters, key)];
}

/** Minutes and hours have no meaning on dates without a time; `dated` names the date, absent where there are times. */
export function checkCoarse(unit: Unit, dated: string | undefined, context: CheckContext): readonly Issue[] {
  if (dated === undefined || (unit !== "minute" && unit !== "hour")) return [];
  return [report(context, "unit-too-fine", { name: dated, unit: `${unit}s` }, "unit")];
}

function checkLargerFirst(window: Extract<Window, { kind: "ago" }>, context: CheckContext): readonly Issue[] {
  const { from, to, unit } = window;
  if (from > to) return [];
  // An equal pair leaves nothing between; the nearest window that holds something is one unit longer.
  const larger = from === to ? from + 1 : to;
  const fixed = `between ${larger} and ${formatDuration(Math.min(from, to), unit)} ago`;
  return [report(context, "reversed-range", { from: String(from), to: String(to), fixed })];
}

function checkDates(window: Extract<Window, { kind: "dates" }>, context: CheckContext): readonly Issue[] {
  const issues = [...checkDay(window.from, context, "from"), ...checkDay(window.to, context, "to")];
  if (issues.length > 0 || window.from <= window.to) return issues;
  return [report(context, "reversed-range", { from: window.from, to: window.to, fixed: `from ${window.to} to ${window.from}` })];
}

function checkDay(text: string, context: CheckContext, key: string): readonly Issue[] {
  const day = parseDay(text);
  if (day === undefined) return [report(context, "invalid-date", { found: text }, key)];
  return inRange(day) ? [] : [report(context, "instant-out-of-range", { found: text }, key)];
}

function checkDatetime(text: string, context: CheckContext): readonly Issue[] {
  const local = parseLocal(text);
  if (local !== undefined) return inRange(local.day) ? [] : [report(context, "instant-out-of-range", { found: text }, "datetime")];
  const at = parseInstant(text);
  if (at === undefined) return [report(context, "invalid-datetime", { found: text }, "datetime")];
  return isObservable(at) ? [] : [report(context, "instant-out-of-range", { found: text }, "datetime")];
}

function inRange(day: Day): boolean {
  const { year } = dayParts(day);
  return year >= 1900 && year <= 2299;
}
