/** Names and DuckDB types of the columns that hold one field; the table in the README, as code. */
import type { ValueInfo } from "../rules/names.ts";

export type Part = "value" | "folded" | "currency" | "latitude" | "longitude" | "x" | "y" | "z";

export interface Column {
  readonly part: Part;
  readonly name: string;
  /** DuckDB type. */
  readonly type: string;
}

const single: Readonly<Record<"number" | "boolean" | "date" | "datetime" | "score", string>> = {
  number: "BIGINT",
  boolean: "BOOLEAN",
  date: "INTEGER",
  datetime: "BIGINT",
  score: "DOUBLE",
};

/** The columns of a field in their order in the table; the first tells whether the field is set. */
export function columnsOf(column: string, info: ValueInfo): readonly Column[] {
  const part = (name: Part, type: string): Column => ({ part: name, name: name === "value" ? column : `${column}__${name}`, type });
  switch (info.type) {
    case "text":
      return [part("value", "VARCHAR"), part("folded", "VARCHAR")];
    case "money":
      return [part("value", "BIGINT"), part("currency", "VARCHAR")];
    case "list":
      return info.element === "number" ? [part("value", "BIGINT[]")] : [part("value", "VARCHAR[]"), part("folded", "VARCHAR[]")];
    case "location":
      return [part("latitude", "INTEGER"), part("longitude", "INTEGER"), part("x", "BIGINT"), part("y", "BIGINT"), part("z", "BIGINT")];
    default:
      return [part("value", single[info.type])];
  }
}
