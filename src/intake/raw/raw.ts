import { empty, type Fragment, id, sql, statement } from "../../sql/statement.ts";
import type { Engine } from "../../warehouse/port.ts";

/** What a column holds before its type is decided: text as in the file, or a type that the file itself states. */
export type RawType =
  | { readonly kind: "text" }
  | { readonly kind: "integer" | "floating" | "boolean" | "date" | "local" | "instant" }
  | { readonly kind: "decimal"; readonly scale: number }
  | { readonly kind: "list"; readonly element: "text" | "number" };

/** One column of the file. Its name in `Raw.from` is `c` and its number from 1. */
export interface RawColumn {
  readonly column: string;
  /** As the file writes it; of equal ones the later have a number: `price`, `price (2)`. */
  readonly header: string;
  readonly type: RawType;
}

/** The rows of a file inside the engine. Missing cells are NULL, texts are without blanks at their ends. */
export interface Raw {
  readonly columns: readonly RawColumn[];
  /** A relation with `row` (place among the data rows of the file, from 1) and one column per `columns`. */
  readonly from: Fragment;
  /** Rows in `from`. */
  readonly rows: number;
  /** Rows that could not be split into cells; they are in `REJECTS` already. */
  readonly broken: number;
  /** Headers that occur more than once. */
  readonly equalHeaders: readonly { readonly header: string; readonly count: number }[];
}

/** Temporary table of rows that are not imported: `row`, `code`, `column` (header or NULL), `record` (JSON: object, or the line as text). */
export const REJECTS = "intake_reject";
export const TABLE = "intake_raw";

/** The columns of a file with these headers, made different from each other. */
export function columnsFor(headers: readonly string[], type: RawType = { kind: "text" }): readonly RawColumn[] {
  const seen = new Map<string, number>();
  return headers.map((header, index) => {
    const count = (seen.get(header) ?? 0) + 1;
    seen.set(header, count);
    return { column: `c${index + 1}`, header: count === 1 ? header : `${header} (${count})`, type };
  });
}

/** Headers that occur more than once, with their number. */
export function equalHeaders(headers: readonly string[]): Raw["equalHeaders"] {
  const counts = new Map<string, number>();
  for (const header of headers) counts.set(header, (counts.get(header) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > 1).map(([header, count]) => ({ header, count }));
}

/** Makes the table of rejects anew, empty. */
export async function prepareRejects(engine: Engine): Promise<void> {
  await engine.run(
    statement(sql`CREATE OR REPLACE TEMP TABLE ${id(REJECTS)} ("row" BIGINT, code VARCHAR, "column" VARCHAR, record VARCHAR)`),
  );
}

/**
 * Runs something with the rows in the order of the file. The engine is told to keep no order otherwise, because that costs
 * memory; row numbers need it.
 */
export async function inFileOrder<T>(engine: Engine, work: () => Promise<T>): Promise<T> {
  await engine.run(statement(sql`SET preserve_insertion_order = true`));
  try {
    return await work();
  } finally {
    await engine.run(statement(sql`SET preserve_insertion_order = false`));
  }
}

/** The relation over the table of rows; `row` counts as in the file, rows in `REJECTS` included. */
export async function numbered(engine: Engine, columns: readonly RawColumn[], broken: number): Promise<Fragment> {
  const cells = columns.map((column) => sql`, ${id(column.column)}`);
  const list = cells.reduce((a, b) => sql`${a}${b}`, empty);
  if (broken === 0) return sql`(SELECT rowid + 1 AS "row"${list} FROM ${id(TABLE)})`;
  // Before the i-th broken row r stand r - i good ones: a good row of index k comes after all broken ones with r - i <= k.
  await engine.run(
    statement(sql`CREATE OR REPLACE TEMP TABLE intake_gap AS
      SELECT r - i AS "index", max(i) AS shift
      FROM (SELECT "row" AS r, row_number() OVER (ORDER BY "row") AS i FROM ${id(REJECTS)}) GROUP BY 1`),
  );
  return sql`(SELECT t.k + 1 + coalesce(g.shift, 0) AS "row"${list}
    FROM (SELECT rowid AS k, * FROM ${id(TABLE)}) t ASOF LEFT JOIN intake_gap g ON t.k >= g."index")`;
}
