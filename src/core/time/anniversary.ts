import { addToDay, type Day, day, dayParts, isLeapYear } from "./date.ts";

/**
 * Dates whose anniversary falls into one stretch of one year: month × 100 + day of the month from `fromMonthDay` to
 * `toMonthDay` (both included), and the date itself earlier than `before`, so that it has an anniversary at all.
 */
export interface AnniversaryRange {
  readonly fromMonthDay: number;
  readonly toMonthDay: number;
  readonly before: Day;
}

/**
 * The dates whose anniversary falls in (today, today + n days], as ranges, one for each year touched. An anniversary is at
 * least one year after its date; that of 29 February falls on 1 March in years without one.
 */
export function anniversaries(today: Day, n: number): readonly AnniversaryRange[] {
  const ranges: AnniversaryRange[] = [];
  const last = (today + n) as Day;
  let first = (today + 1) as Day;
  while (first <= last) {
    const year = dayParts(first).year;
    const end = Math.min(last, day(year, 12, 31)) as Day;
    const from = monthDay(first);
    ranges.push({
      fromMonthDay: from === 301 && !isLeapYear(year) ? 229 : from,
      toMonthDay: monthDay(end),
      before: day(year, 1, 1),
    });
    first = (end + 1) as Day;
  }
  return ranges;
}

/** Month × 100 + day of the month: 1231 for 31 December. */
export function monthDay(date: Day): number {
  const parts = dayParts(date);
  return parts.month * 100 + parts.day;
}

/** Completed years from birth to today; `undefined` if the birth is still to come. Born on 29 February, one is a year older on 1 March in other years. */
export function age(birth: Day, today: Day): number | undefined {
  if (birth > today) return undefined;
  const years = dayParts(today).year - dayParts(birth).year;
  return monthDay(today) >= monthDay(birth) ? years : years - 1;
}

/** The latest date of birth at which one is at least `years` old today: `age(birth, today) >= years` if and only if birth <= this. */
export function latestBirthWithAge(years: number, today: Day): Day {
  return addToDay(today, -years, "year");
}
