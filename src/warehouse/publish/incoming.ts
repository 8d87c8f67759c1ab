/** Rows on their way in, each with its customer and id: what came twice is found here (language, "Meaning" 13). */
import { type Fragment, id, join, sql } from "../../sql/statement.ts";
import { count, row, rows, run } from "../warehouse.ts";
import { occurrenceId } from "./content.ts";
import { LISTED, places, type TableReport } from "./import.ts";
import type { Job } from "./job.ts";

export interface Incoming {
  /**
   * Temporary table with `customer`, `source`, `id`, `hashed` (the id is the hash of the content), `row` and the columns of
   * the target table that come with the file.
   */
  readonly name: string;
  /** The staging table it came from. */
  readonly table: string;
  /** Columns that together with the customer's key before merges are the content of a row. */
  readonly content: readonly string[];
  /** Columns that make a row unique. */
  readonly key: readonly string[];
  readonly rows: number;
  readonly refused: number;
  /** Tables that may have some of the rows already; empty if none does. */
  readonly existing: readonly Fragment[];
  /** Query of `rid` (rowid in the table), `row` and `batch` for rows that say what an earlier import said and what still holds. */
  readonly repeated?: Fragment;
}

/** Hash groups that fit comfortably in memory at a time. */
const GROUPS = 12_000_000;

/**
 * Gives equal rows without message ids their occurrence numbers, removes from the temporary table what is there already or came
 * twice under one message id, and counts it.
 */
export async function removeKnown(job: Job, incoming: Incoming): Promise<TableReport> {
  const again = `${incoming.name}_again`;
  const twins = await findTwins(job, incoming);
  if (twins) await run(job.engine, numberOccurrences(incoming));
  await job.temporary(
    again,
    twins ? twinVerdicts(incoming) : sql`SELECT 0::BIGINT AS rid, 0::BIGINT AS "row", 0::INTEGER AS batch, true AS same WHERE false`,
  );
  if (incoming.existing.length > 0) await findExisting(job, incoming, again);
  if (incoming.repeated !== undefined) {
    await run(
      job.engine,
      sql`INSERT INTO ${id(again)} SELECT rid, "row", batch, true FROM (${incoming.repeated}) WHERE rid NOT IN (SELECT rid FROM ${id(again)})`,
    );
  }
  const found = await row(
    job.engine,
    sql`SELECT count(*) FILTER (same) AS duplicates, count(*) FILTER (NOT same) AS conflicts FROM ${id(again)}`,
  );
  const [duplicates, conflicts] = [count(found.duplicates), count(found.conflicts)];
  if (duplicates + conflicts > 0) {
    await run(
      job.engine,
      sql`INSERT INTO import_duplicate SELECT ${job.batch}, batch, count(*) FROM ${id(again)} WHERE batch <> ${job.batch} GROUP BY batch`,
    );
    await run(job.engine, sql`DELETE FROM ${id(incoming.name)} WHERE rowid IN (SELECT rid FROM ${id(again)})`);
  }
  const listed =
    conflicts === 0 ? [] : await rows(job.engine, sql`SELECT "row" FROM ${id(again)} WHERE NOT same ORDER BY "row" LIMIT ${LISTED}`);
  await job.drop(again);
  const inserted = incoming.rows - duplicates - conflicts;
  return { table: incoming.table, inserted, duplicates, conflicts, conflictRows: places(listed), refused: incoming.refused };
}

/** Makes the table `twin` of keys that occur more than once; false if there are none. */
async function findTwins(job: Job, { name, key, rows: total }: Incoming): Promise<boolean> {
  const keys = join(key.map((column) => id(column)));
  const slices = Math.max(1, Math.ceil(total / GROUPS));
  const width = 2n ** 128n / BigInt(slices);
  for (let i = 0; i < slices; i++) {
    const within =
      slices === 1
        ? sql`true`
        : sql`id >= ${{ type: "id", value: width * BigInt(i) }} AND ${i === slices - 1 ? sql`true` : sql`id < ${{ type: "id", value: width * BigInt(i + 1) }}`}`;
    const query = sql`SELECT ${keys} FROM ${id(name)} WHERE ${within} GROUP BY ${keys} HAVING count(*) > 1`;
    if (i === 0) await job.temporary("twin", query);
    else await run(job.engine, sql`INSERT INTO twin ${query}`);
  }
  return count((await row(job.engine, sql`SELECT count(*) AS n FROM twin`)).n) > 0;
}

function numberOccurrences({ name, key }: Incoming): Fragment {
  return sql`UPDATE ${id(name)} SET id = ${occurrenceId(id(name, "id"), sql`f.n`)}
    FROM (SELECT rowid AS rid, row_number() OVER (PARTITION BY ${join(key.map((column) => id(column)))} ORDER BY "row", rowid) AS n
      FROM ${id(name)} k WHERE hashed AND EXISTS (SELECT 1 FROM twin t WHERE ${equal("t", "k", key)})) f
    WHERE ${id(name)}.rowid = f.rid AND f.n > 1`;
}

/** Of the rows with one message id all but the first, and whether they say the same as it. */
function twinVerdicts({ name, key, content }: Incoming): Fragment {
  return sql`WITH many AS (SELECT k.rowid AS rid, k.*, row_number() OVER (PARTITION BY ${join(key.map((column) => id("k", column)))} ORDER BY k."row", k.rowid) AS n
      FROM ${id(name)} k WHERE NOT k.hashed AND EXISTS (SELECT 1 FROM twin t WHERE ${equal("t", "k", key)}))
    SELECT k.rid, k."row", 0::INTEGER AS batch, ${sameContent("k", "f", content)} AS same
    FROM many k JOIN many f ON ${equal("f", "k", key)} AND f.n = 1 WHERE k.n > 1`;
}

/** Adds the rows that the warehouse has. Contents are read only where a message id could stand for another one. */
async function findExisting(job: Job, { name, key, content, existing }: Incoming, again: string): Promise<void> {
  const from = (columns: readonly string[], only: Fragment): Fragment =>
    join(
      existing.map((table) => sql`SELECT ${join(columns.map((column) => id("e", column)))} FROM ${table} e ${only}`),
      " UNION ALL ",
    );
  await job.temporary(
    "met",
    sql`SELECT k.rowid AS rid, k."row", e.batch, k.hashed, k.id FROM ${id(name)} k JOIN (${from([...key, "batch"], sql``)}) e ON ${equal("e", "k", key)}`,
  );
  await run(
    job.engine,
    sql`INSERT INTO ${id(again)} SELECT rid, "row", batch, true FROM met WHERE hashed AND rid NOT IN (SELECT rid FROM ${id(again)})`,
  );
  const messages = count((await row(job.engine, sql`SELECT count(*) AS n FROM met WHERE NOT hashed`)).n);
  if (messages > 0) {
    const columns = [...new Set([...key, "source", ...content])];
    await run(
      job.engine,
      sql`INSERT INTO ${id(again)} SELECT m.rid, m."row", m.batch, ${sameContent("k", "e", content)}
        FROM met m JOIN ${id(name)} k ON k.rowid = m.rid
        JOIN (${from(columns, sql`WHERE e.id IN (SELECT id FROM met WHERE NOT hashed)`)}) e ON ${equal("e", "k", key)}
        WHERE NOT m.hashed AND m.rid NOT IN (SELECT rid FROM ${id(again)})`,
    );
  }
  await job.drop("met");
}

function equal(left: string, right: string, columns: readonly string[]): Fragment {
  return join(
    columns.map((column) => sql`${id(left, column)} = ${id(right, column)}`),
    " AND ",
  );
}

function sameContent(left: string, right: string, columns: readonly string[]): Fragment {
  return join(
    ["source", ...columns].map((column) => sql`${id(left, column)} IS NOT DISTINCT FROM ${id(right, column)}`),
    " AND ",
  );
}
