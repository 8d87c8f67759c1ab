/** One import, taken back exactly: its rows, statements and identities, and the customers and fields that only it brought. */
import { failure } from "../core/issue.ts";
import { BEGINNING } from "../core/time/instant.ts";
import { UTC, type Zone, zone as zoneNamed } from "../core/time/zone.ts";
import { id, join, sql } from "../sql/statement.ts";
import { rebuildTimeline } from "./compact.ts";
import { consentIntervals, consentStatistics, updateConsents } from "./publish/consents.ts";
import { customerStatistics, rebuildNow, recomputeSince } from "./publish/customers.ts";
import { fromProperties } from "./publish/generic.ts";
import { refreshIntervals } from "./publish/intervals.ts";
import { type Job, newJob } from "./publish/job.ts";
import { noteOrder } from "./publish/ordered.ts";
import { coverage, eventStatistics, traitStatistics } from "./publish/statistics.ts";
import { type EventState, type FieldState, timelineOf } from "./state.ts";
import { count, row, rows, run, type Warehouse } from "./warehouse.ts";

export interface Undone {
  readonly batch: number;
  /** Events, trait and consent statements that were taken out. */
  readonly rows: number;
  readonly customersRemoved: number;
  /** Later imports of which rows were left out because this import had them; importing those files again adds them. */
  readonly importAgain: readonly { readonly batch: number; readonly name: string; readonly rows: number }[];
}

/** Takes an import back. Issues: `unknown-import`, `already-undone`, `undo-after-merge`. Rejected rows stay kept. */
export async function undo(warehouse: Warehouse, batch: number): Promise<Undone> {
  const undone = await warehouse.change(async (draft) => {
    const job = newJob({ warehouse, draft, batch, received: warehouse.clock.now(), source: "", dropStaged: async () => undefined });
    return undoNow(job).finally(() => job.finish());
  });
  await run(warehouse.engine, sql`CHECKPOINT`);
  return undone;
}

async function undoNow(job: Job): Promise<Undone> {
  const zone = zoneNamed(job.warehouse.settings.zone) ?? UTC;
  await refuse(job);
  await job.temporaryTable("touched", sql`customer BIGINT`);
  let removed = 0;
  for (const event of [...job.draft.events]) removed += await undoEvents(job, event, zone);
  for (const history of Object.keys(job.draft.histories)) removed += await undoTraits(job, history, zone);
  removed += await undoConsents(job);
  const customersRemoved = await undoPeople(job);
  await recomputeSince(job, "touched");
  await dropFields(job);
  await rebuildNow(job);
  await customerStatistics(job);
  await coverage(job, job.draft.traits);
  await run(job.engine, sql`UPDATE import SET undone = ${job.received} WHERE batch = ${job.batch}`);
  const again = await rows(
    job.engine,
    sql`SELECT d.batch, any_value(i.name) AS name, sum(d.rows)::BIGINT AS n FROM import_duplicate d JOIN import i ON i.batch = d.batch
      WHERE d.of_batch = ${job.batch} AND i.undone IS NULL GROUP BY d.batch ORDER BY d.batch`,
  );
  const importAgain = again.map((one) => ({ batch: count(one.batch), name: String(one.name), rows: count(one.n) }));
  return { batch: job.batch, rows: removed, customersRemoved, importAgain };
}

async function refuse(job: Job): Promise<void> {
  const [found] = await rows(job.engine, sql`SELECT undone FROM import WHERE batch = ${job.batch}`);
  if (found === undefined) throw failure("unknown-import", { batch: job.batch });
  if (found.undone !== null) throw failure("already-undone", { batch: job.batch });
  const merged = await row(
    job.engine,
    sql`SELECT count(*) AS n FROM customer c WHERE c.batch = ${job.batch}
      AND (c.merged_into IS NOT NULL OR c.customer IN (SELECT merged_into FROM customer WHERE merged_into IS NOT NULL))`,
  );
  if (count(merged.n) > 0) throw failure("undo-after-merge", { batch: job.batch });
}

async function undoEvents(job: Job, event: EventState, zone: Zone): Promise<number> {
  const own = sql`batch = ${job.batch}`;
  const generic = event.tables.length === 0;
  const mine = generic ? sql`${own} AND type = ${event.number}` : own;
  let removed = 0;
  const kept: string[] = [];
  for (const [i, table] of (generic ? ["event_generic"] : event.tables).entries()) {
    const all = generic ? sql`type = ${event.number}` : sql`true`;
    const found = await row(job.engine, sql`SELECT count(*) FILTER (${mine}) AS own, count(*) FILTER (${all}) AS total FROM ${id(table)}`);
    const [here, total] = [count(found.own), count(found.total)];
    removed += here;
    if (here > 0) {
      await run(job.engine, sql`INSERT INTO touched SELECT DISTINCT customer FROM ${id(table)} WHERE ${mine}`);
      if (here === total && i > 0) {
        await run(job.engine, sql`DROP TABLE ${id(table)}`);
        continue;
      }
      await run(job.engine, sql`DELETE FROM ${id(table)} WHERE ${mine}`);
    }
    kept.push(table);
  }
  if (!generic) event.tables = kept;
  if (removed > 0) await recountEvents(job, event, zone);
  if (event.rows === 0 && (await isGone(job, event.batch))) await dropEvent(job, event);
  return removed;
}

/** Recomputes everything that is known of an event type from its rows. */
export async function recountEvents(job: Job, event: EventState, zone: Zone): Promise<void> {
  const source =
    event.tables.length === 0
      ? fromProperties(event)
      : join(
          event.tables.map((table) => sql`SELECT * FROM ${id(table)}`),
          " UNION ALL BY NAME ",
        );
  event.rows = 0;
  event.wholeDays = true;
  for (const field of event.fields) forget(field);
  if (event.tables.length > 0) await run(job.engine, sql`CREATE OR REPLACE TEMP VIEW recounted AS ${source}`);
  else await job.temporary("recounted_generic", source);
  const name = event.tables.length > 0 ? "recounted" : "recounted_generic";
  const total = count((await row(job.engine, sql`SELECT count(*) AS n FROM ${id(name)}`)).n);
  if (total > 0) await eventStatistics(job, name, event, event.fields, zone);
  event.rows = total;
  const [base = ""] = event.tables;
  event.runRows = base === "" ? 0 : total - count((await row(job.engine, sql`SELECT count(*) AS n FROM ${id(base)}`)).n);
  if (event.tables.length > 0) {
    await run(job.engine, sql`DROP VIEW recounted`);
    await noteOrder(job, event);
    await rebuildTimeline(job, event);
  }
}

function forget(field: FieldState): void {
  const { currencies: _, ...info } = field.info;
  field.info = info;
  field.set = 0;
  field.values = [];
  delete field.newest;
}

async function dropEvent(job: Job, event: EventState): Promise<void> {
  for (const table of event.tables) await run(job.engine, sql`DROP TABLE ${id(table)}`);
  if (event.tables.length > 0) await run(job.engine, sql`DROP TABLE ${id(timelineOf(event))}`);
  job.draft.events = job.draft.events.filter((other) => other !== event);
}

async function undoTraits(job: Job, history: string, zone: Zone): Promise<number> {
  const own = sql`FROM ${id(history)} WHERE batch = ${job.batch}`;
  await job.temporary("pair", sql`SELECT DISTINCT trait, customer ${own}`);
  const removed = count((await row(job.engine, sql`SELECT count(*) AS n ${own}`)).n);
  if (removed === 0) return 0;
  await run(job.engine, sql`INSERT INTO touched SELECT DISTINCT customer FROM pair`);
  await run(job.engine, sql`DELETE ${own}`);
  await refreshIntervals(job, history, "pair");
  const known = job.draft.histories[history] ?? { rows: 0, tail: 0 };
  job.draft.histories[history] = { rows: known.rows - removed, tail: Math.min(known.tail, known.rows - removed) };
  const touched = new Set((await rows(job.engine, sql`SELECT DISTINCT trait FROM pair`)).map((one) => count(one.trait)));
  const traits = job.draft.traits.filter((trait) => touched.has(trait.number) && trait.history === history);
  for (const trait of traits) {
    forget(trait);
    trait.nowFrom = BEGINNING;
  }
  await traitStatistics(job, traits, history, zone);
  return removed;
}

async function undoConsents(job: Job): Promise<number> {
  const own = sql`FROM consent WHERE batch = ${job.batch}`;
  const removed = count((await row(job.engine, sql`SELECT count(*) AS n ${own}`)).n);
  if (removed === 0) return 0;
  await job.temporary("consenting", sql`SELECT DISTINCT customer ${own}`);
  await run(job.engine, sql`INSERT INTO touched SELECT customer FROM consenting`);
  await run(job.engine, sql`DELETE ${own}`);
  await job.temporary(
    "fresh_consent",
    consentIntervals(
      sql`SELECT * EXCLUDE (valid_from, valid_to), false AS fresh FROM consent WHERE customer IN (SELECT customer FROM consenting)`,
    ),
  );
  await updateConsents(job, "fresh_consent");
  await consentStatistics(job);
  return removed;
}

/** Identities that no other import names go, and customers without any identity with them. Returns how many customers went. */
async function undoPeople(job: Job): Promise<number> {
  const { engine, batch } = job;
  await job.temporary("left", sql`SELECT DISTINCT customer, kind, value FROM arrival WHERE batch = ${batch}`);
  await run(engine, sql`INSERT INTO touched SELECT DISTINCT customer FROM "left"`);
  await run(engine, sql`DELETE FROM arrival WHERE batch = ${batch}`);
  await run(
    engine,
    sql`DELETE FROM identity WHERE batch = ${batch} AND (kind, value) IN (SELECT (kind, value) FROM "left")
      AND (kind, value) NOT IN (SELECT (kind, value) FROM arrival)`,
  );
  await run(
    engine,
    sql`UPDATE identity SET batch = f.batch, first_seen = f.received FROM (
        SELECT a.kind, a.value, min(a.batch) AS batch, arg_min(i.received, a.batch) AS received FROM arrival a JOIN import i ON i.batch = a.batch
        WHERE (a.kind, a.value) IN (SELECT (kind, value) FROM "left") GROUP BY a.kind, a.value) f
      WHERE identity.batch = ${batch} AND identity.kind = f.kind AND identity.value = f.value`,
  );
  await job.temporary(
    "removed",
    sql`SELECT c.customer FROM customer c WHERE c.customer IN (SELECT customer FROM "left") AND NOT c.deleted AND c.merged_into IS NULL
      AND c.customer NOT IN (SELECT customer FROM arrival)`,
  );
  for (const table of ["customer", "pin", "membership"])
    await run(engine, sql`DELETE FROM ${id(table)} WHERE customer IN (SELECT customer FROM removed)`);
  await run(engine, sql`DELETE FROM touched WHERE customer IN (SELECT customer FROM removed)`);
  await run(
    engine,
    sql`UPDATE customer SET batch = f.batch FROM (SELECT customer, min(batch) AS batch FROM arrival GROUP BY customer) f
      WHERE customer.batch = ${batch} AND customer.customer = f.customer`,
  );
  await run(
    engine,
    sql`UPDATE customer SET id = f.value FROM (
        SELECT customer, arg_min(value, list_position(['id', 'email', 'phone', 'anonymous'], kind)) AS value FROM identity GROUP BY customer) f
      WHERE customer.customer = f.customer AND customer.customer IN (SELECT customer FROM "left" l WHERE customer.id IN (l.value, concat(l.kind, ':', l.value)))
        AND NOT EXISTS (SELECT 1 FROM identity i WHERE i.customer = customer.customer AND customer.id IN (i.value, concat(i.kind, ':', i.value)))`,
  );
  return count((await row(engine, sql`SELECT count(*) AS n FROM removed`)).n);
}

/** Fields without any value that only imports now undone brought. */
async function dropFields(job: Job): Promise<void> {
  for (const event of job.draft.events) {
    for (const field of [...event.fields]) {
      if (field.set > 0 || !(await isGone(job, field.batch))) continue;
      event.retired.push(field.column);
      event.fields = event.fields.filter((other) => other !== field);
    }
  }
  for (const trait of [...job.draft.traits]) {
    if (!(await isGone(job, trait.batch))) continue;
    const left = await row(job.engine, sql`SELECT count(*) AS n FROM ${id(trait.history)} WHERE trait = ${trait.number}`);
    if (count(left.n) > 0) continue;
    job.draft.traits = job.draft.traits.filter((other) => other !== trait);
  }
}

async function isGone(job: Job, batch: number): Promise<boolean> {
  if (batch === job.batch) return true;
  const found = await row(job.engine, sql`SELECT undone FROM import WHERE batch = ${batch}`);
  return found.undone !== null && found.undone !== undefined;
}
