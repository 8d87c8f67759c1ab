/** Customers: who is new, from when they exist, and the wide table of what is so now. */
import { BEGINNING, FOREVER } from "../../core/time/instant.ts";
import { type Fragment, id, join, sql } from "../../sql/statement.ts";
import { columnsOf } from "../columns.ts";
import type { TraitState } from "../state.ts";
import { count, row, run } from "../warehouse.ts";
import type { Job } from "./job.ts";
import { columnList } from "./reconcile.ts";

/** Customers of which `customer_now` is written at a time. */
const SLICE = 250_000;

/**
 * Writes new customers: those of `node` with a key above the draft's largest. A customer's id is the value of their best identity,
 * with its kind before it where someone else has that id already. `since` follows.
 */
export async function insertCustomers(job: Job, created: number): Promise<void> {
  if (created === 0) return;
  await run(
    job.engine,
    sql`INSERT INTO customer SELECT n.customer, CASE WHEN c.id IS NULL AND n.nth = 1 THEN n.value ELSE concat(n.kind, ':', n.value) END, NULL,
        ${BEGINNING}, n.anonymous, NULL, false, ${job.batch}
      FROM (SELECT *, row_number() OVER (PARTITION BY value ORDER BY list_position(['id', 'email', 'phone', 'anonymous'], kind)) AS nth FROM (
          SELECT customer, arg_min(kind, nid) FILTER (nid = root) AS kind, arg_min(value, nid) FILTER (nid = root) AS value,
            bool_and(kind = 'anonymous') AS anonymous FROM node WHERE customer > ${job.draft.maxKey} GROUP BY customer)) n
        LEFT JOIN customer c ON c.id = n.value ORDER BY n.customer`,
  );
}

/** All tables with events, for statements that need them all. */
function eventTables(job: Job): readonly string[] {
  return [...job.draft.events.flatMap((event) => event.tables), "event_generic"];
}

/**
 * Recomputes `created` and `since` of the customers in a temporary table from everything known of them: the earliest of creation,
 * first event and first trait statement; from the beginning if there is none (language, "Meaning" 1).
 */
export async function recomputeSince(job: Job, touched: string): Promise<void> {
  const only = sql`customer IN (SELECT customer FROM ${id(touched)})`;
  const sources = [
    ...eventTables(job).map((table) => sql`SELECT customer, min(instant) AS moment FROM ${id(table)} WHERE ${only} GROUP BY customer`),
    ...Object.keys(job.draft.histories).map(
      (table) => sql`SELECT customer, min(valid_from) AS moment FROM ${id(table)} WHERE ${only} GROUP BY customer`,
    ),
    sql`SELECT customer, min(created) AS moment FROM arrival WHERE ${only} AND created IS NOT NULL GROUP BY customer`,
  ];
  await job.temporary(
    "existence",
    sql`SELECT t.customer, coalesce(min(s.moment), ${BEGINNING}) AS since, min(a.created) AS created FROM (SELECT DISTINCT customer FROM ${id(touched)}) t
      LEFT JOIN (${join(sources, " UNION ALL ")}) s ON s.customer = t.customer
      LEFT JOIN (SELECT customer, min(created) AS created FROM arrival WHERE ${only} GROUP BY customer) a ON a.customer = t.customer GROUP BY t.customer`,
  );
  await applySince(job);
}

/** Writes `existence` (customer, since, created) where it differs. */
export async function applySince(job: Job): Promise<void> {
  await run(
    job.engine,
    sql`UPDATE customer SET since = e.since, created = e.created FROM existence e
      WHERE customer.customer = e.customer AND (customer.since <> e.since OR customer.created IS DISTINCT FROM e.created)`,
  );
  await run(
    job.engine,
    sql`UPDATE customer_now SET since = e.since FROM existence e WHERE customer_now.customer = e.customer AND customer_now.since <> e.since`,
  );
}

/** Figures about all customers. */
export async function customerStatistics(job: Job): Promise<void> {
  const found = await row(
    job.engine,
    sql`SELECT (SELECT coalesce(max(customer), 0) FROM customer) AS keys, count(*) AS n, coalesce(max(since), ${BEGINNING}) AS since,
      coalesce(bool_or(anonymous), false) AS anonymous FROM customer_now`,
  );
  job.draft.maxKey = count(found.keys);
  job.draft.customers = count(found.n);
  job.draft.everyoneSince = count(found.since) as typeof job.draft.everyoneSince;
  job.draft.anyAnonymous = found.anonymous === true;
}

/** Inserts rows of `customer_now` for the customers of a condition on `c` (table `customer`), from the histories. */
export async function insertNow(job: Job, condition: Fragment, low: number, high: number): Promise<void> {
  const traits = job.draft.traits;
  const groups = [...Map.groupBy(traits, (trait) => trait.history)];
  const names = traits.flatMap((trait) => columnsOf(trait.column, trait.info).map(({ name }) => id(name)));
  for (let from = low; from <= high; from += SLICE) {
    const upto = Math.min(high, from + SLICE - 1);
    const pivots = groups.map(
      ([history, members], i) => sql`LEFT JOIN (SELECT customer, ${join(members.flatMap((trait) => pivoted(trait)))} FROM ${id(history)}
        WHERE valid_to = ${FOREVER} AND customer BETWEEN ${from} AND ${upto} GROUP BY customer) ${id(`p${i}`)} ON ${id(`p${i}`)}.customer = c.customer`,
    );
    await run(
      job.engine,
      sql`INSERT INTO customer_now (customer, id, since, anonymous${join(
        names.map((name) => sql`, ${name}`),
        "",
      )})
        SELECT c.customer, c.id, c.since, c.anonymous${join(
          names.map((name) => sql`, ${name}`),
          "",
        )} FROM customer c ${join(pivots, " ")}
        WHERE c.customer BETWEEN ${from} AND ${upto} AND NOT c.deleted AND c.merged_into IS NULL AND ${condition} ORDER BY c.customer`,
    );
  }
}

function pivoted(trait: TraitState): readonly Fragment[] {
  const stored = columnsOf("value", trait.info);
  return columnsOf(trait.column, trait.info).map(
    ({ name }, i) => sql`any_value(${id(stored[i]?.name ?? "value")}) FILTER (trait = ${trait.number}) AS ${id(name)}`,
  );
}

/** Writes all of `customer_now` anew, for the traits of the draft. */
export async function rebuildNow(job: Job): Promise<void> {
  await run(job.engine, sql`DROP TABLE customer_now`);
  await run(
    job.engine,
    sql`CREATE TABLE customer_now (customer BIGINT, id VARCHAR, since BIGINT, anonymous BOOLEAN${columnList(job.draft.traits)})`,
  );
  const keys = await row(job.engine, sql`SELECT coalesce(max(customer), 0) AS keys FROM customer`);
  await insertNow(job, sql`true`, 1, count(keys.keys));
}

/** Brings the columns of some traits up to date for the customers in a temporary table of intervals. */
export async function updateNow(job: Job, traits: readonly TraitState[], intervals: string): Promise<void> {
  for (const trait of traits) {
    const stored = columnsOf("value", trait.info);
    const sets = columnsOf(trait.column, trait.info).map(({ name }, i) => sql`${id(name)} = ${id("f", stored[i]?.name ?? "value")}`);
    await run(
      job.engine,
      sql`UPDATE customer_now SET ${join(sets)} FROM ${id(intervals)} f
        WHERE customer_now.customer = f.customer AND f.trait = ${trait.number} AND f.valid_to = ${FOREVER}`,
    );
  }
}
