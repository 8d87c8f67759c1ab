import { DAY, monthsOf, type Unit, type Weekday } from "./unit.ts";

declare const dayBrand: unique symbol;

/** A date without a time or a zone: whole days since 1970-01-01 in the proleptic Gregorian calendar. */
export type Day = number & { readonly [dayBrand]: true };

/** Year, month (1 to 12) and day of the month (1 to 31). */
export interface DayParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A reading of a wall clock: the date and the milliseconds since its midnight by that clock (0 to 86,399,999). */
export interface Local {
  readonly day: Day;
  readonly millisecond: number;
}

/** One bound before all dates that occur (the start of the year 1). */
export const FIRST_DAY = -719_163 as Day;

/** One bound after all dates that occur (the end of the year 9999). */
export const LAST_DAY = 2_932_896 as Day;

const CUMULATIVE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/** Whether 29 February is in the year. */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days in a month (1 to 12) of a year. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The date of year, month (1 to 12) and day of the month; a day beyond the month's end runs on into the next month. */
export function day(year: number, month: number, dayOfMonth: number): Day {
  const before = year - 1;
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  const leap = month > 2 && isLeapYear(year) ? 1 : 0;
  return (before * 365 + leapDays + (CUMULATIVE[month - 1] as number) + leap + dayOfMonth - 1 - 719_162) as Day;
}

/** Year, month and day of the month. (Hinnant, "chrono-compatible low-level date algorithms", civil_from_days.) */
export function dayParts(date: Day): DayParts {
  const z = date + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return { year: yoe + era * 400 + (month <= 2 ? 1 : 0), month, day: doy - Math.floor((153 * mp + 2) / 5) + 1 };
}

/** Monday 1 to Sunday 7. */
export function weekday(date: Day): Weekday {
  return (((((date + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/**
 * The date n units later (earlier if n is negative). By months, quarters and years the day of the month stays, or is
 * the last of a shorter month: 31 March less 1 month is 28 or 29 February.
 */
export function addToDay(date: Day, n: number, unit: "day" | "week" | "month" | "quarter" | "year"): Day {
  return shiftDay(date, n, unit).day;
}

/** `addToDay`, and whether the day of the month had to give way to a shorter month. Minutes and hours are refused. */
export function shiftDay(date: Day, n: number, unit: Unit): { readonly day: Day; readonly clamped: boolean } {
  if (unit === "minute" || unit === "hour") throw new RangeError(`a date has no ${unit}s`);
  const months = monthsOf(unit) * n;
  if (unit === "day" || unit === "week") return { day: (date + (unit === "week" ? 7 * n : n)) as Day, clamped: false };
  const parts = dayParts(date);
  const index = parts.year * 12 + parts.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  const last = daysInMonth(year, month);
  return { day: day(year, month, Math.min(parts.day, last)), clamped: parts.day > last };
}

/** The date written YYYY-MM-DD (years 0001 to 9999); `undefined` for anything else or a day that is not in the calendar. */
export function parseDay(text: string): Day | undefined {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (m === null) return undefined;
  const year = Number(m[1]);
  const month = Number(m[2]);
  const dayOfMonth = Number(m[3]);
  if (year < 1 || month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return undefined;
  return day(year, month, dayOfMonth);
}

/** The date as YYYY-MM-DD; years outside 0000 to 9999 as ISO 8601 writes them, with a sign and six digits. */
export function formatDay(date: Day): string {
  const parts = dayParts(date);
  const year =
    parts.year >= 0 && parts.year <= 9999
      ? String(parts.year).padStart(4, "0")
      : `${parts.year < 0 ? "-" : "+"}${String(Math.abs(parts.year)).padStart(6, "0")}`;
  return `${year}-${String(parts.month).padStart(2, "0")}-${String(parts.day).padStart(2, "0")}`;
}

/**
 * A date and time without an offset, "2025-03-01T14:30[:15[.250]]" (a space may stand for T): what a clock on the wall
 * says, an instant only in a zone (`fromLocal`). `undefined` for anything else.
 */
export function parseLocal(text: string): Local | undefined {
  const m = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?$/.exec(text);
  if (m === null) return undefined;
  const date = parseDay(m[1] as string);
  const hour = Number(m[2]);
  const minute = Number(m[3]);
  const second = Number(m[4] ?? 0);
  if (date === undefined || hour > 23 || minute > 59 || second > 59) return undefined;
  const fraction = Number((m[5] ?? "").slice(0, 3).padEnd(3, "0"));
  return { day: date, millisecond: ((hour * 60 + minute) * 60 + second) * 1000 + fraction };
}

/** The wall-clock reading as "2025-03-01T14:30:00", with milliseconds only where they are not 0. */
export function formatLocal(local: Local): string {
  const time = new Date(local.millisecond).toISOString().slice(11, 23).replace(".000", "");
  return `${formatDay(local.day)}T${time}`;
}

/** Milliseconds of the wall clock since 1970-01-01T00:00 by that clock: local readings as one number in their order. */
export function linear(local: Local): number {
  return local.day * DAY + local.millisecond;
}
