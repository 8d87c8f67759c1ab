/** From when until when statements hold (language, "Meaning" 12): typed intervals, recomputed where something was added or taken away. */
import { BEGINNING, FOREVER } from "../../core/time/instant.ts";
import { type Fragment, id, join, sql } from "../../sql/statement.ts";
import { run } from "../warehouse.ts";
import type { Job } from "./job.ts";

/** Adds `valid_from` and `valid_to` to the rows of a query with the columns of `subject`, stated_at, received and id. */
export function withIntervals(
  from: Fragment,
  subject: readonly string[],
  undated: "first from the beginning" | "from the beginning",
): Fragment {
  const about = join(subject.map((column) => id(column)));
  const first = undated === "from the beginning" ? sql`true` : sql`row_number() OVER (PARTITION BY ${about} ORDER BY received, id) = 1`;
  return sql`SELECT * REPLACE (coalesce(lead(valid_from) OVER (PARTITION BY ${about} ORDER BY valid_from, received, id), ${FOREVER}) AS valid_to)
    FROM (SELECT *, CASE WHEN stated_at IS NOT NULL THEN stated_at WHEN ${first} THEN ${BEGINNING} ELSE received END AS valid_from, 0::BIGINT AS valid_to
      FROM (${from}))`;
}

/** Recomputes the intervals of a history table for the (trait, customer) pairs in a temporary table, after statements came or went. */
export async function refreshIntervals(job: Job, history: string, pairs: string): Promise<void> {
  const statements = sql`SELECT trait, customer, stated_at, received, id FROM ${id(history)} WHERE (trait, customer) IN (SELECT (trait, customer) FROM ${id(pairs)})`;
  await job.temporary("refreshed", withIntervals(statements, ["trait", "customer"], "first from the beginning"));
  await run(
    job.engine,
    sql`UPDATE ${id(history)} SET valid_from = f.valid_from, valid_to = f.valid_to FROM refreshed f
      WHERE ${id(history)}.trait = f.trait AND ${id(history)}.customer = f.customer AND ${id(history)}.id = f.id
        AND (${id(history)}.valid_from <> f.valid_from OR ${id(history)}.valid_to <> f.valid_to)`,
  );
  await job.drop("refreshed");
}
