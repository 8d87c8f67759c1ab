/** Brings the fields of a file together with those of the catalog: same name and type, one field; another type, a field of its own. */
import { failure } from "../../core/issue.ts";
import type { ValueInfo } from "../../rules/names.ts";
import { type Fragment, id, join, sql, typeName } from "../../sql/statement.ts";
import { columnsOf } from "../columns.ts";
import { slug } from "../slug.ts";
import type { StagedField } from "../staging/stage.ts";
import type { FieldState } from "../state.ts";
import { row, run } from "../warehouse.ts";
import type { Job } from "./job.ts";

/** Names that a field's column may not have, because every table of its kind has them. */
export const eventColumns: readonly string[] = ["customer", "instant", "id", "source", "batch", "local_date", "type", "properties"];
export const customerColumns: readonly string[] = ["customer", "id", "since", "anonymous"];

/** What has to be done for a staged field. */
export interface Reconciled {
  readonly field: FieldState;
  /** True if the field is new: its columns are still to be made. */
  readonly fresh: boolean;
  /** Decimal places by which stored values have to be widened first. */
  readonly widen: number;
  /** Decimal places by which staged values have to be widened. */
  readonly shift: number;
}

/** The field for a staged one, added to `fields` if it is new. Widening changes the field's scale at once. */
export function reconcile(job: Job, fields: FieldState[], staged: StagedField, columns: readonly string[]): Reconciled {
  const same = fields.find((field) => field.name === staged.name && sameType(field.info, staged));
  const taken = fields.some((field) => field.name === staged.name);
  const name = same !== undefined || !taken ? staged.name : `${staged.name} (${typeText(staged)})`;
  const known = same ?? fields.find((field) => field.name === name && sameType(field.info, staged));
  if (name !== staged.name) job.retyped.push({ name: staged.name, became: name });
  if (known === undefined) {
    const used = new Set([...columns, ...fields.map((field) => field.column)]);
    const { name: _, currencies: __, ...info } = staged;
    const field: FieldState = { name, column: slug(name, used), info, batch: job.batch, source: job.source, set: 0, values: [] };
    fields.push(field);
    return { field, fresh: true, widen: 0, shift: 0 };
  }
  const [stored, coming] = [known.info.scale ?? 0, staged.scale ?? 0];
  if (coming > stored) known.info = { ...known.info, scale: coming };
  return { field: known, fresh: false, widen: Math.max(0, coming - stored), shift: Math.max(0, stored - coming) };
}

/** Adds a new field's columns to a table. */
export async function addColumns(job: Job, table: string, field: FieldState): Promise<void> {
  for (const column of columnsOf(field.column, field.info)) {
    await run(job.engine, sql`ALTER TABLE ${id(table)} ADD COLUMN ${id(column.name)} ${typeName(column.type)}`);
  }
}

/** Multiplies a column's numbers by 10^places, exactly, for the rows of one trait or all rows. Issue: `number-too-large`. */
export async function widenColumn(
  job: Job,
  table: string,
  column: string,
  field: FieldState,
  places: number,
  only?: Fragment,
): Promise<void> {
  const list = field.info.type === "list";
  const where = only === undefined ? sql`` : sql`WHERE ${only}`;
  const bound = 2n ** 63n / 10n ** BigInt(places) - 1n;
  const values = list
    ? sql`SELECT unnest(${id(column)}) AS v FROM ${id(table)} ${where}`
    : sql`SELECT ${id(column)} AS v FROM ${id(table)} ${where}`;
  const over = await row(job.engine, sql`SELECT coalesce(bool_or(v > ${bound} OR v < ${-bound}), false) AS over FROM (${values})`);
  if (over.over === true) throw failure("number-too-large", { name: field.name, scale: field.info.scale ?? 0 });
  const factor = 10n ** BigInt(places);
  const wider = list ? sql`list_transform(${id(column)}, item -> item * ${factor})` : sql`${id(column)} * ${factor}`;
  if (only === undefined) await run(job.engine, sql`UPDATE ${id(table)} SET ${id(column)} = ${wider} WHERE ${id(column)} IS NOT NULL`);
  else await run(job.engine, sql`UPDATE ${id(table)} SET ${id(column)} = ${wider} WHERE ${only} AND ${id(column)} IS NOT NULL`);
}

/** SQL for a staged value at the catalog's scale; NULL for empty text. */
export function atScale(value: Fragment, info: ValueInfo, shift: number): Fragment {
  if (info.type === "text") return sql`nullif(${value}, '')`;
  if (shift === 0) return value;
  const factor = 10n ** BigInt(shift);
  return info.type === "list" ? sql`list_transform(${value}, item -> item * ${factor})` : sql`${value} * ${factor}`;
}

/** `name TYPE, …` of the columns of fields. */
export function columnList(fields: readonly FieldState[]): Fragment {
  return join(
    fields.flatMap((field) => columnsOf(field.column, field.info).map((column) => sql`, ${id(column.name)} ${typeName(column.type)}`)),
    "",
  );
}

function sameType(a: ValueInfo, b: ValueInfo): boolean {
  return a.type === b.type && (a.type !== "list" || (a.element ?? "text") === (b.element ?? "text"));
}

function typeText(info: ValueInfo): string {
  return info.type === "list" ? `list of ${info.element ?? "text"}` : info.type;
}
