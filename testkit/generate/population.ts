/** Customers with histories that are hard to get right. */
import type { Random } from "../../src/core/random.ts";
import { type Instant, instant } from "../../src/core/time/instant.ts";
import { localDay, type Zone } from "../../src/core/time/zone.ts";
import type { ConsentStatement, History, Observed, ObservedEvent, Pin, Stay, TraitStatement } from "../../src/rules/history.ts";
import type { EventInfo, TraitInfo } from "../../src/rules/names.ts";
import type { Catalog } from "./catalog.ts";
import { type Moments, ZONES } from "./moments.ts";
import { observed } from "./values.ts";

/** Names of the segments that stays and pins are about. */
export const SEGMENTS = ["Active", "Big spenders", "Émigrés"] as const;
export const CHANNELS = ["email", "sms"] as const;
export const PURPOSES = ["news", "Offers"] as const;

const IDS = ["", "é", "É", "e\u0301x", "😀", "\uFFFD", "Z", "z", "10", "9", "00", "a b", "ß"];

interface Setting {
  readonly draw: Random;
  readonly catalog: Catalog;
  readonly moments: Moments;
  readonly workspaceZone: Zone;
  /** Numbers the statements and events of the case, so that every id is its own. */
  readonly nextId: () => string;
}

/** 20 to 60 customers with keys from 1. */
export function population(draw: Random, catalog: Catalog, moments: Moments, workspaceZone: Zone): readonly History[] {
  let made = 0;
  const salt = draw.fork("ids");
  const nextId = () => {
    made += 1;
    // Random digits first: the order of ids is not that of making them, and ties are decided by it.
    return salt.bits().toString(16).padStart(8, "0") + made.toString(16).padStart(24, "0");
  };
  const setting = { draw, catalog, moments, workspaceZone, nextId };
  return Array.from({ length: 20 + draw.int(41) }, (_, i) => customer(i + 1, setting));
}

function customer(key: number, setting: Setting): History {
  const { draw, moments } = setting;
  return {
    key,
    id: `${draw.choice(IDS).normalize("NFC")}${key}`,
    ...(draw.chance(0.6) ? { created: moments.past() } : {}),
    anonymous: draw.chance(0.15),
    gone: draw.chance(0.06),
    events: events(setting),
    traits: setting.catalog.traits.flatMap((trait) => statements(trait, setting)),
    consents: draw.chance(0.5) ? consents(setting) : [],
    stays: SEGMENTS.flatMap((segment) => (draw.chance(0.4) ? stays(segment, setting) : [])),
    pins: SEGMENTS.flatMap((segment) => (draw.chance(0.15) ? [pin(segment, setting)] : [])),
  };
}

function events(setting: Setting): readonly ObservedEvent[] {
  const { draw, catalog, moments } = setting;
  const count = draw.chance(0.15) ? 0 : draw.poisson(draw.choice([2, 6, 14]));
  const made: ObservedEvent[] = [];
  for (let i = 0; i < count; i++) {
    const before = made.at(-1);
    const at = before !== undefined && draw.chance(0.35) ? moments.following(before.instant) : moments.past();
    made.push(event(draw.choice(catalog.events), at, setting));
  }
  return draw.chance(0.4) ? [...made, ...path(setting)] : made;
}

/** A few events one soon after the other, often by exactly a duration of the pool: what sequences are about. */
function path(setting: Setting): readonly ObservedEvent[] {
  const { draw, catalog, moments } = setting;
  const types = catalog.events.slice(0, 3);
  let at = instant(moments.at - 1000 * draw.int(12 * 86_400));
  return Array.from({ length: 2 + draw.int(5) }, () => {
    const made = event(draw.choice(types), at, setting);
    at = moments.following(at);
    return made;
  });
}

function event(info: EventInfo, at: Instant, { draw, catalog, moments, workspaceZone, nextId }: Setting): ObservedEvent {
  const properties = new Map<string, Observed>();
  for (const property of info.properties.values()) {
    if (draw.chance(0.8)) {
      const currencies = catalog.currencies.get(`${info.name}.${property.name}`) ?? [];
      properties.set(property.name, observed(draw, property, moments, currencies));
    }
  }
  return { type: info.name, instant: at, id: nextId(), localDay: localDay(workspaceZone, at), properties };
}

function statements(trait: TraitInfo, setting: Setting): readonly TraitStatement[] {
  const { draw } = setting;
  const count = draw.choice([0, 0, 1, 1, 2, 4]);
  const made: TraitStatement[] = [];
  for (let i = 0; i < count; i++) made.push(statement(trait, made.at(-1), setting));
  return made;
}

function statement(trait: TraitInfo, before: TraitStatement | undefined, { draw, catalog, moments, nextId }: Setting): TraitStatement {
  // Statements of one instant are told apart by when they were received, then by their ids.
  const at = before?.at !== undefined && draw.chance(0.25) ? before.at : draw.chance(0.75) ? moments.past() : undefined;
  const value: Observed =
    trait.name === "time_zone"
      ? { type: "text", text: draw.choice([...ZONES, "europe/berlin", "nowhere"]) }
      : observed(draw, trait, moments, catalog.currencies.get(trait.name) ?? []);
  return {
    trait: trait.name,
    ...(at === undefined ? {} : { at }),
    received: draw.chance(0.5) && at !== undefined ? at : instant(moments.at - draw.choice([0, 1, 1000, 86_400_000, 100 * 86_400_000])),
    id: nextId(),
    ...(draw.chance(0.15) ? {} : { value }),
  };
}

function consents(setting: Setting): readonly ConsentStatement[] {
  const made = Array.from({ length: 1 + setting.draw.int(5) }, () => consent(setting));
  // Some are taken back, or given again, in the same instant.
  const again = made.filter(() => setting.draw.chance(0.3)).map((one) => contradiction(one, setting));
  return [...made, ...again];
}

function contradiction(one: ConsentStatement, { draw, moments, nextId }: Setting): ConsentStatement {
  const state =
    one.purpose === "" ? draw.choice(["bounced", "working"] as const) : draw.choice(["granted", "denied", "undecided"] as const);
  return { ...one, state, received: instant(moments.at - draw.choice([0, 1, 1000])), id: nextId() };
}

function consent({ draw, moments, nextId }: Setting): ConsentStatement {
  const aboutAddress = draw.chance(0.3);
  const channel = draw.choice(CHANNELS);
  const address = aboutAddress || draw.chance(0.85) ? draw.choice([`a@${channel}`, `b@${channel}`]) : undefined;
  return {
    purpose: aboutAddress ? "" : draw.choice(PURPOSES),
    channel,
    ...(address === undefined ? {} : { address }),
    // Whether an address is valid is a property of the address.
    valid: address === undefined || !address.startsWith("b@s"),
    state: aboutAddress ? draw.choice(["bounced", "working"]) : draw.choice(["granted", "granted", "denied", "undecided"]),
    ...(draw.chance(0.9) ? { at: moments.past() } : {}),
    received: instant(moments.at - draw.choice([0, 1, 1000])),
    id: nextId(),
  };
}

/** One or two stays that do not overlap, the last perhaps still going on. */
function stays(segment: string, { draw, moments }: Setting): readonly Stay[] {
  const moves = [...new Set(Array.from({ length: 1 + draw.int(4) }, () => moments.past()))].sort((a, b) => a - b);
  const made: Stay[] = [];
  for (let i = 0; i < moves.length; i += 2) {
    const [since, until] = [moves[i], moves[i + 1]];
    if (since !== undefined) made.push({ segment, since, ...(until === undefined ? {} : { until }) });
  }
  return made;
}

function pin(segment: string, { draw, moments }: Setting): Pin {
  const [a, b] = [moments.past(), moments.past()];
  const expires = draw.chance(0.5) && a !== b;
  return {
    segment,
    how: draw.choice(["in", "out"]),
    since: expires ? instant(Math.min(a, b)) : a,
    ...(expires ? { until: instant(Math.max(a, b)) } : {}),
  };
}
