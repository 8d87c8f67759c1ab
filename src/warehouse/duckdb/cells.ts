import { DuckDBBitValue, DuckDBBlobValue, type DuckDBDataChunk, DuckDBListValue, DuckDBTypeId, type DuckDBValue } from "@duckdb/node-api";
import type { Cell } from "../port.ts";

/** Types whose values the engine's own reader already gives in the port's form. */
const plain: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.BOOLEAN,
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.UTINYINT,
  DuckDBTypeId.USMALLINT,
  DuckDBTypeId.UINTEGER,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UHUGEINT,
  DuckDBTypeId.FLOAT,
  DuckDBTypeId.DOUBLE,
  DuckDBTypeId.VARCHAR,
]);

/** The columns of a chunk in the port's form. */
export function columnsOf(chunk: DuckDBDataChunk): readonly (readonly Cell[])[] {
  const columns: (readonly Cell[])[] = [];
  for (let i = 0; i < chunk.columnCount; i++) {
    const values = chunk.getColumnValues(i);
    columns.push(plain.has(chunk.getColumnVector(i).type.typeId) ? (values as readonly Cell[]) : values.map(cell));
  }
  return columns;
}

function cell(value: DuckDBValue): Cell {
  if (value === null || typeof value !== "object") return value as Cell;
  if (value instanceof DuckDBListValue) return value.items.map(cell);
  if (value instanceof DuckDBBlobValue) return value.bytes;
  if (value instanceof DuckDBBitValue) return value.data;
  return value.toString();
}
