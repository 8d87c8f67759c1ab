import { MAX_INSTANT, MIN_INSTANT } from "../../core/time/instant.ts";
import { MINUTE } from "../../core/time/unit.ts";
import { type Fragment, id, join, sql, statement } from "../../sql/statement.ts";
import { type Raw, REJECTS } from "../raw/raw.ts";
import { instantOf, isMissing } from "../types/cell.ts";
import type { Inferred } from "../types/infer.ts";
import type { Check, Context } from "./context.ts";

/** Minutes that a clock may be ahead of ours. */
const AHEAD_MINUTES = 10;
export const TYPED = "intake_typed";

export interface NamedExpression {
  readonly name: string;
  readonly value: Fragment;
}

/** The rows of a file with typed values, and `fault`: NULL, or the number of the check that rejects the row. */
export interface Typed {
  readonly from: Fragment;
  readonly checks: readonly Check[];
}

/** Files with more rows are not copied: their types come from the file, and every table is filled by one more look at it. */
const COPIED_ROWS = 5_000_000;

/** Converts all rows in one pass. */
export async function typedRows(context: Context, values: readonly NamedExpression[], checks: readonly Check[]): Promise<Typed> {
  const branches = checks.map((check, index) => sql` WHEN ${check.when} THEN ${index}`);
  const fault = branches.length === 0 ? sql`CAST(NULL AS INTEGER)` : sql`CAST(CASE${join(branches, "")} END AS INTEGER)`;
  const list = join(values.map(({ name, value }) => sql`${value} AS ${id(name)}`));
  const query = sql`SELECT "row", ${list}, ${fault} AS fault FROM ${context.raw.from}`;
  if (context.raw.rows > COPIED_ROWS) return { from: sql`(${query})`, checks };
  await context.engine.run(statement(sql`CREATE OR REPLACE TEMP TABLE ${id(TYPED)} AS ${query}`));
  return { from: id(TYPED), checks };
}

/** Writes the rows with a fault to the rejects, each with its record as in the file. */
export async function collectRejects(context: Context, typed: Typed): Promise<void> {
  const { engine, raw } = context;
  const codes = typed.checks.map((check) => check.code.split(":", 1)[0] ?? "");
  const columns = typed.checks.map((check) => check.column ?? "");
  await engine.run(
    statement(sql`INSERT INTO ${id(REJECTS)}
      SELECT t."row", ${codes}[t.fault + 1], nullif(${columns}[t.fault + 1], ''), ${recordOf(raw)}
      FROM ${typed.from} t JOIN ${raw.from} r ON r."row" = t."row" WHERE t.fault IS NOT NULL`),
  );
}

/** The cells of a row of `raw` under the alias `r`, as JSON by header. */
export function recordOf(raw: Raw): Fragment {
  return sql`json_object(${join(raw.columns.map((column) => sql`${column.header}, CAST(r.${id(column.column)} AS VARCHAR)`))})`;
}

/** The instant of a row and the checks that it is one that data may carry. */
export function instantWithChecks(context: Context, inferred: Inferred, required: boolean): { value: Fragment; checks: readonly Check[] } {
  const { column } = inferred;
  const type = inferred.epoch === undefined ? inferred.type : ({ type: "epoch", unit: inferred.epoch } as const);
  const read = instantOf(column, type, context.times);
  const value = inferred.words ? sql`CASE WHEN NOT ${isMissing(inferred)} THEN ${read} END` : read;
  const at = id("at");
  const missing = required ? sql`(${at} IS NULL)` : sql`(${at} IS NULL AND NOT ${isMissing(inferred)})`;
  return {
    value,
    checks: [
      { when: missing, code: "invalid-instant", column: column.header },
      { when: sql`(${at} < ${MIN_INSTANT} OR ${at} > ${MAX_INSTANT})`, code: "instant-not-possible", column: column.header },
      { when: sql`(${at} > ${context.now + AHEAD_MINUTES * MINUTE})`, code: "in-the-future", column: column.header },
    ],
  };
}
