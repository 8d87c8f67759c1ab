import type { Instant } from "./time/instant.ts";

/** Where the present comes from. Everything that needs "now" is given one. */
export interface Clock {
  now(): Instant;
}

/** The clock of the machine. */
export const systemClock: Clock = Object.freeze({ now: () => Date.now() as Instant });

/** A clock that stands still. */
export function fixedClock(at: Instant): Clock {
  return Object.freeze({ now: () => at });
}

/** Starts to measure; each call of the result tells the milliseconds since then, by a clock that never goes back. */
export function stopwatch(): () => number {
  const start = performance.now();
  return () => performance.now() - start;
}
