/** Where everything is in the warehouse, as evaluation needs it: a snapshot of one generation. */
import type { Instant } from "../core/time/instant.ts";
import type { ValueInfo } from "../rules/names.ts";

export interface Layout {
  /** Grows with every change of the data; part of every cache key. */
  readonly generation: number;
  /** Keys run from 1 to this number. */
  readonly maxKey: number;
  /** Customers exist from `since`; all of them do from this instant on. */
  readonly everyoneSince: Instant;
  readonly anyAnonymous: boolean;
  readonly events: ReadonlyMap<string, EventLayout>;
  readonly traits: ReadonlyMap<string, TraitLayout>;
}

export interface EventLayout {
  /** The base table and the runs that are not compacted yet; at least one. All have the same columns. */
  readonly tables: readonly string[];
  /** The narrow projection in time order over all of `tables`, if it is kept. */
  readonly timeline?: string;
  readonly properties: ReadonlyMap<string, FieldLayout>;
  readonly rows: number;
  /** True if the rows of a single table are known to be stored in (customer, instant, id) order, so that DuckDB's `rowid` is that order. */
  readonly ordered?: boolean;
  readonly firstInstant: Instant;
  readonly lastInstant: Instant;
}

export interface TraitLayout extends FieldLayout {
  /** Value of the column `trait` in `history`. */
  readonly number: number;
  /** `trait_<valuetype>`; its value columns are those of a field named `value`. */
  readonly history: string;
  /** From this instant on `customer_now` holds the trait's value: no statement is valid from a later instant. */
  readonly nowFrom: Instant;
}

export interface FieldLayout extends ValueInfo {
  /** Physical base name of the column(s); see `columns.ts`. */
  readonly column: string;
}
