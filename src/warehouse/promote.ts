import { id, join, sql } from "../sql/statement.ts";
import { columnsOf } from "./columns.ts";
import { computeColumns, storedExpressions } from "./publish/computed.ts";
import { makeTyped } from "./publish/events.ts";
import { fromProperties } from "./publish/generic.ts";
import { type Job, newJob } from "./publish/job.ts";
import { noteOrder } from "./publish/ordered.ts";
import { type EventState, timelineOf } from "./state.ts";
import { run, type Warehouse } from "./warehouse.ts";

/** Gives tables of their own to those of the event types that live in the generic table; unknown names are passed over. */
export async function ensureTyped(warehouse: Warehouse, types: readonly string[]): Promise<void> {
  const generic = warehouse.state().events.filter((event) => event.tables.length === 0 && types.includes(event.name));
  if (generic.length === 0) return;
  await warehouse.change(async (draft) => {
    const job = newJob({ warehouse, draft, batch: draft.batch, received: draft.received, source: "", dropStaged: async () => undefined });
    try {
      for (const { name } of generic) {
        const event = draft.events.find((one) => one.name === name);
        if (event !== undefined) await promote(job, event);
      }
    } finally {
      await job.finish();
    }
  });
}

/** Moves the rows of a type from the generic table to one of its own. */
async function promote(job: Job, event: EventState): Promise<void> {
  const moved = `promoted_${event.number}`;
  await job.temporary(moved, fromProperties(event));
  await makeTyped(job, event);
  const base = event.tables[0] ?? "";
  const computed = await computeColumns(job, moved, event.fields);
  const heads = ["customer", "instant", "id", "source", "batch", "local_date"];
  const names = [...heads, ...event.fields.flatMap(({ column, info }) => columnsOf(column, info).map(({ name }) => name))];
  const values = [...heads.map((name) => id(moved, name)), ...storedExpressions(moved, event.fields, computed)];
  await run(
    job.engine,
    sql`INSERT INTO ${id(base)} (${join(names.map((name) => id(name)))}) SELECT ${join(values)} FROM ${id(moved)} ${computed.joins}
      ORDER BY ${id(moved)}.customer, ${id(moved)}.instant, ${id(moved)}.id`,
  );
  await run(job.engine, sql`INSERT INTO ${id(timelineOf(event))} SELECT instant, customer FROM ${id(moved)} ORDER BY instant, customer`);
  await noteOrder(job, event);
  await run(job.engine, sql`DELETE FROM event_generic WHERE type = ${event.number}`);
  await job.drop(moved);
}
