import { minorDigits } from "../../core/number/currency.ts";
import { type Fragment, sql } from "../../sql/statement.ts";
import { isMissing, scaledNumber } from "../types/cell.ts";
import type { Inferred } from "../types/infer.ts";
import type { Check, Context } from "./context.ts";

/** A number or amount that a row needs: units of `scale`, and the check that it is one. */
export interface Units {
  readonly value: Fragment;
  readonly scale: number;
  readonly checks: readonly Check[];
}

/** Decimal places for amounts of which some have these: at least those of the currency, so that imports of one shop agree. */
export function amountScale(context: Context, scales: readonly (number | undefined)[]): number {
  return Math.max(minorDigits(context.currency), ...scales.map((scale) => scale ?? 0));
}

/** Units of one scale in another, larger one. */
export function rescaled(units: Fragment, from: number, to: number): Fragment {
  return from === to ? units : sql`(${units} * ${10 ** (to - from)})`;
}

/** The scaled value of a mapped numeric column. A column of another type rejects every row, with its place. */
export function unitsOf(inferred: Inferred, required: boolean): Units {
  const { column, type } = inferred;
  const header = column.header;
  if (type.type !== "number" && type.type !== "money") {
    return { value: sql`CAST(NULL AS BIGINT)`, scale: 0, checks: [{ when: sql`true`, code: "invalid-cell:a number", column: header }] };
  }
  const read = scaledNumber(column, type);
  const value = inferred.words ? sql`CASE WHEN NOT ${isMissing(inferred)} THEN ${read} END` : read;
  const bad = required ? sql`((${value}) IS NULL)` : sql`(NOT ${isMissing(inferred)} AND (${value}) IS NULL)`;
  return { value, scale: type.scale, checks: [{ when: bad, code: "invalid-cell:a number", column: header }] };
}
