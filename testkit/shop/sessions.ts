/** Visits: those that end with an order, and those that do not. */
import type { Random } from "../../src/core/random.ts";
import { anyCategory, type Basket, type Taste } from "./basket.ts";
import { DAYS, NOW, secondsAt, shoppingSecond } from "./calendar.ts";
import type { Group } from "./groups.ts";
import type { Ledger } from "./ledger.ts";
import type { Person } from "./person.ts";
import { firstProduct } from "./products.ts";

/** Codes of the events, from 1. */
export const platforms: readonly string[] = ["web", "ios", "android"];
export const devices: readonly string[] = ["desktop", "mobile", "tablet"];
export const referrers: readonly string[] = ["direct", "search", "social", "ads", "affiliate", "newsletter"];
export const NEWSLETTER_REFERRER = 6;

const referrerIndexes = [0, 1, 2, 3, 4];
const referrerWeights = [34, 32, 16, 12, 6];
const deviceIndexes = [0, 1, 2];
const LONGEST_SESSION = 3600;

/** One of a customer's visits starts: writes the visit and answers its platform. */
function startVisit(
  random: Random,
  ledger: Ledger,
  person: Person,
  group: Group,
  at: number,
  app: boolean,
  page: number,
  referrer: number,
): number {
  const platform = app ? person.appPlatform : 1;
  const device = app ? 2 : random.chance(0.8) ? person.device : 1 + random.choice(deviceIndexes, group.devices);
  ledger.write("visit", at, page, platform, device, referrer);
  return platform;
}

function anyReferrer(random: Random, app: boolean): number {
  return app ? 1 : 1 + random.choice(referrerIndexes, referrerWeights);
}

/** The visit that led to an order: of the products in the basket some are seen (0.4) and put into the cart (the first, and 0.3 of the others). */
export function orderSession(
  random: Random,
  ledger: Ledger,
  person: Person,
  group: Group,
  at: number,
  app: boolean,
  basket: Basket,
  page: number,
): void {
  let time = at - 90 - random.int(1200) - 60 * basket.lines;
  const step = (at - time) / (basket.lines + 1);
  const platform = startVisit(random, ledger, person, group, time, app, page, anyReferrer(random, app));
  if (random.chance(0.25)) ledger.write("login", time + 15, platform);
  for (let line = 0; line < basket.lines; line++) {
    const product = basket.product[line] as number;
    if (random.chance(0.4)) ledger.write("view", Math.floor(time + step * 0.4), product);
    time += step;
    if (line === 0 || random.chance(0.3)) ledger.write("cart", Math.floor(time), product);
  }
}

/** A visit without an order: a few products are looked at, and at times the last of them stays in the cart. */
export function browse(random: Random, ledger: Ledger, person: Person, group: Group, taste: Taste, at: number, referrer = 0): void {
  if (at > NOW - LONGEST_SESSION) return;
  const app = referrer === 0 && random.uniform() * (group.channels[0] + group.channels[1]) < group.channels[1];
  const category = anyCategory(random, taste);
  const platform = startVisit(random, ledger, person, group, at, app, category + 1, referrer === 0 ? anyReferrer(random, app) : referrer);
  if (random.chance(0.1)) ledger.write("login", at + 20, platform);
  const first = firstProduct[category] as number;
  const products = (firstProduct[category + 1] as number) - first;
  let time = at;
  let product = 0;
  for (let views = Math.min(12, random.poisson(1.6)); views > 0; views--) {
    time += 10 + random.int(180);
    product = first + random.int(products);
    ledger.write("view", time, product);
  }
  if (product !== 0 && random.chance(group.cart)) ledger.write("cart", time + 5 + random.int(120), product);
}

/**
 * The visits without an order of a whole history: a Poisson process whose rate is `visits` × Gamma(0.7)/0.7 of the group until
 * the customer leaves, and 0.08 of it from then on. `activity` multiplies all rates.
 */
export function browseAllDays(
  random: Random,
  ledger: Ledger,
  person: Person,
  group: Group,
  taste: Taste,
  left: number,
  activity: number,
): void {
  const weekly = group.visits * activity * random.gamma(0.7, 0.7);
  const joined = person.createdDay;
  const end = Math.min(left, DAYS);
  browseBetween(random, ledger, person, group, taste, joined, end, weekly);
  if (end < DAYS) browseBetween(random, ledger, person, group, taste, end, DAYS, 0.08 * weekly);
}

function browseBetween(
  random: Random,
  ledger: Ledger,
  person: Person,
  group: Group,
  taste: Taste,
  from: number,
  to: number,
  weekly: number,
): void {
  for (let visits = random.poisson(((to - from) / 7) * weekly); visits > 0; visits--) {
    const at = secondsAt(Math.floor(from + random.uniform() * (to - from)), shoppingSecond(random));
    if (at > person.created) browse(random, ledger, person, group, taste, at);
  }
}
