/** One customer's whole history, written to the ledger, with the truth behind it. */
import type { Random } from "../../src/core/random.ts";
import { type Basket, emptyBasket, fillBasket, type Taste } from "./basket.ts";
import { NOW, secondsAt } from "./calendar.ts";
import { CAMPAIGN_AT, type Exposure, exposure, inOutcome } from "./campaign.ts";
import { giveConsents } from "./consent.ts";
import { type Group, groups } from "./groups.ts";
import type { Ledger } from "./ledger.ts";
import { readNewsletters } from "./newsletters.ts";
import { anyCoupon, discountOf, placeOrder, purchaseSecond } from "./orders.ts";
import type { Person } from "./person.ts";
import { type Process, purchases, roomForTimes } from "./process.ts";
import { browseAllDays } from "./sessions.ts";

/** What no one could see in the data. */
export interface Truth {
  readonly process: Process;
  /** Mean of the customer's baskets before discounts, in cents. */
  readonly basketMean: number;
  /** Categories from 0. */
  readonly taste: Taste;
  readonly openRate: number;
  readonly exposure: Exposure;
  /** Outcomes without and with the letter: whether there is an order in the days that count, and the sum of amounts in cents. */
  readonly buysWithout: boolean;
  readonly buysWith: boolean;
  readonly spendsWithout: number;
  readonly spendsWith: number;
}

/** What is used again for each customer. */
export interface Workshop {
  readonly basket: Basket;
  readonly times: Float64Array;
}

export function openWorkshop(): Workshop {
  return { basket: emptyBasket(), times: roomForTimes() };
}

/** Writes a consent statement: instant, purpose, channel, state, as codes. */
export type StateConsent = (at: number, purpose: number, channel: number, state: number) => void;

const categoryTables = groups.map((group) => Uint8Array.from(group.categories.flatMap((weight, c) => Array<number>(weight).fill(c))));

/** Lives one customer's history. `activity` multiplies visits without orders. The stream is the customer's own. */
export function live(stream: Random, person: Person, ledger: Ledger, consent: StateConsent, workshop: Workshop, activity: number): Truth {
  const group = groups[person.group] as Group;
  ledger.begin(person.number);
  const taste = tasteOf(stream.fork("taste"), person.group);
  const process = purchases(stream.fork("process"), group, person.createdDay, workshop.times);
  const left = process.left === Number.POSITIVE_INFINITY ? process.left : secondsAt(Math.floor(process.left), 86_399);
  const bought = buy(stream, person, group, taste, process, ledger, workshop.basket);
  const subscription = giveConsents(stream.fork("consent"), person, group, consent);
  const openRate = readNewsletters(stream.fork("newsletter"), ledger, person, group, taste, subscription, left);
  browseAllDays(stream.fork("visits"), ledger, person, group, taste, process.left, activity);
  return { process, taste, openRate, ...bought };
}

function tasteOf(random: Random, group: number): Taste {
  const table = categoryTables[group] as Uint8Array;
  const first = table[random.int(table.length)] as number;
  const second = table[random.int(table.length)] as number;
  return { first, second, table };
}

/** The orders of the process, as the campaign changed them. Each order has a stream of its own, so that both worlds share it. */
function buy(
  stream: Random,
  person: Person,
  group: Group,
  taste: Taste,
  process: Process,
  ledger: Ledger,
  basket: Basket,
): Omit<Truth, "process" | "taste" | "openRate"> {
  const spending = stream.fork("spending");
  const { mean, p, q } = group.basket;
  const nu = spending.gamma(q, (mean * 100 * (q - 1)) / p);
  let buysWithout = false;
  for (let i = 0; i < process.count; i++) if (inOutcome(process.times[i] as number)) buysWithout = true;
  const exposed = exposure(stream.fork("campaign"), group, person.createdDay, buysWithout);
  if (exposed.eligible) ledger.write("campaign_assigned", CAMPAIGN_AT, exposed.treated ? 1 : 2);
  if (exposed.treated) ledger.write("campaign_sent", CAMPAIGN_AT);
  let spendsWithout = 0;
  let spendsWith = 0;
  const order = (time: number, extra: boolean, first: boolean): void => {
    const counts = inOutcome(time);
    const cents = spending.gamma(p, nu);
    const orders = stream.fork(extra ? "extra order" : Math.round(time * 1e6));
    const coupon = extra ? 4 : anyCoupon(orders, group, first);
    fillBasket(basket, orders, group, taste, cents, discountOf(coupon));
    if (counts && !extra) spendsWithout += basket.amount;
    if (counts && !exposed.deterred) spendsWith += basket.amount;
    const happens = extra ? exposed.treated : !(counts && exposed.deterred && exposed.treated);
    const at = purchaseSecond(orders, person, Math.floor(time), first);
    if (happens && at <= NOW) placeOrder(orders, ledger, person, group, basket, at, coupon);
  };
  for (let i = 0; i < process.count; i++) order(process.times[i] as number, false, i === 0);
  if (exposed.persuaded) order(exposed.extraAt, true, false);
  const buysWith = (buysWithout && !exposed.deterred) || exposed.persuaded;
  return { basketMean: p / nu, exposure: exposed, buysWithout, buysWith, spendsWithout, spendsWith };
}
