/** A unit of time as the segment language has it. */
export type Unit = "minute" | "hour" | "day" | "week" | "month" | "quarter" | "year";

/** A calendar period. */
export type Period = "day" | "week" | "month" | "quarter" | "year";

/** Day of the week by ISO 8601: Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** All units, shortest first. */
export const UNITS: readonly Unit[] = ["minute", "hour", "day", "week", "month", "quarter", "year"];

/** All periods, shortest first. */
export const PERIODS: readonly Period[] = ["day", "week", "month", "quarter", "year"];

export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

/**
 * Elapsed milliseconds of n units: a day is 24 hours, a week 7 days. `undefined` for months, quarters and years, which
 * have no exact length (language, "Meaning" 8).
 */
export function exactMilliseconds(n: number, unit: Unit): number | undefined {
  switch (unit) {
    case "minute":
      return n * MINUTE;
    case "hour":
      return n * HOUR;
    case "day":
      return n * DAY;
    case "week":
      return n * 7 * DAY;
    default:
      return undefined;
  }
}

/** Average length in milliseconds of n units in the Gregorian calendar: for guesses and for reading, never for bounds. */
export function approximateMilliseconds(n: number, unit: Unit): number {
  return exactMilliseconds(n, unit) ?? n * monthsOf(unit) * 30.436875 * DAY;
}

/** Whole months in a unit of months: 1, 3 or 12; 0 for shorter units. */
export function monthsOf(unit: Unit): number {
  switch (unit) {
    case "month":
      return 1;
    case "quarter":
      return 3;
    case "year":
      return 12;
    default:
      return 0;
  }
}

/** "1 day", "30 days": the number and its unit in agreement. */
export function formatDuration(n: number, unit: Unit): string {
  return `${n} ${n === 1 ? unit : `${unit}s`}`;
}
