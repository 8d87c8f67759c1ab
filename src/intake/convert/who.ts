import { emailForm, isEmail } from "../../core/text/contact.ts";
import { idForm, normalForm } from "../../core/text/normal.ts";
import { type Fragment, id, join, literal, sql, statement } from "../../sql/statement.ts";
import type { Engine } from "../../warehouse/port.ts";
import { inFileOrder, type Raw, TABLE } from "../raw/raw.ts";
import type { Inferred } from "../types/infer.ts";
import type { Check } from "./context.ts";

/** Who a row is about, in normal form. */
export interface Who {
  readonly kind: "id" | "email" | "anonymous";
  readonly value: Fragment;
  readonly checks: readonly Check[];
}

/** The identity in a column: an e-mail address if all its values are, an id otherwise. */
export function whoOf(inferred: Inferred): Who {
  const { column, emails } = inferred;
  const value = column.type.kind === "text" ? id(column.column) : sql`CAST(${id(column.column)} AS VARCHAR)`;
  const missing: Check = { when: sql`(${value} IS NULL)`, code: "no-customer", column: column.header };
  if (!emails) return { kind: "id", value, checks: [missing] };
  const address = emailOf(inferred);
  return {
    kind: "email",
    value: address,
    checks: [missing, { when: sql`(${address} IS NULL)`, code: "invalid-cell:an e-mail address", column: column.header }],
  };
}

/** The address in a column in normal form; NULL for what is none. Letters beyond ASCII were put in form by `normalise`. */
export function emailOf({ column }: Inferred): Fragment {
  const plain = sql`regexp_replace(regexp_replace(lower(${id(column.column)}), '^mailto:', ''), '\\.$', '')`;
  return sql`CASE WHEN strlen(${id(column.column)}) = length(${id(column.column)}) THEN
      CASE WHEN regexp_full_match(${plain}, '[a-z0-9!#$%&''*+/=?^_\`{|}~-]+(\\.[a-z0-9!#$%&''*+/=?^_\`{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9-]*[a-z][a-z0-9-]*') THEN ${plain} END
    WHEN contains(${id(column.column)}, '@') THEN ${id(column.column)} END`;
}

/**
 * Puts texts with letters beyond ASCII into the forms of `core`: NFC as written, ids also trimmed, addresses in their own form. The
 * tables of `core` decide, once per different text; the engine only replaces. Returns the relation to go on with.
 */
export async function normalise(engine: Engine, raw: Raw, columns: readonly Inferred[], ids: ReadonlySet<string>): Promise<Raw> {
  let current = raw;
  for (const inferred of columns) {
    const { column } = inferred;
    if (column.type.kind !== "text" || inferred.wide === 0) continue;
    const form = ids.has(column.column) ? (inferred.emails ? addressForm : idForm) : normalForm;
    const changed = await changes(engine, current, column.column, form);
    if (changed.written.length === 0) continue;
    if (current === raw) current = await inTable(engine, raw);
    await engine.run(
      statement(sql`UPDATE ${id(TABLE)} SET ${id(column.column)} = nullif(f.form, '')
        FROM (SELECT unnest(${changed.written}) AS written, unnest(${changed.forms}) AS form) f WHERE ${id(column.column)} = f.written`),
    );
  }
  return current;
}

function addressForm(text: string): string {
  return isEmail(text) ? emailForm(text) : "";
}

async function changes(engine: Engine, raw: Raw, column: string, form: (text: string) => string) {
  const written: string[] = [];
  const forms: string[] = [];
  const cell = id(column);
  for await (const chunk of engine.stream(
    statement(sql`SELECT DISTINCT ${cell} AS v FROM ${raw.from} WHERE strlen(${cell}) <> length(${cell})`),
  )) {
    for (const value of chunk.columns[0] ?? []) {
      const to = form(String(value));
      if (to === value) continue;
      written.push(String(value));
      forms.push(to);
    }
  }
  return { written, forms };
}

/** Gives an order's first row's cells to its other rows where they have none. */
export async function fillHeads(engine: Engine, raw: Raw, order: string, columns: readonly string[]): Promise<Raw> {
  const cells = raw.columns.map(({ column }) =>
    columns.includes(column)
      ? sql`coalesce(${id(column)}, any_value(${id(column)}) OVER (PARTITION BY ${id(order)})) AS ${id(column)}`
      : id(column),
  );
  return inTable(engine, { ...raw, from: sql`(SELECT "row", ${join(cells)} FROM ${raw.from} ORDER BY "row")` });
}

/** Takes away the apostrophe that keeps spreadsheets from changing a cell. */
export async function withoutApostrophes(engine: Engine, raw: Raw): Promise<Raw> {
  const cells = raw.columns.map(({ column, type }) =>
    type.kind === "text"
      ? sql`CASE WHEN starts_with(${id(column)}, chr(39)) THEN nullif(substr(${id(column)}, 2), '') ELSE ${id(column)} END AS ${id(column)}`
      : id(column),
  );
  return inTable(engine, { ...raw, from: sql`(SELECT "row", ${join(cells)} FROM ${raw.from} ORDER BY "row")` });
}

const GUARD = "^'('*[=+@\\t\\r-])";

/** Takes away the apostrophes that `spreadsheetCell` put before what looks like a formula. */
export async function withoutGuards(engine: Engine, raw: Raw): Promise<Raw> {
  const cells = raw.columns.map(({ column, type }) =>
    type.kind === "text" ? sql`regexp_replace(${id(column)}, ${literal(GUARD)}, ${literal("\\1")}) AS ${id(column)}` : id(column),
  );
  return inTable(engine, { ...raw, from: sql`(SELECT "row", ${join(cells)} FROM ${raw.from} ORDER BY "row")` });
}

/** The rows in a table that can be changed. */
async function inTable(engine: Engine, raw: Raw): Promise<Raw> {
  await inFileOrder(engine, () => engine.run(statement(sql`CREATE OR REPLACE TEMP TABLE intake_form AS SELECT * FROM ${raw.from}`)));
  await engine.run(statement(sql`DROP TABLE IF EXISTS ${id(TABLE)}`));
  await engine.run(statement(sql`ALTER TABLE intake_form RENAME TO ${id(TABLE)}`));
  return { ...raw, from: id(TABLE) };
}
