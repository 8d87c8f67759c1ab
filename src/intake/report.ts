import type { Issue } from "../core/issue.ts";
import type { Choice } from "./guess/guess.ts";
import type { OpenNote } from "./open/source.ts";
import type { DateOrder } from "./types/column-type.ts";

/** What was noticed or decided on the way; nothing of it is personal data. */
export type Note =
  | OpenNote
  | { readonly kind: "guess"; readonly as: string; readonly confidence: number; readonly reasons: readonly string[] }
  | { readonly kind: "preset"; readonly preset: string; readonly title: string }
  | { readonly kind: "date-order"; readonly column: string; readonly order: DateOrder; readonly decided: "a row" | "option" }
  | { readonly kind: "epoch"; readonly column: string; readonly unit: "seconds" | "milliseconds" | "microseconds" }
  | { readonly kind: "missing-local-times"; readonly column: string; readonly rows: number; readonly zone: string }
  | { readonly kind: "rounded"; readonly column: string; readonly scale: number }
  | { readonly kind: "conflicts"; readonly rows: readonly number[]; readonly count: number }
  | { readonly kind: "identity-conflicts"; readonly identity: string; readonly count: number; readonly rows: readonly number[] }
  | { readonly kind: "retyped"; readonly name: string; readonly became: string };

/** What an import did, or would do. `read = imported + duplicates + rejected`, in rows of the file. */
export interface ImportReport {
  /** Number of the import, for `undo`; absent after a dry run and for rates. */
  readonly import?: number;
  readonly dryRun: boolean;
  readonly file: string;
  /** What the rows were taken for: a kind, or the name of an event. */
  readonly as: string;
  readonly mapping: readonly Choice[];
  /** Traits or properties that the other columns became, by column. */
  readonly named: Readonly<Record<string, string>>;
  readonly read: number;
  /** Rows that brought something new. */
  readonly imported: number;
  /** Rows that said nothing new. */
  readonly duplicates: number;
  readonly rejected: number;
  /** Rejected rows by issue code. */
  readonly reasons: Readonly<Record<string, number>>;
  /** New events by type. */
  readonly events: Readonly<Record<string, number>>;
  /** New statements of traits and of consent. */
  readonly traits: number;
  readonly consents: number;
  readonly customersCreated: number;
  readonly notes: readonly Note[];
  /** Warnings about the file as a whole. */
  readonly issues: readonly Issue[];
}
