import type { HeldTest, Test } from "../document.ts";
import type { ValueInfo, ValueType } from "../names.ts";

/** What a test is about: a trait, a property or a measure, by the name that messages use, with its type. */
export interface Subject {
  readonly name: string;
  readonly info: ValueInfo;
  /** A whole number that is never missing and never below 0: count, days, distinct. */
  readonly counted?: true;
  /** A trait, which has a history of values. */
  readonly trait?: true;
}

export type Operator = Test["op"] | HeldTest["op"];

const COMPARE: readonly Operator[] = ["=", "!=", "<", "<=", ">", ">="];
const NUMERIC: readonly Operator[] = [...COMPARE, "between", "in", "set"];
const DATED: readonly Operator[] = [...COMPARE, "between", "in", "set", "before", "after", "during", "next"];

/** The operators that have a meaning for a type of value. */
export const OPERATORS: Readonly<Record<ValueType, readonly Operator[]>> = {
  text: ["=", "!=", "in", "contains", "starts", "ends", "matches", "set", "held"],
  number: [...NUMERIC, "held"],
  money: [...NUMERIC, "held"],
  boolean: ["=", "!=", "set", "held"],
  date: [...DATED, "anniversary", "held"],
  datetime: [...DATED, "held"],
  list: ["has", "set"],
  location: ["set"],
  score: [...COMPARE, "between", "set"],
};

/** A type as a sentence about a value names it: "is text", "is a number". */
export const TYPE_NAMES: Readonly<Record<ValueType, string>> = {
  text: "text",
  number: "a number",
  money: "an amount of money",
  boolean: "true or false",
  date: "a date",
  datetime: "a date and time",
  list: "a list",
  location: "a location",
  score: "a modelled score",
};

/** An operator as it is written. */
export function operatorName(test: Test | HeldTest): string {
  switch (test.op) {
    case "in":
      return test.negated ? "not in" : "in";
    case "set":
      return test.negated ? "is not set" : "is set";
    case "contains":
      return test.negated ? "not contains" : "contains";
    case "starts":
    case "ends":
      return `${test.op} with`;
    case "has":
      return test.how === "one" ? "has" : `has ${test.how}`;
    case "before":
    case "after":
      return `was ${test.op}`;
    case "during":
      return "was in";
    case "next":
      return "in next";
    case "held":
      return "has been";
    default:
      return test.op;
  }
}

const WRITTEN: Readonly<Partial<Record<Operator, string>>> = {
  set: "is set",
  starts: "starts with",
  ends: "ends with",
  before: "was before",
  after: "was after",
  during: "was in",
  next: "was in next",
  anniversary: "was anniversary in next",
  held: "has been",
};

/** The operators that a type allows, as they are written; `has been` for traits only, which alone have a history. */
export function allowedNames(type: ValueType, of: "trait" | "other" = "trait"): readonly string[] {
  const operators = OPERATORS[type].filter((operator) => operator !== "held" || of === "trait");
  const place = type === "location" && of === "trait" ? ["within 10 km of a place"] : [];
  return [...operators.map((operator) => WRITTEN[operator] ?? operator), ...place];
}

/** Whether two types of value can be compared with each other. */
export function comparable(a: ValueInfo, b: ValueInfo): boolean {
  return a.type === b.type && a.type !== "list" && a.type !== "location";
}
