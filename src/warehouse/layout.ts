/** Where everything is in the warehouse, as evaluation needs it: a snapshot of one generation. */
import type { Instant } from "../core/time/instant.ts";
import type { ValueInfo } from "../rules/names.ts";
import { type FieldState, timelineOf } from "./state.ts";
import type { Warehouse } from "./warehouse.ts";

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

/** Where everything is, for evaluation. Event types that still live in `event_generic` are missing: see `ensureTyped`. */
export function layoutOf(warehouse: Warehouse): Layout {
  const state = warehouse.state();
  const typed = state.events.filter((event) => event.tables.length > 0);
  return {
    generation: state.generation,
    maxKey: state.maxKey,
    everyoneSince: state.everyoneSince,
    anyAnonymous: state.anyAnonymous,
    events: new Map(
      typed.map((event) => [
        event.name,
        {
          tables: event.tables,
          timeline: timelineOf(event),
          properties: new Map(event.fields.map((field) => [field.name, fieldLayout(field)])),
          rows: event.rows,
          ordered: event.ordered === true && event.tables.length === 1,
          firstInstant: event.first,
          lastInstant: event.last,
        },
      ]),
    ),
    traits: new Map(
      state.traits.map((trait) => [
        trait.name,
        { ...fieldLayout(trait), number: trait.number, history: trait.history, nowFrom: trait.nowFrom },
      ]),
    ),
  };
}

function fieldLayout({ column, info }: FieldState): FieldLayout {
  return { ...info, column };
}
