import { CURRENCIES, currency } from "../../core/number/currency.ts";
import type { ValueInfo } from "../../rules/names.ts";
import { type Fragment, id, join, literal, sql } from "../../sql/statement.ts";
import { headerCurrency } from "../guess/guess.ts";
import { dayOf, instantOf, isMissing, listOf, scaledNumber, truthOf } from "../types/cell.ts";
import type { Inferred } from "../types/infer.ts";
import type { Check, Context } from "./context.ts";

/** A value as the warehouse stores it: its type and one expression per stored column, in the order of `columns.ts`. */
export interface Converted {
  readonly info: ValueInfo;
  readonly parts: readonly Fragment[];
  readonly check?: Check;
}

/** The value of a column as a trait or property. A cell with something that is not of the column's type rejects its row. */
export function convert(context: Context, inferred: Inferred): Converted {
  const { column, type } = inferred;
  const cell = id(column.column);
  // The forms of all numbers and truth values were looked at: where all fit, none has to be looked at again.
  const sure = inferred.misfits === 0 && (type.type === "number" || type.type === "money" || type.type === "boolean");
  const checked = (info: ValueInfo, value: Fragment, words: string, more: readonly Fragment[] = []): Converted => ({
    info,
    parts: [value, ...more],
    ...(sure
      ? {}
      : {
          check: { when: sql`(NOT ${isMissing(inferred)} AND (${value}) IS NULL)`, code: `invalid-cell:${words}`, column: column.header },
        }),
  });
  switch (type.type) {
    case "text":
      return { info: { type: "text" }, parts: [column.type.kind === "text" ? cell : sql`CAST(${cell} AS VARCHAR)`] };
    case "number":
      return checked({ type: "number", scale: type.scale }, present(inferred, scaledNumber(column, type)), "a number");
    case "money":
      return checked({ type: "money", scale: type.scale }, present(inferred, scaledNumber(column, type)), "an amount", [
        currencyOf(context, inferred),
      ]);
    case "boolean":
      return checked({ type: "boolean" }, truthOf(column, type), "true or false");
    case "date":
      return checked({ type: "date" }, dayOf(column, type), "a date");
    case "datetime":
    case "epoch":
      return checked({ type: "datetime" }, instantOf(column, type, context.times), "a date and time");
    case "list":
      return checked(
        { type: "list", element: type.element, ...(type.element === "number" ? { scale: 0 } : {}) },
        listOf(column, type),
        "a list",
      );
  }
}

/** NULL for cells that say "no value" in words; numbers never read as such, so only text needs no second look. */
function present(inferred: Inferred, value: Fragment): Fragment {
  return inferred.words ? sql`CASE WHEN NOT ${isMissing(inferred)} THEN ${value} END` : value;
}

/** The currency of an amount: the row's own column, the sign in the cell, the header's, or the import's. NULL for an unknown code. */
export function currencyOf(context: Context, inferred: Inferred): Fragment {
  const fallback = headerCurrency(inferred.column.header) ?? context.currency;
  const stated = context.fields.get("currency");
  const own = inferred.currencies.length === 0 ? undefined : signOf(inferred);
  const row = stated === undefined ? undefined : sql`upper(${id(stated.column.column)})`;
  const known = [row, own].filter((one) => one !== undefined);
  return known.length === 0 ? sql`${fallback}` : sql`coalesce(${join([...known, sql`${fallback}`])})`;
}

/** The currency that stands in the cell; NULL without one. */
function signOf(inferred: Inferred): Fragment {
  const pairs = inferred.currencies.flatMap((sign) => {
    const code = currency(sign);
    return code === undefined ? [] : [sql` WHEN ${literal(sign)} THEN ${literal(code)}`];
  });
  const sign = sql`regexp_replace(CAST(${id(inferred.column.column)} AS VARCHAR), '[0-9.,''\\s+()-]', '', 'g')`;
  return pairs.length === 0 ? sql`CAST(NULL AS VARCHAR)` : sql`CASE ${sign}${join(pairs, "")} END`;
}

/** Checks of the currencies of an amount: codes that exist, and one currency per amount. */
export function currencyChecks(context: Context, amount: Inferred): readonly Check[] {
  const stated = context.fields.get("currency");
  if (stated === undefined) return [];
  const code = sql`upper(${id(stated.column.column)})`;
  const checks: Check[] = [
    { when: sql`(${code} NOT IN (SELECT unnest(${[...CURRENCIES]})))`, code: "invalid-cell:a currency", column: stated.column.header },
  ];
  if (amount.currencies.length > 0)
    checks.push({ when: sql`(${code} <> ${signOf(amount)})`, code: "two-currencies", column: amount.column.header });
  return checks;
}
