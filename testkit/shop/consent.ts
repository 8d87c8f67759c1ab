/** What customers allowed: consent states by purpose and channel, and addresses that bounce. */
import type { Random } from "../../src/core/random.ts";
import { DAYS, NOW, secondsAt } from "./calendar.ts";
import type { Group } from "./groups.ts";
import type { Person } from "./person.ts";

/** Codes of the file, from 1. */
export const purposes: readonly string[] = ["newsletter", "offers", "research"];
export const channels: readonly string[] = ["email", "sms", "push"];
export const states: readonly string[] = ["granted", "denied", "bounced"];

const GRANTED = 1;
const DENIED = 2;
const BOUNCED = 3;

/** From when to when the newsletter may be sent and arrives, in seconds since 1970; `from` is `Infinity` if never. */
export interface Subscription {
  readonly from: number;
  readonly until: number;
}

/** Draws the consents of a customer and writes each statement with its instant (that of a bounce is about the address, whatever its purpose). */
export function giveConsents(
  random: Random,
  person: Person,
  group: Group,
  state: (at: number, purpose: number, channel: number, state: number) => void,
): Subscription {
  const { created } = person;
  const hasEmail = person.contact.emailOf !== 0;
  const newsletter = decision(random, group.newsletter.granted, group.newsletter.denied);
  const offers = decision(random, 0.4, 0.2);
  const research = decision(random, 0.2, 0.1);
  const sms = decision(random, 0.18, 0.3);
  const push = decision(random, 0.15, 0.05);
  const withdrawn = random.chance(0.12) ? laterThan(random, created) : Number.POSITIVE_INFINITY;
  const bounced = random.chance(0.03) ? laterThan(random, created) : Number.POSITIVE_INFINITY;
  if (hasEmail) {
    if (newsletter !== 0) state(created, 1, 1, newsletter);
    if (newsletter === GRANTED && withdrawn < NOW) state(withdrawn, 1, 1, DENIED);
    if (offers !== 0) state(created, 2, 1, offers);
    if (research !== 0) state(created, 3, 1, research);
    if (bounced < NOW) state(bounced, 1, 1, BOUNCED);
  }
  if (person.contact.phoneOf !== 0 && sms !== 0) state(created, 2, 2, sms);
  if (push !== 0 && group.channels[1] > 10) state(created, 2, 3, push);
  if (!hasEmail || newsletter !== GRANTED) return { from: Number.POSITIVE_INFINITY, until: 0 };
  return { from: created, until: Math.min(withdrawn, bounced) };
}

function decision(random: Random, granted: number, denied: number): number {
  const u = random.uniform();
  return u < granted ? GRANTED : u < granted + denied ? DENIED : 0;
}

/** A time of any day of the history; `Infinity` if the customer had not joined by then. */
function laterThan(random: Random, created: number): number {
  const at = secondsAt(random.int(DAYS), 8 * 3600 + random.int(12 * 3600));
  return at > created && at < NOW ? at : Number.POSITIVE_INFINITY;
}
