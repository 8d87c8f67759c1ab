/** From when until when statements hold (language, "Meaning" 12): typed intervals, recomputed where something was added or taken away. */
import { BEGINNING, FOREVER } from "../../core/time/instant.ts";
import { type Fragment, id, join, sql } from "../../sql/statement.ts";

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
