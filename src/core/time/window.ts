import { failure } from "../issue.ts";
import { addToDay, type Day, FIRST_DAY, LAST_DAY, parseDay } from "./date.ts";
import { firstInstant, rollingEdge, rollingEdgeForward } from "./edge.ts";
import { BEFORE_BEGINNING, FOREVER, type Instant } from "./instant.ts";
import { startOfPeriod, startOfPeriodAfter } from "./period.ts";
import { approximateMilliseconds, DAY, type Period, type Unit, type Weekday } from "./unit.ts";
import { localDay, startOfDay, type Zone } from "./zone.ts";

export { anniversaries } from "./anniversary.ts";
export { firstInstantWithEdge, rollingEdge, rollingEdgeForward } from "./edge.ts";
export { endedPeriods } from "./period.ts";

/** A window of the segment language as it is stored; dates are YYYY-MM-DD. `previous 3 month` is the three whole months before this one. */
export type Window =
  | { readonly kind: "last"; readonly n: number; readonly unit: Unit }
  | { readonly kind: "period"; readonly which: "today" | "yesterday" }
  | { readonly kind: "this"; readonly period: Period }
  | { readonly kind: "previous"; readonly n: number; readonly period: Period }
  | { readonly kind: "ago"; readonly from: number; readonly to: number; readonly unit: Unit }
  | { readonly kind: "dates"; readonly from: string; readonly to: string }
  | { readonly kind: "since"; readonly date: string }
  | { readonly kind: "before"; readonly date: string };

/** What the bounds of a window depend on besides the window. `weekStarts` 1 is Monday. */
export interface WindowContext {
  readonly at: Instant;
  readonly zone: Zone;
  readonly weekStarts: Weekday;
}

/** The instants t with after < t <= upto, in whole milliseconds; none if upto <= after. */
export interface Bounds {
  readonly after: Instant;
  readonly upto: Instant;
}

/** The dates d with after < d <= upto; none if upto <= after. */
export interface DayBounds {
  readonly after: Day;
  readonly upto: Day;
}

/**
 * The bounds of a window over things that happened: never past `at`. Both bounds only ever grow with `at`. Without a
 * lower bound `after` is `BEFORE_BEGINNING`. Throws `invalid-date` if a date of the window is none.
 */
export function windowBounds(window: Window, context: WindowContext): Bounds {
  const { after, upto } = valueWindowBounds(window, context);
  return { after, upto: Math.min(upto, context.at) as Instant };
}

/**
 * The same for instants that are values, such as a trait's "next appointment": calendar periods and dates count whole, the
 * part after `at` included; rolling windows and `since` still end at `at`.
 */
export function valueWindowBounds(window: Window, context: WindowContext): Bounds {
  const { at, zone } = context;
  if (window.kind === "last") return { after: rollingEdge(zone, at, window.n, window.unit), upto: at };
  if (window.kind === "ago") {
    return {
      after: rollingEdge(zone, at, window.from, window.unit),
      upto: rollingEdge(zone, at, window.to, window.unit),
    };
  }
  const { after, upto } = calendarDays(window, localDay(zone, at), context.weekStarts);
  return {
    after: after === FIRST_DAY ? BEFORE_BEGINNING : lastMillisecond(zone, after),
    upto: window.kind === "since" ? at : lastMillisecond(zone, upto),
  };
}

/**
 * The bounds of a window over dates without a time, compared as dates in the zone: `in last 30 days` is (today − 30,
 * today]. Calendar periods and dates count whole, days still to come included; `since` ends today. `undefined` for minutes
 * and hours, which a date does not have. Throws `invalid-date` if a date of the window is none.
 */
export function dayWindowBounds(window: Window, context: WindowContext): DayBounds | undefined {
  const today = localDay(context.zone, context.at);
  if (window.kind === "last") return rollingDays(today, window.n, 0, window.unit);
  if (window.kind === "ago") return rollingDays(today, window.from, window.to, window.unit);
  return calendarDays(window, today, context.weekStarts);
}

/** The bounds of `in next n unit` over instants: (at, at + n]. */
export function nextBounds(n: number, unit: Unit, context: WindowContext): Bounds {
  return { after: context.at, upto: rollingEdgeForward(context.zone, context.at, n, unit) };
}

/** The bounds of `in next n unit` over dates: (today, today + n]. `undefined` for minutes and hours. */
export function dayNextBounds(n: number, unit: Unit, context: WindowContext): DayBounds | undefined {
  if (unit === "minute" || unit === "hour") return undefined;
  const today = localDay(context.zone, context.at);
  return { after: today, upto: shiftWithin(today, n, unit) };
}

/**
 * The earliest `at` at which a bound of the window is not before `target`: when something at `target` comes in (`upto`)
 * or drops out (`after`). `FOREVER` if that never comes.
 */
export function firstInstantWithBound(window: Window, side: "after" | "upto", target: Instant, zone: Zone, weekStarts: Weekday): Instant {
  return firstInstant((at) => windowBounds(window, { at, zone, weekStarts })[side] >= target, target);
}

function lastMillisecond(zone: Zone, day: Day): Instant {
  return day >= LAST_DAY ? FOREVER : ((startOfDay(zone, (day + 1) as Day) - 1) as Instant);
}

function rollingDays(today: Day, from: number, to: number, unit: Unit): DayBounds | undefined {
  if (unit === "minute" || unit === "hour") return undefined;
  return { after: shiftWithin(today, -from, unit), upto: shiftWithin(today, -to, unit) };
}

/** `addToDay` held within the dates that occur. */
function shiftWithin(today: Day, n: number, unit: Exclude<Unit, "minute" | "hour">): Day {
  const days = approximateMilliseconds(n, unit) / DAY;
  if (today + days < FIRST_DAY) return FIRST_DAY;
  if (today + days > LAST_DAY) return LAST_DAY;
  return addToDay(today, n, unit);
}

function calendarDays(window: Exclude<Window, { kind: "last" | "ago" }>, today: Day, weekStarts: Weekday): DayBounds {
  switch (window.kind) {
    case "period":
      return window.which === "today" ? wholeDays(today, 1) : wholeDays((today - 1) as Day, 1);
    case "this": {
      const first = startOfPeriod(today, window.period, weekStarts);
      return { after: before(first), upto: before(startOfPeriodAfter(today, 1, window.period, weekStarts)) };
    }
    case "previous": {
      const first = startOfPeriodAfter(today, -window.n, window.period, weekStarts);
      return { after: before(first), upto: before(startOfPeriod(today, window.period, weekStarts)) };
    }
    case "dates":
      return { after: before(dayOf(window.from)), upto: dayOf(window.to) };
    case "since":
      return { after: before(dayOf(window.date)), upto: today };
    case "before":
      return { after: FIRST_DAY, upto: before(dayOf(window.date)) };
  }
}

function wholeDays(first: Day, count: number): DayBounds {
  return { after: before(first), upto: (first + count - 1) as Day };
}

function before(day: Day): Day {
  return (day - 1) as Day;
}

function dayOf(text: string): Day {
  const day = parseDay(text);
  if (day === undefined) throw failure("invalid-date", { found: text });
  return day;
}
