/** What the reference evaluation of a condition needs to know, and what it answers. */
import type { Decimal } from "../../core/number/decimal.ts";
import type { Day } from "../../core/time/date.ts";
import type { Instant } from "../../core/time/instant.ts";
import type { Zone } from "../../core/time/zone.ts";
import type { Rule } from "../document.ts";
import type { History, Observed } from "../history.ts";
import type { Names } from "../names.ts";

/** One line of the table of exchange rates: units of the workspace's currency per one unit of `currency`, from `day` on. */
export interface Rate {
  readonly currency: string;
  readonly day: Day;
  readonly rate: Decimal;
}

/** Everything a rule's truth depends on besides the rule and the customer. */
export interface ReferenceSettings {
  readonly names: Names;
  /** The one instant of the run. */
  readonly at: Instant;
  /** `workspace`, `customer` or an IANA name, as in a definition. */
  readonly zone: string;
  /** Whether anonymous visitors belong to the universe; `customers` (they do not) unless said otherwise. */
  readonly audience?: "customers" | "with anonymous";
  /** Everybody, the customer in question included; ranks need it. Those outside the universe are left out by the evaluation. */
  readonly population: readonly History[];
  readonly rates: readonly Rate[];
  /** Events listed per condition as evidence, newest first; 5 unless said otherwise. */
  readonly evidence?: number;
  /**
   * Answers known from elsewhere, for conditions that need the whole population where that does not fit in memory: asked for
   * every condition with the customer's key; `undefined` leaves the condition to the evaluation.
   */
  readonly known?: (rule: Rule, customer: number) => boolean | undefined;
}

/** The view of one customer that a condition is evaluated in. */
export interface ReferenceContext {
  readonly names: Names;
  readonly at: Instant;
  /** The zone that dates and calendar periods are taken in, for this customer. */
  readonly zone: Zone;
  readonly workspaceZone: Zone;
  readonly history: History;
  readonly rates: readonly Rate[];
  readonly evidence: number;
  /** The last instant of interest to `crossings`; equals `at` elsewhere. */
  readonly horizon: Instant;
  /** This view of every customer in the universe, this one included if it is in it. */
  readonly universe: () => readonly ReferenceContext[];
  /** This view of every customer of the audience who ever was or will be in the universe. */
  readonly everybody: () => readonly ReferenceContext[];
  /** Truth of a saved segment for this customer, pins included. Throws a KindredError `segment-missing` if there is none. */
  readonly segment: (name: string) => Outcome;
  /** Instants up to the horizon at which the truth of a saved segment may change for this customer. */
  readonly segmentCrossings: (name: string) => readonly Instant[];
  /** The answer that the settings give for a rule and this customer, if they do. */
  readonly known: (rule: Rule) => boolean | undefined;
  /** What `make` returned when it was first asked for this key during the run: a ranking is made once, not per customer. */
  readonly once: <T>(key: object, make: () => T) => T;
}

/** Why a node came out as it did. */
export type Reason =
  | "passes"
  | "fails"
  /** There is no value to test. */
  | "missing"
  | "everyone"
  | "not-in-universe"
  | "all"
  | "one-fails"
  | "one-passes"
  | "none-passes"
  | "complement"
  | "pinned-in"
  | "pinned-out"
  | "decided-elsewhere"
  /** Passes now, but not for as long as asked. */
  | "too-short"
  | "sequence-found"
  | "sequence-not-found"
  | "ranked-within"
  | "ranked-outside"
  | "not-ranked";

/** A value that a test was applied to. */
export type Seen =
  | Observed
  /** An exact quotient: an average or a share. */
  | { readonly type: "ratio"; readonly numerator: Decimal; readonly denominator: Decimal; readonly currency?: string };

/** An event that counted. */
export interface Evidence {
  readonly instant: Instant;
  readonly type: string;
  readonly id: string;
  /** The properties that the condition reads, where they are set. */
  readonly properties: ReadonlyMap<string, Observed>;
}

/** The truth of a rule or condition for one customer, with what it was seen from. */
export interface Outcome {
  readonly matches: boolean;
  readonly reason: Reason;
  /** The value that was tested; absent if missing, or if nothing was tested. */
  readonly seen?: Seen;
  /** Where `seen` is a trait's value: since when it holds (BEGINNING: from the beginning). */
  readonly since?: Instant;
  /** Number of events that counted; `evidence` holds the newest of them. */
  readonly events?: number;
  readonly evidence?: readonly Evidence[];
  /** Position in a ranking, from 1, and the number of customers ranked. */
  readonly rank?: { readonly position: number; readonly of: number };
  /** The rule that this is the truth of; present on every node of a tree made by `evaluate`. */
  readonly rule?: Rule;
  /** Truths of the parts of a group, in the order of the document; of a segment reference the segment's rule. */
  readonly parts?: readonly Outcome[];
}
