/** Fills a DuckDB in memory with the tables of a case. */
import { type Fragment, id, join, sql, statement, typeName } from "../../src/sql/statement.ts";
import type { DuckEngine } from "../../src/warehouse/duckdb/engine.ts";
import { openInMemory } from "../../src/warehouse/duckdb/open.ts";
import type { Table, TableColumn } from "./tables.ts";

/** An empty database in memory. */
export async function openDuck(): Promise<DuckEngine> {
  return openInMemory({ threads: 1, memoryLimit: "500MB" });
}

/** Makes the tables anew, with these rows in this order. Rows travel as one JSON text per table, which is much faster than bound cells. */
export async function fillDuck(engine: DuckEngine, tables: readonly Table[]): Promise<void> {
  for (const table of tables) {
    const columns = table.columns.map((column) => sql`${id(column.name)} ${typeName(column.type)}`);
    await engine.run(statement(sql`CREATE OR REPLACE TABLE ${id(table.name)} (${join(columns)})`));
    if (table.rows.length === 0) continue;
    const rows = table.rows.map((row) =>
      row.map((cell) => (typeof cell === "bigint" ? cell.toString() : Array.isArray(cell) ? cell.map(String) : cell)),
    );
    const cells = table.columns.map((column, i) => sql`CAST(${cellOf(column, i)} AS ${typeName(column.type)})`);
    const each = sql`SELECT unnest(CAST(${JSON.stringify(rows)} AS JSON[])) AS r`;
    await engine.run(statement(sql`INSERT INTO ${id(table.name)} SELECT ${join(cells)} FROM (${each})`));
  }
}

/** A cell of a row as text, or as a list of texts. */
function cellOf(column: TableColumn, index: number): Fragment {
  const place = `$[${index}]`;
  if (!column.type.endsWith("[]")) return sql`json_extract_string(r, ${place})`;
  return sql`CASE WHEN json_type(r, ${place}) = 'ARRAY' THEN json_extract_string(r, ${`${place}[*]`}) END`;
}
