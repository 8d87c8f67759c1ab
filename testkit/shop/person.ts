/** Who a customer is: everything that does not come from what the customer does. */
import { type Random, random } from "../../src/core/random.ts";
import { LAST_DATE, NOW, secondsAt, shoppingSecond } from "./calendar.ts";
import { type Contact, contactOf } from "./contact.ts";
import { type Group, groups } from "./groups.ts";
import { firstNames, industries, lastNames } from "./names.ts";
import { cities } from "./places.ts";

/** A customer before anything happened. Codes count from 1 and 0 means "not known" unless said otherwise. */
export interface Person {
  readonly number: number;
  /** The customer of whom this one is a duplicate; its own number for the rest. */
  readonly root: number;
  readonly group: number;
  readonly contact: Contact;
  /** Day number and seconds since 1970 of joining. */
  readonly createdDay: number;
  readonly created: number;
  readonly female: boolean;
  /** Days since 1970. */
  readonly birth: number;
  readonly sexKnown: boolean;
  readonly birthKnown: boolean;
  /** Indexes from 0. */
  readonly city: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly ownLanguage: boolean;
  readonly postal: number;
  /** 1 desktop, 2 mobile, 3 tablet; and 2 ios, 3 android for the app. */
  readonly device: number;
  readonly appPlatform: number;
  readonly browser: number;
  /** Bands 1 to 5; people in the household. */
  readonly income: number;
  readonly household: number;
  /** 0 for private customers. */
  readonly industry: number;
  readonly employees: number;
  readonly company: number;
  /** 1 free, 2 plus, 3 premium. */
  readonly plan: number;
  /** Days since 1970 of the subscription's next renewal; `NaN` without a subscription. */
  readonly renewal: number;
  /** Bit 0 vip, 1 business, 2 birthday club, 3 beta tester, 4 staff. */
  readonly tags: number;
  /** Latent scores (price consciousness, novelty seeking, sustainability), and needs class from 0. */
  readonly psyche: readonly [number, number, number];
  readonly needs: number;
}

const groupIndexes = [...groups.keys()];
const shares = groups.map((group) => group.share);
const cityIndexes = [...cities.keys()];
const cityWeights = cities.map((city) => city.weight);
const NAMES = firstNames[0].length;

/** The stream of all customers of a seed; each customer forks it by its number. */
export function customersOf(seed: string | number): Random {
  return random(seed).fork("customers");
}

/**
 * The customer of a number (from 1). Depends on the seed and the number alone; a duplicate, 2 % of the customers, has the
 * nature of an earlier one and joins later at a time of its own.
 */
export function makePerson(customers: Random, number: number): Person {
  const stream = customers.fork(number);
  const person = natural(stream.fork("person"), number);
  const duplicate = stream.fork("duplicate");
  if (number <= 20 || !duplicate.chance(0.02)) return person;
  const root = makePerson(customers, 1 + duplicate.int(number - 1));
  const variant = contactOf(root.contact, duplicate);
  const createdDay = Math.min(1033, root.createdDay + 1 + duplicate.int(400));
  const created = Math.min(NOW - 7200, secondsAt(createdDay, shoppingSecond(duplicate)));
  return { ...root, number, createdDay, created, contact: variant };
}

function natural(stream: Random, number: number): Person {
  const index = stream.choice(groupIndexes, shares);
  const group = groups[index] as Group;
  const createdDay = stream.int(group.joinedWithin);
  const female = stream.chance(group.female);
  const age = Math.min(90, Math.max(18, stream.normal(group.age.mean, group.age.deviation)));
  const city = stream.choice(cityIndexes, cityWeights);
  const business = stream.chance(0.07);
  const first = 1 + (female ? NAMES : 0) + stream.int(NAMES);
  const last = 1 + stream.int(lastNames.length);
  const phone = stream.chance(0.62);
  const needsDraw = stream.uniform();
  const psyche = group.psyche.map((mean) => stream.normal(mean)) as unknown as [number, number, number];
  return {
    number,
    root: number,
    group: index,
    contact: { emailOf: phone && stream.chance(0.04) ? 0 : number, emailForm: 1, phoneOf: phone ? number : 0, phoneForm: 1, first, last },
    createdDay,
    created: Math.min(NOW - 7200, secondsAt(createdDay, shoppingSecond(stream))),
    female,
    birth: LAST_DATE - Math.floor(age * 365.2425),
    sexKnown: stream.chance(0.85),
    birthKnown: stream.chance(0.7),
    city,
    ...aroundCity(stream, city),
    ownLanguage: stream.chance(0.87),
    postal: stream.int(90_000) + 10_000,
    device: 1 + stream.choice([0, 1, 2], group.devices),
    appPlatform: stream.chance(0.45) ? 2 : 3,
    browser: 1 + stream.choice([0, 1, 2, 3], [55, 22, 12, 11]),
    income: stream.chance(0.65) ? 1 + incomeBand(stream, age) : 0,
    household: stream.chance(0.75) ? 1 + Math.min(5, stream.poisson(1.1)) : 0,
    industry: business ? 1 + stream.int(industries.length) : 0,
    employees: business ? Math.ceil(Math.exp(stream.normal(2.6, 1.4))) : 0,
    company: business ? stream.int(240) : 0,
    plan: 1 + stream.choice([0, 1, 2], [74, 20, 6]),
    renewal: stream.chance(0.09) ? LAST_DATE + stream.int(365) : Number.NaN,
    tags: tagsOf(stream, group, business),
    psyche,
    needs: needsDraw < group.needs[0] ? 0 : needsDraw < group.needs[0] + group.needs[1] ? 1 : 2,
  };
}

/** A place within about 5 km of the city's centre, to 0.0001 degrees; none for one customer in twenty. */
function aroundCity(stream: Random, index: number): { latitude: number; longitude: number } {
  const city = cities[index] as (typeof cities)[number];
  const near = (degrees: number, spread: number): number => Math.round((degrees + spread * (stream.uniform() - 0.5)) * 1e4) / 1e4;
  const place = { latitude: near(city.latitude, 0.06), longitude: near(city.longitude, 0.1) };
  return stream.chance(0.95) ? place : { latitude: Number.NaN, longitude: Number.NaN };
}

/** Income depends on age alone, so that it too says something about the group and nothing beyond. */
function incomeBand(stream: Random, age: number): number {
  const centre = Math.min(3.2, 0.5 + (age - 18) * 0.08);
  return Math.min(4, Math.max(0, Math.round(stream.normal(centre, 0.9))));
}

function tagsOf(stream: Random, group: Group, business: boolean): number {
  const draws = [stream.uniform(), stream.uniform(), stream.uniform(), stream.uniform()] as const;
  const vip = draws[0] < (group === groups[0] ? 0.2 : 0.01) ? 1 : 0;
  return vip + (business ? 2 : 0) + (draws[1] < 0.15 ? 4 : 0) + (draws[2] < 0.03 ? 8 : 0) + (draws[3] < 0.004 ? 16 : 0);
}
