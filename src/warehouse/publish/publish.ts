/** One import, from staging tables to everything that follows from it, in one transaction. */
import { UTC, zone as zoneNamed } from "../../core/time/zone.ts";
import { id, join, sql } from "../../sql/statement.ts";
import { compactIfDue } from "../compact.ts";
import type { Stage } from "../staging/stage.ts";
import { count, rows, run, type Warehouse } from "../warehouse.ts";
import { arrivedTable, noteArrivals, refreshCustomers } from "./arrivals.ts";
import { publishConsents } from "./consents.ts";
import { customerStatistics, insertCustomers } from "./customers.ts";
import { publishEvents } from "./events.ts";
import { identify, recordIdentities } from "./identify.ts";
import type { ImportMeta, Published, TableReport } from "./import.ts";
import { type Job, newJob } from "./job.ts";
import { keepRejects } from "./rejects.ts";
import { countRows, noteRows, type RowCounts, rowTable } from "./rows.ts";
import { ofTraits } from "./statements.ts";
import { coverage } from "./statistics.ts";
import { type PublishedTraits, prepareTraits, publishTraits } from "./traits.ts";

/**
 * Takes over what is staged: identities and new customers, duplicates, folded text, local dates, sorted tables, intervals, the
 * wide table of now, the catalog. Either everything is there afterwards or nothing. The stage is used up.
 */
export async function publish(stage: Stage, meta: ImportMeta): Promise<Published> {
  const { warehouse } = stage;
  try {
    const published = await warehouse.change((draft) => {
      draft.batch += 1;
      const received = meta.received ?? warehouse.clock.now();
      const tables =
        [...stage.events, ...stage.traits].length + (stage.customers === undefined ? 0 : 1) + (stage.consents === undefined ? 0 : 1);
      const job = newJob({
        warehouse,
        draft,
        batch: draft.batch,
        received,
        source: meta.name,
        dropStaged: async (table) => {
          if (tables === 1) await run(warehouse.engine, sql`DROP TABLE temp.${id(table)}`);
        },
      });
      return publishNow(job, stage, meta, tables === 1).finally(() => job.finish());
    });
    if (meta.compact !== false) await compactIfDue(warehouse);
    return published;
  } finally {
    await stage.discard();
  }
}

async function publishNow(job: Job, stage: Stage, meta: ImportMeta, single: boolean): Promise<Published> {
  const zone = zoneNamed(job.warehouse.settings.zone) ?? UTC;
  const origin = meta.digest === undefined ? `import ${job.batch}` : `file ${meta.digest}`;
  const who = await identify(job, stage);
  await recordIdentities(job, stage);
  const refusedRows = await refused(job, stage, who.anyRefused);
  await arrivedTable(job);
  await rowTable(job);
  const reports: TableReport[] = [];
  for (const staged of stage.events) {
    const { report, keyed } = await publishEvents(job, staged, zone);
    reports.push(report);
    await noteArrivals(job, sql`SELECT customer, min(instant) AS moment FROM ${id(keyed)} GROUP BY customer`);
    if (!single) await noteRows(job, keyed);
    await job.drop(keyed);
  }
  const traits: PublishedTraits[] = [];
  const each = async (keyed: string, { intervals, traits: touched }: PublishedTraits): Promise<void> => {
    await noteArrivals(
      job,
      sql`SELECT customer, min(valid_from) AS moment FROM ${id(intervals)} WHERE ${ofTraits(touched)} GROUP BY customer`,
    );
    if (!single) await noteRows(job, keyed);
  };
  for (const prepared of await prepareTraits(job, stage.traits)) {
    const { report, published } = await publishTraits(job, prepared, { zone, origin, each, atATime: meta.statementsAtATime });
    traits.push(...published);
    reports.push(report);
  }
  if (stage.consents !== undefined) {
    const { report, keyed } = await publishConsents(job, stage.consents, origin);
    reports.push(report);
    if (!single) await noteRows(job, keyed);
  }
  await insertCustomers(job, who.created);
  await refreshCustomers(job, traits, who.created);
  await customerStatistics(job);
  await coverage(
    job,
    job.draft.traits.filter((trait) => who.created > 0 || traits.some((touched) => touched.traits.includes(trait))),
  );
  const counted = await countRows(job, stage, reports, { single, refused: who.anyRefused });
  const rejected = await keepRejects(job, meta, refusedRows);
  return record(job, meta, reports, counted, { rejected, refusedRows, created: who.created, conflicts: who.conflicts });
}

/** Places of the rows that name deleted customers. */
async function refused(job: Job, stage: Stage, any: boolean): Promise<readonly number[]> {
  if (!any) return [];
  const tables = [...stage.events.map(({ table }) => table), ...stage.traits.map(({ table }) => table), stage.customers, stage.consents];
  const sources = tables.flatMap((table) =>
    table === undefined
      ? []
      : [sql`SELECT s."row" FROM temp.${id(table)} s JOIN node n ON n.kind = s.who_kind AND n.value = s.who WHERE n.refused`],
  );
  const found = await rows(job.engine, sql`SELECT DISTINCT "row" FROM (${join(sources, " UNION ALL ")}) ORDER BY "row"`);
  return found.map((one) => Number(one.row));
}

interface Rest {
  readonly rejected: number;
  readonly refusedRows: readonly number[];
  readonly created: number;
  readonly conflicts: Published["identityConflicts"];
}

async function record(job: Job, meta: ImportMeta, reports: readonly TableReport[], counted: RowCounts, rest: Rest): Promise<Published> {
  await run(
    job.engine,
    sql`INSERT INTO import VALUES (${job.batch}, ${job.received}, ${meta.kind}, ${meta.name}, ${meta.digest ?? null}, ${meta.read},
      ${counted.imported}, ${counted.duplicates}, ${rest.rejected}, NULL)`,
  );
  job.draft.received = job.received > job.draft.received ? job.received : job.draft.received;
  return {
    batch: job.batch,
    received: job.received,
    tables: reports,
    imported: counted.imported,
    duplicates: counted.duplicates,
    conflicts: reports.reduce((sum, report) => sum + report.conflicts, 0),
    rejected: rest.rejected,
    refusedRows: rest.refusedRows,
    customersCreated: rest.created,
    identityConflicts: rest.conflicts,
    retyped: job.retyped,
  };
}

/** What was imported, newest first. `undone` is when it was taken back. */
export async function imports(warehouse: Warehouse): Promise<readonly ImportRecord[]> {
  const found = await rows(warehouse.engine, sql`SELECT * FROM import ORDER BY batch DESC`);
  return found.map((one) => ({
    batch: count(one.batch),
    received: count(one.received),
    kind: String(one.kind),
    name: String(one.name),
    ...(one.digest === null ? {} : { digest: String(one.digest) }),
    read: count(one.read),
    imported: count(one.imported),
    duplicates: count(one.duplicates),
    rejected: count(one.rejected),
    ...(one.undone === null ? {} : { undone: count(one.undone) }),
  }));
}

export interface ImportRecord {
  readonly batch: number;
  /** Milliseconds since 1970. */
  readonly received: number;
  readonly kind: string;
  readonly name: string;
  readonly digest?: string;
  readonly read: number;
  readonly imported: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly undone?: number;
}
