/** Sales leads: people who have asked but not bought, one for every twenty customers, and what became of them. */
import type { Random } from "../../src/core/random.ts";
import { DAYS, NOW, secondsAt, shoppingSecond } from "./calendar.ts";
import { firstNames, industries, lastNames } from "./names.ts";

/** How many leads a shop of so many customers has. */
export function leadsOf(customers: number): number {
  return Math.floor(customers / 20);
}

/** Codes from 1. */
export const leadSources: readonly string[] = ["web form", "trade fair", "referral", "advertisement", "telephone"];
export const leadStates: readonly string[] = ["open", "won", "lost"];

/** Logits of winning by source, and what a page view, a demo and the logarithm of employees add to it. */
const leadModel = { intercept: -2.6, source: [0, 0.3, 1.2, -0.6, 0.5], perPage: 0.12, demo: 1.4, logEmployees: 0.25 } as const;

export interface Lead {
  readonly number: number;
  readonly first: number;
  readonly last: number;
  readonly at: number;
  readonly source: number;
  readonly industry: number;
  readonly employees: number;
  readonly pages: number;
  readonly demo: boolean;
  /** True probability that the lead is won, by `leadModel`. */
  readonly probability: number;
  /** What will become of it; seen only where `status` is not 1 (open), 60 days after the lead came. */
  readonly won: boolean;
  readonly status: number;
  readonly closed: number;
}

const sourceIndexes = [0, 1, 2, 3, 4];
const sourceWeights = [40, 12, 14, 26, 8];

/** The lead of a number from 1; depends on the seed and the number alone. */
export function makeLead(leads: Random, number: number): Lead {
  const random = leads.fork(number);
  const at = Math.min(NOW - 60, secondsAt(random.int(DAYS), shoppingSecond(random)));
  const source = random.choice(sourceIndexes, sourceWeights);
  const employees = Math.ceil(Math.exp(random.normal(3, 1.3)));
  const pages = random.poisson(random.gamma(1.2, 0.3));
  const demo = random.chance(0.25);
  const { intercept, perPage, logEmployees } = leadModel;
  const logit =
    intercept +
    (leadModel.source[source] as number) +
    perPage * pages +
    (demo ? leadModel.demo : 0) +
    logEmployees * (Math.log(employees) - 3);
  const probability = 1 / (1 + Math.exp(-logit));
  const won = random.chance(probability);
  const closed = at + 60 * 86_400;
  return {
    number,
    first: 1 + random.int(2 * firstNames[0].length),
    last: 1 + random.int(lastNames.length),
    at,
    source: source + 1,
    industry: 1 + random.int(industries.length),
    employees,
    pages,
    demo,
    probability,
    won,
    status: closed > NOW ? 1 : won ? 2 : 3,
    closed,
  };
}
