import type { Instant } from "../../core/time/instant.ts";
import type { Zone } from "../../core/time/zone.ts";
import { type Fragment, id, join, sql } from "../../sql/statement.ts";
import { columnsOf } from "../columns.ts";
import { slug } from "../slug.ts";
import type { StagedEvents } from "../staging/stage.ts";
import { type EventState, type FieldState, timelineOf } from "../state.ts";
import { run } from "../warehouse.ts";
import { computeColumns, storedExpressions, type ValueColumns } from "./computed.ts";
import { fromProperties, MAX_TYPED, toProperties } from "./generic.ts";
import type { TableReport } from "./import.ts";
import { removeKnown } from "./incoming.ts";
import type { Job } from "./job.ts";
import { keyRows, type Mapped } from "./keyed.ts";
import { localDate } from "./local-date.ts";
import { noteOrder } from "./ordered.ts";
import { addColumns, columnList, eventColumns, reconcile, widenColumn } from "./reconcile.ts";
import { eventStatistics } from "./statistics.ts";

/** The catalog's entry of an event type, made if it is new. */
function eventState(job: Job, name: string): EventState {
  const known = job.draft.events.find((event) => event.name === name);
  if (known !== undefined) return known;
  const taken = new Set(["generic", ...job.draft.events.map((event) => event.slug)]);
  const made: EventState = {
    name,
    slug: slug(name, taken),
    number: job.draft.nextEvent,
    tables: [],
    nextRun: 1,
    rows: 0,
    runRows: 0,
    first: 0 as Instant,
    last: 0 as Instant,
    wholeDays: true,
    batch: job.batch,
    source: job.source,
    fields: [],
    retired: [],
  };
  job.draft.nextEvent += 1;
  job.draft.events.push(made);
  return made;
}

/** Makes the table of an event type, with the columns of its fields. */
export async function createEventTable(job: Job, name: string, event: EventState): Promise<void> {
  await run(
    job.engine,
    sql`CREATE TABLE ${id(name)} (customer BIGINT, instant BIGINT, id UHUGEINT, source BIGINT, batch INTEGER, local_date INTEGER${columnList(event.fields)})`,
  );
}

/** Names of all columns of an event type's tables in their order, without those of fields that were taken back. */
export function eventTableColumns(event: EventState): Fragment {
  const names = event.fields.flatMap(({ column, info }) => columnsOf(column, info).map(({ name }) => name));
  return join(["customer", "instant", "id", "source", "batch", "local_date", ...names].map((name) => id(name)));
}

/** Makes the tables of a typed event type. */
export async function makeTyped(job: Job, event: EventState): Promise<void> {
  const base = `event_${event.slug}`;
  await createEventTable(job, base, event);
  await run(job.engine, sql`CREATE TABLE ${id(timelineOf(event))} (instant BIGINT, customer BIGINT)`);
  event.tables = [base];
}

/** Publishes one staging table of events; leaves its new rows in the temporary table that is returned. */
export async function publishEvents(
  job: Job,
  staged: StagedEvents,
  zone: Zone,
): Promise<{ readonly report: TableReport; readonly keyed: string }> {
  const event = eventState(job, staged.event);
  const mapped = await reconcileEvent(job, event, staged);
  if (event.tables.length === 0) {
    const typed = job.draft.events.filter(({ tables }) => tables.length > 0).length;
    if (event.rows === 0 && typed < MAX_TYPED) await makeTyped(job, event);
  }
  const fields = mapped.map(({ to }) => to.field);
  const name = `keyed_${staged.table}`;
  const incoming = await keyRows(job, {
    name,
    stage: staged.table,
    heads: [sql`${`event:${staged.event}`}::VARCHAR`, sql`s.instant::VARCHAR`],
    columns: [sql`s.instant`],
    fields: mapped,
    content: ["instant", ...fields.flatMap(fileColumns)],
    key: ["id"],
    existing: event.rows === 0 ? [] : event.tables.length > 0 ? event.tables.map((table) => id(table)) : [sql`(${fromProperties(event)})`],
  });
  await job.dropStaged(staged.table);
  const report = await removeKnown(job, incoming);
  if (report.inserted > 0) {
    const bounds = await eventStatistics(job, name, event, fields, zone);
    const date = localDate(zone, id(name, "instant"), bounds.first, bounds.last);
    if (event.tables.length > 0) await insertEvents(job, name, event, fields, date, report.inserted);
    else await insertGeneric(job, name, event, fields, date, report.inserted);
  }
  return { report, keyed: name };
}

function fileColumns(field: ValueColumns): readonly string[] {
  return columnsOf(field.column, field.info)
    .filter(({ part }) => part === "value" || part === "currency" || part === "latitude" || part === "longitude")
    .map(({ name }) => name);
}

async function reconcileEvent(job: Job, event: EventState, staged: StagedEvents): Promise<readonly Mapped[]> {
  const taken = [...eventColumns, ...event.retired];
  const mapped = [...staged.fields.values()].map((column) => ({ staged: column, to: reconcile(job, event.fields, column.field, taken) }));
  for (const table of event.tables) {
    // DuckDB cannot alter a table whose rows were changed in the same transaction, so columns come first.
    for (const { to } of mapped) if (to.fresh) await addColumns(job, table, to.field);
    for (const { to } of mapped) if (to.widen > 0) await widenColumn(job, table, to.field.column, to.field, to.widen);
  }
  // The engine moves rows whose lists are changed.
  if (mapped.some(({ to }) => to.widen > 0)) await noteOrder(job, event);
  return mapped;
}

/** Inserts keyed rows in order, into the base if it is empty, else into a run of their own. */
async function insertEvents(
  job: Job,
  keyed: string,
  event: EventState,
  fields: readonly ValueColumns[],
  date: Fragment,
  total: number,
): Promise<void> {
  const [base = ""] = event.tables;
  const target = event.rows === 0 ? base : `${base}__run_${event.nextRun}`;
  if (target !== base) {
    await createEventTable(job, target, event);
    event.tables.push(target);
    event.nextRun += 1;
    event.runRows += total;
  }
  const computed = await computeColumns(job, keyed, fields);
  const names = fields.flatMap(({ column, info }) => columnsOf(column, info).map(({ name }) => id(name)));
  const from = sql`FROM ${id(keyed)} ${computed.joins}`;
  // One sort over all rows: it spills to disk once, while slices would read the spilled rows again and again.
  await run(
    job.engine,
    sql`INSERT INTO ${id(target)} (customer, instant, id, source, batch, local_date${join(
      names.map((name) => sql`, ${name}`),
      "",
    )})
      SELECT ${id(keyed)}.customer, ${id(keyed)}.instant, ${id(keyed)}.id, ${id(keyed)}.source, ${job.batch}, ${date}${join(
        storedExpressions(keyed, fields, computed).map((expression) => sql`, ${expression}`),
        "",
      )} ${from} ORDER BY ${id(keyed)}.customer, ${id(keyed)}.instant, ${id(keyed)}.id`,
  );
  if (target === base) await noteOrder(job, event);
  await run(job.engine, sql`INSERT INTO ${id(timelineOf(event))} SELECT instant, customer FROM ${id(keyed)} ORDER BY instant, customer`);
  event.rows += total;
}

/** Inserts keyed rows of a rare type into the generic table. */
async function insertGeneric(
  job: Job,
  keyed: string,
  event: EventState,
  fields: readonly FieldState[],
  date: Fragment,
  total: number,
): Promise<void> {
  await run(
    job.engine,
    sql`INSERT INTO event_generic SELECT ${event.number}, customer, instant, id, source, ${job.batch}, ${date}, ${toProperties(keyed, fields)}
      FROM ${id(keyed)} ORDER BY customer, instant, id`,
  );
  event.rows += total;
}
