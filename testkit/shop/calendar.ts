/** The shop's time: its zone, its last instant, and the days of its history by number. */

import type { Random } from "../../src/core/random.ts";
import { type Day, day } from "../../src/core/time/date.ts";
import { type Instant, instant } from "../../src/core/time/instant.ts";
import { fromLocal, startOfDay, type Zone, zone } from "../../src/core/time/zone.ts";

const shopZone = zone("Europe/Berlin") as Zone;

/** Zone, currency and week of the shop's workspace. */
export const shopSettings = { zone: shopZone.name, currency: "EUR", weekStarts: 1 } as const;

/** The first date of the shop's history; day 0 of all day numbers in this folder. */
export const FIRST_DATE: Day = day(2024, 1, 1);
/** The date of its last instant. */
export const LAST_DATE: Day = day(2026, 10, 31);

/** The last instant of the shop: 2026-10-31 20:00 in its zone. Nothing is dated later, but renewals. */
export const SHOP_NOW: Instant = instant(fromLocal(shopZone, LAST_DATE, 20 * 3_600_000));

/** Seconds since 1970 of the last instant. */
export const NOW: number = SHOP_NOW / 1000;

/** Days of history; the last one, of which 20 hours have passed, is `DAYS - 1`. */
export const DAYS: number = LAST_DATE - FIRST_DATE + 1;

const starts: Int32Array = Int32Array.from({ length: DAYS + 400 }, (_, i) => startOfDay(shopZone, (FIRST_DATE + i) as Day) / 1000);

/** Seconds since 1970 at a second of a numbered day, in the shop's zone. */
export function secondsAt(dayNumber: number, second: number): number {
  return (starts[dayNumber] as number) + second;
}

/** The number of a date. */
export function dayNumber(year: number, month: number, dayOfMonth: number): number {
  return day(year, month, dayOfMonth) - FIRST_DATE;
}

/** Shares of a day's activity by hour, from 0 to 23 o'clock. */
const hourShares: readonly number[] = [4, 2, 1, 1, 1, 2, 8, 16, 24, 30, 34, 36, 38, 36, 34, 34, 36, 42, 50, 60, 62, 48, 26, 12];

const hourTotal = hourShares.reduce((sum, share) => sum + share, 0);
const hourOf = Uint8Array.from(hourShares.flatMap((share, hour) => Array<number>(share).fill(hour)));

/** A second of the day at which a person would be shopping. */
export function shoppingSecond(random: Random): number {
  return (hourOf[random.int(hourTotal)] as number) * 3600 + random.int(3600);
}
