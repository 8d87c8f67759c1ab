/** Sorted runs are merged into a new base, so that reading stays cheap however many imports there were. */
import { id, join, sql } from "../sql/statement.ts";
import { createEventTable, eventTableColumns } from "./publish/events.ts";
import { type Job, newJob } from "./publish/job.ts";
import { noteOrder } from "./publish/ordered.ts";
import { type EventState, type State, timelineOf } from "./state.ts";
import { run, type Warehouse } from "./warehouse.ts";

/** Rows merged at a time: the tables are in order of customers, so each step reads its part only. */
const SLICE = 4_000_000;

/** More runs than this, or runs with more than this share of the base's rows, are merged into it. */
const MAX_RUNS = 8;
const MAX_RUN_SHARE = 0.25;

/** Merges what the policy says is due. Each table is a transaction of its own: nothing is lost if it is stopped. */
export async function compactIfDue(warehouse: Warehouse): Promise<void> {
  await compactWhere(
    warehouse,
    (event) => event.tables.length - 1 > MAX_RUNS || event.runRows > (event.rows - event.runRows) * MAX_RUN_SHARE,
    ({ rows, tail }) => tail > (rows - tail) * MAX_RUN_SHARE,
  );
}

/** Merges all runs into their bases and puts the histories of traits in order. */
export async function compact(warehouse: Warehouse): Promise<void> {
  await compactWhere(
    warehouse,
    (event) => event.tables.length > 1,
    ({ tail }) => tail > 0,
  );
}

async function compactWhere(
  warehouse: Warehouse,
  eventDue: (event: EventState) => boolean,
  historyDue: (history: State["histories"][string]) => boolean,
): Promise<void> {
  const events = warehouse.state().events.filter(eventDue);
  const histories = Object.entries(warehouse.state().histories).filter(([, history]) => historyDue(history));
  for (const { number } of events) await inJob(warehouse, (job) => mergeRuns(job, number));
  for (const [history] of histories) await inJob(warehouse, (job) => sortHistory(job, history));
  if (events.length + histories.length > 0) await run(warehouse.engine, sql`CHECKPOINT`);
}

function inJob(warehouse: Warehouse, work: (job: Job) => Promise<void>): Promise<void> {
  return warehouse.change((draft) => {
    const job = newJob({ warehouse, draft, batch: draft.batch, received: draft.received, source: "", dropStaged: async () => undefined });
    return work(job).finally(() => job.finish());
  });
}

async function mergeRuns(job: Job, number: number): Promise<void> {
  const event = job.draft.events.find((one) => one.number === number);
  if (event === undefined || event.tables.length === 0) return;
  const [base = ""] = event.tables;
  const fresh = `${base}__new`;
  await createEventTable(job, fresh, event);
  const columns = eventTableColumns(event);
  const all = join(
    event.tables.map((table) => sql`SELECT ${columns} FROM ${id(table)}`),
    " UNION ALL ",
  );
  const steps = Math.max(1, Math.ceil(event.rows / SLICE));
  const width = Math.max(1, Math.ceil(job.draft.maxKey / steps));
  for (let low = 1; low <= job.draft.maxKey; low += width) {
    await run(
      job.engine,
      sql`INSERT INTO ${id(fresh)} (${columns}) SELECT ${columns} FROM (${all}) WHERE customer BETWEEN ${low} AND ${low + width - 1} ORDER BY customer, instant, id`,
    );
  }
  for (const table of event.tables) await run(job.engine, sql`DROP TABLE ${id(table)}`);
  await run(job.engine, sql`ALTER TABLE ${id(fresh)} RENAME TO ${id(base)}`);
  event.tables = [base];
  event.runRows = 0;
  event.retired = [];
  await noteOrder(job, event);
  await rebuildTimeline(job, event);
}

/** Writes the time-ordered projection of an event type anew. */
export async function rebuildTimeline(job: Job, event: EventState): Promise<void> {
  const all = join(
    event.tables.map((table) => sql`SELECT instant, customer FROM ${id(table)}`),
    " UNION ALL ",
  );
  await run(
    job.engine,
    sql`CREATE OR REPLACE TABLE ${id(timelineOf(event))} AS SELECT instant, customer FROM (${all}) ORDER BY instant, customer`,
  );
}

async function sortHistory(job: Job, history: string): Promise<void> {
  const known = job.draft.histories[history];
  if (known === undefined) return;
  const fresh = `${history}__new`;
  await run(job.engine, sql`CREATE TABLE ${id(fresh)} AS SELECT * FROM ${id(history)} ORDER BY trait, customer, valid_from`);
  await run(job.engine, sql`DROP TABLE ${id(history)}`);
  await run(job.engine, sql`ALTER TABLE ${id(fresh)} RENAME TO ${id(history)}`);
  job.draft.histories[history] = { rows: known.rows, tail: 0 };
}
