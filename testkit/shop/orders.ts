/** Orders and what follows from them: lines, returns, reviews, tickets. */
import type { Random } from "../../src/core/random.ts";
import type { Basket } from "./basket.ts";
import { NOW, secondsAt, shoppingSecond } from "./calendar.ts";
import { campaign } from "./campaign.ts";
import type { Group } from "./groups.ts";
import type { Ledger } from "./ledger.ts";
import type { Person } from "./person.ts";
import { products } from "./products.ts";
import { orderSession } from "./sessions.ts";

/** Codes of the events, from 1. */
export const orderChannels: readonly string[] = ["web", "app", "store"];
export const coupons: readonly string[] = ["WELCOME10", "SAVE10", "SAVE20", campaign.coupon];
export const topics: readonly string[] = ["delivery", "return", "product", "payment", "account"];

const discounts = [0, 0.1, 0.1, 0.2, campaign.discount];
const channelIndexes = [0, 1, 2];
const topicIndexes = [0, 1, 2, 3, 4];
const topicWeights = [40, 28, 18, 9, 5];

/** The coupon used for an order, 0 for none. */
export function anyCoupon(random: Random, group: Group, first: boolean): number {
  if (!random.chance(group.coupon)) return 0;
  return first && random.chance(0.6) ? 1 : random.chance(0.6) ? 2 : 3;
}

/** The part of the price that a coupon takes off. */
export function discountOf(coupon: number): number {
  return discounts[coupon] as number;
}

/**
 * The second at which a purchase of a day is made: a shopping hour of that day, and on the day of joining, where only a part of
 * the day is left, some minutes after joining.
 */
export function purchaseSecond(random: Random, person: Person, day: number, first: boolean): number {
  const at = secondsAt(day, shoppingSecond(random));
  const soon = person.created + 300 + random.int(1500);
  return first || at <= soon ? soon + (first ? 0 : 1800) : at;
}

/** Writes one order with its visit, lines, and what came of it; answers its number. */
export function placeOrder(
  random: Random,
  ledger: Ledger,
  person: Person,
  group: Group,
  basket: Basket,
  at: number,
  coupon: number,
): number {
  const channel = 1 + random.choice(channelIndexes, group.channels);
  const page = 1 + (products.category[basket.product[0] as number] as number);
  if (channel !== 3) orderSession(random, ledger, person, group, at, channel === 2, basket, page);
  const number = ledger.write("order", at, basket.amount, basket.items, channel, coupon);
  for (let line = 0; line < basket.lines; line++)
    ledger.write("order_line", at, number, basket.product[line], basket.quantity[line], basket.price[line]);
  if (random.chance(group.returns)) sendBack(random, ledger, basket, at, number);
  if (random.chance(0.1)) review(random, ledger, group, basket, at);
  if (random.chance(0.06)) ask(random, ledger, at);
  return number;
}

/** Each line goes back with probability 0.6, and the first if none does; 5 to 24 days after the order. */
function sendBack(random: Random, ledger: Ledger, basket: Basket, ordered: number, number: number): void {
  const at = ordered + 5 * 86_400 + random.int(19 * 86_400);
  let chosen = 0;
  let cents = 0;
  for (let line = 0; line < basket.lines; line++) if (random.chance(0.6)) chosen |= 1 << line;
  if (chosen === 0) chosen = 1;
  if (at > NOW) return;
  for (let line = 0; line < basket.lines; line++) {
    if ((chosen & (1 << line)) === 0) continue;
    const quantity = basket.quantity[line] as number;
    const price = basket.price[line] as number;
    cents += quantity * price;
    ledger.write("refund_line", at, number, basket.product[line], quantity, price);
  }
  ledger.write("refund", at, number, cents);
}

function review(random: Random, ledger: Ledger, group: Group, basket: Basket, ordered: number): void {
  const at = ordered + 6 * 86_400 + random.int(25 * 86_400);
  const rating = Math.min(5, Math.max(1, Math.round(random.normal(4.3 - 4 * group.returns, 0.9))));
  if (at <= NOW) ledger.write("review", at, basket.product[0], rating);
}

function ask(random: Random, ledger: Ledger, ordered: number): void {
  const at = ordered + 86_400 + random.int(9 * 86_400);
  const topic = 1 + random.choice(topicIndexes, topicWeights);
  if (at <= NOW) ledger.write("support_ticket", at, topic);
}
