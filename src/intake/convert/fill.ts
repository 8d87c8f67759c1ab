import { type Fragment, id, join, sql, statement } from "../../sql/statement.ts";
import type { StagedEvents, StagedField, StagedTraits } from "../../warehouse/staging/stage.ts";
import { valueTypeOf } from "../../warehouse/staging/stage.ts";
import type { Context, Named } from "./context.ts";
import { type Converted, convert } from "./field.ts";
import type { NamedExpression } from "./typed.ts";

/** A trait or property with the columns of the typed rows that hold its parts. */
export interface Held {
  readonly field: StagedField;
  readonly parts: readonly Fragment[];
}

/** Converts named columns; their parts get the names `v0_0`, `v0_1`, … in the typed rows. */
export function holdAll(context: Context, named: readonly Named[], start = 0) {
  const converted = named.map(({ name, column }) => ({ name, value: convert(context, column) }));
  const partName = (index: number, part: number) => `v${start + index}_${part}`;
  return {
    values: converted.flatMap(({ value }, index) =>
      value.parts.map((part, place): NamedExpression => ({ name: partName(index, place), value: part })),
    ),
    checks: converted.flatMap(({ value }) => (value.check === undefined ? [] : [value.check])),
    held: converted.map(({ name, value }, index): Held => held(name, value, (part) => partName(index, part))),
  };
}

function held(name: string, value: Converted, partName: (part: number) => string): Held {
  return { field: { name, ...value.info }, parts: value.parts.map((_, part) => id(partName(part))) };
}

/** What rows become events: from where, who, when, and with which message id. */
export interface EventRows {
  /** Relation and condition: everything after FROM. */
  readonly from: Fragment;
  readonly row: Fragment;
  readonly whoKind: Fragment;
  readonly who: Fragment;
  readonly instant: Fragment;
  readonly message: Fragment;
}

/** Fills the staging table of one event type. Nothing is staged for properties that have no parts. */
export async function fillEvents(context: Context, event: string, held: readonly Held[], rows: EventRows): Promise<StagedEvents> {
  const staged = await context.stage.stageEvents(
    event,
    held.map(({ field }) => field),
  );
  const columns = [...staged.fields.values()].flatMap((field) => field.columns);
  const target = [sql`"row"`, sql`who_kind`, sql`who`, sql`instant`, sql`message`, ...columns.map((column) => id(column.name))];
  const source = [rows.row, rows.whoKind, rows.who, rows.instant, rows.message, ...held.flatMap(({ parts }) => parts)];
  await context.engine.run(statement(sql`INSERT INTO temp.${id(staged.table)} (${join(target)}) SELECT ${join(source)} FROM ${rows.from}`));
  return staged;
}

/** What rows state traits: from where, who, since when. */
export interface TraitRows {
  readonly from: Fragment;
  readonly row: Fragment;
  readonly whoKind: Fragment;
  readonly who: Fragment;
  readonly statedAt: Fragment;
}

/** Fills the staging tables of traits. A missing value is no statement, unless the import says that empty cells clear. */
export async function fillTraits(context: Context, held: readonly Held[], rows: TraitRows): Promise<void> {
  const tables = await stageTraits(context, held);
  for (const one of held) await insertTrait(context, tables, one, rows);
}

/** Makes the staging tables of all traits of an import; to be called once. */
export async function stageTraits(context: Context, held: readonly Held[]): Promise<readonly StagedTraits[]> {
  return held.length === 0 ? [] : context.stage.stageTraits(held.map(({ field }) => field));
}

/** Puts the statements of one trait into its staging table. */
export async function insertTrait(
  context: Context,
  tables: readonly StagedTraits[],
  { field, parts }: Held,
  rows: TraitRows,
): Promise<void> {
  const table = tables.find((one) => one.valueType === valueTypeOf(field)) as StagedTraits;
  const columns = table.columns.map((column) => id(column.name));
  const condition = context.emptyClears ? sql`` : sql` AND ${parts[0] ?? sql`NULL`} IS NOT NULL`;
  await context.engine.run(
    statement(sql`INSERT INTO temp.${id(table.table)} ("row", who_kind, who, trait, ${join(columns)}, stated_at, message)
      SELECT ${rows.row}, ${rows.whoKind}, ${rows.who}, ${field.name}, ${join(parts)}, ${rows.statedAt}, NULL FROM ${rows.from}${condition}`),
  );
}

/** Fills the staging table of customers: further identities and creation dates. */
export async function fillCustomers(
  context: Context,
  rows: Omit<TraitRows, "statedAt"> & { created?: Fragment; email?: Fragment; phone?: Fragment },
): Promise<void> {
  const table = await context.stage.stageCustomers();
  await context.engine.run(
    statement(sql`INSERT INTO temp.${id(table)} ("row", who_kind, who, created, email, phone)
      SELECT ${rows.row}, ${rows.whoKind}, ${rows.who}, ${rows.created ?? sql`NULL`}, ${rows.email ?? sql`NULL`}, ${rows.phone ?? sql`NULL`} FROM ${rows.from}`),
  );
}
