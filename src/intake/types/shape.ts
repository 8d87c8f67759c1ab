import { id, sql, statement } from "../../sql/statement.ts";
import type { Engine } from "../../warehouse/port.ts";
import type { Raw } from "../raw/raw.ts";
import { MISSING } from "./column-type.ts";

/** Cells of one form: every digit is a 9. `9999-99-99` stands for all dates written so. */
export interface Shape {
  readonly shape: string;
  readonly cells: number;
  /** One of the cells, for looking at; never shown. */
  readonly example: string;
  /** Whether some cell begins with a 0 before another digit, as ids do and numbers do not. */
  readonly leadingZero: boolean;
  /** Largest first and second number in a cell; tells days from months. */
  readonly first: number;
  readonly second: number;
}

/** The forms of a column's cells, and whether some say "no value" in words; those are in no form. */
export interface Shapes {
  readonly shapes: readonly Shape[];
  readonly words: boolean;
}

const MOST = 3000;

/** All forms of the cells of a text column over the whole file; `undefined` if there are too many to be anything but text. */
export async function shapesOf(engine: Engine, raw: Raw, column: string): Promise<Shapes | undefined> {
  const cell = id(column);
  const rows = await engine.rows(
    statement(sql`SELECT translate(v, '012345678', '999999999') AS shape, upper(v) IN (SELECT unnest(${[...MISSING]})) AS word, sum(n)::BIGINT AS cells, min(v) AS example,
        bool_or(regexp_matches(v, '^[+-]?0[0-9]')) AS zero,
        max(TRY_CAST(regexp_extract(v, '^[^0-9]*([0-9]{1,4})', 1) AS INTEGER)) AS first,
        max(TRY_CAST(regexp_extract(v, '^[^0-9]*[0-9]{1,4}[^0-9]+([0-9]{1,4})', 1) AS INTEGER)) AS second
      FROM (SELECT ${cell} AS v, count(*) AS n FROM ${raw.from} WHERE ${cell} IS NOT NULL GROUP BY 1)
      GROUP BY 1, 2 ORDER BY cells DESC LIMIT ${MOST}`),
  );
  if (rows.length === MOST) return undefined;
  const forms = rows.filter((row) => row.word !== true);
  const shapes = forms.map((row) => ({
    shape: String(row.shape),
    cells: Number(row.cells),
    example: String(row.example),
    leadingZero: row.zero === true,
    first: Number(row.first ?? 0),
    second: Number(row.second ?? 0),
  }));
  return { shapes, words: forms.length < rows.length };
}

/** Rows that are looked at for the most frequent values. */
const SAMPLE = 50_000;

/** The most frequent values of a column in an even sample of the file, at most `limit`. */
export async function valuesOf(engine: Engine, raw: Raw, column: string, limit: number): Promise<ReadonlyMap<string, number>> {
  const cell = id(column);
  const rows = await engine.rows(
    statement(sql`SELECT CAST(${cell} AS VARCHAR) AS v, count(*) AS n FROM ${raw.from} WHERE ${cell} IS NOT NULL
        AND "row" % ${Math.ceil(raw.rows / SAMPLE) || 1} = 0
      GROUP BY 1 ORDER BY n DESC, v LIMIT ${limit}`),
  );
  return new Map(rows.map((row) => [String(row.v), Number(row.n)]));
}
