import { type Day, type Local, linear } from "./date.ts";
import { BEGINNING, type Instant } from "./instant.ts";
import { DAY } from "./unit.ts";
import { PACKED_ZONES, ZONE_LINKS } from "./zone-data.ts";
import { type Changes, unpackZone } from "./zone-unpack.ts";

export { ZONE_DATA_VERSION } from "./zone-data.ts";

/** A time zone: its name as the database writes it, and its changes of offset. Compare zones by `name`. */
export interface Zone {
  readonly name: string;
  /** The zone whose data this is; zones with one target have equal edges always. */
  readonly target: string;
  /** Not enumerable: a zone prints and compares as its two names. */
  readonly changes: Changes;
}

/** One change of a zone's offset: from `at` on the clock is `after` milliseconds ahead of UTC. */
export interface Transition {
  readonly at: Instant;
  readonly before: number;
  readonly after: number;
}

const BUCKET = 2 ** 33;
const packedByTarget = new Map(PACKED_ZONES.map((packed) => [packed.slice(0, packed.indexOf("|")), packed]));
const namesByKey = new Map<string, { readonly name: string; readonly target: string }>();
for (const target of packedByTarget.keys()) namesByKey.set(target.toLowerCase(), { name: target, target });
for (const link of ZONE_LINKS) {
  const [target = "", ...aliases] = link.split(" ");
  for (const name of aliases) namesByKey.set(name.toLowerCase(), { name, target });
}
const unpacked = new Map<string, Changes>();
const zones = new Map<string, Zone>();

/** Coordinated Universal Time, without changes. */
export const UTC: Zone = zone("Etc/UTC") as Zone;

/** The zone of an IANA name or alias, in any case; `undefined` for an unknown one. The same object each time. */
export function zone(name: string): Zone | undefined {
  const entry = namesByKey.get(name.toLowerCase());
  if (entry === undefined) return undefined;
  const known = zones.get(entry.name);
  if (known !== undefined) return known;
  let changes = unpacked.get(entry.target);
  if (changes === undefined) {
    changes = unpackZone(packedByTarget.get(entry.target) as string, BUCKET);
    unpacked.set(entry.target, changes);
  }
  const made = Object.freeze(Object.defineProperty({ ...entry, changes }, "changes", { enumerable: false }));
  zones.set(entry.name, made);
  return made;
}

/** All names and aliases, in alphabetical order. */
export function zoneNames(): readonly string[] {
  return [...namesByKey.values()].map((entry) => entry.name).sort();
}

/** Milliseconds by which the zone's clock is ahead of UTC at an instant. */
export function offsetAt(zone: Zone, at: Instant): number {
  return zone.changes.offsets[segmentAt(zone.changes, at)] as number;
}

/** What the zone's clock says at an instant. */
export function toLocal(zone: Zone, at: Instant): Local {
  const local = at + offsetAt(zone, at);
  const day = Math.floor(local / DAY);
  return { day: day as Day, millisecond: local - day * DAY };
}

/**
 * The date in the zone at an instant: `startOfDay(d) <= at < startOfDay(d + 1)`, so that dates and calendar windows always
 * agree. It is the date of `toLocal` but where a clock has gone back over midnight: then the new date stays.
 */
export function localDay(zone: Zone, at: Instant): Day {
  return Math.floor(highestLocal(zone, at) / DAY) as Day;
}

/**
 * The latest reading (`linear`) that the zone's clock has shown up to an instant: the reading itself, except while an
 * hour is repeated, when it stays at the last millisecond before the clock went back.
 */
export function highestLocal(zone: Zone, at: Instant): number {
  const { offsets, highest } = zone.changes;
  const i = segmentAt(zone.changes, at);
  return Math.max(at + (offsets[i] as number), highest[i] as number);
}

/** The instant at which a date begins in the zone. A day that the zone left out begins with the next. */
export function startOfDay(zone: Zone, day: Day): Instant {
  return fromLinear(zone, day * DAY);
}

/** The instant of a wall-clock reading: of a repeated one the first, of a missing one the instant of the change. */
export function fromLocal(zone: Zone, day: Day, millisecondOfDay: number): Instant {
  return fromLinear(zone, linear({ day, millisecond: millisecondOfDay }));
}

/** `fromLocal` of a reading as one number (`linear`). */
export function fromLinear(zone: Zone, local: number): Instant {
  const { starts, offsets } = zone.changes;
  // An offset is less than two days, so only changes near this reading matter; the first that has reached it decides.
  let i = segmentAt(zone.changes, (local - 2 * DAY) as Instant);
  for (;;) {
    const at = local - (offsets[i] as number);
    if (at < (starts[i] as number)) return starts[i] as Instant;
    if (i + 1 >= starts.length || at < (starts[i + 1] as number)) return at as Instant;
    i += 1;
  }
}

/** The changes of offset with from < at <= to, ascending. */
export function transitions(zone: Zone, from: Instant, to: Instant): readonly Transition[] {
  const { starts, offsets } = zone.changes;
  const found: Transition[] = [];
  for (let i = segmentAt(zone.changes, from) + 1; i < starts.length && (starts[i] as number) <= to; i++) {
    found.push({ at: starts[i] as Instant, before: offsets[i - 1] as number, after: offsets[i] as number });
  }
  return found;
}

/** Index of the stretch of constant offset that contains the instant. */
function segmentAt(changes: Changes, at: number): number {
  const { starts, buckets } = changes;
  const last = buckets.length - 1;
  const bucket = Math.floor((at - BEGINNING) / BUCKET);
  let i = buckets[bucket < 0 ? 0 : bucket > last ? last : bucket] as number;
  while (i + 1 < starts.length && (starts[i + 1] as number) <= at) i += 1;
  return i;
}
