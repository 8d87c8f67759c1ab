/**
 * The document form of the segment language: plain JSON, what is stored, what the web form edits.
 *
 * Text and document are lossless views of each other (`parse` and `print`). A document says what was written, not what it
 * means: names are unresolved, numbers are decimal text, dates are text. Optional keys are absent rather than `undefined`
 * or `false`, so that equal rules are equal JSON.
 */
import type { Period, Unit } from "../core/time/unit.ts";
import type { Window } from "../core/time/window.ts";

/** A comment of the text form, kept on the node it stood before; lines joined by `\n`, without the `#`. */
export interface Noted {
  readonly note?: string;
}

export type Rule = And | Or | Not | Group | Everyone | Condition;

export interface And extends Noted {
  readonly kind: "and";
  /** Two or more. */
  readonly rules: readonly Rule[];
}
export interface Or extends Noted {
  readonly kind: "or";
  /** Two or more. */
  readonly rules: readonly Rule[];
}
/** The complement within the universe. */
export interface Not extends Noted {
  readonly kind: "not";
  readonly rule: Rule;
}
/** A bracketed group; brackets are kept as they were written. */
interface Group extends Noted {
  readonly kind: "group";
  readonly rule: Rule;
}
interface Everyone extends Noted {
  readonly kind: "everyone";
}

/** Every condition kind by its name; the registry is typed over this map, so a kind without a facet does not compile. */
export interface Conditions {
  readonly trait: TraitCondition;
  readonly event: EventCondition;
  readonly did: DidCondition;
  readonly sequence: SequenceCondition;
  readonly activity: ActivityCondition;
  readonly segment: SegmentCondition;
  readonly rank: RankCondition;
  readonly geo: GeoCondition;
  readonly sample: SampleCondition;
  readonly consent: ConsentCondition;
}
export type ConditionKind = keyof Conditions;
export type Condition = Conditions[ConditionKind];

/** `country = "DE"`, `renewal_date was in next 30 days`, `plan has been "pro" for at least 30 days`. */
export interface TraitCondition extends Noted {
  readonly kind: "trait";
  readonly trait: string;
  readonly test: Test | HeldTest;
}

/** `count(order) in last 365 days >= 4`, `first(order) was in last 30 days`. */
export interface EventCondition extends Noted {
  readonly kind: "event";
  readonly measure: Measure;
  readonly window?: Window;
  readonly test: Test;
}

/** `did order where channel = "web" in last 30 days`, `no order in last 60 days`. */
export interface DidCondition extends Noted {
  readonly kind: "did";
  readonly event: string;
  /** Present and true for `no`. */
  readonly negated?: true;
  readonly filter?: Filter;
  readonly window?: Window;
}

export interface SequenceCondition extends Noted {
  readonly kind: "sequence";
  readonly steps: readonly Step[];
  readonly window?: Window;
}
export interface Step {
  readonly event: string;
  readonly negated?: true;
  readonly filter?: Filter;
  /** A property whose value must equal that of the previous positive step. */
  readonly same?: string;
  readonly within?: Duration;
}

/** `active(order) in at least 6 of last 12 months`: ended calendar periods only. */
export interface ActivityCondition extends Noted {
  readonly kind: "activity";
  readonly event: string;
  readonly filter?: Filter;
  readonly atLeast: number;
  readonly of: number;
  readonly period: Period;
}

export interface SegmentCondition extends Noted {
  readonly kind: "segment";
  readonly segment: string;
  readonly how: { readonly is: "in"; readonly forAtLeast?: Duration } | { readonly is: "entered" | "left"; readonly window: Window };
}

/** `top 10% by predicted_value within segment "Active"`. */
export interface RankCondition extends Noted {
  readonly kind: "rank";
  readonly direction: "top" | "bottom";
  readonly limit: { readonly count: number } | { readonly percent: string };
  readonly by: { readonly trait: string } | { readonly measure: Measure; readonly window?: Window };
  readonly within?: string;
}

/** `within 10 km of (52.5, 13.4)` or of a named place; tests the trait `location`. */
export interface GeoCondition extends Noted {
  readonly kind: "geo";
  /** Decimal text, above zero. */
  readonly distance: string;
  readonly unit: "km" | "mi";
  readonly center: { readonly latitude: string; readonly longitude: string } | { readonly place: string };
}

export interface SampleCondition extends Noted {
  readonly kind: "sample";
  /** Decimal text, 0 to 100. */
  readonly percent: string;
  readonly seed: string;
}

export interface ConsentCondition extends Noted {
  readonly kind: "consent";
  readonly test:
    | { readonly is: "reachable"; readonly channel: string }
    | { readonly is: "subscribed" | "unsubscribed" | "no decision"; readonly purpose: string };
}

/** A number computed per customer from the matching events of a window. */
export type Measure =
  | { readonly fn: "count" | "days"; readonly event: string; readonly filter?: Filter }
  | {
      readonly fn: "sum" | "average" | "minimum" | "maximum" | "distinct";
      readonly event: string;
      readonly property: string;
      readonly filter?: Filter;
    }
  /** Without `property` the moment of that event, with it the property's value in that event. `n` counts from 1 in time order. */
  | { readonly fn: "first" | "last"; readonly event: string; readonly property?: string; readonly filter?: Filter }
  | { readonly fn: "nth"; readonly n: number; readonly event: string; readonly property?: string; readonly filter?: Filter }
  | { readonly fn: "share"; readonly event: string; readonly filter: Filter };

/** A predicate on one event's properties. `not` is two-valued: what does not match, a missing value included, matches `not`. */
export type Filter =
  | ({ readonly kind: "and" | "or"; readonly filters: readonly Filter[] } & Noted)
  | ({ readonly kind: "not" | "group"; readonly filter: Filter } & Noted)
  | ({ readonly kind: "test"; readonly property: string; readonly test: Test } & Noted);

export type Comparator = "=" | "!=" | "<" | "<=" | ">" | ">=";

/** A test on one value: of a trait, of an event's property, or of a measure. A missing value passes only `is not set`. */
export type Test =
  | { readonly op: Comparator; readonly value: Value }
  | { readonly op: "between"; readonly low: Value; readonly high: Value }
  | { readonly op: "in"; readonly values: readonly Value[]; readonly negated?: true }
  | { readonly op: "set"; readonly negated?: true }
  | { readonly op: "contains"; readonly text: string; readonly negated?: true }
  | { readonly op: "starts" | "ends" | "matches"; readonly text: string }
  | { readonly op: "has"; readonly how: "one" | "any" | "all" | "none"; readonly values: readonly Value[] }
  | DateTest;

export type DateTest =
  | { readonly op: "before" | "after"; readonly instant: DateValue }
  | { readonly op: "during"; readonly window: Window }
  | { readonly op: "next"; readonly n: number; readonly unit: Unit }
  | { readonly op: "anniversary"; readonly days: number };

/** `has been "pro" for at least 30 days`. */
export interface HeldTest {
  readonly op: "held";
  readonly value: Value;
  readonly how: "at least" | "less than";
  readonly duration: Duration;
}

/** Exact elapsed time; a day is 24 hours; months, quarters and years are an issue (`months-not-exact`). */
export interface Duration {
  readonly n: number;
  readonly unit: Unit;
}

export type DateValue =
  | { readonly type: "date"; readonly date: string }
  /** `2025-03-01T10:00`, local in the rule's zone, or with `Z` or `+02:00`. */
  | { readonly type: "datetime"; readonly datetime: string }
  | { readonly type: "ago"; readonly n: number; readonly unit: Unit };

export type Value =
  | DateValue
  /** `number` is canonical decimal text; `percent` keeps the sign as written (`20%` is the number 0.2). */
  | { readonly type: "number"; readonly number: string; readonly percent?: true; readonly currency?: string }
  | { readonly type: "text"; readonly text: string; readonly exactly?: true }
  | { readonly type: "boolean"; readonly boolean: boolean }
  | { readonly type: "trait"; readonly trait: string };

/** A saved segment: a rule with a name and the settings that its meaning depends on. */
export interface Definition {
  readonly name: string;
  readonly rule: Rule;
  readonly description?: string;
  readonly owner?: string;
  /** `workspace`, `customer` (each customer's own, from the trait `time_zone`, else the workspace's), or an IANA name. */
  readonly zone: string;
  /** Whether anonymous visitors belong to the universe. */
  readonly audience: "customers" | "with anonymous";
}
