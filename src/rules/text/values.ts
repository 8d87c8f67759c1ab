import type { Value } from "../document.ts";
import { LIMITS } from "../limits.ts";
import { type Cursor, printName } from "./cursor.ts";
import { isUnit } from "./durations.ts";
import { printDateValue, readDateValue } from "./instants.ts";
import { short } from "./lexer.ts";
import { canonicalNumber } from "./numbers.ts";
import { quoteText } from "./quotes.ts";
import type { Range } from "./token.ts";

const VALUE = ["a number", "text in quotes", "a date", "true", "false"];
/** Tokens that are values by themselves. */
export const LITERALS: readonly string[] = ["text", "number", "date", "datetime"];
/** Words that may follow a value and so are no part of unquoted text. */
const AFTER_TEXT = ["for", "same", "within", "since", "from", "before", "seed", "last"];

/** Reads a value; an unquoted word is reported with its quoted form and read as text. */
export function readValue(cursor: Cursor, inList = false): Value | undefined {
  const start = cursor.at;
  const value = readUnmarked(cursor, inList);
  return value === undefined ? undefined : cursor.places.node(value, cursor.since(start));
}

function readUnmarked(cursor: Cursor, inList: boolean): Value | undefined {
  const token = cursor.peek();
  switch (token.type) {
    case "text":
      return { type: "text", text: cursor.next().text };
    case "date":
    case "datetime":
      return readDateValue(cursor);
    case "number":
      return readNumber(cursor, inList);
    case "name":
      return readUnquoted(cursor);
    case "word":
      break;
    default:
      cursor.fail(VALUE);
      return undefined;
  }
  if (cursor.isWord(0, "true", "false")) return { type: "boolean", boolean: cursor.next().keyword === "true" };
  if (cursor.isWord(0, "exactly") && cursor.peek(1).type === "text") {
    cursor.next();
    return { type: "text", text: cursor.next().text, exactly: true };
  }
  if (cursor.isWord(0, "trait") && cursor.isSymbol(1, "(")) return readTrait(cursor);
  if (!cursor.isName(0)) {
    cursor.fail(VALUE);
    return undefined;
  }
  return readUnquoted(cursor);
}

function readTrait(cursor: Cursor): Value | undefined {
  cursor.next();
  const opened = cursor.next();
  const name = cursor.name("a trait");
  if (name === undefined) return undefined;
  cursor.closeCall(opened, []);
  const value: Value = { type: "trait", trait: name.name };
  cursor.places.field(value, "trait", name.range);
  return value;
}

function readNumber(cursor: Cursor, inList: boolean): Value | undefined {
  if (isUnit(cursor, 1)) return readDateValue(cursor);
  const token = cursor.next();
  let number = token.text;
  let to = token.to;
  while (!inList && isThousands(cursor, to)) {
    cursor.next();
    to = cursor.peek().to;
    number += cursor.next().text;
  }
  if (to > token.to) {
    const range = { from: token.from, to };
    cursor.issue("invalid-number", { found: cursor.written(range), fix: { ...range, text: number } }, range);
  }
  if (cursor.acceptSymbol("%")) return { type: "number", number, percent: true };
  const currency = cursor.peek();
  if (currency.type === "word" && cursor.isName(0) && /^[A-Za-z]{3}$/.test(currency.text) && currency.keyword !== "for") {
    cursor.next();
    return { type: "number", number, currency: currency.text.toUpperCase() };
  }
  return { type: "number", number };
}

/** Whether a comma and three digits stand right behind a number that ends at `to`. */
function isThousands(cursor: Cursor, to: number): boolean {
  const digits = cursor.peek(1);
  if (!cursor.isSymbol(0, ",") || cursor.peek().from !== to || digits.from !== to + 1) return false;
  return digits.type === "number" && /^\d{3}(\.\d+)?$/.test(cursor.written(digits));
}

/** Reads words that should have been a text in quotes, up to the next keyword or symbol. */
function readUnquoted(cursor: Cursor): Value {
  const range = readWords(cursor);
  const text = cursor.written(range);
  return { type: "text", text };
}

function readWords(cursor: Cursor): Range {
  const start = cursor.at;
  do cursor.next();
  while (cursor.peek().type === "word" && cursor.isName(0) && !cursor.isWord(0, ...AFTER_TEXT));
  const range = cursor.since(start);
  const quoted = quoteText(cursor.written(range).replace(/^`|`$/g, ""));
  cursor.issue("unquoted-text", { found: short(cursor.written(range)), quoted: short(quoted), fix: { ...range, text: quoted } }, range);
  return range;
}

/** Reads a text in quotes; unquoted words are reported and read. */
export function readText(cursor: Cursor, what = "text in quotes"): { readonly text: string; readonly range: Range } | undefined {
  const token = cursor.peek();
  if (token.type === "text") return { text: cursor.next().text, range: token };
  if (token.type === "name" || (token.type === "word" && cursor.isName(0))) {
    const range = readWords(cursor);
    return { text: cursor.written(range), range };
  }
  cursor.fail([what]);
  return undefined;
}

/** Reads `(value, value, …)`; values without the brackets are reported with them. */
export function readList(cursor: Cursor): readonly Value[] | undefined {
  const opened = cursor.peek();
  const bare = !cursor.isSymbol(0, "(");
  if (bare && ![...LITERALS, "word", "name"].includes(opened.type)) {
    cursor.fail(["("]);
    return undefined;
  }
  const start = cursor.at;
  if (!bare) cursor.next();
  const values: Value[] = [];
  if (!bare && cursor.isSymbol(0, ")")) cursor.issue("empty-list", {}, { from: opened.from, to: cursor.peek().to });
  else readItems(cursor, values);
  if (values.length > LIMITS.values) cursor.issue("too-many-values", { count: values.length, limit: LIMITS.values }, opened);
  if (bare) {
    const range = cursor.since(start);
    const text = printList(values);
    cursor.issue("unexpected-token", { found: short(cursor.written(opened)), expected: ["("], fix: { ...range, text } }, range);
  } else {
    cursor.closeCall(opened, [","]);
  }
  return cursor.places.node(values, cursor.since(start));
}

function readItems(cursor: Cursor, values: Value[]): void {
  do {
    const value = readValue(cursor, true);
    if (value === undefined) cursor.skip([",", "and", "or"]);
    else values.push(value);
  } while (acceptComma(cursor));
}

/** Steps over a comma; one that is missing between two values is reported. */
function acceptComma(cursor: Cursor): boolean {
  if (cursor.acceptSymbol(",")) return true;
  const token = cursor.peek();
  if (!LITERALS.includes(token.type)) return false;
  const fix = { from: cursor.behind, to: cursor.behind, text: "," };
  cursor.issue("unexpected-token", { found: short(cursor.written(token)), expected: [",", ")"], fix });
  return true;
}

export function printValue(value: Value): string {
  switch (value.type) {
    case "number":
      return `${canonicalNumber(value.number) ?? value.number}${value.percent ? "%" : ""}${value.currency === undefined ? "" : ` ${value.currency}`}`;
    case "text":
      return `${value.exactly ? "exactly " : ""}${quoteText(value.text)}`;
    case "boolean":
      return String(value.boolean);
    case "trait":
      return `trait(${printName(value.trait)})`;
    default:
      return printDateValue(value);
  }
}

/** `("DE", "FR")`. */
export function printList(values: readonly Value[]): string {
  return `(${values.map(printValue).join(", ")})`;
}
