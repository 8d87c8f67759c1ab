/** Expressions for the columns that hold one value of a customer or event. */

import type { ValueInfo } from "../../rules/names.ts";
import type { Field } from "../../rules/plan.ts";
import { call, choose, column, constant, infix, isSet, typed } from "../../sql/build.ts";
import type { Dialect } from "../../sql/dialect.ts";
import type { Expression } from "../../sql/tree.ts";
import { columnsOf, type Part } from "../../warehouse/columns.ts";

/** Where a value is: an expression for each part, and one that says whether it is set. */
export interface Cells {
  readonly part: (part: Part) => Expression;
  readonly isSet: Expression;
}

/** The columns of a field in a table or subquery. */
export function cellsOf(base: string, info: ValueInfo, table: string, dialect: Dialect): Cells {
  const columns = columnsOf(base, info);
  const part = (wanted: Part): Expression => {
    const found = columns.find((one) => one.part === wanted);
    if (found === undefined) throw new TypeError(`a ${info.type} has no ${wanted}`);
    return column(found.name, table);
  };
  const first = columns[0]?.name ?? base;
  const flagged = info.type === "list" && !dialect.nullLists;
  return { part, isSet: flagged ? column(`${base}__set`, table) : isSet(column(first, table)) };
}

/** A value that is one expression: a measure's result, a converted amount. */
export function cellsOfValue(value: Expression): Cells {
  return { part: () => value, isSet: isSet(value) };
}

/** Names of all columns of a field, for subqueries that pass them on. */
export function columnNames(base: string, info: ValueInfo, dialect: Dialect): readonly string[] {
  const names = columnsOf(base, info).map((one) => one.name);
  return info.type === "list" && !dialect.nullLists ? [...names, `${base}__set`] : names;
}

/** The columns of a rate that belongs to an amount; null where there is none. */
export interface RateCells {
  readonly units: Expression;
  readonly scale: Expression;
}

const MAX_RATE_SCALE = 18;

/**
 * An amount converted by its rate, half to even at `convert.scale` (core/number/money: amount × rate rescaled), in 128 bits.
 * An amount in the target currency is only rescaled. Null without a rate.
 */
export function converted(field: Field & { readonly convert: NonNullable<Field["convert"]> }, cells: Cells, rate: RateCells): Expression {
  const { to, scale } = field.convert;
  const own = field.scale ?? 0;
  const amount = call("widen", cells.part("value"));
  const product = infix(amount, "*", call("widen", rate.units));
  const branches = Array.from({ length: MAX_RATE_SCALE + 1 }, (_, rateScale) => {
    const surplus = own + rateScale - scale;
    const gives = surplus > 0 ? halfEven(product, 10n ** BigInt(surplus)) : infix(product, "*", huge(10n ** BigInt(-surplus)));
    return { when: infix(rate.scale, "=", constant(rateScale)), gives };
  });
  const same = infix(cells.part("currency"), "=", typed({ type: "text", value: to }));
  return choose([{ when: same, gives: infix(amount, "*", huge(10n ** BigInt(scale - own))) }, ...branches]);
}

/** numerator ÷ divisor to the nearest integer, a half to the even one; the divisor is above 0. */
function halfEven(numerator: Expression, divisor: bigint): Expression {
  const zero = constant(0);
  const quotient = call("quotient", numerator, huge(divisor));
  const rest = infix(numerator, "-", infix(quotient, "*", huge(divisor)));
  const negative = infix(numerator, "<", zero);
  const twice = infix(choose([{ when: negative, gives: infix(zero, "-", rest) }], rest), "*", constant(2));
  const odd = infix(call("remainder", quotient, constant(2)), "<>", zero);
  const away = choose([{ when: negative, gives: infix(quotient, "-", constant(1)) }], infix(quotient, "+", constant(1)));
  return choose(
    [
      { when: infix(twice, ">", huge(divisor)), gives: away },
      { when: { kind: "all", of: [infix(twice, "=", huge(divisor)), odd] }, gives: away },
    ],
    quotient,
  );
}

function huge(value: bigint): Expression {
  return typed({ type: "huge", value });
}
