import type { Comparator, HeldTest, Test, Value } from "../document.ts";
import { readBetween } from "./between.ts";
import { COMPARATORS, type Cursor } from "./cursor.ts";
import { beginsDateTest, during, printDateTest, readDateTest } from "./dates.ts";
import { printDuration, readDuration } from "./durations.ts";
import { quoteText } from "./quotes.ts";
import { LITERALS, printList, printValue, readList, readText, readValue } from "./values.ts";

const TEST = [
  "=",
  "!=",
  "<",
  "<=",
  ">",
  ">=",
  "between",
  "in",
  "not in",
  "is set",
  "contains",
  "starts with",
  "ends with",
  "matches",
  "has",
  "was",
];
const WORDS = [
  "between",
  "in",
  "not",
  "is",
  "contains",
  "starts",
  "ends",
  "matches",
  "has",
  "was",
  "before",
  "after",
  "since",
  "from",
  "anniversary",
];
const SYNONYMS: Readonly<Record<string, string>> = {
  like: "contains",
  includes: "contains",
  contain: "contains",
  equals: "=",
  equal: "=",
  eq: "=",
  begins: "starts with",
  startswith: "starts with",
  endswith: "ends with",
  regex: "matches",
};
const AFTER_IN = ["last", "next", "today", "yesterday", "this", "previous", "segment"];
const MISSING = ["null", "nil", "none", "empty", "missing", "unset", "blank", "undefined", "unknown"];

/** Whether a test is at hand, behind what it tests. */
export function beginsTest(cursor: Cursor): boolean {
  return cursor.isSymbol(0, ...COMPARATORS) || cursor.isWord(0, ...WORDS);
}

/** Reads a test; `held` where `has been … for …` may stand too. */
export function readTest(cursor: Cursor, held?: false): Test | undefined;
export function readTest(cursor: Cursor, held: true): Test | HeldTest | undefined;
export function readTest(cursor: Cursor, held = false): Test | HeldTest | undefined {
  const start = cursor.at;
  const test = readUnmarked(cursor, held);
  return test === undefined ? undefined : cursor.places.node(test, cursor.since(start));
}

function readUnmarked(cursor: Cursor, held: boolean): Test | HeldTest | undefined {
  if (cursor.isSymbol(0, ...COMPARATORS)) return readComparison(cursor);
  const start = cursor.at;
  if (cursor.isWord(0, "between")) {
    const between = readBetween(cursor);
    return between?.window === undefined ? between?.test : during(cursor, between.window, start);
  }
  if (cursor.isWord(0, "in") && beginsList(cursor)) {
    cursor.next();
    return readIn(cursor, false);
  }
  if (cursor.isWord(0, "not")) return readNegated(cursor);
  if (cursor.isWord(0, "is")) return readIs(cursor);
  if (cursor.acceptWord("contains")) return readContains(cursor, false);
  if (cursor.isWord(0, "starts", "ends")) {
    const op = cursor.next().keyword as "starts" | "ends";
    if (!cursor.expectWord("with")) return undefined;
    const text = readText(cursor);
    return text === undefined ? undefined : { op, text: text.text };
  }
  if (cursor.acceptWord("matches")) {
    const text = readText(cursor);
    return text === undefined ? undefined : { op: "matches", text: text.text };
  }
  if (cursor.acceptWord("has")) return readHas(cursor, held);
  if (beginsDateTest(cursor)) return readDateTest(cursor);
  const synonym = SYNONYMS[cursor.peek().keyword];
  if (synonym !== undefined) return readSynonym(cursor, synonym);
  cursor.fail(TEST, [...WORDS, "with", "set"]);
  return undefined;
}

/** Whether a list stands behind `in`, its brackets perhaps forgotten. */
function beginsList(cursor: Cursor): boolean {
  if (cursor.isSymbol(1, "(") || LITERALS.includes(cursor.peek(1).type)) return true;
  return cursor.isName(1) && !cursor.isWord(1, ...AFTER_IN) && cursor.peek(2).type !== "number";
}

function readComparison(cursor: Cursor): Test | undefined {
  const start = cursor.at;
  const op = cursor.next().text as Comparator;
  if (cursor.isWord(0, ...MISSING) && (op === "=" || op === "!=")) {
    cursor.next();
    return missing(cursor, start, op === "!=");
  }
  const value = readValue(cursor);
  return value === undefined ? undefined : { op, value };
}

/** A word of other languages for a test is reported with the test's own, and read on from there. */
function readSynonym(cursor: Cursor, synonym: string): undefined {
  const token = cursor.next();
  const start = cursor.at;
  if (cursor.isWord(0, "with", "to")) cursor.next();
  const range = cursor.at === start ? token : { from: token.from, to: cursor.since(start).to };
  const fix = { from: token.from, to: range.to, text: synonym };
  cursor.issue("unexpected-token", { found: cursor.written(range), expected: [synonym], fix }, range);
  readValue(cursor);
}

function missing(cursor: Cursor, start: number, set: boolean): Test {
  const range = cursor.since(start);
  const text = set ? "is set" : "is not set";
  cursor.issue("unexpected-token", { found: cursor.written(range), expected: [text], fix: { ...range, text } }, range);
  return set ? { op: "set" } : { op: "set", negated: true };
}

function readNegated(cursor: Cursor): Test | undefined {
  cursor.next();
  if (cursor.acceptWord("in")) return readIn(cursor, true);
  if (cursor.acceptWord("contains")) return readContains(cursor, true);
  cursor.fail(["in", "contains"]);
  return undefined;
}

function readIn(cursor: Cursor, negated: boolean): Test | undefined {
  const values = readList(cursor);
  if (values === undefined) return undefined;
  return negated ? { op: "in", values, negated } : { op: "in", values };
}

function readContains(cursor: Cursor, negated: boolean): Test | undefined {
  const text = readText(cursor);
  if (text === undefined) return undefined;
  return negated ? { op: "contains", text: text.text, negated } : { op: "contains", text: text.text };
}

function readIs(cursor: Cursor): Test | undefined {
  const start = cursor.at;
  cursor.next();
  const negated = cursor.acceptWord("not");
  if (cursor.acceptWord("set")) return negated ? { op: "set", negated } : { op: "set" };
  if (cursor.isWord(0, ...MISSING)) {
    cursor.next();
    return missing(cursor, start, negated);
  }
  const op = negated ? "!=" : "=";
  const before = cursor.since(start);
  const token = cursor.peek();
  if (!LITERALS.includes(token.type) && !cursor.isWord(0, "true", "false")) {
    cursor.fail(negated ? ["set"] : ["set", "not set"], ["set", "not"]);
    return undefined;
  }
  cursor.issue("unexpected-token", { found: cursor.written(before), expected: [op], fix: { ...before, text: op } }, before);
  const value = readValue(cursor);
  return value === undefined ? undefined : { op, value };
}

function readHas(cursor: Cursor, held: boolean): Test | HeldTest | undefined {
  if (cursor.isWord(0, "been")) {
    if (held) return readHeld(cursor);
    cursor.fail(["a value", "any", "all", "none"]);
    return undefined;
  }
  if (cursor.isWord(0, "any", "all", "none")) {
    const how = cursor.next().keyword as "any" | "all" | "none";
    const values = readList(cursor);
    return values === undefined ? undefined : { op: "has", how, values };
  }
  const value = readValue(cursor);
  return value === undefined ? undefined : { op: "has", how: "one", values: [value] };
}

function readHeld(cursor: Cursor): HeldTest | undefined {
  cursor.next();
  const value = readValue(cursor);
  if (value === undefined || !cursor.expectWord("for")) return undefined;
  const how = readHow(cursor);
  const duration = how === undefined ? undefined : readDuration(cursor);
  return how === undefined || duration === undefined ? undefined : { op: "held", value, how, duration };
}

function readHow(cursor: Cursor): HeldTest["how"] | undefined {
  if (cursor.acceptWord("at")) return cursor.expectWord("least") ? "at least" : undefined;
  if (cursor.acceptWord("less")) return cursor.expectWord("than") ? "less than" : undefined;
  cursor.fail(["at least", "less than"], ["at", "less"]);
  return undefined;
}

/** The test as canonical text has it. */
export function printTest(test: Test | HeldTest): string {
  switch (test.op) {
    case "between":
      return `between ${printValue(test.low)} and ${printValue(test.high)}`;
    case "in":
      return `${test.negated ? "not " : ""}in ${printList(test.values)}`;
    case "set":
      return test.negated ? "is not set" : "is set";
    case "contains":
      return `${test.negated ? "not " : ""}contains ${quoteText(test.text)}`;
    case "starts":
    case "ends":
      return `${test.op} with ${quoteText(test.text)}`;
    case "matches":
      return `matches ${quoteText(test.text)}`;
    case "has":
      return test.how === "one" ? `has ${printValue(test.values[0] as Value)}` : `has ${test.how} ${printList(test.values)}`;
    case "held":
      return `has been ${printValue(test.value)} for ${test.how} ${printDuration(test.duration)}`;
    case "before":
    case "after":
    case "during":
    case "next":
    case "anniversary":
      return printDateTest(test);
    default:
      return `${test.op} ${printValue(test.value)}`;
  }
}
