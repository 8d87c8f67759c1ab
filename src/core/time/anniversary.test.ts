import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { age, anniversaries, latestBirthWithAge, monthDay } from "./anniversary.ts";
import { type Day, day, dayParts, parseDay } from "./date.ts";

const d = (text: string) => parseDay(text) as Day;
const anyDay = fc.integer({ min: d("1900-01-01"), max: d("2100-12-31") }).map((n) => n as Day);
const leapDay = fc
  .integer({ min: 476, max: 524 })
  .map((n) => day(4 * n, 2, 29))
  .filter((n) => dayParts(n).day === 29);
const born = fc.oneof({ weight: 3, arbitrary: anyDay }, { weight: 1, arbitrary: leapDay });

const inRanges = (date: Day, today: Day, n: number) =>
  anniversaries(today, n).some((r) => r.fromMonthDay <= monthDay(date) && monthDay(date) <= r.toMonthDay && date < r.before);

describe("anniversaries in the next days", () => {
  test("within a year, and over its end", () => {
    expect(anniversaries(d("2026-03-10"), 7)).toEqual([{ fromMonthDay: 311, toMonthDay: 317, before: d("2026-01-01") }]);
    expect(anniversaries(d("2025-12-30"), 5)).toEqual([
      { fromMonthDay: 1231, toMonthDay: 1231, before: d("2025-01-01") },
      { fromMonthDay: 101, toMonthDay: 104, before: d("2026-01-01") },
    ]);
    expect(anniversaries(d("2026-03-10"), 0)).toEqual([]);
  });

  test("of 29 February is on 1 March in other years", () => {
    const leap = d("2004-02-29");
    expect([d("2026-02-27"), d("2026-02-28")].map((today) => inRanges(leap, today, 1))).toEqual([false, true]);
    expect([d("2028-02-27"), d("2028-02-28"), d("2028-02-29")].map((today) => inRanges(leap, today, 1))).toEqual([false, true, false]);
  });

  test("come a year after the date at the earliest", () => {
    expect(inRanges(d("2026-03-12"), d("2026-03-10"), 7)).toBe(false);
    expect(inRanges(d("2025-03-12"), d("2026-03-10"), 7)).toBe(true);
  });

  test("are those days on which one grows older", () => {
    fc.assert(
      fc.property(born, anyDay, fc.integer({ min: 0, max: 800 }), (birth, today, n) => {
        let older = false;
        for (let i = 1; i <= n && !older; i++) {
          const before = age(birth, (today + i - 1) as Day);
          older = before !== undefined && (age(birth, (today + i) as Day) as number) > before;
        }
        expect(inRanges(birth, today, n)).toBe(older);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("age", () => {
  test.each([
    ["2000-06-15", "2026-06-14", 25],
    ["2000-06-15", "2026-06-15", 26],
    ["2004-02-29", "2025-02-28", 20],
    ["2004-02-29", "2025-03-01", 21],
    ["2004-02-29", "2024-02-29", 20],
    ["2026-06-15", "2026-06-15", 0],
    ["2026-06-15", "2026-06-14", undefined],
  ])("born on %s one is on %s %s", (birth, today, years) => {
    expect(age(d(birth), d(today))).toBe(years);
  });

  test("at least n is a latest date of birth", () => {
    fc.assert(
      fc.property(born, anyDay, fc.integer({ min: 0, max: 120 }), (birth, today, years) => {
        expect(birth <= latestBirthWithAge(years, today)).toBe((age(birth, today) ?? -1) >= years);
      }),
      { numRuns: 3000 },
    );
  });
});
