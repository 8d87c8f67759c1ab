/** Whether a table's physical order is that of its events, so that evaluation may take row numbers for it. */
import { id, sql } from "../../sql/statement.ts";
import type { EventState } from "../state.ts";
import { row } from "../warehouse.ts";
import type { Job } from "./job.ts";

/**
 * Compares every row of a type's base with the row before it, in one pass without a sort, and records whether row numbers rise with
 * (customer, instant, id). To be called when the base was written or changed; taking rows out keeps the order of those that stay.
 */
export async function noteOrder(job: Job, event: EventState): Promise<void> {
  const [base] = event.tables;
  if (base === undefined) {
    event.ordered = false;
    return;
  }
  // A window without partition or order streams: it sees the rows as they are read, and their numbers say if that was the stored order.
  const found = await row(
    job.engine,
    sql`SELECT bool_and(later AND (customer > c OR (customer = c AND (instant > i OR (instant = i AND id >= d))))) AS ordered
      FROM (SELECT customer, instant, id, rowid > lag(rowid) OVER () AS later, lag(customer) OVER () AS c, lag(instant) OVER () AS i, lag(id) OVER () AS d
        FROM ${id(base)})`,
  );
  // The first row has no predecessor and counts for nothing; a table of one row or none is in order.
  event.ordered = found.ordered !== false;
}
