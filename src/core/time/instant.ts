declare const instantBrand: unique symbol;

/** A moment: whole milliseconds since 1970-01-01T00:00:00Z, without leap seconds. */
export type Instant = number & { readonly [instantBrand]: true };

/** The number as an instant. Throws a RangeError unless it is an integer that a double holds exactly. */
export function instant(milliseconds: number): Instant {
  if (!Number.isSafeInteger(milliseconds)) throw new RangeError(`not whole milliseconds: ${milliseconds}`);
  return milliseconds as Instant;
}

/** "From the beginning": 1800-01-01T00:00:00Z, earlier than everything observed. Valid-from of values without a date. */
export const BEGINNING = -5_364_662_400_000 as Instant;

/** "Without end": the last millisecond of the year 9999, later than everything observed. */
export const FOREVER = 253_402_300_799_999 as Instant;

/** 1900-01-01T00:00:00Z: the first instant that data may carry. */
export const MIN_INSTANT = -2_208_988_800_000 as Instant;

/** 2299-12-31T23:59:59.999Z: the last instant that data may carry. */
export const MAX_INSTANT = 10_413_791_999_999 as Instant;

/** One bound below everything: `after: BEFORE_BEGINNING` leaves nothing out, not even values from the beginning. */
export const BEFORE_BEGINNING = (BEGINNING - 1) as Instant;

/** Whether data may carry this instant (1900 to 2299). */
export function isObservable(at: Instant): boolean {
  return at >= MIN_INSTANT && at <= MAX_INSTANT;
}

const PATTERN =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:([Zz])|([+-])(\d{2}):?(\d{2})|([+-])(\d{2}))$/;

/**
 * The instant written as ISO 8601 / RFC 3339 with an offset or Z ("2025-03-01T14:30:00.250+01:00"; seconds may be left
 * out, digits beyond milliseconds are cut). `undefined` for anything else, a leap second or a day that is not in the
 * calendar included. Text without an offset is local time: see `parseLocal` of date.ts.
 */
export function parseInstant(text: string): Instant | undefined {
  const m = PATTERN.exec(text);
  if (m === null) return undefined;
  const year = Number(m[1]);
  const month = Number(m[2]);
  const dayOfMonth = Number(m[3]);
  const hour = Number(m[4]);
  const minute = Number(m[5]);
  const second = Number(m[6] ?? 0);
  const millisecond = Number((m[7] ?? "").slice(0, 3).padEnd(3, "0"));
  const offsetHour = Number(m[10] ?? m[13] ?? 0);
  const offsetMinute = Number(m[11] ?? 0);
  if (hour > 23 || minute > 59 || second > 59 || offsetHour > 23 || offsetMinute > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, dayOfMonth);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== dayOfMonth) return undefined;
  const sign = (m[9] ?? m[12]) === "-" ? -1 : 1;
  const offset = sign * (offsetHour * 60 + offsetMinute) * 60_000;
  return (date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond - offset) as Instant;
}

/** The instant in UTC as ISO 8601, "2025-03-01T13:30:00Z"; milliseconds only where they are not 0. */
export function formatInstant(at: Instant): string {
  return new Date(at).toISOString().replace(".000Z", "Z");
}
