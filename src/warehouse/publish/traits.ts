import { BEGINNING, type Instant } from "../../core/time/instant.ts";
import type { Zone } from "../../core/time/zone.ts";
import { type Fragment, id, join, sql, typeName } from "../../sql/statement.ts";
import { columnsOf } from "../columns.ts";
import type { StagedField, StagedTraits } from "../staging/stage.ts";
import type { TraitState } from "../state.ts";
import { count, row, run } from "../warehouse.ts";
import { computeColumns, storedExpressions, type ValueColumns } from "./computed.ts";
import { contentId, messageId } from "./content.ts";
import type { TableReport } from "./import.ts";
import { type Incoming, removeKnown } from "./incoming.ts";
import { withIntervals } from "./intervals.ts";
import type { Job } from "./job.ts";
import { addColumns, atScale, customerColumns, type Reconciled, reconcile, widenColumn } from "./reconcile.ts";
import { traitStatistics } from "./statistics.ts";

export interface PublishedTraits {
  readonly report: TableReport;
  readonly keyed: string;
  /** Temporary table of the intervals of every touched (trait, customer); columns of the history table and `fresh`. */
  readonly intervals: string;
  readonly traits: readonly TraitState[];
}

/** A staged table of traits whose traits are in the catalog. */
export interface PreparedTraits {
  readonly staged: StagedTraits;
  readonly history: string;
  readonly mapped: readonly MappedTrait[];
}

interface MappedTrait {
  readonly name: string;
  readonly trait: TraitState;
  readonly to: Reconciled;
}

/** Columns of a history table that come before its value columns and after them. */
const before = ["trait", "customer"] as const;
const after = ["stated_at", "received", "id", "source", "batch", "valid_from", "valid_to"] as const;

/** Brings the staged traits together with the catalog, for all value types at once: columns are made before any row is changed. */
export async function prepareTraits(job: Job, all: readonly StagedTraits[]): Promise<readonly PreparedTraits[]> {
  const prepared: PreparedTraits[] = [];
  for (const staged of all) {
    const history = `trait_${staged.valueType}`;
    if (job.draft.histories[history] === undefined) await createHistory(job, history, valueFieldOf(staged));
    prepared.push({ staged, history, mapped: staged.traits.map((field) => reconcileTrait(job, field, history)) });
  }
  const everything = prepared.flatMap(({ mapped }) => mapped);
  for (const { to } of everything) if (to.fresh) await addColumns(job, "customer_now", to.field);
  for (const { trait, to } of everything) {
    if (to.widen === 0) continue;
    await widenColumn(job, trait.history, "value", trait, to.widen, sql`trait = ${trait.number}`);
    await widenColumn(job, "customer_now", trait.column, trait, to.widen);
  }
  return prepared;
}

/** Publishes the statements of one value type. */
export async function publishTraits(job: Job, { staged, history, mapped }: PreparedTraits, zone: Zone): Promise<PublishedTraits> {
  const value = valueFieldOf(staged);
  const incoming = await keyTraits(job, staged, mapped, history);
  await job.dropStaged(staged.table);
  const report = await removeKnown(job, incoming);
  const intervals = `fresh_${staged.valueType}`;
  await computeIntervals(job, incoming.name, history, value, intervals);
  await store(job, history, intervals, value);
  const traits = mapped.map(({ trait }) => trait);
  if (report.inserted > 0) await traitStatistics(job, traits, intervals, zone);
  return { report, keyed: incoming.name, intervals, traits };
}

function valueFieldOf(staged: StagedTraits): ValueColumns {
  return { column: "value", info: staged.traits[0] ?? { type: "text" } };
}

async function createHistory(job: Job, history: string, value: ValueColumns): Promise<void> {
  const columns = columnsOf(value.column, value.info).map(({ name, type }) => sql`${id(name)} ${typeName(type)}`);
  await run(
    job.engine,
    sql`CREATE TABLE ${id(history)} (trait INTEGER, customer BIGINT, ${join(columns)}, stated_at BIGINT, received BIGINT, id UHUGEINT,
      source BIGINT, batch INTEGER, valid_from BIGINT, valid_to BIGINT)`,
  );
  job.draft.histories[history] = { rows: 0, tail: 0 };
}

function reconcileTrait(job: Job, field: StagedField, history: string): MappedTrait {
  const to = reconcile(job, job.draft.traits, field, customerColumns);
  const trait = to.field as TraitState;
  if (to.fresh) {
    Object.assign(trait, { number: job.draft.nextTrait, history, nowFrom: BEGINNING as Instant });
    job.draft.nextTrait += 1;
  }
  return { name: field.name, trait, to };
}

/** Makes the table of statements with customers, trait numbers and ids. */
async function keyTraits(job: Job, staged: StagedTraits, mapped: readonly MappedTrait[], history: string): Promise<Incoming> {
  const name = `keyed_${staged.valueType}`;
  const info = staged.traits[0] ?? { type: "text" as const };
  const byShift = Map.groupBy(
    mapped,
    ({ to, name: trait }) => `${to.shift}/${staged.traits.find((field) => field.name === trait)?.scale ?? 0}`,
  );
  const values = staged.columns.map((column) => column.name);
  const names = mapped.map(({ name: trait }) => trait);
  const parts = [...byShift.values()].map((group) => {
    const first = group[0] as MappedTrait;
    const scale = staged.traits.find((field) => field.name === first.name)?.scale ?? 0;
    const content = contentId(
      "s",
      [sql`'trait'`, sql`s.trait`, sql`s.who_kind`, sql`s.who`, sql`coalesce(s.stated_at::VARCHAR, '')`],
      [{ name: "value", info: { ...info, scale }, columns: values }],
    );
    const only = byShift.size === 1 ? sql`` : sql`AND list_contains(${group.map((one) => one.name)}, s.trait)`;
    const selected = values.map(
      (column, i) => sql`, ${i === 0 ? atScale(id("s", column), info, first.to.shift) : id("s", column)} AS ${id(column)}`,
    );
    return sql`SELECT n.customer, n.source, s."row", CASE WHEN s.message IS NULL THEN ${content} ELSE ${messageId(sql`s.message`)} END AS id,
        s.message IS NULL AS hashed, m.trait${join(selected, "")}, s.stated_at
      FROM ${cleaned(staged, info.type === "text")} s JOIN node n ON n.kind = s.who_kind AND n.value = s.who
        JOIN (SELECT unnest(${names}) AS name, unnest(${mapped.map(({ trait }) => BigInt(trait.number))})::INTEGER AS trait) m ON m.name = s.trait
      WHERE NOT n.refused ${only}`;
  });
  await job.temporary(name, join(parts, " UNION ALL "));
  const total = count((await row(job.engine, sql`SELECT count(*) AS n FROM ${id(name)}`)).n);
  const all = count((await row(job.engine, sql`SELECT count(*) AS n FROM temp.${id(staged.table)}`)).n);
  const existing = (job.draft.histories[history]?.rows ?? 0) > 0 ? [id(history)] : [];
  return {
    name,
    table: staged.table,
    content: ["stated_at", ...values],
    key: ["trait", "id"],
    rows: total,
    refused: all - total,
    existing,
  };
}

function cleaned(staged: StagedTraits, text: boolean): Fragment {
  return text ? sql`(SELECT * REPLACE (nullif(value, '') AS value) FROM temp.${id(staged.table)})` : id("temp", staged.table);
}

/** Intervals of every (trait, customer) that has a new statement, from all its statements. */
async function computeIntervals(job: Job, keyed: string, history: string, value: ValueColumns, intervals: string): Promise<void> {
  const computed = await computeColumns(job, keyed, [value]);
  const columns = [...before, ...columnsOf(value.column, value.info).map(({ name }) => name), ...after.slice(0, 5)];
  const arriving = sql`SELECT ${id(keyed)}.trait, ${id(keyed)}.customer, ${join(storedExpressions(keyed, [value], computed))}, ${id(keyed)}.stated_at,
      ${job.received}::BIGINT AS received, ${id(keyed)}.id, ${id(keyed)}.source, ${job.batch}::INTEGER AS batch, true AS fresh FROM ${id(keyed)} ${computed.joins}`;
  const all =
    (job.draft.histories[history]?.rows ?? 0) === 0
      ? arriving
      : sql`${arriving} UNION ALL SELECT ${join(columns.map((column) => id("h", column)))}, false AS fresh FROM ${id(history)} h
          WHERE (h.trait, h.customer) IN (SELECT (trait, customer) FROM ${id(keyed)})`;
  await job.temporary(intervals, withIntervals(all, before, "first from the beginning"));
}

/** Writes new statements and the changed ends of old ones. */
async function store(job: Job, history: string, intervals: string, value: ValueColumns): Promise<void> {
  const known = job.draft.histories[history] ?? { rows: 0, tail: 0 };
  if (known.rows > 0) {
    await run(
      job.engine,
      sql`UPDATE ${id(history)} SET valid_from = f.valid_from, valid_to = f.valid_to FROM ${id(intervals)} f
        WHERE NOT f.fresh AND ${id(history)}.trait = f.trait AND ${id(history)}.customer = f.customer AND ${id(history)}.id = f.id
          AND (${id(history)}.valid_from <> f.valid_from OR ${id(history)}.valid_to <> f.valid_to)`,
    );
  }
  const columns = join([...before, ...columnsOf(value.column, value.info).map(({ name }) => name), ...after].map((column) => id(column)));
  const added = count((await row(job.engine, sql`SELECT count(*) AS n FROM ${id(intervals)} WHERE fresh`)).n);
  await run(
    job.engine,
    sql`INSERT INTO ${id(history)} (${columns}) SELECT ${columns} FROM ${id(intervals)} WHERE fresh ORDER BY trait, customer, valid_from`,
  );
  job.draft.histories[history] = { rows: known.rows + added, tail: known.rows === 0 ? 0 : known.tail + added };
}
