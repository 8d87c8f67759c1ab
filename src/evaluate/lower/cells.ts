/** Expressions for the columns that hold one value of a customer or event. */

import type { ValueInfo } from "../../rules/names.ts";
import type { Field } from "../../rules/plan.ts";
import { as, call, choose, column, columns, constant, infix, isSet, select, table, typed, value } from "../../sql/build.ts";
import type { Dialect } from "../../sql/dialect.ts";
import type { Expression, Select } from "../../sql/tree.ts";
import { columnsOf, type Part } from "../../warehouse/columns.ts";

/** Where a value is: an expression for each part, and one that says whether it is set. */
export interface Cells {
  readonly part: (part: Part) => Expression;
  readonly isSet: Expression;
}

/** The columns of a field in a table or subquery. */
export function cellsOf(base: string, info: ValueInfo, owner: string, dialect: Dialect): Cells {
  const columns = columnsOf(base, info);
  const part = (wanted: Part): Expression => {
    const found = columns.find((one) => one.part === wanted);
    if (found === undefined) throw new TypeError(`a ${info.type} has no ${wanted}`);
    return column(found.name, owner);
  };
  const first = columns[0]?.name ?? base;
  const flagged = info.type === "list" && !dialect.nullLists;
  return { part, isSet: flagged ? column(`${base}__set`, owner) : isSet(column(first, owner)) };
}

/** A value that is one expression: a measure's result, a converted amount. */
export function cellsOfValue(of: Expression): Cells {
  return { part: () => of, isSet: isSet(of) };
}

/** Names of all columns of a field, for subqueries that pass them on. */
export function columnNames(base: string, info: ValueInfo, dialect: Dialect): readonly string[] {
  const names = columnsOf(base, info).map((one) => one.name);
  return info.type === "list" && !dialect.nullLists ? [...names, `${base}__set`] : names;
}

const MAX_RATE_SCALE = 18;

/**
 * Rates for a field's amounts as a query with the columns `currency`, `date`, `times` and `over`: an amount of the field is
 * worth amount × times ÷ over units of the scale it is converted to.
 */
export function ratesFor(field: Converted): Select {
  const surplus = (rateScale: number) => (field.scale ?? 0) + rateScale - field.convert.scale;
  const byScale = (power: (surplus: number) => number): Expression =>
    choose(
      Array.from({ length: MAX_RATE_SCALE + 1 }, (_, rateScale) => ({
        when: infix(column("scale"), "=", constant(rateScale)),
        gives: huge(10n ** BigInt(Math.max(0, power(surplus(rateScale))))),
      })),
    );
  const times = infix(
    call("widen", column("units")),
    "*",
    byScale((places) => -places),
  );
  return select(
    [
      ...columns("currency", "date"),
      as(times, "times"),
      as(
        byScale((places) => places),
        "over",
      ),
    ],
    { from: table("rate") },
  );
}

/** A field whose amounts are converted. */
export type Converted = Field & { readonly convert: NonNullable<Field["convert"]> };

/**
 * An amount converted by the rate of `ratesFor` joined as `rate`, half to even at `convert.scale` (core/number/money: amount ×
 * rate, rescaled), in 128 bits. An amount in the target currency is only rescaled. Null without a rate.
 */
export function converted(field: Converted, cells: Cells, rate: string): Expression {
  const { to, scale } = field.convert;
  const amount = call("widen", cells.part("value"));
  const product = infix(amount, "*", column("times", rate));
  const over = column("over", rate);
  const quotient = call("quotient", product, over);
  // Twice the rest, and one more if the quotient is odd, exceeds the divisor just where rounding is away from zero.
  const twice = call("absolute", infix(call("remainder", product, over), "*", constant(2)));
  const odd = call("absolute", call("remainder", quotient, constant(2)));
  const sign = choose([{ when: infix(product, "<", constant(0)), gives: constant(-1) }], constant(1));
  const rounding = choose([{ when: infix(infix(twice, "+", odd), ">", over), gives: sign }], constant(0));
  const same = infix(cells.part("currency"), "=", value(to));
  return choose(
    [{ when: same, gives: infix(amount, "*", huge(10n ** BigInt(scale - (field.scale ?? 0)))) }],
    infix(quotient, "+", rounding),
  );
}

function huge(of: bigint): Expression {
  return typed({ type: "huge", value: of });
}
