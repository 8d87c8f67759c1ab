import { sql } from "../../sql/statement.ts";
import { scaledNumber } from "../types/cell.ts";
import type { Inferred } from "../types/infer.ts";
import type { Check, Context } from "./context.ts";
import type { Converted } from "./field.ts";

/** The point of a latitude and a longitude column, in 1e-7 degrees; `undefined` if the file has none. */
export function placeOf(context: Context): Converted | undefined {
  const latitude = degrees(context.fields.get("latitude"));
  const longitude = degrees(context.fields.get("longitude"));
  if (latitude === undefined || longitude === undefined) return undefined;
  const out = sql`(abs(${latitude}) > 900000000 OR abs(${longitude}) > 1800000000)`;
  const check: Check = { when: out, code: "invalid-cell:a place", column: context.fields.get("latitude")?.column.header };
  const both = sql`(${latitude}) IS NOT NULL AND (${longitude}) IS NOT NULL AND NOT ${out}`;
  return {
    info: { type: "location" },
    parts: [sql`CASE WHEN ${both} THEN CAST(${latitude} AS INTEGER) END`, sql`CASE WHEN ${both} THEN CAST(${longitude} AS INTEGER) END`],
    check,
  };
}

function degrees(inferred: Inferred | undefined) {
  if (inferred === undefined || inferred.type.type !== "number") return undefined;
  const units = scaledNumber(inferred.column, inferred.type);
  const shift = 7 - inferred.type.scale;
  return shift >= 0 ? sql`(${units} * ${10 ** shift})` : sql`CAST(round(${units} / ${10 ** -shift}) AS BIGINT)`;
}
