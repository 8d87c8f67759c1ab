import { empty, type Fragment, id, literal, sql, statement } from "../../sql/statement.ts";
import type { Engine } from "../../warehouse/port.ts";
import type { ParquetSource } from "../open/source.ts";
import { asDamaged } from "./delimited.ts";
import { columnsFor, equalHeaders, prepareRejects, type Raw, type RawColumn, type RawType } from "./raw.ts";

/**
 * A Parquet file as a relation over the file itself: nothing is copied, so its size does not matter. Types of numbers, dates and
 * truth values are those that the file states; structures become JSON text.
 */
export async function loadParquet(engine: Engine, source: ParquetSource): Promise<Raw> {
  await prepareRejects(engine);
  const file = sql`read_parquet(${literal(source.path)}, file_row_number = true)`;
  try {
    const described = await engine.rows(statement(sql`DESCRIBE SELECT * FROM ${file}`));
    const stated = described
      .map((row) => ({ header: String(row.column_name), type: String(row.column_type) }))
      .filter(({ header }) => header !== "file_row_number");
    const headers = stated.map(({ header }) => header);
    const columns: RawColumn[] = columnsFor(headers).map((column, index) => ({
      ...column,
      type: rawType(stated[index]?.type ?? "VARCHAR"),
    }));
    const cells = columns.map((column, index) => sql`, ${cell(headers[index] ?? "", column)} AS ${id(column.column)}`);
    const [count] = await engine.rows(statement(sql`SELECT count(*) AS n FROM ${file}`));
    const from = sql`(SELECT file_row_number + 1 AS "row"${cells.reduce((a, b) => sql`${a}${b}`, empty)} FROM ${file})`;
    return { columns, from, rows: Number(count?.n ?? 0), broken: 0, equalHeaders: equalHeaders(headers) };
  } catch (error) {
    throw asDamaged(error, "Parquet file");
  }
}

/** What a type of the file is to us; everything without a type of ours is text. */
function rawType(type: string): RawType {
  if (/^U?(TINYINT|SMALLINT|INTEGER|BIGINT)$/.test(type) || type === "HUGEINT") return { kind: "integer" };
  const scale = /^DECIMAL\(\d+,\s*(\d+)\)$/.exec(type);
  if (scale !== null) return { kind: "decimal", scale: Number(scale[1]) };
  if (type === "DOUBLE" || type === "FLOAT") return { kind: "floating" };
  if (type === "BOOLEAN") return { kind: "boolean" };
  if (type === "DATE") return { kind: "date" };
  if (/^TIMESTAMP(_S|_MS|_NS)?$/.test(type)) return { kind: "local" };
  if (type === "TIMESTAMP WITH TIME ZONE") return { kind: "instant" };
  if (type === "VARCHAR[]") return { kind: "list", element: "text" };
  if (/^U?(TINYINT|SMALLINT|INTEGER|BIGINT)\[\]$/.test(type)) return { kind: "list", element: "number" };
  return { kind: "text" };
}

function cell(name: string, column: RawColumn): Fragment {
  if (column.type.kind === "text") return sql`nullif(trim(CAST(${id(name)} AS VARCHAR)), '')`;
  return column.type.kind === "floating" ? sql`CAST(${id(name)} AS DOUBLE)` : id(name);
}
