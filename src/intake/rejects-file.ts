import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { type Fragment, sql, statement } from "../sql/statement.ts";
import type { Engine } from "../warehouse/port.ts";
import { spreadsheetCell } from "./spreadsheet.ts";

/** Columns that stand before those of the file; they are left out when the file is imported again. */
const OWN = ["kindred_row", "kindred_reason", "kindred_column", "kindred_line"] as const;

/**
 * Writes rejected rows as CSV: where, why, which column, then the cells as in the file, so that they can be put right and imported
 * again. Rows that could not be split into cells stand as a whole in `kindred_line`. Returns the number of rows.
 */
export async function writeRejects(
  engine: Engine,
  rejects: { readonly from: Fragment },
  headers: readonly string[],
  path: string,
): Promise<number> {
  const out = createWriteStream(path);
  const opened = once(out, "open");
  let count = 0;
  await opened;
  const line = (cells: readonly string[]) => out.write(`${cells.map(spreadsheetCell).join(",")}\n`);
  line([...OWN, ...headers]);
  for await (const chunk of engine.stream(statement(sql`SELECT "row", code, "column", record FROM ${rejects.from} ORDER BY "row"`))) {
    const [rows = [], codes = [], columns = [], records = []] = chunk.columns;
    for (let i = 0; i < chunk.rows; i++) {
      const record: unknown = JSON.parse(String(records[i] ?? "null"));
      const cells = typeof record === "object" && record !== null ? (record as Readonly<Record<string, string | null>>) : undefined;
      const whole = cells === undefined && record !== null ? String(record) : "";
      line([String(rows[i]), String(codes[i]), String(columns[i] ?? ""), whole, ...headers.map((header) => cells?.[header] ?? "")]);
      count += 1;
    }
    if (out.writableNeedDrain) await once(out, "drain");
  }
  out.end();
  await once(out, "close");
  return count;
}
