/**
 * Who the rows of an import are about. The result is the temporary table `node`: one row per identity that the import names,
 * with its customer; new customers get the next keys in the order in which the file names them.
 */
import { type Fragment, id, join, sql } from "../../sql/statement.ts";
import type { Stage } from "../staging/stage.ts";
import { count, row, rows, run } from "../warehouse.ts";
import { LISTED, type Published, places } from "./import.ts";
import type { Job } from "./job.ts";

export interface Identified {
  readonly created: number;
  readonly conflicts: Published["identityConflicts"];
  /** Whether some identity of the import belongs to a deleted customer. */
  readonly anyRefused: boolean;
  /** Whether a customer named in the import was merged: rows then have a source that is not their customer. */
  readonly anyMerged: boolean;
}

/** Kinds of identity, the one that names a customer best first; a link joins an identity to one of a better kind. */
const precedence = ["id", "email", "phone", "anonymous"] as const;

/** SQL for a node's hash among deleted identities. */
export function identityHash(kind: Fragment, value: Fragment): Fragment {
  return sql`sha256(concat(${kind}, chr(0), ${value}))`;
}

/**
 * Makes `node` (kind, value, place, root, customer, source, known, refused): `root` is the position of the node whose new
 * customer it shares. Reads only; `recordPeople` writes.
 */
export async function identify(job: Job, stage: Stage): Promise<Identified> {
  const linked = await links(job, stage);
  await job.temporary(
    "node",
    sql`WITH main AS MATERIALIZED (${main(stage)}), named AS (SELECT kind, value, min(place) AS place FROM (${named(stage, linked)}) GROUP BY kind, value),
        numbered AS (SELECT *, row_number() OVER (ORDER BY place, kind, value) AS nid FROM named)
      SELECT n.nid, n.kind, n.value, n.place, n.nid AS root, i.customer, coalesce(i.source, i.customer) AS source,
        i.customer IS NOT NULL AS known, ${refusal(job)} AS refused
      FROM numbered n LEFT JOIN identity i ON i.kind = n.kind AND i.value = n.value`,
  );
  const conflicts = linked ? await joinLinks(job) : [];
  await run(
    job.engine,
    sql`UPDATE node SET customer = f.customer, source = f.customer FROM (
        SELECT root, ${job.draft.maxKey} + row_number() OVER (ORDER BY min(place), root) AS customer
        FROM node WHERE customer IS NULL AND NOT refused GROUP BY root) f
      WHERE node.root = f.root AND node.customer IS NULL`,
  );
  const summary = await row(
    job.engine,
    sql`SELECT count(DISTINCT customer) FILTER (customer > ${job.draft.maxKey}) AS created, coalesce(bool_or(refused), false) AS refused,
      coalesce(bool_or(customer <> source), false) AS merged FROM node`,
  );
  return { created: count(summary.created), conflicts, anyRefused: summary.refused === true, anyMerged: summary.merged === true };
}

/** The identities by which staged customers go: where there are any, most rows of the other tables name one of them. */
function main(stage: Stage): Fragment {
  if (stage.customers === undefined) return sql`SELECT 'id' AS kind, '' AS value, 0::BIGINT AS place WHERE false`;
  return sql`SELECT who_kind AS kind, who AS value, min("row") AS place FROM temp.${id(stage.customers)} GROUP BY who_kind, who`;
}

function named(stage: Stage, linked: boolean): Fragment {
  const tables = [...stage.events.map(({ table }) => table), ...stage.traits.map(({ table }) => table), stage.consents];
  // Only what is not in `main` at the same place or before it is grouped: a hash table of all rows would not fit in memory.
  const further =
    stage.customers === undefined ? sql`` : sql`ANTI JOIN main m ON m.kind = s.who_kind AND m.value = s.who AND m.place <= s."row"`;
  const sources = tables.flatMap((table) =>
    table === undefined
      ? []
      : [
          sql`SELECT s.who_kind AS kind, s.who AS value, min(s."row") AS place FROM temp.${id(table)} s ${further} GROUP BY s.who_kind, s.who`,
        ],
  );
  if (linked) sources.push(sql`SELECT kind, value, place FROM link`);
  return join([sql`SELECT kind, value, place FROM main`, ...sources], " UNION ALL ");
}

function refusal(job: Job): Fragment {
  if (job.draft.deletedIds === 0) return sql`false`;
  return sql`(${identityHash(sql`n.kind`, sql`n.value`)} IN (SELECT hash FROM deleted_id))`;
}

/** Makes `link` (kind, value, owner_kind, owner, place, row): identities that staged customers have besides the one they go by. */
async function links(job: Job, stage: Stage): Promise<boolean> {
  if (stage.customers === undefined) return false;
  const rank = (kind: Fragment): Fragment => sql`list_position(${[...precedence]}, ${kind})`;
  const further = (kind: "email" | "phone"): Fragment =>
    sql`SELECT ${kind} AS kind, ${id(kind)} AS value, who_kind AS owner_kind, who AS owner, "row" AS place FROM temp.${id(stage.customers ?? "")}
      WHERE ${id(kind)} IS NOT NULL AND NOT (who_kind = ${kind} AND who = ${id(kind)})`;
  await job.temporary(
    "link",
    sql`WITH pairs AS (${further("email")} UNION ALL ${further("phone")}),
        directed AS (SELECT *, ${rank(sql`kind`)} < ${rank(sql`owner_kind`)} AS turned FROM pairs)
      SELECT CASE WHEN turned THEN owner_kind ELSE kind END AS kind, CASE WHEN turned THEN owner ELSE value END AS value,
        CASE WHEN turned THEN kind ELSE owner_kind END AS owner_kind, CASE WHEN turned THEN value ELSE owner END AS owner, min(place) AS place
      FROM directed GROUP BY ALL`,
  );
  return count((await row(job.engine, sql`SELECT count(*) AS n FROM link`)).n) > 0;
}

/** Joins linked identities kind by kind, so that an owner is settled before what it owns. */
async function joinLinks(job: Job): Promise<Published["identityConflicts"]> {
  const conflicts: { kind: string; count: number; rows: readonly number[] }[] = [];
  for (const kind of precedence.slice(1)) {
    await adopt(job, kind);
    await claim(job, kind);
    const clashing = sql`FROM link l JOIN node t ON t.kind = l.kind AND t.value = l.value JOIN node o ON o.kind = l.owner_kind AND o.value = l.owner
      WHERE l.kind = ${kind} AND NOT t.refused AND NOT o.refused
        AND CASE WHEN t.customer IS NULL OR o.customer IS NULL THEN t.root <> o.root ELSE t.customer <> o.customer END`;
    const found = count((await row(job.engine, sql`SELECT count(*) AS n ${clashing}`)).n);
    if (found === 0) continue;
    const listed = await rows(job.engine, sql`SELECT l.place AS "row" ${clashing} ORDER BY l.place LIMIT ${LISTED}`);
    conflicts.push({ kind, count: found, rows: places(listed) });
  }
  return conflicts;
}

/** An unknown owner becomes the known customer whose identity it names, if that customer has no identity of the owner's kind yet. */
async function adopt(job: Job, kind: string): Promise<void> {
  await run(
    job.engine,
    sql`UPDATE node SET customer = f.customer, source = f.customer FROM (
        SELECT root, customer FROM (
          SELECT o.root, t.customer, row_number() OVER (PARTITION BY t.customer, l.owner_kind ORDER BY l.place, o.nid) AS a,
            row_number() OVER (PARTITION BY o.root ORDER BY l.place, t.nid) AS b
          FROM link l JOIN node t ON t.kind = l.kind AND t.value = l.value JOIN node o ON o.kind = l.owner_kind AND o.value = l.owner
          WHERE l.kind = ${kind} AND t.customer IS NOT NULL AND o.customer IS NULL AND NOT t.refused AND NOT o.refused
            AND NOT EXISTS (SELECT 1 FROM identity i WHERE i.customer = t.customer AND i.kind = l.owner_kind)
            AND NOT EXISTS (SELECT 1 FROM node m WHERE m.customer = t.customer AND m.kind = l.owner_kind))
        WHERE a = 1 AND b = 1) f
      WHERE node.root = f.root AND node.customer IS NULL`,
  );
}

/** A free identity goes to the first owner that names it. */
async function claim(job: Job, kind: string): Promise<void> {
  await run(
    job.engine,
    sql`UPDATE node SET root = f.root, customer = f.customer, source = f.customer FROM (
        SELECT nid, root, customer FROM (
          SELECT t.nid, o.root, o.customer, row_number() OVER (PARTITION BY t.nid ORDER BY l.place, o.nid) AS a
          FROM link l JOIN node t ON t.kind = l.kind AND t.value = l.value JOIN node o ON o.kind = l.owner_kind AND o.value = l.owner
          WHERE l.kind = ${kind} AND t.customer IS NULL AND NOT t.refused AND NOT o.refused)
        WHERE a = 1) f
      WHERE node.nid = f.nid`,
  );
}

/** Writes the identities and arrivals of an import; `created` dates come from the staged customers. */
export async function recordIdentities(job: Job, stage: Stage): Promise<void> {
  const { engine, batch, received } = job;
  await run(
    engine,
    sql`INSERT INTO identity SELECT kind, value, customer, source, ${received}, ${batch} FROM node WHERE NOT known AND NOT refused ORDER BY customer`,
  );
  const created =
    stage.customers === undefined
      ? sql`SELECT NULL AS kind, NULL AS value, NULL AS created WHERE false`
      : sql`SELECT who_kind AS kind, who AS value, min(created) AS created FROM temp.${id(stage.customers)} GROUP BY ALL`;
  await run(
    engine,
    sql`INSERT INTO arrival SELECT ${batch}, n.customer, n.kind, n.value, s.created FROM node n LEFT JOIN (${created}) s
      ON s.kind = n.kind AND s.value = n.value WHERE NOT n.refused ORDER BY n.customer`,
  );
}
