/** The type of a column and how its cells are written: what `cell.ts` needs to convert them without loss. */

/** How numbers are written. `group` is the thousands separator, "" for none. */
export interface NumberStyle {
  readonly decimal: "." | ",";
  readonly group: "" | "," | "." | " " | "'";
}

/** Order of day, month and year where all are numbers. */
export type DateOrder = "dmy" | "mdy" | "ymd";

/** One way in which dates or times are written: a format of `strptime`, and whether an offset follows. */
export interface TimeFormat {
  readonly format: string;
  readonly time: boolean;
  /** The text ends with Z, UTC or an offset such as +01:00. */
  readonly offset: boolean;
}

export type ColumnType =
  | { readonly type: "text" }
  | { readonly type: "number"; readonly scale: number; readonly style: NumberStyle; readonly percent: boolean }
  | { readonly type: "money"; readonly scale: number; readonly style: NumberStyle }
  | { readonly type: "boolean"; readonly yes: string; readonly no: string }
  | { readonly type: "date"; readonly formats: readonly TimeFormat[] }
  | { readonly type: "datetime"; readonly formats: readonly TimeFormat[] }
  | { readonly type: "epoch"; readonly unit: "seconds" | "milliseconds" | "microseconds" }
  | { readonly type: "list"; readonly element: "text" | "number"; readonly separator: "json" | string };

/** Cells that say "no value" in columns of every type but text, compared in capitals. */
export const MISSING = ["NA", "N/A", "#N/A", "NAN", "NULL", "NONE", "NIL", "\\N", "-", "--", "?"] as const;
