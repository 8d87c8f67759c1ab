/**
 * The plan of a rule: neutral nodes in which everything that engines would do differently is already decided.
 *
 * Names are resolved to catalog types; instants, days, amounts and numbers are integers (amounts and numbers at the scale of
 * the catalog); text is folded; percentages, durations, zones and calendars are gone. A plan is plain data that can be
 * printed, hashed and compared: two conditions with equal plans have equal members.
 *
 * Tests are two-valued: a missing value fails every test but `set` negated, and `not` is the complement.
 */
import type { Instant } from "../core/time/instant.ts";
import type { Comparator } from "./document.ts";
import type { ValueInfo } from "./names.ts";

/** A set of customers within the universe. */
export type SetNode =
  | { readonly op: "universe" }
  | { readonly op: "nobody" }
  /** Those of the universe that are not anonymous visitors: the audience of a referenced segment in a wider run. */
  | { readonly op: "named" }
  | { readonly op: "and" | "or"; readonly of: readonly SetNode[] }
  | { readonly op: "not"; readonly of: SetNode }
  /** A referenced segment's own set, pins included; kept as a node so that it is evaluated once and can be named. */
  | { readonly op: "segment"; readonly name: string; readonly of: SetNode }
  | Leaf;

/** A set that an engine computes from its tables. Equal leaves are found by `planKey` and evaluated once. */
export type Leaf =
  | TraitLeaf
  | HeldLeaf
  | MeasureLeaf
  | ActivityLeaf
  | SequenceLeaf
  | RankLeaf
  | NearLeaf
  | SampleLeaf
  | ConsentLeaf
  | StayLeaf
  | PinLeaf;

/** Instants t with after < t <= upto; never beyond the instant of evaluation. */
export interface Bounds {
  readonly after: Instant;
  readonly upto: Instant;
}

/** A typed value in a table: a trait or a property. */
export interface Field extends ValueInfo {
  readonly name: string;
  /**
   * Present where amounts in several currencies are converted: by the last rate not after the event's local date (of a trait: the
   * date of `at` in the workspace's zone), half-even to `scale`. An amount without a rate so early is missing.
   */
  readonly convert?: { readonly to: string; readonly scale: number };
}

/** Value at `at` passes `test`. */
export interface TraitLeaf {
  readonly op: "trait";
  readonly trait: Field;
  readonly at: Instant;
  readonly test: PlanTest;
}

/** The value at `at` passes `test`, and did so without a break since `since` (`at least`), or not so long (`less than`). */
export interface HeldLeaf {
  readonly op: "held";
  readonly trait: Field;
  readonly at: Instant;
  readonly since: Instant;
  readonly how: "at least" | "less than";
  readonly test: PlanTest;
}

export interface MeasureLeaf {
  readonly op: "measure";
  readonly measure: PlanMeasure;
  readonly test: PlanTest;
  /** Whether a customer without a matching event passes; computed by the planner so that engines read only events. */
  readonly whenEmpty: boolean;
  readonly at: Instant;
}

export interface PlanMeasure {
  readonly event: string;
  readonly bounds: Bounds;
  readonly filter: Predicate;
  readonly aggregate: Aggregate;
}

/**
 * Per customer, over the events within bounds that pass the filter. Without such events count, days, sum and distinct are 0, the
 * others missing. `first`, `last`, `nth` go by (instant, id). `minimum` … of dates and datetimes are days and milliseconds.
 */
export type Aggregate =
  | { readonly fn: "count" }
  /** Distinct local days; `offsets` absent: the stored local date (the workspace's zone), else milliseconds to add from each instant on. */
  | { readonly fn: "days"; readonly offsets?: readonly { readonly from: Instant; readonly offset: number }[] }
  | { readonly fn: "sum" | "average" | "minimum" | "maximum" | "distinct"; readonly field: Field }
  /** Without `field` the instant of that event. */
  | { readonly fn: "first" | "last"; readonly field?: Field }
  | { readonly fn: "nth"; readonly n: number; readonly field?: Field }
  /** The events passing `passing` as a share of all within bounds and filter. */
  | { readonly fn: "share"; readonly passing: Predicate };

/** Events in at least `atLeast` of the periods between consecutive `edges` (start inclusive, end exclusive). */
export interface ActivityLeaf {
  readonly op: "activity";
  readonly event: string;
  readonly filter: Predicate;
  /** Ascending, one more than there are periods. */
  readonly edges: readonly Instant[];
  readonly atLeast: number;
  readonly at: Instant;
}

export interface SequenceLeaf {
  readonly op: "sequence";
  /** Bounds of all positive steps; forbidden events count up to `at`. */
  readonly bounds: Bounds;
  /** The first is positive. */
  readonly steps: readonly PlanStep[];
  readonly at: Instant;
}
export interface PlanStep {
  readonly event: string;
  readonly negated: boolean;
  readonly filter: Predicate;
  /** Equal in this event and in the previous positive step, both set; text in folded form. */
  readonly same?: { readonly here: Field; readonly before: Field };
  /** Exact milliseconds after the previous positive step. */
  readonly within?: number;
}

export interface RankLeaf {
  readonly op: "rank";
  readonly direction: "top" | "bottom";
  /** A count, or a percentage as exact fraction `units / 10^scale` of 100; rounded up. */
  readonly limit: { readonly count: number } | { readonly percent: { readonly units: bigint; readonly scale: number } };
  /** One per group of zones with equal bounds; `members` absent: everybody. */
  readonly by: readonly { readonly members?: SetNode; readonly value: RankValue }[];
  readonly within: SetNode;
  readonly at: Instant;
}
export type RankValue =
  | { readonly op: "trait"; readonly trait: Field; readonly at: Instant }
  | { readonly op: "measure"; readonly measure: PlanMeasure };

/** Squared chord between the trait's point and the centre, in square centimetres, at most `limit` (see core/sphere). */
export interface NearLeaf {
  readonly op: "near";
  readonly trait: string;
  readonly center: { readonly x: number; readonly y: number; readonly z: number };
  readonly limit: bigint;
  readonly at: Instant;
}

/** First eight hexadecimal digits of md5(seed, zero byte, customer id) below `bound` as text. */
export interface SampleLeaf {
  readonly op: "sample";
  readonly seed: string;
  /** Eight lower-case hexadecimal digits, or `all`. */
  readonly bound: string;
}

/** The latest statements at `at` per purpose, channel and address; purposes and channels in folded form. */
export interface ConsentLeaf {
  readonly op: "consent";
  readonly test:
    | { readonly is: "reachable"; readonly channel: string }
    | { readonly is: "subscribed" | "unsubscribed" | "no decision"; readonly purpose: string };
  readonly at: Instant;
}

/** Recorded stays: inside at `at` since `since` or earlier, or entered or left within bounds. */
export interface StayLeaf {
  readonly op: "stay";
  readonly segment: string;
  readonly test: { readonly is: "in"; readonly since: Instant } | { readonly is: "entered" | "left"; readonly bounds: Bounds };
  readonly at: Instant;
}

/** Pinned in or out of a segment at `at`. */
export interface PinLeaf {
  readonly op: "pinned";
  readonly segment: string;
  readonly how: "in" | "out";
  readonly at: Instant;
}

/** A predicate on one event. */
export type Predicate =
  | { readonly op: "true" }
  | { readonly op: "and" | "or"; readonly of: readonly Predicate[] }
  | { readonly op: "not"; readonly of: Predicate }
  | { readonly op: "test"; readonly field: Field; readonly test: PlanTest };

/** A test on one value in the form in which engines hold it. */
export type PlanTest =
  | { readonly op: "never" }
  | { readonly op: "set"; readonly negated: boolean }
  | { readonly op: "all" | "any"; readonly of: readonly PlanTest[] }
  /** Numbers and amounts at the field's scale, days, instants in milliseconds, booleans as 0 and 1. */
  | { readonly op: "integer"; readonly compare: Comparator; readonly value: bigint }
  | { readonly op: "integers"; readonly values: readonly bigint[]; readonly negated: boolean }
  /** after < value <= upto */
  | { readonly op: "range"; readonly after: bigint; readonly upto: bigint }
  /** Averages and shares: value compared with `units / 10^scale`, by multiplication. */
  | { readonly op: "ratio"; readonly compare: Comparator; readonly units: bigint; readonly scale: number }
  /** Modelled values, as floating numbers. */
  | { readonly op: "score"; readonly compare: Comparator; readonly value: number }
  /** Equal to one of the texts; `folded` compares the folded forms. */
  | { readonly op: "text"; readonly form: "folded" | "written"; readonly values: readonly string[]; readonly negated: boolean }
  /** On folded forms. */
  | { readonly op: "contains" | "starts" | "ends"; readonly text: string; readonly negated: boolean }
  /** RE2 with its flags spelled out, on the NFC text as written, anywhere in it. */
  | { readonly op: "matches"; readonly pattern: string }
  /** Lists; elements folded or as integers at the field's scale. `none` is true for an empty list. */
  | { readonly op: "has"; readonly how: "any" | "all" | "none"; readonly texts?: readonly string[]; readonly integers?: readonly bigint[] }
  /** Dates whose month and day (month × 100 + day) lie in one of the ranges, and that lie before `before` (a day). */
  | { readonly op: "anniversary"; readonly ranges: readonly { readonly from: number; readonly upto: number; readonly before: bigint }[] }
  /** Compared with the same customer's trait at `at`; numbers of different scale by multiplication; text folded. */
  | { readonly op: "versus"; readonly compare: Comparator; readonly trait: Field; readonly at: Instant };
