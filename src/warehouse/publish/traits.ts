import { BEGINNING, type Instant } from "../../core/time/instant.ts";
import type { Zone } from "../../core/time/zone.ts";
import { id, join, sql, typeName } from "../../sql/statement.ts";
import { columnsOf } from "../columns.ts";
import type { StagedField, StagedTraits } from "../staging/stage.ts";
import type { TraitState } from "../state.ts";
import { count, row, rows, run } from "../warehouse.ts";
import type { ValueColumns } from "./computed.ts";
import { LISTED, type TableReport } from "./import.ts";
import { removeKnown } from "./incoming.ts";
import type { Job } from "./job.ts";
import { addColumns, customerColumns, reconcile, widenColumn } from "./reconcile.ts";
import { areFirst, keyTraits, type MappedTrait, nothingKnown, type Statements, storeAmongOthers, storeFirst } from "./statements.ts";
import { traitStatistics } from "./statistics.ts";

/** Statements that fit comfortably in memory with everything that is made of them. */
const GROUP = 2_000_000;

/** Traits whose statements were published together. */
export interface PublishedTraits {
  /** Table with the intervals of every touched customer of these traits, among others; columns of the history table. */
  readonly intervals: string;
  readonly traits: readonly TraitState[];
}

/** A staged table of traits whose traits are in the catalog. */
export interface PreparedTraits {
  readonly staged: StagedTraits;
  readonly history: string;
  readonly mapped: readonly MappedTrait[];
}

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

/** What publishing statements needs to know of the import, and whom it tells. */
export interface TraitImport {
  readonly zone: Zone;
  /** Tells undated statements of this file from those of another. */
  readonly origin: string;
  readonly atATime?: number | undefined;
  /** Called with each table of new statements, from which known ones were removed, while it is there. */
  readonly each: (keyed: string, published: PublishedTraits) => Promise<void>;
}

/** Publishes the statements of one value type, some traits at a time. */
export async function publishTraits(
  job: Job,
  { staged, history, mapped }: PreparedTraits,
  { zone, origin, each, atATime = GROUP }: TraitImport,
): Promise<{ readonly report: TableReport; readonly published: readonly PublishedTraits[] }> {
  const groups = await inGroups(job, staged, mapped, atATime);
  const published: PublishedTraits[] = [];
  let report: TableReport = { table: staged.table, inserted: 0, duplicates: 0, conflicts: 0, conflictRows: [], refused: 0 };
  for (const [i, { members: group, range }] of groups.entries()) {
    const statements: Statements = {
      staged,
      history,
      mapped: group,
      origin,
      value: valueFieldOf(staged),
      ...(range === undefined ? {} : { range }),
    };
    const incoming = await keyTraits(job, statements);
    if (i === groups.length - 1) await job.dropStaged(staged.table);
    const simple = await areFirst(job, incoming, group);
    const found = simple ? nothingKnown(incoming) : await removeKnown(job, incoming);
    const one = { intervals: simple ? history : `fresh_${staged.valueType}_${i}`, traits: group.map(({ trait }) => trait) };
    if (simple) await storeFirst(job, incoming, statements);
    else await storeAmongOthers(job, incoming.name, one.intervals, statements);
    if (found.inserted > 0) await traitStatistics(job, one.traits, one.intervals, zone);
    await each(incoming.name, one);
    await job.drop(incoming.name);
    published.push(one);
    report = together(report, found);
  }
  return { report, published };
}

interface Group {
  readonly members: readonly MappedTrait[];
  readonly range?: Statements["range"];
}

/** Divides traits so that no group has many statements, in the order of their numbers, in which the history is sorted. */
async function inGroups(job: Job, staged: StagedTraits, mapped: readonly MappedTrait[], most: number): Promise<readonly Group[]> {
  const total = count((await row(job.engine, sql`SELECT count(*) AS n FROM temp.${id(staged.table)}`)).n);
  if (total <= most) return [{ members: mapped }];
  const found = await rows(
    job.engine,
    sql`SELECT trait, count(*) AS n, min(rowid) AS first, max(rowid) AS last FROM temp.${id(staged.table)} GROUP BY trait`,
  );
  const places = new Map(found.map((one) => [String(one.trait), { n: count(one.n), first: count(one.first), last: count(one.last) }]));
  const groups: { members: MappedTrait[]; range: { first: number; last: number }; n: number }[] = [];
  for (const member of mapped.toSorted((a, b) => a.trait.number - b.trait.number)) {
    const place = places.get(member.name);
    if (place === undefined) continue;
    const open = groups.at(-1);
    if (open === undefined || open.n + place.n > most) groups.push({ members: [member], range: place, n: place.n });
    else {
      open.members.push(member);
      open.range = { first: Math.min(open.range.first, place.first), last: Math.max(open.range.last, place.last) };
      open.n += place.n;
    }
  }
  return groups;
}

function together(a: TableReport, b: TableReport): TableReport {
  return {
    table: a.table,
    inserted: a.inserted + b.inserted,
    duplicates: a.duplicates + b.duplicates,
    conflicts: a.conflicts + b.conflicts,
    conflictRows: [...a.conflictRows, ...b.conflictRows].sort((x, y) => x - y).slice(0, LISTED),
    refused: a.refused + b.refused,
  };
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
