import { failure, KindredError } from "../../core/issue.ts";
import { id, join, literal, sql, statement } from "../../sql/statement.ts";
import type { Engine } from "../../warehouse/port.ts";
import type { DelimitedSource } from "../open/source.ts";
import { columnsFor, equalHeaders, inFileOrder, numbered, prepareRejects, type Raw, REJECTS, TABLE } from "./raw.ts";

const ORDINARY_LINE = 2_000_000;

/**
 * Reads a delimited file into a temporary table of text with the engine's own reader. Rows with too many or too few fields,
 * broken quotes or bytes that are no UTF-8 go to `REJECTS`.
 */
export async function loadDelimited(engine: Engine, source: DelimitedSource): Promise<Raw> {
  const columns = columnsFor(source.headers);
  await prepareRejects(engine);
  await engine.run(statement(sql`DROP TABLE IF EXISTS intake_csv_error`));
  await engine.run(statement(sql`DROP TABLE IF EXISTS intake_csv_scan`));
  const { dialect } = source;
  const lineLimit = source.longestLine > ORDINARY_LINE ? sql`, max_line_size = 8388608, buffer_size = 16777216` : sql``;
  const types = join(columns.map((column) => sql`${literal(column.column)}: 'VARCHAR'`));
  const cells = join(columns.map((column) => sql`nullif(trim(${id(column.column)}), '') AS ${id(column.column)}`));
  await inFileOrder(engine, () =>
    engine.run(
      statement(sql`CREATE OR REPLACE TEMP TABLE ${id(TABLE)} AS SELECT ${cells}
        FROM read_csv(${literal(source.path)}, auto_detect = false, delim = ${literal(dialect.delimiter)},
          quote = ${literal(dialect.quote)}, escape = ${literal(dialect.escape)}, header = ${dialect.header ? sql`true` : sql`false`},
          skip = ${dialect.skip === 0 ? sql`0` : sql`1`}, columns = {${types}}, comment = '', compression = 'none',
          store_rejects = true, rejects_table = 'intake_csv_error', rejects_scan = 'intake_csv_scan', rejects_limit = 0${lineLimit})`),
    ),
  );
  await collectBroken(engine, source);
  if (source.zeroBytes)
    await collectZeroBytes(
      engine,
      columns.map((column) => column.column),
    );
  const [counts] = await engine.rows(
    statement(sql`SELECT (SELECT count(*) FROM ${id(TABLE)}) AS good, (SELECT count(*) FROM ${id(REJECTS)}) AS bad`),
  );
  const broken = Number(counts?.bad ?? 0);
  const rows = Number(counts?.good ?? 0);
  return { columns, from: await numbered(engine, columns, broken), rows, broken, equalHeaders: equalHeaders(source.headers) };
}

/** Takes over what the reader set aside, once per row, under our codes. */
async function collectBroken(engine: Engine, source: DelimitedSource): Promise<void> {
  const before = (source.dialect.header ? 1 : 0) + source.dialect.skip;
  await engine.run(
    statement(sql`INSERT INTO ${id(REJECTS)}
      SELECT line - ${before}, CASE first(error_type ORDER BY byte_position)
          WHEN 'TOO MANY COLUMNS' THEN 'too-many-fields' WHEN 'MISSING COLUMNS' THEN 'too-few-fields'
          WHEN 'INVALID ENCODING' THEN 'invalid-utf8' WHEN 'LINE SIZE OVER MAXIMUM' THEN 'row-too-long' ELSE 'broken-quotes' END,
        NULL, to_json(trim(first(csv_line ORDER BY byte_position), E'\r\n'))
      FROM intake_csv_error GROUP BY line`),
  );
  for (const long of source.longLines) {
    const row = long.line - before;
    await engine.run(statement(sql`UPDATE ${id(REJECTS)} SET "row" = "row" + 1 WHERE "row" >= ${row}`));
    await engine.run(statement(sql`INSERT INTO ${id(REJECTS)} VALUES (${row}, 'row-too-long', NULL, to_json(${long.text}))`));
  }
}

/** Rows with a zero byte in a cell are taken out of the table. */
async function collectZeroBytes(engine: Engine, columns: readonly string[]): Promise<void> {
  const any = join(
    columns.map((column) => sql`coalesce(contains(${id(column)}, chr(0)), false)`),
    " OR ",
  );
  const from = await numberedWith(engine, columns);
  const line = sql`to_json(replace(concat_ws(',', ${join(columns.map((column) => sql`coalesce(${id(column)}, '')`))}), chr(0), ''))`;
  await engine.run(statement(sql`CREATE OR REPLACE TEMP TABLE intake_zero AS SELECT "row", ${line} AS record FROM ${from} WHERE ${any}`));
  await engine.run(statement(sql`INSERT INTO ${id(REJECTS)} SELECT "row", 'nul-byte', NULL, record FROM intake_zero`));
  await inFileOrder(engine, () =>
    engine.run(statement(sql`CREATE OR REPLACE TEMP TABLE ${id(TABLE)} AS SELECT * FROM ${id(TABLE)} WHERE NOT (${any})`)),
  );
}

async function numberedWith(engine: Engine, columns: readonly string[]) {
  const [found] = await engine.rows(statement(sql`SELECT count(*) AS n FROM ${id(REJECTS)}`));
  return numbered(
    engine,
    columns.map((column) => ({ column, header: column, type: { kind: "text" } as const })),
    Number(found?.n ?? 0),
  );
}

/** An engine's refusal to read a file at all, as an issue about the file. */
export function asDamaged(error: unknown, format: string): unknown {
  const refused = error instanceof KindredError && error.issues.some((found) => found.code === "warehouse-failed");
  return refused ? failure("damaged-file", { format }) : error;
}
