/**
 * What evaluation and intake need of an analytical engine. Adapters live beside this file; nothing else opens an engine.
 *
 * Cells come back as plain values: text as string; integers of 64 bits and more as bigint; INTEGER and smaller as number;
 * DOUBLE as number; BOOLEAN; NULL as null; BLOB as bytes; BIT as the engine's own bytes (see `sql/dialects/duckdb.ts`);
 * lists as arrays of these.
 */
import type { Statement } from "../sql/parameter.ts";

export type Cell = string | number | bigint | boolean | null | Uint8Array | readonly Cell[];
export type Row = Readonly<Record<string, Cell>>;

/** Part of a streamed result, column by column. */
export interface Chunk {
  readonly names: readonly string[];
  readonly columns: readonly (readonly Cell[])[];
  readonly rows: number;
}

export interface Engine {
  /** Which dialect its statements are to be printed in. */
  readonly name: "duckdb" | "clickhouse";
  /** Runs a statement for its effect. Throws a KindredError `warehouse-failed` or `interrupted`. */
  run(statement: Statement): Promise<void>;
  /** All rows of a result, by column name. */
  rows(statement: Statement): Promise<readonly Row[]>;
  /** A result in chunks, read as the engine produces them. */
  stream(statement: Statement): AsyncIterable<Chunk>;
  /** Stops what is running; its caller gets an `interrupted` issue. */
  interrupt(): void;
  /** Percentage of the running statement that is done, 0 to 100; `undefined` where the engine does not say. */
  progress(): number | undefined;
}
