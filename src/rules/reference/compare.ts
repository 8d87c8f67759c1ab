/** Orders of values and texts. */
import { compareDecimal, type Decimal, decimal, decimalToNumber, multiplyDecimal } from "../../core/number/decimal.ts";
import { fold } from "../../core/text/fold.ts";
import type { Comparator } from "../document.ts";
import type { Seen } from "./context.ts";

/**
 * Negative, 0 or positive as a is less than, equal to or greater than b; 0 or 1 where there is equality only (text by its
 * folded form, true and false). `undefined` for values of types that cannot be compared, and for amounts of different currencies.
 */
export function compareSeen(a: Seen, b: Seen): number | undefined {
  if (a.type === "text" && b.type === "text") return fold(a.text) === fold(b.text) ? 0 : 1;
  if (a.type === "boolean" && b.type === "boolean") return a.boolean === b.boolean ? 0 : 1;
  if (a.type === "date" && b.type === "date") return a.day - b.day;
  if (a.type === "datetime" && b.type === "datetime") return a.instant - b.instant;
  if (a.type === "score" && b.type === "score") return a.score - b.score;
  if (a.type === "score" || b.type === "score") {
    const x = floatOf(a);
    const y = floatOf(b);
    return x === undefined || y === undefined ? undefined : x - y;
  }
  const x = fractionOf(a);
  const y = fractionOf(b);
  if (x === undefined || y === undefined) return undefined;
  if (x.currency !== undefined && y.currency !== undefined && x.currency !== y.currency) return undefined;
  return compareDecimal(multiplyDecimal(x.numerator, y.denominator), multiplyDecimal(y.numerator, x.denominator));
}

/** Whether a comparison holds for an order; an unknown order fails every comparison. */
export function holds(comparator: Comparator, order: number | undefined): boolean {
  if (order === undefined) return false;
  switch (comparator) {
    case "=":
      return order === 0;
    case "!=":
      return order !== 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
}

/** The order of texts by their bytes in UTF-8, which is that of their code points. */
export function compareBytes(a: string, b: string): number {
  const x = [...a];
  const y = [...b];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const difference = (x[i]?.codePointAt(0) ?? 0) - (y[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
}

interface Fraction {
  readonly numerator: Decimal;
  /** Above zero. */
  readonly denominator: Decimal;
  readonly currency?: string;
}

function fractionOf(value: Seen): Fraction | undefined {
  switch (value.type) {
    case "number":
      return { numerator: value.number, denominator: decimal(1) };
    case "money":
      return { numerator: value.amount, denominator: decimal(1), currency: value.currency };
    case "ratio":
      return value;
    default:
      return undefined;
  }
}

function floatOf(value: Seen): number | undefined {
  if (value.type === "score") return value.score;
  return value.type === "number" ? decimalToNumber(value.number) : undefined;
}
