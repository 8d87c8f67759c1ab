/** The one past campaign: a letter with a coupon, sent to a random part of the customers, with an effect that differs by group. */
import type { Random } from "../../src/core/random.ts";
import { dayNumber, secondsAt } from "./calendar.ts";
import type { Group } from "./groups.ts";

/** Name, day on which the letters went out (2026-03-10, 9:00), and days during which orders count as outcome. */
export const campaign = { name: "spring-letter", day: dayNumber(2026, 3, 10), days: 28, coupon: "SPRING15", discount: 0.15 } as const;

/** Share of those who could get the letter that got it; the others are the holdout. */
export const TREATED_SHARE = 0.6;

/** Seconds since 1970 at which the letters went out. */
export const CAMPAIGN_AT: number = secondsAt(campaign.day, 9 * 3600);

/** What the campaign means for one customer. Both worlds are known: the one with and the one without the letter. */
export interface Exposure {
  /** Joined at least 30 days before. Nothing else holds for the rest. */
  readonly eligible: boolean;
  readonly treated: boolean;
  /** With the letter, someone who would not buy does: at this time in days since the start of the history. */
  readonly extraAt: number;
  readonly persuaded: boolean;
  /** With the letter, someone who would buy does not. */
  readonly deterred: boolean;
}

/** Draws what would happen, for everyone alike: the arm is independent of all else. `buysAnyway` is the outcome without the letter. */
export function exposure(random: Random, group: Group, createdDay: number, buysAnyway: boolean): Exposure {
  const arm = random.uniform();
  const persuasion = random.uniform();
  const deterrence = random.uniform();
  const extraAt = campaign.day + 1 + random.uniform() * (campaign.days - 2);
  const eligible = createdDay <= campaign.day - 30;
  return {
    eligible,
    treated: eligible && arm < TREATED_SHARE,
    extraAt,
    persuaded: eligible && !buysAnyway && persuasion < group.campaign.persuaded,
    deterred: eligible && buysAnyway && deterrence < group.campaign.deterred,
  };
}

/** Whether a time, in days since the start of the history, counts as outcome. */
export function inOutcome(time: number): boolean {
  return time >= campaign.day + 1 && time < campaign.day + campaign.days;
}
