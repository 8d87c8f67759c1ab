import { addToDay, type Day, day, dayParts, weekday } from "./date.ts";
import type { Instant } from "./instant.ts";
import type { Period, Weekday } from "./unit.ts";
import { localDay, startOfDay, type Zone } from "./zone.ts";

/** The first day of the period that contains a date. */
export function startOfPeriod(date: Day, period: Period, weekStarts: Weekday): Day {
  if (period === "day") return date;
  if (period === "week") return (date - ((weekday(date) - weekStarts + 7) % 7)) as Day;
  const { year, month } = dayParts(date);
  if (period === "month") return day(year, month, 1);
  return period === "quarter" ? day(year, month - ((month - 1) % 3), 1) : day(year, 1, 1);
}

/** The first day of the period n periods after the one that contains a date (before it, if n is negative). */
export function startOfPeriodAfter(date: Day, n: number, period: Period, weekStarts: Weekday): Day {
  return addToDay(startOfPeriod(date, period, weekStarts), n, period);
}

/**
 * The edges of the last n ended calendar periods at `at`: n + 1 ascending instants. Period i is
 * `edges[i] <= t < edges[i + 1]`; the last edge is the start of the period that is under way.
 */
export function endedPeriods(zone: Zone, at: Instant, n: number, period: Period, weekStarts: Weekday): readonly Instant[] {
  const current = startOfPeriod(localDay(zone, at), period, weekStarts);
  return Array.from({ length: n + 1 }, (_, i) => startOfDay(zone, addToDay(current, i - n, period)));
}
