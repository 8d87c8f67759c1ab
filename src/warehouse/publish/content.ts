/**
 * The canonical text of a row's content, of which the hash is its id when the source gave none. It is the same however the
 * values are stored: numbers are written with 18 decimal places, missing values and absent columns leave no trace, names and
 * texts carry their length in bytes, so that no two contents have one text.
 */
import type { ValueInfo } from "../../rules/names.ts";
import { type Fragment, id, join, sql } from "../../sql/statement.ts";

const PLACES = 18;

export interface ContentField {
  readonly name: string;
  readonly info: ValueInfo;
  /** Columns as staged, in the order of `columns.ts`, without those that publishing computes. */
  readonly columns: readonly string[];
}

/** SQL for the 128-bit id of a row without a message id: the hash of its heads (never NULL) and fields. `alias` names the table. */
export function contentId(alias: string, heads: readonly Fragment[], fields: readonly ContentField[]): Fragment {
  const ordered = [...fields].sort((a, b) => (a.name < b.name ? -1 : 1));
  const parts = [...heads.map((head) => sql`${measured(head)} || ';'`), ...ordered.map((field) => piece(alias, field))];
  return sql`md5_number(concat(${join(parts)}))`;
}

/** SQL for the id of the n-th row of equal content in one import, n > 1. */
export function occurrenceId(content: Fragment, n: Fragment): Fragment {
  return sql`md5_number(concat(CAST(${content} AS VARCHAR), '#', ${n}))`;
}

/** SQL for the id of a row with a message id. */
export function messageId(message: Fragment): Fragment {
  return sql`md5_number(${message})`;
}

function piece(alias: string, field: ContentField): Fragment {
  const label = `|${[...new TextEncoder().encode(field.name)].length}:${field.name}=${field.info.type};`;
  return sql`${label} || ${canonical(alias, field)}`;
}

function canonical(alias: string, { info, columns }: ContentField): Fragment {
  const [first, second] = columns.map((column) => id(alias, column));
  const value = first ?? sql`NULL`;
  switch (info.type) {
    case "text":
      return measured(value);
    case "number":
      return decimal(value, info.scale ?? 0);
    case "money":
      return sql`${decimal(value, info.scale ?? 0)} || coalesce(${second ?? sql`NULL`}, '')`;
    case "list":
      return info.element === "number"
        ? sql`array_to_string(list_transform(${value}, item -> ${decimal(sql`item`, info.scale ?? 0)}), ',')`
        : sql`array_to_string(list_transform(${value}, item -> ${measured(sql`item`)}), ',')`;
    case "location":
      return sql`CAST(${value} AS VARCHAR) || ',' || CAST(${second ?? sql`NULL`} AS VARCHAR)`;
    default:
      return sql`CAST(${value} AS VARCHAR)`;
  }
}

function measured(text: Fragment): Fragment {
  return sql`strlen(${text}) || ':' || ${text}`;
}

function decimal(units: Fragment, scale: number): Fragment {
  return sql`CASE WHEN ${units} = 0 THEN '0' ELSE ${units} || ${"0".repeat(PLACES - scale)} END`;
}
