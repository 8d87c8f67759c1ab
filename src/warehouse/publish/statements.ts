/** Statements about traits on their way into a history table: keyed, told from what is known, with the intervals in which they hold. */
import { BEGINNING, FOREVER } from "../../core/time/instant.ts";
import { empty, type Fragment, id, join, sql } from "../../sql/statement.ts";
import { columnsOf } from "../columns.ts";
import type { StagedTraits } from "../staging/stage.ts";
import type { TraitState } from "../state.ts";
import { count, row, run } from "../warehouse.ts";
import { computeColumns, storedExpressions, type ValueColumns } from "./computed.ts";
import { contentId, messageId } from "./content.ts";
import type { TableReport } from "./import.ts";
import type { Incoming } from "./incoming.ts";
import { withIntervals } from "./intervals.ts";
import type { Job } from "./job.ts";
import { atScale, type Reconciled } from "./reconcile.ts";

export interface MappedTrait {
  /** As the file names it. */
  readonly name: string;
  readonly trait: TraitState;
  readonly to: Reconciled;
}

/** Statements of one staging table about some of its traits. */
export interface Statements {
  readonly staged: StagedTraits;
  readonly history: string;
  readonly mapped: readonly MappedTrait[];
  /** Between which row numbers of the table they are, if `mapped` are not all of its traits. */
  readonly range?: { readonly first: number; readonly last: number };
  /** Tells undated statements of one file from those of another. */
  readonly origin: string;
  readonly value: ValueColumns;
}

/** Columns of a history table that come before its value columns and after them. */
const before = ["trait", "customer"] as const;
const after = ["stated_at", "received", "id", "source", "batch", "valid_from", "valid_to"] as const;

/** Condition on the column `trait` of a history table. */
export function ofTraits(traits: readonly TraitState[]): Fragment {
  const numbers = traits.map(({ number }) => number);
  // The bounds let the engine pass over the parts of the table in which none of them is.
  return sql`trait BETWEEN ${Math.min(...numbers)} AND ${Math.max(...numbers)} AND list_contains(${numbers.map((number) => BigInt(number))}, trait)`;
}

/**
 * Makes the table of statements with customers, trait numbers and ids. The id of an undated statement holds for its file only: the same
 * value in a later file is another statement, unless it still holds (language, "Meaning" 12).
 */
export async function keyTraits(job: Job, statements: Statements): Promise<Incoming> {
  const { staged, history, mapped, range, origin } = statements;
  const name = `keyed_${staged.valueType}`;
  const info = staged.traits[0] ?? { type: "text" as const };
  const scaleOf = (trait: string): number => staged.traits.find((field) => field.name === trait)?.scale ?? 0;
  const byShift = [...Map.groupBy(mapped, ({ to, name: trait }) => `${to.shift}/${scaleOf(trait)}`).values()];
  const values = staged.columns.map((column) => column.name);
  const heads = [sql`'trait'`, sql`s.trait`, sql`s.who_kind`, sql`s.who`, sql`coalesce(s.stated_at::VARCHAR, ${origin})`];
  const parts = byShift.map((group) => {
    const { name: first = "", to } = group[0] ?? {};
    const content = contentId("s", heads, [{ name: "value", info: { ...info, scale: scaleOf(first) }, columns: values }]);
    const selected = values.map(
      (column, i) => sql`, ${i === 0 ? atScale(id("s", column), info, to?.shift ?? 0) : id("s", column)} AS ${id(column)}`,
    );
    return sql`SELECT n.customer, n.source, s."row", CASE WHEN s.message IS NULL THEN ${content} ELSE ${messageId(sql`s.message`)} END AS id,
        s.message IS NULL AS hashed, m.trait${join(selected, "")}, s.stated_at
      FROM ${cleaned(staged, info.type === "text", range === undefined && byShift.length === 1 ? undefined : group, range)} s
        JOIN node n ON n.kind = s.who_kind AND n.value = s.who
        JOIN (SELECT unnest(${group.map((one) => one.name)}) AS name, unnest(${group.map(({ trait }) => BigInt(trait.number))})::INTEGER AS trait) m
          ON m.name = s.trait
      WHERE NOT n.refused`;
  });
  await job.temporary(name, join(parts, " UNION ALL "));
  const total = count((await row(job.engine, sql`SELECT count(*) AS n FROM ${id(name)}`)).n);
  const given = count(
    (await row(job.engine, sql`SELECT count(*) AS n FROM ${cleaned(staged, false, range === undefined ? undefined : mapped, range)}`)).n,
  );
  const known = hasKnown(job, statements);
  return {
    name,
    table: staged.table,
    content: ["stated_at", ...values],
    key: ["trait", "id"],
    rows: total,
    refused: given - total,
    existing: known ? [id(history)] : [],
    ...(known ? { repeated: repeated(job, name, statements) } : {}),
  };
}

function cleaned(staged: StagedTraits, text: boolean, only: readonly MappedTrait[] | undefined, range: Statements["range"]): Fragment {
  if (!text && only === undefined) return id("temp", staged.table);
  const wanted = only === undefined ? empty : sql`WHERE list_contains(${only.map(({ name }) => name)}, trait)`;
  // Traits are staged one after another; row numbers let the engine pass over the others.
  const within = range === undefined ? empty : sql`AND rowid BETWEEN ${range.first} AND ${range.last}`;
  return sql`(SELECT * ${text ? sql`REPLACE (nullif(value, '') AS value)` : empty} FROM temp.${id(staged.table)} ${wanted} ${within})`;
}

/** Undated statements without a message id that say what holds already when they are received. */
function repeated(job: Job, keyed: string, { history, staged }: Statements): Fragment {
  const equal = ["source", ...staged.columns.map(({ name }) => name)].map(
    (column) => sql`${id("e", column)} IS NOT DISTINCT FROM ${id("k", column)}`,
  );
  return sql`SELECT k.rowid AS rid, k."row", e.batch FROM ${id(keyed)} k JOIN ${id(history)} e ON e.trait = k.trait AND e.customer = k.customer
    WHERE k.hashed AND k.stated_at IS NULL AND ${join(equal, " AND ")}
      AND e.valid_from <= ${job.received} AND e.valid_to > ${job.received} AND e.received <= ${job.received}`;
}

function areNew(mapped: readonly MappedTrait[]): boolean {
  return mapped.every(({ to }) => to.fresh);
}

function hasKnown(job: Job, { history, mapped }: Statements): boolean {
  return !areNew(mapped) && (job.draft.histories[history]?.rows ?? 0) > 0;
}

/** Whether the traits are new and each customer has at most one statement of each: nothing to compare, nothing to put in order. */
export async function areFirst(job: Job, { name }: Incoming, mapped: readonly MappedTrait[]): Promise<boolean> {
  if (!areNew(mapped)) return false;
  const messages = await row(job.engine, sql`SELECT count(*) AS n FROM ${id(name)} WHERE NOT hashed`);
  if (count(messages.n) > 0) return false;
  const several = sql`SELECT 1 FROM ${id(name)} GROUP BY trait, customer HAVING count(*) > 1`;
  return count((await row(job.engine, sql`SELECT count(*) AS n FROM (${several})`)).n) === 0;
}

/** The report on statements that are all new. */
export function nothingKnown({ table, rows, refused }: Incoming): TableReport {
  return { table, inserted: rows, duplicates: 0, conflicts: 0, conflictRows: [], refused };
}

/** Writes statements that are the only ones of their customers and traits. */
export async function storeFirst(job: Job, { name, rows }: Incoming, { history, value }: Statements): Promise<void> {
  const from = await arriving(job, name, value);
  const holding = sql`SELECT *, coalesce(stated_at, ${BEGINNING}) AS valid_from, ${FOREVER}::BIGINT AS valid_to FROM (${from})`;
  await insert(job, { history, value, from: holding, added: rows, last: true });
}

/** Writes new statements and the changed ends of old ones; leaves all statements of the touched customers in the table `intervals`. */
export async function storeAmongOthers(job: Job, keyed: string, intervals: string, statements: Statements): Promise<void> {
  const { history, value } = statements;
  const from = await arriving(job, keyed, value);
  const known = hasKnown(job, statements);
  const columns = [...before, ...columnsOf(value.column, value.info).map(({ name }) => name), ...after.slice(0, 5)];
  const all = known
    ? sql`${from} UNION ALL SELECT ${join(columns.map((column) => id("h", column)))}, false AS fresh FROM ${id(history)} h
        SEMI JOIN ${id(keyed)} k ON k.trait = h.trait AND k.customer = h.customer`
    : from;
  await job.temporary(intervals, withIntervals(all, before, "first from the beginning"));
  if (known) {
    await run(
      job.engine,
      sql`UPDATE ${id(history)} SET valid_from = f.valid_from, valid_to = f.valid_to FROM ${id(intervals)} f
        WHERE NOT f.fresh AND ${id(history)}.trait = f.trait AND ${id(history)}.customer = f.customer AND ${id(history)}.id = f.id
          AND (${id(history)}.valid_from <> f.valid_from OR ${id(history)}.valid_to <> f.valid_to)`,
    );
  }
  const added = count((await row(job.engine, sql`SELECT count(*) AS n FROM ${id(intervals)} WHERE fresh`)).n);
  await insert(job, { history, value, from: sql`SELECT * FROM ${id(intervals)} WHERE fresh`, added, last: areNew(statements.mapped) });
}

/** Query of a keyed table with the columns of a history table up to `batch`, and `fresh`. */
async function arriving(job: Job, keyed: string, value: ValueColumns): Promise<Fragment> {
  const computed = await computeColumns(job, keyed, [value]);
  return sql`SELECT ${id(keyed)}.trait, ${id(keyed)}.customer, ${join(storedExpressions(keyed, [value], computed))}, ${id(keyed)}.stated_at,
      ${job.received}::BIGINT AS received, ${id(keyed)}.id, ${id(keyed)}.source, ${job.batch}::INTEGER AS batch, true AS fresh
    FROM ${id(keyed)} ${computed.joins}`;
}

interface Insertion {
  readonly history: string;
  readonly value: ValueColumns;
  readonly from: Fragment;
  readonly added: number;
  /** Whether the traits are new: their numbers are greater than all others, so that the history stays in order. */
  readonly last: boolean;
}

async function insert(job: Job, { history, value, from, added, last }: Insertion): Promise<void> {
  if (added === 0) return;
  const known = job.draft.histories[history] ?? { rows: 0, tail: 0 };
  const names = [...before, ...columnsOf(value.column, value.info).map(({ name }) => name), ...after];
  const columns = join(names.map((column) => id(column)));
  await run(job.engine, sql`INSERT INTO ${id(history)} (${columns}) SELECT ${columns} FROM (${from}) ORDER BY trait, customer, valid_from`);
  const inOrder = known.rows === 0 || (last && known.tail === 0);
  job.draft.histories[history] = { rows: known.rows + added, tail: inOrder ? 0 : known.tail + added };
}
