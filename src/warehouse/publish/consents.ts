import { fold } from "../../core/text/fold.ts";
import { type Fragment, id, join, sql } from "../../sql/statement.ts";
import { count, row, rows, run } from "../warehouse.ts";
import type { TableReport } from "./import.ts";
import { removeKnown } from "./incoming.ts";
import { withIntervals } from "./intervals.ts";
import type { Job } from "./job.ts";
import { keyRows } from "./keyed.ts";

/** What consent statements are about. */
const subject = ["customer", "purpose", "channel", "address"] as const;
const columns = [...subject, "valid", "state", "stated_at", "received", "id", "source", "batch", "valid_from", "valid_to"] as const;

/** Publishes the staged consent statements; `origin` tells undated statements of one file from those of another. */
export async function publishConsents(
  job: Job,
  table: string,
  origin: string,
): Promise<{ readonly report: TableReport; readonly keyed: string }> {
  const own = ["purpose", "channel", "address", "valid", "state", "stated_at"];
  const heads = own.map((column) => sql`coalesce(${id("s", column)}::VARCHAR, ${column === "stated_at" ? origin : ""})`);
  const incoming = await keyRows(job, {
    name: "keyed_consent",
    stage: table,
    heads: [sql`'consent'`, ...heads],
    columns: own.map((column) =>
      column === "purpose"
        ? sql`coalesce(s.purpose, '') AS purpose`
        : column === "address"
          ? sql`nullif(s.address, '') AS address`
          : id("s", column),
    ),
    fields: [],
    content: own,
    key: ["id"],
    existing: job.draft.consents > 0 ? [sql`consent`] : [],
  });
  await job.dropStaged(table);
  for (const column of ["purpose", "channel"] as const) await foldNames(job, incoming.name, column);
  const repeated = job.draft.consents > 0 ? { repeated: repeatedConsents(job, incoming.name) } : {};
  const report = await removeKnown(job, { ...incoming, ...repeated });
  if (report.inserted > 0) await store(job, incoming.name);
  return { report, keyed: incoming.name };
}

/** Undated statements without a message id that equal the last undated one. */
function repeatedConsents(job: Job, keyed: string): Fragment {
  const equal = [...subject, "source", "valid", "state"].map((column) => sql`${id("e", column)} IS NOT DISTINCT FROM ${id("k", column)}`);
  return sql`SELECT k.rowid AS rid, k."row", e.batch FROM ${id(keyed)} k JOIN consent e ON e.customer = k.customer AND ${join(equal, " AND ")}
    WHERE k.hashed AND k.stated_at IS NULL AND e.stated_at IS NULL AND e.valid_from < e.valid_to AND e.received <= ${job.received}`;
}

async function store(job: Job, keyed: string): Promise<void> {
  const arriving = sql`SELECT customer, purpose, channel, address, valid, state, stated_at, ${job.received}::BIGINT AS received, id, source,
    ${job.batch}::INTEGER AS batch, true AS fresh FROM ${id(keyed)}`;
  await job.temporary(
    "fresh_consent",
    consentIntervals(sql`${arriving} UNION ALL SELECT ${listed("h", columns.slice(0, -2))}, false FROM consent h
    WHERE h.customer IN (SELECT customer FROM ${id(keyed)})`),
  );
  await updateConsents(job, "fresh_consent");
  await run(
    job.engine,
    sql`INSERT INTO consent SELECT ${listed("f", columns)} FROM fresh_consent f WHERE fresh ORDER BY ${listed("f", subject)}, f.valid_from`,
  );
  await consentStatistics(job);
}

/** Adds the intervals to consent statements. */
export function consentIntervals(statements: Fragment): Fragment {
  return withIntervals(statements, subject, "from the beginning");
}

/** Brings the intervals of statements that are there already up to date with a temporary table. */
export async function updateConsents(job: Job, fresh: string): Promise<void> {
  await run(
    job.engine,
    sql`UPDATE consent SET valid_from = f.valid_from, valid_to = f.valid_to FROM ${id(fresh)} f
      WHERE NOT f.fresh AND consent.customer = f.customer AND consent.id = f.id AND (consent.valid_from <> f.valid_from OR consent.valid_to <> f.valid_to)`,
  );
}

/** Puts purposes or channels into the folded form in which plans name them; the state keeps them as they were first written. */
async function foldNames(job: Job, keyed: string, column: "purpose" | "channel"): Promise<void> {
  const found = await rows(
    job.engine,
    sql`SELECT DISTINCT ${id(column)} AS name FROM ${id(keyed)} WHERE ${id(column)} <> '' ORDER BY name`,
  );
  const known = column === "purpose" ? job.draft.purposes : job.draft.channels;
  for (const written of found.map(({ name }) => String(name))) {
    const folded = fold(written);
    if (!known.some((name) => fold(name) === folded)) known.push(written);
    if (folded !== written) await run(job.engine, sql`UPDATE ${id(keyed)} SET ${id(column)} = ${folded} WHERE ${id(column)} = ${written}`);
  }
}

/** Leaves the channels and purposes that occur. */
export async function consentStatistics(job: Job): Promise<void> {
  job.draft.consents = count((await row(job.engine, sql`SELECT count(*) AS n FROM consent`)).n);
  const present = async (column: string): Promise<ReadonlySet<string>> =>
    new Set((await rows(job.engine, sql`SELECT DISTINCT ${id(column)} AS name FROM consent`)).map(({ name }) => String(name)));
  const [channels, purposes] = [await present("channel"), await present("purpose")];
  job.draft.channels = job.draft.channels.filter((name) => channels.has(fold(name))).sort();
  job.draft.purposes = job.draft.purposes.filter((name) => purposes.has(fold(name))).sort();
}

function listed(alias: string, names: readonly string[]): Fragment {
  return join(names.map((name) => id(alias, name)));
}
