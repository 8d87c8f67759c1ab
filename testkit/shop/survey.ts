/** The survey: three scales of five Likert items, and six needs from three latent classes. */
import type { Random } from "../../src/core/random.ts";
import { DAYS, dayNumber, NOW, secondsAt, shoppingSecond } from "./calendar.ts";
import type { Person } from "./person.ts";

/** The scales in the order of `Person.psyche`. Items are `<name>_1` to `<name>_5`; item 4 is reverse keyed. */
export const scales: readonly string[] = ["attitude_price", "attitude_novelty", "attitude_sustainability"];
export const ITEMS = 5;
/** Which item of a scale, from 0, is reverse keyed. */
export const REVERSED = 3;

/** By how much an item rises with the latent score, and its own deviation; the middle of the answers is 3. */
export const itemModel = { loading: 0.85, deviation: 0.8 } as const;

/** The needs asked for (yes or no), and for each class the probability of a yes. */
export const needItems: readonly string[] = [
  "need_fast_delivery",
  "need_easy_returns",
  "need_advice",
  "need_try_in_store",
  "need_low_price",
  "need_instalments",
];
export const needClasses: readonly { readonly name: string; readonly yes: readonly number[] }[] = [
  { name: "convenience", yes: [0.92, 0.85, 0.2, 0.15, 0.3, 0.15] },
  { name: "advice", yes: [0.25, 0.4, 0.9, 0.8, 0.15, 0.2] },
  { name: "thrift", yes: [0.2, 0.45, 0.15, 0.1, 0.95, 0.7] },
];

/** Waves: spring for those who had joined by 1 April 2026, autumn for the others. */
export const waves: readonly string[] = ["2026-spring", "2026-autumn"];
const springStart = dayNumber(2026, 4, 1);

/** One answered questionnaire: wave from 1, instant, answers in the order of scales and items (`NaN` if left out), needs as 0 and 1. */
export interface Answers {
  readonly wave: number;
  readonly at: number;
  readonly items: readonly number[];
  readonly needs: readonly number[];
}

/** A fifth of the customers answers; who does is independent of everything. An item is left out with probability 0.03. */
export function answer(random: Random, person: Person): Answers | undefined {
  if (!random.chance(0.2)) return undefined;
  const spring = person.createdDay < springStart;
  const from = spring ? springStart : Math.max(dayNumber(2026, 10, 5), person.createdDay);
  const day = spring ? from + random.int(28) : from + random.int(Math.max(1, DAYS - 1 - from));
  const at = Math.min(NOW, Math.max(person.created + 60, secondsAt(day, shoppingSecond(random))));
  const items = person.psyche.flatMap((score) => Array.from({ length: ITEMS }, (_, item) => likert(random, score, item === REVERSED)));
  const needs = (needClasses[person.needs]?.yes ?? []).map((yes) => Number(random.chance(yes)));
  return { wave: spring ? 1 : 2, at, items, needs };
}

function likert(random: Random, score: number, reversed: boolean): number {
  const value = Math.round(3 + itemModel.loading * score + random.normal(0, itemModel.deviation));
  const kept = Math.min(5, Math.max(1, value));
  return random.chance(0.03) ? Number.NaN : reversed ? 6 - kept : kept;
}
