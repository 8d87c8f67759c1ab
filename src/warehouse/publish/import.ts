import type { Instant } from "../../core/time/instant.ts";
import type { Cell } from "../port.ts";

/** What is recorded about an import, as intake knows it. */
export interface ImportMeta {
  /** `customers`, `orders`, `events`, …: what the file was taken for. */
  readonly kind: string;
  /** The file's name, without its folder. */
  readonly name: string;
  /** Hash of the file's bytes. An undated statement is the same one only if it comes with the same file. */
  readonly digest?: string;
  /** Rows of the file, rejected ones included. */
  readonly read: number;
  /** When it was received; default: the clock's now. */
  readonly received?: Instant;
  /** Temporary table (`row`, `code`, `column`, `record`) of rows refused by intake, one per row of the file. */
  readonly rejectTable?: string;
  /** Rows refused by intake, if they are not in a table. */
  readonly rejects?: AsyncIterable<readonly Reject[]> | Iterable<readonly Reject[]>;
  /** The records (JSON text) of rows that publishing refuses, so that they can be exported; called with their places. */
  readonly recordsOf?: (rows: readonly number[]) => Promise<ReadonlyMap<number, string>>;
  /** Traits are published together while they have no more statements than this; default: as many as fit comfortably in memory. */
  readonly statementsAtATime?: number;
  /** `false` leaves new rows in runs; default: compact when the policy says so. */
  readonly compact?: boolean;
}

/** A row that could not be imported, kept so that it can be exported, fixed and imported again. */
export interface Reject {
  readonly row: number;
  /** Issue code. */
  readonly code: string;
  readonly column?: string;
  /** The row as JSON text. */
  readonly record?: string;
}

/** What became of the rows of one staging table. */
export interface TableReport {
  readonly table: string;
  readonly inserted: number;
  /** Same id and same content as a row that is there already. */
  readonly duplicates: number;
  /** Same id, other content: the first was kept. */
  readonly conflicts: number;
  /** Places of the first 1,000 conflicting rows in the file. */
  readonly conflictRows: readonly number[];
  /** Rows of deleted customers. */
  readonly refused: number;
}

/** What an import did. `read = imported + duplicates + rejected` where every row of the file was staged or rejected. */
export interface Published {
  readonly batch: number;
  readonly received: Instant;
  readonly tables: readonly TableReport[];
  /** Rows of the file of which at least one statement was new. */
  readonly imported: number;
  /** Rows of the file that said nothing new; conflicts are among them. */
  readonly duplicates: number;
  readonly conflicts: number;
  /** Rows refused by intake and rows of deleted customers. */
  readonly rejected: number;
  /** Places of the rows that name a deleted customer; also kept as rejects with the code `deleted-customer`. */
  readonly refusedRows: readonly number[];
  readonly customersCreated: number;
  /** Identities that belong to someone else and were left there: kind, and places of the first 1,000 rows. */
  readonly identityConflicts: readonly { readonly kind: string; readonly count: number; readonly rows: readonly number[] }[];
  /** Fields that came with another type than they have and went to a field of their own. */
  readonly retyped: readonly { readonly name: string; readonly became: string }[];
}

/** How many places of rows a report lists. */
export const LISTED = 1000;

/** Places of rows as numbers. */
export function places(cells: readonly { readonly row?: Cell }[]): readonly number[] {
  return cells.map((cell) => Number(cell.row));
}
