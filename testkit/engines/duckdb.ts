/** Fills a DuckDB in memory with the tables of a case. */
import type { Parameter } from "../../src/sql/parameter.ts";
import { type Fragment, id, join, sql, statement, typeName } from "../../src/sql/statement.ts";
import type { DuckEngine } from "../../src/warehouse/duckdb/engine.ts";
import { openInMemory } from "../../src/warehouse/duckdb/open.ts";
import type { Table, TableCell, TableColumn } from "./tables.ts";

/** An empty database in memory. */
export async function openDuck(): Promise<DuckEngine> {
  return openInMemory({ threads: 1, memoryLimit: "500MB" });
}

/** Makes the tables anew, with these rows in this order. */
export async function fillDuck(engine: DuckEngine, tables: readonly Table[]): Promise<void> {
  for (const table of tables) {
    const columns = table.columns.map((column) => sql`${id(column.name)} ${typeName(column.type)}`);
    await engine.run(statement(sql`CREATE OR REPLACE TABLE ${id(table.name)} (${join(columns)})`));
    for (let i = 0; i < table.rows.length; i += 100) {
      const rows = table.rows.slice(i, i + 100).map((row) => sql`(${join(row.map((cell, column) => bound(cell, table.columns[column])))})`);
      await engine.run(statement(sql`INSERT INTO ${id(table.name)} VALUES ${join(rows)}`));
    }
  }
}

function bound(cell: TableCell, column: TableColumn | undefined): Fragment {
  if (cell === null) return sql`NULL`;
  const type = column?.type ?? "";
  if (type === "UHUGEINT") return sql`${{ type: "id", value: cell as bigint } satisfies Parameter}`;
  if (type === "DOUBLE") return sql`${{ type: "double", value: cell as number } satisfies Parameter}`;
  if (type === "BIGINT[]") return sql`${{ type: "integers", value: cell as readonly bigint[] } satisfies Parameter}`;
  return sql`${cell}`;
}
