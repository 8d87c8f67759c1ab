import { id, sql } from "../../sql/statement.ts";
import { count, row, run } from "../warehouse.ts";
import type { ImportMeta, Reject } from "./import.ts";
import type { Job } from "./job.ts";

/** Keeps the rows that intake refused and those of deleted customers. Returns their number; a row with several reasons counts once. */
export async function keepRejects(job: Job, meta: ImportMeta, refusedRows: readonly number[]): Promise<number> {
  const refused = new Set(refusedRows);
  let inTable = 0;
  if (meta.rejectTable !== undefined) {
    const table = sql`temp.${id(meta.rejectTable)}`;
    inTable = count((await row(job.engine, sql`SELECT count(DISTINCT "row") AS n FROM ${table}`)).n);
    await run(job.engine, sql`INSERT INTO reject SELECT ${job.batch}, "row", code, "column", record FROM ${table}`);
  }
  for await (const some of meta.rejects ?? []) {
    await keep(job, some);
    for (const one of some) refused.add(one.row);
  }
  for (let i = 0; i < refusedRows.length; i += 1000) {
    const part = refusedRows.slice(i, i + 1000);
    const records = (await meta.recordsOf?.(part)) ?? new Map<number, string>();
    await keep(
      job,
      part.map((row) => ({ row, code: "deleted-customer", ...(records.has(row) ? { record: records.get(row) ?? "" } : {}) })),
    );
  }
  return refused.size + inTable;
}

async function keep(job: Job, rejects: readonly Reject[]): Promise<void> {
  if (rejects.length === 0) return;
  await run(
    job.engine,
    sql`INSERT INTO reject SELECT ${job.batch}, unnest(${rejects.map(({ row }) => BigInt(row))}), unnest(${rejects.map(({ code }) => code)}),
      nullif(unnest(${rejects.map(({ column }) => column ?? "")}), ''), nullif(unnest(${rejects.map(({ record }) => record ?? "")}), '')`,
  );
}
