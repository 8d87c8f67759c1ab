/**
 * Columns that publishing computes in `core`, once per distinct value: folded text and points on the sphere. ASCII text is
 * lower-cased by the engine, which is what folding does to it; everything else goes through a mapping table.
 */
import { toSphere } from "../../core/sphere.ts";
import { fold } from "../../core/text/fold.ts";
import type { ValueInfo } from "../../rules/names.ts";
import { empty, type Fragment, id, join, sql, statement } from "../../sql/statement.ts";
import { columnsOf } from "../columns.ts";
import type { Cell } from "../port.ts";
import { run } from "../warehouse.ts";
import type { Job } from "./job.ts";

/** A field of a temporary table whose value columns are there. */
export interface ValueColumns {
  readonly column: string;
  readonly info: ValueInfo;
}

/** How to select computed columns beside a table: joins to append to its FROM, and one expression per computed column. */
export interface Computed {
  readonly joins: Fragment;
  /** By column name. */
  readonly expressions: ReadonlyMap<string, Fragment>;
}

const CHUNK = 10_000;

/** Prepares mapping tables for the fields of `table` and says how to use them; `table` is to be selected under its own name. */
export async function computeColumns(job: Job, table: string, fields: readonly ValueColumns[]): Promise<Computed> {
  const expressions = new Map<string, Fragment>();
  const joins: Fragment[] = [];
  for (const { column, info } of fields) {
    if (info.type === "text") await foldText(job, table, column, joins, expressions);
    else if (info.type === "list" && info.element !== "number") await foldLists(job, table, column, joins, expressions);
    else if (info.type === "location") await findPoints(job, table, column, joins, expressions);
  }
  return { joins: joins.length === 0 ? empty : join(joins, " "), expressions };
}

/** SQL for every stored column of the fields, computed ones included, in the order of `columnsOf`. */
export function storedExpressions(table: string, fields: readonly ValueColumns[], computed: Computed): readonly Fragment[] {
  return fields.flatMap(({ column, info }) =>
    columnsOf(column, info).map(({ name }) => sql`${computed.expressions.get(name) ?? id(table, name)} AS ${id(name)}`),
  );
}

async function foldText(job: Job, table: string, column: string, joins: Fragment[], expressions: Map<string, Fragment>): Promise<void> {
  const value = id(table, column);
  const mapped = `${table}_${column}_fold`;
  const beyond = sql`SELECT DISTINCT ${value} AS given FROM ${id(table)} WHERE strlen(${value}) <> length(${value})`;
  const some = await mapDistinct(job, mapped, beyond, sql`given VARCHAR, folded VARCHAR`, (given) => [given, fold(String(given))]);
  if (some) joins.push(sql`LEFT JOIN ${id(mapped)} ON ${id(mapped)}.given = ${value}`);
  expressions.set(`${column}__folded`, some ? sql`coalesce(${id(mapped)}.folded, lower(${value}))` : sql`lower(${value})`);
}

async function foldLists(job: Job, table: string, column: string, joins: Fragment[], expressions: Map<string, Fragment>): Promise<void> {
  const value = id(table, column);
  const mapped = `${table}_${column}_fold`;
  const joined = sql`array_to_string(${value}, '')`;
  const beyond = sql`SELECT DISTINCT to_json(${value})::VARCHAR AS given FROM ${id(table)} WHERE strlen(${joined}) <> length(${joined})`;
  const some = await mapDistinct(job, mapped, beyond, sql`given VARCHAR, folded VARCHAR`, (given) => [
    given,
    JSON.stringify((JSON.parse(String(given)) as string[]).map(fold)),
  ]);
  const plain = sql`list_transform(${value}, item -> lower(item))`;
  if (some) joins.push(sql`LEFT JOIN ${id(mapped)} ON ${id(mapped)}.given = to_json(${value})::VARCHAR`);
  expressions.set(`${column}__folded`, some ? sql`coalesce(from_json(${id(mapped)}.folded, '["VARCHAR"]'), ${plain})` : plain);
}

async function findPoints(job: Job, table: string, column: string, joins: Fragment[], expressions: Map<string, Fragment>): Promise<void> {
  const [latitude, longitude] = [id(table, `${column}__latitude`), id(table, `${column}__longitude`)];
  const mapped = `${table}_${column}_point`;
  const pairs = sql`SELECT DISTINCT ${latitude} AS given, ${longitude} AS other FROM ${id(table)} WHERE ${latitude} IS NOT NULL AND ${longitude} IS NOT NULL`;
  await mapDistinct(job, mapped, pairs, sql`given BIGINT, other BIGINT, x BIGINT, y BIGINT, z BIGINT`, (given, other) => {
    const point = toSphere(Number(given) / 1e7, Number(other) / 1e7);
    return [BigInt(Number(given)), BigInt(Number(other)), BigInt(point.x), BigInt(point.y), BigInt(point.z)];
  });
  joins.push(sql`LEFT JOIN ${id(mapped)} ON ${id(mapped)}.given = ${latitude} AND ${id(mapped)}.other = ${longitude}`);
  for (const part of ["x", "y", "z"]) expressions.set(`${column}__${part}`, id(mapped, part));
}

/** Fills a mapping table from the distinct values of a query; false if there are none. */
async function mapDistinct(
  job: Job,
  name: string,
  distinct: Fragment,
  columns: Fragment,
  make: (given: Cell, other: Cell) => readonly (string | bigint | Cell)[],
): Promise<boolean> {
  const made: (readonly Cell[])[] = [];
  for await (const chunk of job.engine.stream(statement(distinct))) {
    for (let i = 0; i < chunk.rows; i++) made.push(make(chunk.columns[0]?.[i] ?? null, chunk.columns[1]?.[i] ?? null));
  }
  if (made.length === 0 && !name.endsWith("_point")) return false;
  await job.temporaryTable(name, columns);
  for (let i = 0; i < made.length; i += CHUNK) {
    const part = made.slice(i, i + CHUNK);
    const lists = (part[0] ?? []).map((_, column) => part.map((cells) => cells[column]));
    const unnested = lists.map((list) => sql`unnest(${list as readonly string[] | readonly bigint[]})`);
    await run(job.engine, sql`INSERT INTO ${id(name)} SELECT ${join(unnested)}`);
  }
  return made.length > 0;
}
