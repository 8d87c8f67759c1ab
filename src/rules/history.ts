/**
 * What is known of one customer, in memory: the input of the reference evaluator and of `explain`.
 *
 * Histories carry everything that was ever observed; evaluation at an instant ignores what lies after it.
 */
import type { Decimal } from "../core/number/decimal.ts";
import type { Day } from "../core/time/date.ts";
import type { Instant } from "../core/time/instant.ts";

/** A typed value as observed. Missing values are absent, never `null` inside a record. Text is as written, never folded. */
export type Observed =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "number"; readonly number: Decimal }
  | { readonly type: "money"; readonly amount: Decimal; readonly currency: string }
  | { readonly type: "boolean"; readonly boolean: boolean }
  | { readonly type: "date"; readonly day: Day }
  | { readonly type: "datetime"; readonly instant: Instant }
  | { readonly type: "list"; readonly items: readonly (string | Decimal)[] }
  | { readonly type: "location"; readonly latitude: number; readonly longitude: number }
  | { readonly type: "score"; readonly score: number };

export interface ObservedEvent {
  readonly type: string;
  readonly instant: Instant;
  /** 128-bit id as 32 lower-case hexadecimal digits; breaks ties at one instant, in this order. */
  readonly id: string;
  /** Calendar date in the workspace's zone. */
  readonly localDay: Day;
  readonly properties: ReadonlyMap<string, Observed>;
}

/** One statement of a trait's value; without `value` it says "not set" from then on. */
export interface TraitStatement {
  readonly trait: string;
  /** Valid from; `undefined` if the source gave no date: then the trait's first received value holds from the beginning, later ones from `received`. */
  readonly at?: Instant;
  readonly received: Instant;
  readonly id: string;
  readonly value?: Observed;
}

/**
 * One consent statement. `granted`, `denied` and `undecided` are about a purpose; `bounced` and `working` are about the address
 * itself, whatever the purpose. The latest not after the instant of evaluation holds; ties by `received`, then `id`.
 */
export interface ConsentStatement {
  /** Empty for statements about the address itself. */
  readonly purpose: string;
  readonly channel: string;
  /** Normal form; absent if consent was given without an address: such consent subscribes but does not make reachable. */
  readonly address?: string;
  /** Whether the address has a valid form for its channel. */
  readonly valid: boolean;
  readonly state: "granted" | "denied" | "undecided" | "bounced" | "working";
  /** Absent: holds from the beginning. */
  readonly at?: Instant;
  readonly received: Instant;
  readonly id: string;
}

/** A recorded stay in a segment; `until` is absent while it lasts. */
export interface Stay {
  readonly segment: string;
  readonly since: Instant;
  readonly until?: Instant;
}

/** Someone added to or kept out of a segment by hand. */
export interface Pin {
  readonly segment: string;
  readonly how: "in" | "out";
  readonly since: Instant;
  readonly until?: Instant;
}

export interface History {
  /** Dense key in the warehouse; any distinct numbers in tests. */
  readonly key: number;
  /** The customer's id as the outside knows it; ranks and samples depend on its bytes. */
  readonly id: string;
  readonly created?: Instant;
  readonly anonymous: boolean;
  /** Deleted and merged-away customers belong to no universe, at any instant. */
  readonly gone: boolean;
  readonly events: readonly ObservedEvent[];
  readonly traits: readonly TraitStatement[];
  readonly consents: readonly ConsentStatement[];
  readonly stays: readonly Stay[];
  readonly pins: readonly Pin[];
}
