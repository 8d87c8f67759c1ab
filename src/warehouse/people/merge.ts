/** Two customers that are one person (language, "Meaning" 14). Every row keeps the key it came with, so a merge can be taken back. */
import { failure } from "../../core/issue.ts";
import { type Fragment, id, sql } from "../../sql/statement.ts";
import { consentIntervals, updateConsents } from "../publish/consents.ts";
import { customerStatistics, insertNow, recomputeSince } from "../publish/customers.ts";
import { createEventTable, eventTableColumns } from "../publish/events.ts";
import { refreshIntervals } from "../publish/intervals.ts";
import { type Job, newJob } from "../publish/job.ts";
import { coverage } from "../publish/statistics.ts";
import { type EventState, timelineOf } from "../state.ts";
import { count, row, rows, run, type Warehouse } from "../warehouse.ts";

/** Moves everything of one customer to another. Keys, not ids. Issues: `unknown-customer`, `merged-into-itself`. */
export async function mergeCustomers(warehouse: Warehouse, from: number, into: number): Promise<void> {
  if (from === into) throw failure("merged-into-itself", {});
  await inJob(warehouse, async (job) => {
    const known = await row(
      job.engine,
      sql`SELECT count(*) AS n FROM customer WHERE customer IN (${from}, ${into}) AND NOT deleted AND merged_into IS NULL`,
    );
    if (count(known.n) !== 2) throw failure("unknown-customer", {});
    await touch(job, [from, into]);
    await move(job, sql`customer = ${from}`, into);
    await run(job.engine, sql`UPDATE customer SET merged_into = ${into} WHERE customer = ${from}`);
    await settle(job, [from, into]);
  });
}

/** Takes a merge back: rows return to the customer they came with. What came after the merge by an identity of that customer, too. */
export async function unmergeCustomer(warehouse: Warehouse, from: number): Promise<void> {
  await inJob(warehouse, async (job) => {
    const [merged] = await rows(job.engine, sql`SELECT merged_into FROM customer WHERE customer = ${from}`);
    if (merged === undefined || merged.merged_into === null) throw failure("not-merged", {});
    const into = count(merged.merged_into);
    const sources = sql`source IN (WITH RECURSIVE part(customer) AS (SELECT ${from}::BIGINT UNION SELECT c.customer FROM customer c JOIN part p ON c.merged_into = p.customer)
      SELECT customer FROM part)`;
    await run(job.engine, sql`UPDATE customer SET merged_into = NULL WHERE customer = ${from}`);
    await touch(job, [from, into]);
    await move(job, sql`customer = ${into} AND ${sources}`, from);
    await settle(job, [from, into]);
  });
}

export function inJob(warehouse: Warehouse, work: (job: Job) => Promise<void>): Promise<void> {
  return warehouse.change((draft) => {
    const job = newJob({
      warehouse,
      draft,
      batch: draft.batch,
      received: warehouse.clock.now(),
      source: "",
      dropStaged: async () => undefined,
    });
    return work(job).finally(() => job.finish());
  });
}

async function touch(job: Job, customers: readonly number[]): Promise<void> {
  await job.temporary("touched", sql`SELECT unnest(${customers.map((key) => BigInt(key))}) AS customer`);
}

/** Gives the rows that a condition on `customer` and `source` selects to another customer. */
async function move(job: Job, which: Fragment, to: number): Promise<void> {
  for (const event of job.draft.events) await moveEvents(job, event, which, to);
  await run(job.engine, sql`UPDATE event_generic SET customer = ${to} WHERE ${which}`);
  for (const history of Object.keys(job.draft.histories))
    await run(job.engine, sql`UPDATE ${id(history)} SET customer = ${to} WHERE ${which}`);
  await run(job.engine, sql`UPDATE consent SET customer = ${to} WHERE ${which}`);
  await run(
    job.engine,
    sql`UPDATE arrival SET customer = ${to} WHERE (kind, value) IN (SELECT (kind, value) FROM identity WHERE ${which})`,
  );
  await run(job.engine, sql`UPDATE identity SET customer = ${to} WHERE ${which}`);
}

/** Rows leave the sorted tables and come back as a run, so that every table stays in order. */
async function moveEvents(job: Job, event: EventState, which: Fragment, to: number): Promise<void> {
  const [base] = event.tables;
  if (base === undefined) return;
  const target = `${base}__run_${event.nextRun}`;
  const columns = eventTableColumns(event);
  let moved = 0;
  for (const [i, table] of [...event.tables].entries()) {
    const here = count((await row(job.engine, sql`SELECT count(*) AS n FROM ${id(table)} WHERE ${which}`)).n);
    if (here === 0) continue;
    if (moved === 0) await createEventTable(job, target, event);
    moved += here;
    if (i === 0) event.runRows += here;
    await run(
      job.engine,
      sql`INSERT INTO ${id(target)} (${columns}) SELECT ${columns} FROM (SELECT * REPLACE (${to}::BIGINT AS customer) FROM ${id(table)} WHERE ${which})`,
    );
    await run(job.engine, sql`DELETE FROM ${id(table)} WHERE ${which}`);
  }
  if (moved === 0) return;
  const sorted = `${target}__sorted`;
  await run(job.engine, sql`CREATE TABLE ${id(sorted)} AS SELECT * FROM ${id(target)} ORDER BY customer, instant, id`);
  await run(job.engine, sql`DROP TABLE ${id(target)}`);
  await run(job.engine, sql`ALTER TABLE ${id(sorted)} RENAME TO ${id(target)}`);
  event.tables.push(target);
  event.nextRun += 1;
  await moveTimeline(job, event);
}

/** The projection of the rows of both customers is written anew. */
async function moveTimeline(job: Job, event: EventState): Promise<void> {
  const timeline = id(timelineOf(event));
  const theirs = sql`customer IN (SELECT customer FROM touched)`;
  await run(job.engine, sql`DELETE FROM ${timeline} WHERE ${theirs}`);
  for (const table of event.tables) {
    await run(
      job.engine,
      sql`INSERT INTO ${timeline} SELECT instant, customer FROM ${id(table)} WHERE ${theirs} ORDER BY instant, customer`,
    );
  }
}

/** Recomputes what follows from the rows of some customers. */
async function settle(job: Job, customers: readonly number[]): Promise<void> {
  for (const history of Object.keys(job.draft.histories)) {
    await job.temporary("pair", sql`SELECT DISTINCT trait, customer FROM ${id(history)} WHERE customer IN (SELECT customer FROM touched)`);
    await refreshIntervals(job, history, "pair");
  }
  await job.temporary(
    "fresh_consent",
    consentIntervals(
      sql`SELECT * EXCLUDE (valid_from, valid_to), false AS fresh FROM consent WHERE customer IN (SELECT customer FROM touched)`,
    ),
  );
  await updateConsents(job, "fresh_consent");
  await recomputeSince(job, "touched");
  await run(job.engine, sql`DELETE FROM customer_now WHERE customer IN (SELECT customer FROM touched)`);
  for (const key of customers) await insertNow(job, sql`true`, key, key);
  await raiseNowFrom(job);
  await customerStatistics(job);
  await coverage(job, job.draft.traits);
}

/** A value can become valid later than any was before, when a first value without a date is no longer the first. */
async function raiseNowFrom(job: Job): Promise<void> {
  for (const trait of job.draft.traits) {
    const found = await row(
      job.engine,
      sql`SELECT max(valid_from) AS latest FROM ${id(trait.history)} WHERE trait = ${trait.number} AND customer IN (SELECT customer FROM touched)`,
    );
    if (count(found.latest) > trait.nowFrom && found.latest !== null) trait.nowFrom = count(found.latest) as typeof trait.nowFrom;
  }
}
