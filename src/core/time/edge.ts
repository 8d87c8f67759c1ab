import { type Day, shiftDay } from "./date.ts";
import { BEFORE_BEGINNING, FOREVER, type Instant } from "./instant.ts";
import { approximateMilliseconds, DAY, exactMilliseconds, type Unit } from "./unit.ts";
import { fromLinear, highestLocal, startOfDay, type Zone } from "./zone.ts";

/** Look-back longer than this reaches behind everything, whatever the calendar says. */
const ENDLESS = approximateMilliseconds(20_000, "year");

/**
 * The edge of a rolling window, n units before `at` (language, "Meaning" 8): the latest value of t − n over all t up to
 * `at`, so it never moves back. Minutes and hours are exact; longer units go by the zone's wall clock:
 * - a missing local time is the instant of the change, of a repeated one it is the first pass;
 * - while `at` is in the second pass of a repeated hour the edge stays;
 * - where the month is too short (31 March less 1 month) it is the last millisecond of that month.
 *
 * The closed form: t − n grows with the reading of the clock, so its latest value belongs to the highest reading so far.
 * Never before `BEFORE_BEGINNING`.
 */
export function rollingEdge(zone: Zone, at: Instant, n: number, unit: Unit): Instant {
  if (approximateMilliseconds(n, unit) > ENDLESS) return BEFORE_BEGINNING;
  const edge = unit === "minute" || unit === "hour" ? at - (exactMilliseconds(n, unit) as number) : shifted(zone, at, -n, unit);
  return Math.max(edge, BEFORE_BEGINNING) as Instant;
}

/**
 * The far edge of "in next n unit": n units after `at` by the same rules as `rollingEdge`, and like it never moving back
 * as `at` moves on (31 January and 1 month: the last millisecond of February). Never after `FOREVER`.
 */
export function rollingEdgeForward(zone: Zone, at: Instant, n: number, unit: Unit): Instant {
  if (approximateMilliseconds(n, unit) > ENDLESS) return FOREVER;
  const edge = unit === "minute" || unit === "hour" ? at + (exactMilliseconds(n, unit) as number) : shifted(zone, at, n, unit);
  return Math.min(edge, FOREVER) as Instant;
}

/**
 * The earliest `at` whose rolling edge is not before `target`: when something at `target` leaves the window "in last n
 * unit". `FOREVER` if that never comes.
 */
export function firstInstantWithEdge(zone: Zone, n: number, unit: Unit, target: Instant): Instant {
  const guess = rollingEdgeForward(zone, target, n, unit);
  return firstInstant((at) => rollingEdge(zone, at, n, unit) >= target, guess);
}

/**
 * The earliest instant at which a condition holds that, once true, stays true. The nearer the guess, the faster.
 * `BEFORE_BEGINNING` if it always holds, `FOREVER` if it does not hold even then.
 */
export function firstInstant(holds: (at: Instant) => boolean, guess: Instant): Instant {
  if (holds(BEFORE_BEGINNING)) return BEFORE_BEGINNING;
  if (!holds(FOREVER)) return FOREVER;
  let low: number = BEFORE_BEGINNING;
  let high: number = FOREVER;
  for (let step = 4 * DAY; ; step *= 8) {
    const near = guess - step;
    if (near <= low) break;
    if (!holds(near as Instant)) {
      low = near;
      break;
    }
    high = near;
  }
  for (let step = 4 * DAY; ; step *= 8) {
    const near = guess + step;
    if (near >= high) break;
    if (near > low && holds(near as Instant)) {
      high = near;
      break;
    }
    low = Math.max(low, near);
  }
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2);
    if (holds(middle as Instant)) high = middle;
    else low = middle;
  }
  return high as Instant;
}

function shifted(zone: Zone, at: Instant, n: number, unit: Unit): number {
  const local = highestLocal(zone, at);
  const day = Math.floor(local / DAY) as Day;
  const target = shiftDay(day, n, unit);
  if (target.clamped) return startOfDay(zone, (target.day + 1) as Day) - 1;
  return fromLinear(zone, target.day * DAY + (local - day * DAY));
}
