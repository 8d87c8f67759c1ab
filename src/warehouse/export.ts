/** Writing tables to files that other tools read. */

import type { Fragment } from "../sql/statement.ts";
import { join as joined, literal, sql } from "../sql/statement.ts";
import { run, type Warehouse } from "./warehouse.ts";

export interface ExportColumn {
  readonly name: string;
  readonly type: "text" | "texts" | "boolean" | "date" | "timestamp" | "double" | { readonly decimals: number };
}

/** Turns a file of JSON lines with these columns into Parquet. Missing keys are NULL. */
export async function writeParquet(warehouse: Warehouse, lines: string, columns: readonly ExportColumn[], file: string): Promise<void> {
  const types = joined(columns.map(({ name, type }) => sql`${literal(name)}: ${literal(engineType(type))}`));
  const source: Fragment = sql`read_json(${literal(lines)}, format = 'newline_delimited', columns = {${types}})`;
  await run(warehouse.engine, sql`COPY (SELECT * FROM ${source}) TO ${literal(file)} (FORMAT parquet, COMPRESSION zstd)`);
}

function engineType(type: ExportColumn["type"]): string {
  if (typeof type === "object") return `DECIMAL(38, ${type.decimals})`;
  return { text: "VARCHAR", texts: "VARCHAR[]", boolean: "BOOLEAN", date: "DATE", timestamp: "TIMESTAMP", double: "DOUBLE" }[type];
}
