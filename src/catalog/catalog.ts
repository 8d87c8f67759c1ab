/** What a workspace knows: names and types for the language, and how each of them is to be understood. */
import type { Instant } from "../core/time/instant.ts";
import type { Names, PropertyInfo, TraitInfo, ValueInfo } from "../rules/names.ts";
import type { CatalogSnapshot, EventSnapshot, FieldSnapshot } from "../rules/snapshot.ts";
import { type Base, bases, describe, type Sensitivity, sensitivities } from "./infer.ts";
import { placesNamed } from "./places.ts";

/** A trait or a property of an event, as the catalog describes it. */
export interface FieldEntry extends ValueInfo {
  readonly name: string;
  readonly base: Base;
  readonly sensitivity: Sensitivity;
  readonly description?: string;
  /** Share of the customers (traits) or events (properties) that have a value, 0 to 1; `undefined` where there are none at all. */
  readonly coverage: number | undefined;
  /** The newest instant that a value stands for. */
  readonly newest?: Instant;
  /** Values that occur; none for personal fields. */
  readonly examples: readonly string[];
  /** The import that brought it. */
  readonly source: string;
}

export interface EventEntry {
  readonly name: string;
  readonly description?: string;
  readonly rows: number;
  readonly first: Instant;
  readonly last: Instant;
  readonly wholeDays: boolean;
  readonly source: string;
  readonly properties: readonly FieldEntry[];
}

/** Names for the language, and the descriptions behind them. */
export interface Catalog extends Names {
  readonly customers: number;
  readonly traitEntries: readonly FieldEntry[];
  readonly eventEntries: readonly EventEntry[];
}

/** The catalog of a warehouse's contents. */
export function catalogOf(snapshot: CatalogSnapshot): Catalog {
  const { settings, traits, events, segments, channels, purposes, rates } = snapshot;
  return {
    settings,
    customers: snapshot.customers,
    traits: new Map(traits.map((trait) => [trait.name, info(trait)])),
    events: new Map(
      events.map((event) => [
        event.name,
        {
          name: event.name,
          wholeDays: event.wholeDays,
          properties: new Map(event.properties.map((property) => [property.name, info(property)])),
        },
      ]),
    ),
    segments: new Map(segments.map((segment) => [segment.name, segment])),
    channels: new Set(channels),
    purposes: new Set(purposes),
    rates: new Map(rates.map(({ code, from }) => [code, from])),
    places: placesNamed,
    traitEntries: traits.map((trait) => fieldEntry(snapshot, trait, trait.name, snapshot.customers)),
    eventEntries: events.map((event) => eventEntry(snapshot, event)),
  };
}

/** Whether text names a base or sensitivity; used where people edit descriptions. */
export function isBase(text: string): text is Base {
  return (bases as readonly string[]).includes(text);
}
export function isSensitivity(text: string): text is Sensitivity {
  return (sensitivities as readonly string[]).includes(text);
}

function eventEntry(snapshot: CatalogSnapshot, event: EventSnapshot): EventEntry {
  const description = snapshot.edits[event.name]?.description;
  return {
    name: event.name,
    rows: event.rows,
    first: event.first,
    last: event.last,
    wholeDays: event.wholeDays,
    source: event.source,
    properties: event.properties.map((property) =>
      fieldEntry(snapshot, property, `${event.name}.${property.name}`, event.rows, "behavioural"),
    ),
    ...(description === undefined ? {} : { description }),
  };
}

function fieldEntry(snapshot: CatalogSnapshot, field: FieldSnapshot, key: string, of: number, atLeast?: Base): FieldEntry {
  const edit = snapshot.edits[key];
  const inferred = describe(field.name, field.type, field.values);
  const base = edit?.base !== undefined && isBase(edit.base) ? edit.base : inferredBase(inferred.base, atLeast);
  const sensitivity = edit?.sensitivity !== undefined && isSensitivity(edit.sensitivity) ? edit.sensitivity : inferred.sensitivity;
  return {
    ...info(field),
    base,
    sensitivity,
    coverage: of === 0 ? undefined : field.set / of,
    examples: sensitivity === "personal" ? [] : field.values,
    source: field.source,
    ...(field.newest === undefined ? {} : { newest: field.newest }),
    ...(edit?.description === undefined ? {} : { description: edit.description }),
  };
}

/** What an event carries is behaviour, unless it says where, on what device or for how much. */
function inferredBase(base: Base, atLeast: Base | undefined): Base {
  return atLeast === undefined || base === "geographic" || base === "technographic" || base === "value" ? base : atLeast;
}

function info(field: FieldSnapshot): TraitInfo & PropertyInfo {
  const { name, type, scale, element, currencies } = field;
  return {
    name,
    type,
    ...(scale === undefined ? {} : { scale }),
    ...(element === undefined ? {} : { element }),
    ...(currencies === undefined ? {} : { currencies }),
  };
}
