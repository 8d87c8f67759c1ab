import type { IssueCode, IssueParameters } from "../../core/issue.ts";
import { parseDay, parseLocal } from "../../core/time/date.ts";
import { parseInstant } from "../../core/time/instant.ts";
import { LIMITS } from "../limits.ts";
import { canonicalNumber } from "./numbers.ts";
import { quoteText } from "./quotes.ts";
import type { Range, TokenType } from "./token.ts";

/** Where a lexer puts what is wrong with a range of the source. */
export type Report = <C extends IssueCode>(code: C, parameters: IssueParameters<C>, range: Range) => void;

/** A literal found at an offset: its type, its canonical text, and the offset behind it. */
export interface Literal {
  readonly type: TokenType;
  readonly text: string;
  readonly to: number;
}

const DATE = /\d{4}-\d{2}-\d{2}(?:[Tt]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:[Zz]|[+-]\d{2}:\d{2})?)?(?![\w:]|\.\d|-\d)/y;
const LIKE_DATE =
  /\d{1,4}(?:-\d{1,2}-\d{1,4}|\/\d{1,2}\/\d{1,4}|\.\d{1,2}\.\d{1,4})(?:[Tt:\d][\d:.]*(?:[Zz]|[+-]\d{1,2}:?\d{0,2})?)?[\w:.]*/y;
const SPACED = /\d{4}-\d{2}-\d{2} +\d{1,2}:\d{2}[\d:.]*(?:[Zz]|[+-]\d{2}:\d{2})?/y;
const NUMBER = /[+-]?\d+(?:\.\d+)?/y;
const GROUPED = /[+-]?\d{1,3}(?:[_'’]\d{3})+(?:\.\d+)?(?![\w])/y;
/** With a group that begins with 0 the comma cannot stand between two values: `1,000`. */
const COMMAS = /[+-]?\d{1,3}(?=(?:,\d{3})*,0\d\d)(?:,\d{3})+(?:\.\d+)?(?![\w])/y;
const SCIENTIFIC = /[+-]?\d+(?:\.\d+)?[eE][+-]?\d+(?![\w])/y;
const POINTED = /[+-]?\.\d+/y;
const WRONG = [GROUPED, COMMAS, SCIENTIFIC, POINTED];

/** The number, date or datetime at an offset; `undefined` if there is none. What is wrong with it is reported and repaired. */
export function literalAt(source: string, from: number, report: Report): Literal | undefined {
  return dateAt(source, from, report) ?? numberAt(source, from, report);
}

function dateAt(source: string, from: number, report: Report): Literal | undefined {
  const spaced = match(SPACED, source, from);
  if (spaced !== undefined) {
    const range = { from, to: from + spaced.length };
    const fixed = spaced.replace(/ +/, "T").replace(/T(\d):/, "T0$1:");
    const text = validDatetime(fixed);
    report("invalid-datetime", { found: spaced, ...(text === undefined ? {} : { fix: { ...range, text } }) }, range);
    return { type: "datetime", text: text ?? "2000-01-01T00:00", to: range.to };
  }
  const date = match(DATE, source, from);
  if (date !== undefined && date.length === 10 && parseDay(date) !== undefined) {
    return { type: "date", text: date, to: from + date.length };
  }
  const datetime = date === undefined ? undefined : validDatetime(date);
  if (date !== undefined && datetime !== undefined) return { type: "datetime", text: datetime, to: from + date.length };
  const wrong = date ?? match(LIKE_DATE, source, from);
  if (wrong === undefined) return undefined;
  const range = { from, to: from + wrong.length };
  if (/[Tt:]/.test(wrong)) {
    report("invalid-datetime", { found: wrong }, range);
    return { type: "datetime", text: "2000-01-01T00:00", to: range.to };
  }
  const fixed = padded(wrong);
  report("invalid-date", { found: wrong, ...(fixed === undefined ? {} : { fix: { ...range, text: fixed } }) }, range);
  return { type: "date", text: fixed ?? "2000-01-01", to: range.to };
}

/** `2025-3-1` and `2025/03/01` can only mean one date; with the year behind, day and month cannot be told apart. */
function padded(text: string): string | undefined {
  const parts = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (parts === null) return undefined;
  const fixed = `${parts[1]}-${(parts[2] as string).padStart(2, "0")}-${(parts[3] as string).padStart(2, "0")}`;
  return parseDay(fixed) === undefined ? undefined : fixed;
}

function validDatetime(text: string): string | undefined {
  return parseInstant(text) === undefined && parseLocal(text) === undefined ? undefined : canonicalDatetime(text);
}

/**
 * A valid datetime in canonical form: capital letters, seconds only where they or the milliseconds are not zero, three
 * digits of milliseconds, `Z` for no offset.
 */
export function canonicalDatetime(text: string): string {
  const parts = /^(.{10})[Tt](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?(.*)$/.exec(text);
  if (parts === null) return text;
  const milliseconds = (parts[4] ?? "").padEnd(3, "0");
  const second = parts[3] ?? "00";
  const fraction = milliseconds === "000" ? "" : `.${milliseconds}`;
  const seconds = second === "00" && fraction === "" ? "" : `:${second}${fraction}`;
  const offset = (parts[5] ?? "").toUpperCase();
  return `${parts[1]}T${parts[2]}${seconds}${/^[+-]00:00$/.test(offset) ? "Z" : offset}`;
}

function numberAt(source: string, from: number, report: Report): Literal | undefined {
  const wrong = WRONG.map((pattern) => match(pattern, source, from)).find((found) => found !== undefined);
  if (wrong !== undefined) {
    const range = { from, to: from + wrong.length };
    const text = canonicalNumber(wrong.replace(/[_'’,]/g, "").replace(/^([+-]?)\./, "$10."));
    report("invalid-number", { found: wrong, ...(text === undefined ? {} : { fix: { ...range, text } }) }, range);
    return { type: "number", text: text ?? "0", to: range.to };
  }
  const written = match(NUMBER, source, from);
  if (written === undefined) return undefined;
  const range = { from, to: from + written.length };
  if (written.length > LIMITS.number) {
    report("too-long", { length: written.length, limit: LIMITS.number }, range);
    return { type: "number", text: "0", to: range.to };
  }
  if (/^[+-]?0\d/.test(written)) {
    const quoted = quoteText(written);
    report("leading-zeros", { found: written, quoted, fix: { ...range, text: quoted } }, range);
  }
  return { type: "number", text: canonicalNumber(written) as string, to: range.to };
}

function match(pattern: RegExp, source: string, from: number): string | undefined {
  pattern.lastIndex = from;
  return pattern.exec(source)?.[0];
}
