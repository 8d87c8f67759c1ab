/**
 * What the language asks of a workspace: names, types and settings. `catalog` implements it; tests write it by hand.
 */
import type { Definition } from "./document.ts";

/**
 * Types of traits and properties. `number` and `money` are exact decimals of a fixed scale, `score` is a floating modelled
 * value (compared and ranked, never summed), `date` is a calendar date, `datetime` an instant, `location` a point.
 */
export type ValueType = "text" | "number" | "money" | "boolean" | "date" | "datetime" | "list" | "location" | "score";

export interface ValueInfo {
  readonly type: ValueType;
  /** Decimal places of `number` and `money` values, and of the elements of a list of numbers. */
  readonly scale?: number;
  /** Element type of a `list`. */
  readonly element?: "text" | "number";
  /** Currencies found in a `money` value, each with the first local date (`YYYY-MM-DD`) on which it occurs. */
  readonly currencies?: readonly { readonly code: string; readonly from: string }[];
}

export interface TraitInfo extends ValueInfo {
  readonly name: string;
}
export interface PropertyInfo extends ValueInfo {
  readonly name: string;
}
export interface EventInfo {
  readonly name: string;
  readonly properties: ReadonlyMap<string, PropertyInfo>;
  /** True when every instant of this type is the start of a local day: the source had dates without times. */
  readonly wholeDays: boolean;
}

export interface Settings {
  /** IANA name of the workspace's zone. */
  readonly zone: string;
  /** ISO 4217 code of the workspace's currency, into which amounts are converted. */
  readonly currency: string;
  /** 1 Monday to 7 Sunday. */
  readonly weekStarts: number;
}

export interface Names {
  readonly settings: Settings;
  readonly traits: ReadonlyMap<string, TraitInfo>;
  readonly events: ReadonlyMap<string, EventInfo>;
  readonly segments: ReadonlyMap<string, Definition>;
  /** Channels that have addresses or consent, e.g. `email`. */
  readonly channels: ReadonlySet<string>;
  readonly purposes: ReadonlySet<string>;
  /** Currencies with exchange rates into the workspace's currency, each with the first date (`YYYY-MM-DD`) of a rate. */
  readonly rates: ReadonlyMap<string, string>;
  /** Coordinates of a place name in the offline table, folded comparison; several places of one name are all returned, largest first. */
  places(name: string): readonly Place[];
}

export interface Place {
  readonly name: string;
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
}
