import { empty, type Fragment, id, join, sql } from "../../sql/statement.ts";
import type { StagedColumns } from "../staging/stage.ts";
import { count, row } from "../warehouse.ts";
import { type ContentField, contentId, messageId } from "./content.ts";
import type { Incoming } from "./incoming.ts";
import type { Job } from "./job.ts";
import { atScale, type Reconciled } from "./reconcile.ts";

/** A staged field and the field of the catalog it goes to. */
export interface Mapped {
  readonly staged: StagedColumns;
  readonly to: Reconciled;
}

export interface KeyedQuery {
  /** Name of the temporary table to make. */
  readonly name: string;
  readonly stage: string;
  /** Texts that begin the content of a row, never NULL; `s` is the staging table. */
  readonly heads: readonly Fragment[];
  /** Columns besides who, id and values, as `expression AS name`; `s` is the staging table. */
  readonly columns: readonly Fragment[];
  readonly fields: readonly Mapped[];
  /** Tables joined to `s`, if any. */
  readonly joins?: Fragment;
  readonly content: readonly string[];
  readonly key: readonly string[];
  readonly existing: readonly Fragment[];
}

/** Makes the table of a staging table's rows with customers, ids and values at the catalog's scale. Rows of deleted customers stay out. */
export async function keyRows(job: Job, query: KeyedQuery): Promise<Incoming> {
  const { name, stage, heads, fields } = query;
  const content: ContentField[] = fields.map(({ staged }) => ({
    name: staged.field.name,
    info: staged.field,
    columns: staged.columns.map((column) => column.name),
  }));
  const cleaned = fields
    .flatMap(({ staged }) => (staged.field.type === "text" ? staged.columns : []))
    .map((column) => sql`nullif(${id(column.name)}, '') AS ${id(column.name)}`);
  const source = cleaned.length === 0 ? id("temp", stage) : sql`(SELECT * REPLACE (${join(cleaned)}) FROM temp.${id(stage)})`;
  const who = [sql`s.who_kind`, sql`s.who`];
  await job.temporary(
    name,
    sql`SELECT n.customer, n.source, s."row",
        CASE WHEN s.message IS NULL THEN ${contentId("s", [...heads, ...who], content)} ELSE ${messageId(sql`s.message`)} END AS id,
        s.message IS NULL AS hashed${query.columns.length === 0 ? empty : sql`, ${join(query.columns)}`}${values(fields)}
      FROM ${source} s JOIN node n ON n.kind = s.who_kind AND n.value = s.who ${query.joins ?? empty} WHERE NOT n.refused`,
  );
  const total = count((await row(job.engine, sql`SELECT count(*) AS n FROM ${id(name)}`)).n);
  const staged = count((await row(job.engine, sql`SELECT count(*) AS n FROM temp.${id(stage)}`)).n);
  return { name, table: stage, content: query.content, key: query.key, rows: total, refused: staged - total, existing: query.existing };
}

function values(fields: readonly Mapped[]): Fragment {
  return join(
    fields.flatMap(({ staged, to }) => {
      const [first] = staged.columns;
      return staged.columns.map((column) => {
        const value = id("s", column.name);
        const scaled = column === first ? atScale(value, to.field.info, to.shift) : value;
        return sql`, ${scaled} AS ${id(column.name.replace(staged.column, to.field.column))}`;
      });
    }),
    "",
  );
}
