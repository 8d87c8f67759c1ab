/** When a customer buys: the BG/NBD process of the customer's group, with seasons for those who follow them. */
import type { Random } from "../../src/core/random.ts";
import { DAYS } from "./calendar.ts";
import type { Group } from "./groups.ts";
import { HIGHEST_SEASON, seasons } from "./season.ts";

/** One customer's purchases, as the process gave them. */
export interface Process {
  /** Purchases per week while active (out of season, for the seasonal: before the multiple). */
  readonly rate: number;
  /** Probability of leaving after each purchase but the first. */
  readonly dropout: number;
  /** Time of leaving in days since the start of the history; `Infinity` for those who had not left at its end. */
  readonly left: number;
  /** Purchases, the first included. */
  readonly count: number;
  /** Their times in days since the start of the history, ascending; filled up to `count`. */
  readonly times: Float64Array;
}

/** Room for the purchases of one customer, used again for the next. */
export function roomForTimes(): Float64Array {
  return new Float64Array(4096);
}

/**
 * Draws the purchases. The first happens on joining, or never (probability `firstPurchase`); the later ones are a Poisson
 * process until the customer leaves. (Fader, Hardie & Lee 2005, "Counting your customers the easy way", section 3, within a
 * group; thinning for seasons: Lewis & Shedler 1979.)
 */
export function purchases(random: Random, group: Group, joined: number, times: Float64Array): Process {
  const rate = random.gamma(group.rate.r, group.rate.alpha);
  const dropout = random.beta(group.dropout.a, group.dropout.b);
  if (!random.chance(group.firstPurchase)) return { rate, dropout, left: Number.POSITIVE_INFINITY, count: 0, times };
  times[0] = joined;
  let count = 1;
  const daily = (rate / 7) * (group.seasonal ? HIGHEST_SEASON : 1);
  let time = joined;
  while (count < times.length) {
    time += random.exponential(daily);
    if (time >= DAYS) break;
    if (group.seasonal && !random.chance((seasons[Math.floor(time)] as number) / HIGHEST_SEASON)) continue;
    times[count++] = time;
    if (random.chance(dropout)) return { rate, dropout, left: time, count, times };
  }
  return { rate, dropout, left: Number.POSITIVE_INFINITY, count, times };
}
