/**
 * What a warehouse knows of its own contents, as plain data: the warehouse writes it, the catalog reads it. It lies here because
 * the two rooms do not import each other.
 */
import type { Instant } from "../core/time/instant.ts";
import type { Definition } from "./document.ts";
import type { Settings, ValueInfo } from "./names.ts";

export interface CatalogSnapshot {
  readonly generation: number;
  readonly settings: Settings;
  /** Customers neither deleted nor merged away, anonymous visitors included. */
  readonly customers: number;
  readonly traits: readonly FieldSnapshot[];
  readonly events: readonly EventSnapshot[];
  readonly segments: readonly Definition[];
  readonly channels: readonly string[];
  readonly purposes: readonly string[];
  /** Currencies with exchange rates and the first date (`YYYY-MM-DD`) of a rate. */
  readonly rates: readonly { readonly code: string; readonly from: string }[];
  /** What people changed about the description, by trait name or `event.property` or event name. */
  readonly edits: Readonly<Record<string, DescriptionEdit>>;
}

export interface FieldSnapshot extends ValueInfo {
  readonly name: string;
  /** Customers (traits) or events (properties) that have a value. */
  readonly set: number;
  /** Some of the values that occur, as people write them, most frequent first; from a sample. */
  readonly values: readonly string[];
  /** The newest instant a value stands for; absent if there is none. */
  readonly newest?: Instant;
  /** Name of the import that brought the field. */
  readonly source: string;
}

export interface EventSnapshot {
  readonly name: string;
  readonly rows: number;
  readonly first: Instant;
  readonly last: Instant;
  readonly wholeDays: boolean;
  readonly properties: readonly FieldSnapshot[];
  readonly source: string;
}

/** A description as people set it; absent parts stay as inferred. */
export interface DescriptionEdit {
  readonly base?: string;
  readonly sensitivity?: string;
  readonly description?: string;
}
