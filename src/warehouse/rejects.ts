import { sql, statement } from "../sql/statement.ts";
import type { Reject } from "./publish/import.ts";
import { count, rows, type Warehouse } from "./warehouse.ts";

/** How many rows of an import were rejected, by issue code, most frequent first. */
export async function rejectReasons(
  warehouse: Warehouse,
  batch: number,
): Promise<readonly { readonly code: string; readonly rows: number }[]> {
  const found = await rows(
    warehouse.engine,
    sql`SELECT code, count(*) AS n FROM reject WHERE batch = ${batch} GROUP BY code ORDER BY n DESC, code`,
  );
  return found.map((one) => ({ code: String(one.code), rows: count(one.n) }));
}

/** The rejected rows of an import in the order of the file, a part at a time, to be exported, fixed and imported again. */
export async function* rejectsOf(warehouse: Warehouse, batch: number): AsyncIterable<readonly Reject[]> {
  const query = sql`SELECT "row", code, "column", record FROM reject WHERE batch = ${batch} ORDER BY "row", code`;
  for await (const chunk of warehouse.engine.stream(statement(query))) {
    const [places, codes, columns, records] = chunk.columns;
    yield Array.from({ length: chunk.rows }, (_, i) => ({
      row: Number(places?.[i]),
      code: String(codes?.[i]),
      ...(columns?.[i] === null ? {} : { column: String(columns?.[i]) }),
      ...(records?.[i] === null ? {} : { record: String(records?.[i]) }),
    }));
  }
}
