/**
 * What the warehouse knows about its own tables: one JSON document in `meta`, read once when a workspace is opened and
 * replaced in the transaction of every change. Everything in it can be computed from the tables; undo does so.
 */
import { BEGINNING, type Instant } from "../core/time/instant.ts";
import type { ValueInfo } from "../rules/names.ts";
import type { DescriptionEdit } from "../rules/snapshot.ts";

export interface FieldState {
  name: string;
  /** Physical base name of its columns. */
  column: string;
  info: ValueInfo;
  /** The import that brought the field. */
  batch: number;
  source: string;
  /** Rows (properties) or customers (traits) with a value. */
  set: number;
  values: string[];
  newest?: Instant;
}

export interface EventState {
  name: string;
  slug: string;
  /** Value of `event_generic.type`. */
  number: number;
  /** Base and runs; empty while the type lives in `event_generic`. */
  tables: string[];
  nextRun: number;
  rows: number;
  /** Rows of the tables after the first. */
  runRows: number;
  /** Whether the base was seen to be stored in (customer, instant, id) order; absent where nobody looked. */
  ordered?: boolean;
  first: Instant;
  last: Instant;
  wholeDays: boolean;
  batch: number;
  source: string;
  fields: FieldState[];
  /** Columns of fields that were taken back; they go when the tables are next written anew. */
  retired: string[];
}

export interface TraitState extends FieldState {
  /** Value of the column `trait` in its history table. */
  number: number;
  history: string;
  nowFrom: Instant;
}

export interface State {
  generation: number;
  maxKey: number;
  customers: number;
  everyoneSince: Instant;
  anyAnonymous: boolean;
  /** The last import. */
  batch: number;
  /** When the last import was received. */
  received: Instant;
  nextEvent: number;
  nextTrait: number;
  deletedIds: number;
  events: EventState[];
  traits: TraitState[];
  /** Rows of each trait history table; one that is absent here does not exist yet. `tail` rows stand after the sorted part. */
  histories: Record<string, { rows: number; tail: number }>;
  consents: number;
  channels: string[];
  purposes: string[];
  rates: { code: string; from: string }[];
  edits: Record<string, DescriptionEdit>;
}

/** The state of a warehouse without any data. */
export function emptyState(): State {
  return {
    generation: 0,
    maxKey: 0,
    customers: 0,
    everyoneSince: BEGINNING,
    anyAnonymous: false,
    batch: 0,
    received: BEGINNING,
    nextEvent: 1,
    nextTrait: 1,
    deletedIds: 0,
    events: [],
    traits: [],
    histories: {},
    consents: 0,
    channels: [],
    purposes: [],
    rates: [],
    edits: {},
  };
}

/** The narrow projection of a type in time order. */
export function timelineOf(event: EventState): string {
  return `event_${event.slug}__time`;
}
