/** What an import means for the customers it touches: from when they exist, and what is so of them now. */
import { BEGINNING } from "../../core/time/instant.ts";
import { type Fragment, id, join, sql } from "../../sql/statement.ts";
import { count, row, run } from "../warehouse.ts";
import { applySince, insertNow, recomputeSince, updateNow } from "./customers.ts";
import type { Job } from "./job.ts";
import { ofTraits } from "./statements.ts";
import type { PublishedTraits } from "./traits.ts";

/** From this share of all customers on, `customer_now` is written anew instead of being updated. */
const REBUILD_SHARE = 0.2;

/** Makes the table of customers that got something, each with the earliest instant of it. */
export async function arrivedTable(job: Job): Promise<void> {
  await job.temporaryTable("arrived", sql`customer BIGINT, moment BIGINT`);
}

/** Adds customers and earliest instants: the columns `customer` and `moment` of a query. What is known already is not written again. */
export async function noteArrivals(job: Job, query: Fragment): Promise<void> {
  await run(
    job.engine,
    sql`INSERT INTO arrived SELECT q.customer, q.moment FROM (${query}) q ANTI JOIN arrived a ON a.customer = q.customer AND a.moment <= q.moment`,
  );
}

/** Brings `since`, `created` and `customer_now` up to date. New customers are in `customer` already. */
export async function refreshCustomers(job: Job, traits: readonly PublishedTraits[], created: number): Promise<void> {
  const old = job.draft.maxKey;
  await noteArrivals(
    job,
    sql`SELECT customer, min(created) AS moment FROM arrival WHERE batch = ${job.batch} AND created IS NOT NULL GROUP BY customer`,
  );
  await job.temporary(
    "existence",
    sql`SELECT c.customer, ${sql`CASE WHEN c.customer > ${old} THEN coalesce(min(a.moment), ${BEGINNING}) ELSE least(any_value(c.since), min(a.moment)) END`} AS since,
        least(any_value(c.created), min(w.created)) AS created
      FROM customer c LEFT JOIN arrived a ON a.customer = c.customer
        LEFT JOIN (SELECT customer, min(created) AS created FROM arrival WHERE batch = ${job.batch} GROUP BY customer) w ON w.customer = c.customer
      WHERE c.customer > ${old} OR a.customer IS NOT NULL GROUP BY c.customer`,
  );
  // Of customers who are all new everything is in the import.
  if (old > 0) await job.temporary("unsure", unsure(job, old));
  await applySince(job);
  if (old > 0 && count((await row(job.engine, sql`SELECT count(*) AS n FROM unsure`)).n) > 0) await recomputeSince(job, "unsure");
  if (traits.length > 0 && old > 0) await refreshNow(job, traits, old);
  if (created > 0) await insertNow(job, sql`true`, old + 1, old + created);
}

/**
 * Known customers whose `since` cannot be told from the import alone: those who existed from the beginning for want of anything
 * dated, and everybody if imports come in another order than they were received.
 */
function unsure(job: Job, old: number): Fragment {
  const touched = sql`SELECT DISTINCT c.customer FROM arrived a JOIN customer c ON c.customer = a.customer WHERE c.customer <= ${old}`;
  if (job.received < job.draft.received) return touched;
  const settled = Object.keys(job.draft.histories).map(
    (history) => sql`AND c.customer NOT IN (SELECT customer FROM ${id(history)} WHERE valid_from = ${BEGINNING})`,
  );
  return sql`${touched} AND c.since = ${BEGINNING} ${join(settled, " ")}`;
}

async function refreshNow(job: Job, traits: readonly PublishedTraits[], old: number): Promise<void> {
  let touched = 0;
  for (const group of traits) {
    const found = await row(
      job.engine,
      sql`SELECT count(DISTINCT customer) AS n FROM ${id(group.intervals)} WHERE customer <= ${old} AND ${ofTraits(group.traits)}`,
    );
    touched += count(found.n);
  }
  if (touched === 0) return;
  const all = count((await row(job.engine, sql`SELECT count(*) AS n FROM customer_now`)).n);
  if (touched > 1000 && touched > all * REBUILD_SHARE) {
    await run(job.engine, sql`DELETE FROM customer_now`);
    await insertNow(job, sql`true`, 1, old);
    return;
  }
  for (const { intervals, traits: changed } of traits) await updateNow(job, changed, intervals);
}
