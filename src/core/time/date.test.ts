import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addToDay,
  type Day,
  day,
  dayParts,
  daysInMonth,
  FIRST_DAY,
  formatDay,
  formatLocal,
  LAST_DAY,
  linear,
  parseDay,
  parseLocal,
  shiftDay,
  weekday,
} from "./date.ts";
import { approximateMilliseconds, DAY, exactMilliseconds, formatDuration, UNITS } from "./unit.ts";

const anyDay = fc.integer({ min: FIRST_DAY + 1, max: LAST_DAY }).map((n) => n as Day);
const shift = (text: string, n: number, unit: "day" | "week" | "month" | "quarter" | "year") =>
  formatDay(addToDay(parseDay(text) as Day, n, unit));

describe("dates", () => {
  test("agree with the host's calendar in UTC", () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        const host = new Date(date * DAY);
        const parts = dayParts(date);
        expect(parts).toEqual({ year: host.getUTCFullYear(), month: host.getUTCMonth() + 1, day: host.getUTCDate() });
        expect(weekday(date) % 7).toBe(host.getUTCDay());
        expect(day(parts.year, parts.month, parts.day)).toBe(date);
        expect(parseDay(formatDay(date))).toBe(date);
      }),
      { numRuns: 1000 },
    );
  });

  test.each(["2025-02-29", "1900-02-29", "2025-04-31", "2025-13-01", "2025-1-1", "20250101", "0000-01-01", ""])("%s is none", (text) => {
    expect(parseDay(text)).toBeUndefined();
  });

  test("the ends are the years 1 and 9999, and what lies outside still reads", () => {
    expect([FIRST_DAY + 1, LAST_DAY].map((n) => formatDay(n as Day))).toEqual(["0001-01-01", "9999-12-31"]);
    expect(formatDay(day(-43, 3, 15))).toBe("-000043-03-15");
    expect(formatDay(day(12_000, 1, 1))).toBe("+012000-01-01");
  });

  test("leap years", () => {
    expect([1900, 2000, 2023, 2024].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 28, 29]);
  });
});

describe("adding to a date", () => {
  test.each([
    ["2025-03-31", -1, "month", "2025-02-28"],
    ["2024-03-31", -1, "month", "2024-02-29"],
    ["2024-02-29", 1, "year", "2025-02-28"],
    ["2024-02-29", 4, "year", "2028-02-29"],
    ["2025-01-31", 1, "quarter", "2025-04-30"],
    ["2025-01-15", -2, "month", "2024-11-15"],
    ["2025-12-31", 1, "day", "2026-01-01"],
    ["2025-01-01", -2, "week", "2024-12-18"],
  ] as const)("%s and %i %s is %s", (from, n, unit, to) => {
    expect(shift(from, n, unit)).toBe(to);
  });

  test("grows with the date, and says when the month was too short", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -500, max: 500 }), fc.constantFrom("day", "week", "month", "quarter", "year"), (d, n, unit) => {
        const here = shiftDay(d, n, unit);
        expect(shiftDay((d + 1) as Day, n, unit).day).toBeGreaterThanOrEqual(here.day);
        expect(here.clamped).toBe(unit !== "day" && unit !== "week" && dayParts(here.day).day !== dayParts(d).day);
      }),
    );
  });

  test("a date has no hours", () => {
    expect(() => shiftDay(0 as Day, 1, "hour")).toThrow(RangeError);
  });
});

describe("a clock on the wall", () => {
  test("is read and written", () => {
    expect(parseLocal("1970-01-02T00:00:00.5")).toEqual({ day: 1, millisecond: 500 });
    expect(parseLocal("2025-03-01 14:30")).toEqual({ day: day(2025, 3, 1), millisecond: 52_200_000 });
    expect(formatLocal({ day: day(2025, 3, 1), millisecond: 52_200_000 })).toBe("2025-03-01T14:30:00");
    expect(linear({ day: 1 as Day, millisecond: 7 })).toBe(DAY + 7);
  });

  test.each(["2025-03-01", "2025-03-01T25:00", "2025-02-30T10:00", "2025-03-01T10:00Z"])("%s is none", (text) => {
    expect(parseLocal(text)).toBeUndefined();
  });
});

describe("durations", () => {
  test("up to weeks are exact, months are not", () => {
    expect(UNITS.map((unit) => exactMilliseconds(2, unit))).toEqual([
      120_000,
      7_200_000,
      172_800_000,
      1_209_600_000,
      undefined,
      undefined,
      undefined,
    ]);
    expect(approximateMilliseconds(4, "quarter")).toBe(approximateMilliseconds(1, "year"));
    expect(approximateMilliseconds(1, "year")).toBe(365.2425 * DAY);
  });

  test("read in agreement", () => {
    expect([formatDuration(1, "day"), formatDuration(0, "day"), formatDuration(30, "minute")]).toEqual(["1 day", "0 days", "30 minutes"]);
  });
});
