import type { Comparator, Test, Value } from "../document.ts";
import type { DescribeContext } from "./context.ts";
import { comparisonWords } from "./tests.ts";
import { isDated, valueWords } from "./values.ts";
import type { Noun } from "./words.ts";

/** The tests that compare with values. */
export type Comparison = Extract<Test, { op: Comparator | "between" | "in" }>;

const OPPOSITE: Readonly<Record<Comparator, Comparator>> = { "=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<" };

/** Whether a test compares with values rather than asking for something else of its subject. */
export function isComparison(test: Test): test is Comparison {
  return "value" in test || test.op === "between" || test.op === "in";
}

/** Whether a comparison is with points in time. */
export function isDatedTest(test: Comparison, context: DescribeContext): boolean {
  const value = test.op === "between" ? test.low : test.op === "in" ? test.values[0] : test.value;
  return value !== undefined && isDated(value, context);
}

/** The test that passes whenever this one fails, for a subject that is never missing; `undefined` if no single test does. */
export function opposite(test: Comparison): Comparison | undefined {
  if (test.op === "between") return undefined;
  if (test.op === "in") {
    if (test.values.some((value) => value.type === "trait")) return undefined;
    return test.negated ? { op: "in", values: test.values } : { op: "in", values: test.values, negated: true };
  }
  // A trait may be missing, and then neither test passes.
  return test.value.type === "trait" ? undefined : { op: OPPOSITE[test.op], value: test.value };
}

/** A number of things: "at least 4 orders", "no order", "exactly 1, 2, or 3 orders". */
export function quantityWords(test: Comparison, things: Noun, context: DescribeContext): string {
  if (test.op === "between") return `${comparisonWords(test, context)} ${things.plural}`;
  if (test.op === "in" || test.op === "!=") {
    if (test.op === "in" && !test.negated) return `${comparisonWords(test, context)} ${things.plural}`;
    const values = test.op === "in" ? test.values : [test.value];
    return `a number of ${things.plural} other than ${comparisonWords({ op: "in", values }, context, "")}`;
  }
  if (test.value.type !== "number") return `a number of ${things.plural} ${ofWords(test, context)}`;
  const n = test.value.number;
  if ((test.op === "=" && n === "0") || (test.op === "<" && n === "1")) return `no ${things.singular}`;
  if (test.op === ">" && n === "0") return `at least 1 ${things.singular}`;
  const words = comparisonWords(test, context)
    .replace(/^above /, "more than ")
    .replace(/^below /, "fewer than ");
  return `${words} ${n === "1" ? things.singular : things.plural}`;
}

/** A comparison behind a noun: "above 500 EUR", "of at least 500 EUR". */
export function ofWords(test: Comparison, context: DescribeContext): string {
  const words = comparisonWords(test, context);
  return /^(?:at |exactly |something )/.test(words) ? `of ${words}` : words;
}

/** The complement of `between` for a number that is never missing: "fewer than 2 or more than 5", "below 2 or above 5". */
export function outsideWords(test: Extract<Test, { op: "between" }>, counted: boolean): string | undefined {
  if (test.low.type === "trait" || test.high.type === "trait") return undefined;
  const [less, more] = counted ? ["fewer than", "more than"] : ["below", "above"];
  return `${less} ${valueWords(test.low)} or ${more} ${valueWords(test.high)}`;
}

/** A share as a percentage: "at least 50%", "more than 80%". */
export function shareWords(test: Comparison, context: DescribeContext): string {
  const words = comparisonWords(mapValues(test, asPercent), context);
  return words.replace(/^above /, "more than ").replace(/^below /, "less than ");
}

function asPercent(value: Value): Value {
  if (value.type !== "number" || value.percent) return value;
  const [whole = "", fraction = ""] = value.number.split(".");
  const sign = whole.startsWith("-") ? "-" : "";
  const digits = `${whole.replace("-", "")}${fraction.padEnd(2, "0")}`;
  const point = digits.length - Math.max(0, fraction.length - 2);
  const places = digits.slice(point);
  const number = `${sign}${digits.slice(0, point).replace(/^0+(?=\d)/, "")}${places === "" ? "" : `.${places}`}`;
  return { type: "number", number, percent: true };
}

function mapValues(test: Comparison, change: (value: Value) => Value): Comparison {
  if (test.op === "between") return { ...test, low: change(test.low), high: change(test.high) };
  return test.op === "in" ? { ...test, values: test.values.map(change) } : { ...test, value: change(test.value) };
}
