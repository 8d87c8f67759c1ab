import { failure } from "../../core/issue.ts";
import { UTC, zone as zoneNamed } from "../../core/time/zone.ts";
import { type Fragment, id, sql } from "../../sql/statement.ts";
import { consentStatistics } from "../publish/consents.ts";
import { customerStatistics } from "../publish/customers.ts";
import { identityHash } from "../publish/identify.ts";
import { coverage } from "../publish/statistics.ts";
import { recountEvents } from "../undo.ts";
import { count, row, run, type Warehouse } from "../warehouse.ts";
import { inJob } from "./merge.ts";

/**
 * Deletes a customer (by key) and everything of them, those merged into them included. Only hashes of their identities stay, so
 * that no file brings them back (language, "Meaning" 14). The space is given back to the disk at once. Issue: `unknown-customer`.
 */
export async function deleteCustomer(warehouse: Warehouse, customer: number): Promise<void> {
  await inJob(warehouse, async (job) => {
    const { engine, draft } = job;
    const zone = zoneNamed(warehouse.settings.zone) ?? UTC;
    const known = await row(
      engine,
      sql`SELECT count(*) AS n FROM customer WHERE customer = ${customer} AND NOT deleted AND merged_into IS NULL`,
    );
    if (count(known.n) === 0) throw failure("unknown-customer", {});
    await job.temporary(
      "gone",
      sql`WITH RECURSIVE part(customer) AS (SELECT ${customer}::BIGINT UNION SELECT c.customer FROM customer c JOIN part p ON c.merged_into = p.customer) SELECT customer FROM part`,
    );
    const theirs = sql`customer IN (SELECT customer FROM gone)`;
    await run(
      engine,
      sql`INSERT INTO deleted_id SELECT DISTINCT hash FROM (SELECT ${identityHash(sql`kind`, sql`value`)} AS hash FROM identity WHERE ${theirs}
        UNION ALL SELECT ${identityHash(sql`'id'`, sql`id`)} FROM customer WHERE ${theirs}) WHERE hash NOT IN (SELECT hash FROM deleted_id)`,
    );
    await run(
      engine,
      sql`DELETE FROM reject WHERE EXISTS (SELECT 1 FROM identity i WHERE i.${theirs} AND contains(reject.record, CAST(to_json(i.value) AS VARCHAR)))`,
    );
    for (const event of draft.events) {
      let removed = 0;
      for (const table of event.tables) removed += await remove(job.engine, table, theirs);
      if (event.tables.length === 0) removed = await remove(job.engine, "event_generic", sql`${theirs} AND type = ${event.number}`);
      if (removed > 0) await recountEvents(job, event, zone);
    }
    for (const [history, known] of Object.entries(draft.histories)) {
      const removed = await remove(job.engine, history, theirs);
      draft.histories[history] = { rows: known.rows - removed, tail: Math.min(known.tail, known.rows - removed) };
    }
    for (const table of ["consent", "identity", "arrival", "membership", "pin", "customer_now"]) await remove(job.engine, table, theirs);
    await run(
      engine,
      sql`UPDATE customer SET deleted = true, created = NULL, merged_into = NULL, id = concat('deleted:', ${identityHash(sql`'id'`, sql`id`)}) WHERE ${theirs}`,
    );
    draft.deletedIds = count((await row(engine, sql`SELECT count(*) AS n FROM deleted_id`)).n);
    await consentStatistics(job);
    await customerStatistics(job);
    await coverage(job, draft.traits);
  });
  await run(warehouse.engine, sql`CHECKPOINT`);
}

async function remove(engine: Warehouse["engine"], table: string, which: Fragment): Promise<number> {
  const here = count((await row(engine, sql`SELECT count(*) AS n FROM ${id(table)} WHERE ${which}`)).n);
  if (here > 0) await run(engine, sql`DELETE FROM ${id(table)} WHERE ${which}`);
  return here;
}
