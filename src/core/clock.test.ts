import { expect, test } from "vitest";
import { fixedClock, stopwatch, systemClock } from "./clock.ts";
import { instant, isObservable, parseInstant } from "./time/instant.ts";

test("the machine's clock tells whole milliseconds of our time", () => {
  const now = systemClock.now();
  expect(Number.isSafeInteger(now) && isObservable(now)).toBe(true);
  expect(now).toBeGreaterThan(parseInstant("2026-01-01T00:00:00Z") as number);
});

test("a fixed clock stands still", () => {
  const clock = fixedClock(instant(42));
  expect([clock.now(), clock.now()]).toEqual([42, 42]);
});

test("a stopwatch only goes on", () => {
  const elapsed = stopwatch();
  const first = elapsed();
  expect(first).toBeGreaterThanOrEqual(0);
  expect(elapsed()).toBeGreaterThanOrEqual(first);
});
