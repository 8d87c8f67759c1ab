/** Counts in rows of the file, of which several statements may have been staged. */
import { type Fragment, id, join, sql } from "../../sql/statement.ts";
import type { Stage } from "../staging/stage.ts";
import { count, row, run } from "../warehouse.ts";
import type { TableReport } from "./import.ts";
import type { Job } from "./job.ts";

export interface RowCounts {
  readonly imported: number;
  readonly duplicates: number;
}

/** Makes the table of rows that brought something new. */
export async function rowTable(job: Job): Promise<void> {
  await job.temporaryTable("new_rows", sql`"row" BIGINT`);
}

/** Notes the rows of a keyed table, from which known ones were removed. */
export async function noteRows(job: Job, keyed: string): Promise<void> {
  await run(job.engine, sql`INSERT INTO new_rows SELECT DISTINCT k."row" FROM ${id(keyed)} k ANTI JOIN new_rows n ON n."row" = k."row"`);
}

/** Rows of the file of which something was new, and those that said nothing new; rows of deleted customers are neither. */
export async function countRows(
  job: Job,
  stage: Stage,
  reports: readonly TableReport[],
  { single, refused }: { readonly single: boolean; readonly refused: boolean },
): Promise<RowCounts> {
  const [only] = reports;
  if (single && only !== undefined) return { imported: only.inserted, duplicates: only.duplicates + only.conflicts };
  if (stage.customers !== undefined) {
    // One hash join per identity: with OR in one condition the engine would compare every row with every identity.
    for (const [kind, value] of [
      [sql`s.who_kind`, sql`s.who`],
      [sql`'email'`, sql`s.email`],
      [sql`'phone'`, sql`s.phone`],
    ] as const) {
      await run(
        job.engine,
        sql`INSERT INTO new_rows SELECT s."row" FROM temp.${id(stage.customers)} s SEMI JOIN (SELECT kind, value FROM node WHERE NOT known AND NOT refused) n
          ON n.kind = ${kind} AND n.value = ${value}`,
      );
    }
  }
  const tables = [...stage.events.map(({ table }) => table), ...stage.traits.map(({ table }) => table), stage.customers, stage.consents];
  const staged = tables.flatMap((table) =>
    table === undefined ? [] : [refused ? ofOthers(table) : sql`SELECT "row" FROM temp.${id(table)}`],
  );
  if (staged.length === 0) return { imported: 0, duplicates: 0 };
  const found = await row(
    job.engine,
    sql`SELECT count(DISTINCT "row") AS n, (SELECT count(DISTINCT "row") FROM new_rows) AS fresh FROM (${join(staged, " UNION ALL ")})`,
  );
  const imported = count(found.fresh);
  return { imported, duplicates: count(found.n) - imported };
}

/** Rows of a staging table that are not about deleted customers. */
function ofOthers(table: string): Fragment {
  return sql`SELECT s."row" FROM temp.${id(table)} s JOIN node n ON n.kind = s.who_kind AND n.value = s.who WHERE NOT n.refused`;
}
