import type { Issue } from "../../core/issue.ts";
import { parseDecimal } from "../../core/number/decimal.ts";
import { parseDay } from "../../core/time/date.ts";
import type { Value } from "../document.ts";
import type { ValueType } from "../names.ts";
import { type CheckContext, near, report } from "./context.ts";
import { checkLiteralCurrency, checkSameCurrency } from "./currency.ts";
import { literal } from "./order.ts";
import { comparable, type Subject, TYPE_NAMES } from "./types.ts";
import { checkCoarse, checkDateValue } from "./windows.ts";

/** The literals that each type is compared with, as a hint says them. */
const EXPECTED: Readonly<Record<ValueType, readonly string[]>> = {
  text: ['text in double quotes ("DE")', "trait(NAME) of a text trait"],
  number: ["a number", "trait(NAME) of a number trait"],
  money: ["an amount (500 EUR)", "trait(NAME) of a money trait"],
  boolean: ["true", "false"],
  date: ["a date (2025-03-01)", "a time ago (30 days ago)", "trait(NAME) of a date trait"],
  datetime: [
    "a date (2025-03-01)",
    "a date and time (2025-03-01T14:30)",
    "a time ago (30 days ago)",
    "trait(NAME) of a trait with date and time",
  ],
  list: ["text or numbers, as the list has them"],
  location: [],
  score: ["a number", "trait(NAME) of a score"],
};

/** The types of value that a literal can be compared with. */
function fits(value: Exclude<Value, { type: "trait" }>, type: ValueType): boolean {
  switch (value.type) {
    case "text":
    case "boolean":
      return value.type === type;
    case "number":
      if (value.currency !== undefined) return type === "money";
      return type === "number" || type === "score" || (type === "money" && value.percent === undefined);
    case "date":
    case "ago":
      return type === "date" || type === "datetime";
    case "datetime":
      return type === "datetime";
  }
}

/** What is wrong with a value that a subject is compared with: its type, its form, its currency, the trait it names. */
export function checkValue(value: Value, subject: Subject, context: CheckContext): readonly Issue[] {
  if (value.type === "trait") return checkTraitValue(value.trait, subject, context);
  if (!fits(value, subject.info.type)) return [mismatch(subject, valueName(value), context, rewritten(value, subject.info.type))];
  switch (value.type) {
    case "number":
      return [...checkDecimal(value.number, subject, context), ...checkLiteralCurrency(subject, value.currency, context)];
    case "ago":
      return [...checkDateValue(value, context), ...checkCoarse(value.unit, dateName(subject), context)];
    case "date":
    case "datetime":
      return checkDateValue(value, context);
    default:
      return [];
  }
}

/** What is wrong with an element that a list is asked for: elements are plain text or numbers. */
export function checkElement(value: Value, subject: Subject, context: CheckContext): readonly Issue[] {
  const element = subject.info.element ?? "text";
  const plain =
    value.type === element && !(value.type === "text" && value.exactly) && !(value.type === "number" && (value.percent || value.currency));
  if (plain) return value.type === "number" ? checkDecimal(value.number, subject, context) : [];
  const expected = element === "text" ? ['text in double quotes ("golf")'] : ["a number"];
  const type = element === "text" ? "a list of text" : "a list of numbers";
  return [report(context, "type-mismatch", { name: subject.name, type, found: valueName(value), expected })];
}

/** The subject's name if it is a date without a time, for `checkCoarse`. */
export function dateName(subject: Subject): string | undefined {
  return subject.info.type === "date" ? subject.name : undefined;
}

/** A value as a message names it. */
function valueName(value: Value): string {
  switch (value.type) {
    case "text":
      return `the text ${JSON.stringify(value.text)}`;
    case "number":
      return value.percent
        ? `the percentage ${value.number}%`
        : value.currency === undefined
          ? `the number ${value.number}`
          : `the amount ${value.number} ${value.currency}`;
    case "boolean":
      return String(value.boolean);
    case "date":
      return `the date ${value.date}`;
    case "datetime":
      return `the date and time ${value.datetime}`;
    case "ago":
      return "a date counted back from now";
    case "trait":
      return `the trait ${value.trait}`;
  }
}

function checkTraitValue(name: string, subject: Subject, context: CheckContext): readonly Issue[] {
  const trait = context.names.traits.get(name);
  if (trait === undefined) return [report(context, "unknown-trait", { name, ...near(name, context.names.traits.keys()) }, "trait")];
  if (!comparable(subject.info, trait)) return [mismatch(subject, `the trait ${name}, which is ${TYPE_NAMES[trait.type]}`, context)];
  return trait.type === "money" ? checkSameCurrency(subject, { name, info: trait }, context) : [];
}

function checkDecimal(text: string, subject: Subject, context: CheckContext): readonly Issue[] {
  const decimal = parseDecimal(text);
  if (decimal === undefined) return [report(context, "invalid-number", { found: text }, "number")];
  if (subject.info.type === "score") return [];
  const scale = subject.info.scale ?? 0;
  const limit = 10n ** BigInt(18 - Math.min(scale, 18));
  const units = decimal.units < 0n ? -decimal.units : decimal.units;
  if (units <= limit * 10n ** BigInt(decimal.scale)) return [];
  return [report(context, "number-out-of-range", { found: text, minimum: `-${limit}`, maximum: String(limit) }, "number")];
}

/** The literal as the type would have it, where only the quotes are wrong. */
function rewritten(value: Value, type: ValueType): string | undefined {
  if (value.type === "number" && type === "text") return JSON.stringify(literal(value));
  if (value.type === "date" && type === "text") return JSON.stringify(value.date);
  if (value.type === "boolean" && type === "text") return JSON.stringify(String(value.boolean));
  if (value.type !== "text") return undefined;
  if (type === "number" || type === "score") return parseDecimal(value.text) === undefined ? undefined : value.text;
  if (type === "boolean") return value.text === "true" || value.text === "false" ? value.text : undefined;
  return (type === "date" || type === "datetime") && parseDay(value.text) !== undefined ? value.text : undefined;
}

function mismatch(subject: Subject, found: string, context: CheckContext, fixed?: string): Issue {
  const { type } = subject.info;
  return report(context, "type-mismatch", {
    name: subject.name,
    type: TYPE_NAMES[type],
    found,
    expected: EXPECTED[type],
    ...(fixed === undefined ? {} : { fixed }),
  });
}
