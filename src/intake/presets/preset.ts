import type { Field, Kind } from "../guess/fields.ts";

/** A statement of consent that rows of an export make beside their other facts. */
export interface ConsentOfRow {
  readonly channel: string;
  readonly purpose: string;
  /** The column that says it, or the state that being in this file says. */
  readonly state:
    | { readonly column: string; readonly yes: "granted" | "denied"; readonly no?: "granted" | "denied" }
    | { readonly constant: "granted" | "denied" | "bounced" };
  /** Columns of the time of the statement, the first that has one counts. */
  readonly at?: readonly string[];
  /** Column of the address; without one the statement is about the purpose only. */
  readonly address?: string;
}

/** How the export of one tool is to be read. Headers are compared without regard to case. */
export interface Preset {
  readonly name: string;
  /** The tool and its export, for people. */
  readonly title: string;
  readonly kind: Kind;
  /** Headers that together tell this export from all others. */
  readonly headers: readonly string[];
  /** Headers of which the export has none; tells variants apart. */
  readonly without?: readonly string[];
  /** Columns of fields; of several the first that the file has is taken. */
  readonly fields: Readonly<Partial<Record<Field, readonly string[]>>>;
  /** Columns that are facts about the customer in an export of events. */
  readonly traits?: Readonly<Record<string, string>>;
  /** Columns that say nothing about customers. */
  readonly ignore?: readonly string[];
  /** Columns with several values in a cell, and what stands between them. */
  readonly lists?: Readonly<Record<string, string>>;
  readonly consents?: readonly ConsentOfRow[];
  /** The head of an order stands in its first row only. */
  readonly headOnce?: boolean;
  /** An apostrophe before ids that keeps spreadsheets from changing them is no part of them. */
  readonly apostrophes?: boolean;
  /** Zone of times without one. */
  readonly zone?: string;
  readonly cancelledStates?: readonly string[];
  readonly refundedStates?: readonly string[];
  /** Separator of lists in columns that hold it in many cells: survey exports with several choices. */
  readonly multiSelect?: string;
}

/** States of orders that were never paid for, without blanks and dashes. */
export const CANCELLED_STATES: readonly string[] = ["cancelled", "canceled", "voided", "failed", "declined", "expired", "storniert"];
/** States of orders whose money went back as a whole. */
export const REFUNDED_STATES: readonly string[] = ["refunded", "returned", "erstattet"];
