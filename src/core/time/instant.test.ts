import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  BEFORE_BEGINNING,
  BEGINNING,
  FOREVER,
  formatInstant,
  type Instant,
  instant,
  isObservable,
  MAX_INSTANT,
  MIN_INSTANT,
  parseInstant,
} from "./instant.ts";

describe("instants as text", () => {
  test.each([
    ["1970-01-01T00:00:00Z", 0],
    ["1970-01-01T01:00+01:00", 0],
    ["1969-12-31t19:00:00.000-0500", 0],
    ["1970-01-01 05:45:00+05:45", 0],
    ["1970-01-01T00:00:01.2349999z", 1234],
    ["1969-12-31T23:59:59.999Z", -1],
    ["2024-02-29T12:00:00+00", 1_709_208_000_000],
    ["2299-12-31T23:59:59.999Z", MAX_INSTANT],
  ])("%s is %i", (text, milliseconds) => {
    expect(parseInstant(text)).toBe(milliseconds);
  });

  test.each([
    "2025-03-01",
    "2025-03-01T12:00:00",
    "2025-02-29T00:00:00Z",
    "2025-13-01T00:00:00Z",
    "2025-00-10T00:00:00Z",
    "2025-01-01T24:00:00Z",
    "2016-12-31T23:59:60Z",
    "2025-01-01T00:00:00+25:00",
    "25-01-01T00:00:00Z",
    "now",
    "",
  ])("%s is none", (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  test("writing and reading gives the same instant", () => {
    fc.assert(
      fc.property(fc.integer({ min: BEGINNING, max: FOREVER }), (n) => {
        expect(parseInstant(formatInstant(n as Instant))).toBe(n);
      }),
    );
  });

  test("milliseconds are written only where there are any", () => {
    expect(formatInstant(0 as Instant)).toBe("1970-01-01T00:00:00Z");
    expect(formatInstant(5 as Instant)).toBe("1970-01-01T00:00:00.005Z");
  });
});

test("the landmarks are where they say", () => {
  expect([BEGINNING, MIN_INSTANT, MAX_INSTANT, FOREVER].map((i) => formatInstant(i))).toEqual([
    "1800-01-01T00:00:00Z",
    "1900-01-01T00:00:00Z",
    "2299-12-31T23:59:59.999Z",
    "9999-12-31T23:59:59.999Z",
  ]);
  expect(BEFORE_BEGINNING).toBe(BEGINNING - 1);
  expect([MIN_INSTANT, MAX_INSTANT].every(isObservable)).toBe(true);
  expect(isObservable(instant(MIN_INSTANT - 1)) || isObservable(instant(MAX_INSTANT + 1))).toBe(false);
});

test("an instant is a whole number", () => {
  expect(() => instant(0.5)).toThrow(RangeError);
  expect(() => instant(Number.NaN)).toThrow(RangeError);
});
