/** What the catalog tells about the values of fields, from the rows of one import. */
import { type Day, formatDay } from "../../core/time/date.ts";
import { BEGINNING, type Instant } from "../../core/time/instant.ts";
import { localDay, type Zone } from "../../core/time/zone.ts";
import { type Fragment, id, join, sql } from "../../sql/statement.ts";
import { columnsOf } from "../columns.ts";
import type { EventState, FieldState, TraitState } from "../state.ts";
import { count, row, rows } from "../warehouse.ts";
import type { Job } from "./job.ts";
import { isMidnight } from "./local-date.ts";

/** Rows from which frequent values are taken, and how many of those are kept. */
const SAMPLE = 20_000;
const KEPT = 12;

/** Brings the statistics of an event type and its fields up to date with the rows of `keyed`. */
export async function eventStatistics(
  job: Job,
  keyed: string,
  event: EventState,
  fields: readonly FieldState[],
  zone: Zone,
): Promise<{ readonly first: Instant; readonly last: Instant }> {
  const counts = fields.map((field, i) => sql`, count(${id(firstColumn(field))}) AS ${id(`n${i}`)}`);
  const newest = fields.map((field, i) => sql`, max(instant) FILTER (${id(firstColumn(field))} IS NOT NULL) AS ${id(`m${i}`)}`);
  const found = await row(
    job.engine,
    sql`SELECT min(instant) AS first, max(instant) AS last${join([...counts, ...newest], "")} FROM ${id(keyed)}`,
  );
  const [first, last] = [count(found.first) as Instant, count(found.last) as Instant];
  if (event.wholeDays) {
    const whole = await row(job.engine, sql`SELECT bool_and(${isMidnight(zone, sql`instant`, first, last)}) AS whole FROM ${id(keyed)}`);
    event.wholeDays = whole.whole === true;
  }
  event.first = event.rows === 0 || first < event.first ? first : event.first;
  event.last = event.rows === 0 || last > event.last ? last : event.last;
  fields.forEach((field, i) => {
    field.set += count(found[`n${i}`]);
    const at = found[`m${i}`];
    if (at !== null && at !== undefined) field.newest = Math.max(field.newest ?? Number(at), Number(at)) as Instant;
  });
  await frequentValues(job, sql`FROM ${id(keyed)} LIMIT ${SAMPLE}`, fields);
  await currencies(job, keyed, fields, (instant) => localDay(zone, instant));
  return { first, last };
}

/** The column that tells whether a field is set. */
function firstColumn(field: FieldState): string {
  return columnsOf(field.column, field.info)[0]?.name ?? field.column;
}

/** Adds the most frequent texts and booleans of a sample to the values that are known of the fields. */
async function frequentValues(job: Job, sample: Fragment, fields: readonly FieldState[]): Promise<void> {
  const shown = fields.filter(({ info, values }) => (info.type === "text" || info.type === "boolean") && values.length < KEPT);
  if (shown.length === 0) return;
  const tops = shown.map(({ column }, i) => sql`CAST(approx_top_k(${id(column)}, ${KEPT}) AS VARCHAR[]) AS ${id(`v${i}`)}`);
  const columns = shown.map(({ column }) => id(column));
  const found = await row(job.engine, sql`SELECT ${join(tops)} FROM (SELECT ${join(columns)} ${sample})`);
  shown.forEach((field, i) => {
    const values = (found[`v${i}`] ?? []) as readonly string[];
    field.values = [...new Set([...field.values, ...values.map((value) => value.slice(0, 60))])].slice(0, KEPT);
  });
}

async function currencies(job: Job, keyed: string, fields: readonly FieldState[], dayOf: (instant: Instant) => Day): Promise<void> {
  for (const field of fields) {
    if (field.info.type !== "money") continue;
    const code = id(`${field.column}__currency`);
    const found = await rows(
      job.engine,
      sql`SELECT ${code} AS code, min(instant) AS first FROM ${id(keyed)} WHERE ${id(field.column)} IS NOT NULL AND ${code} IS NOT NULL GROUP BY ${code}`,
    );
    mergeCurrencies(
      field,
      found.map((row) => ({ code: String(row.code), from: formatDay(dayOf(count(row.first) as Instant)) })),
    );
  }
}

/** Adds currencies to a field; of two dates for one the earlier stays. */
function mergeCurrencies(field: FieldState, found: readonly { readonly code: string; readonly from: string }[]): void {
  if (found.length === 0) return;
  const known = new Map((field.info.currencies ?? []).map(({ code, from }) => [code, from]));
  for (const { code, from } of found) {
    const before = known.get(code);
    known.set(code, before === undefined || from < before ? from : before);
  }
  const currencies = [...known].map(([code, from]) => ({ code, from })).sort((a, b) => (a.code < b.code ? -1 : 1));
  field.info = { ...field.info, currencies };
}

/**
 * Statistics of traits whose statements changed: customers with a value now and the values seen from `customer_now`, dates and
 * currencies from `fresh`, the temporary table of their intervals.
 */
export async function traitStatistics(job: Job, traits: readonly TraitState[], fresh: string, zone: Zone): Promise<void> {
  for (const trait of traits) {
    const only = sql`FROM ${id(fresh)} WHERE trait = ${trait.number}`;
    const found = await row(
      job.engine,
      sql`SELECT max(coalesce(stated_at, received)) AS newest, max(valid_from) FILTER (valid_from < valid_to) AS latest ${only}`,
    );
    trait.newest = Math.max(trait.newest ?? BEGINNING, count(found.newest)) as Instant;
    trait.nowFrom = Math.max(trait.nowFrom, count(found.latest)) as Instant;
    if (trait.info.type !== "money") continue;
    const listed = await rows(
      job.engine,
      sql`SELECT value__currency AS code, min(coalesce(stated_at, received)) AS first ${only} AND value__currency IS NOT NULL GROUP BY value__currency`,
    );
    mergeCurrencies(
      trait,
      listed.map((row) => ({ code: String(row.code), from: formatDay(localDay(zone, count(row.first) as Instant)) })),
    );
  }
}

/** Counts the customers that have a value of these traits now, and takes frequent values from a sample of them. */
export async function coverage(job: Job, traits: readonly TraitState[]): Promise<void> {
  if (traits.length === 0) return;
  const counts = traits.map((field, i) => sql`count(${id(firstColumn(field))}) AS ${id(`n${i}`)}`);
  const found = await row(job.engine, sql`SELECT ${join(counts)} FROM customer_now`);
  traits.forEach((trait, i) => {
    trait.set = count(found[`n${i}`]);
    trait.values = [];
  });
  await frequentValues(job, sql`FROM customer_now LIMIT ${SAMPLE}`, traits);
}
