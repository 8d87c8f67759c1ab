import { splitRecords } from "./records.ts";
import type { Dialect } from "./source.ts";

/** A dialect and the first records read by it, the header included. */
export interface DialectGuess {
  /** `delimiter` is a blank if columns are set apart by runs of blanks. */
  readonly dialect: Dialect;
  readonly headers: readonly string[];
}

const DELIMITERS = [",", ";", "\t", "|"] as const;
const SAMPLE = 2000;

/** How the records of a delimited text are written, by the beginning of the text (which ends at the end of a line). */
export function guessDialect(sample: string): DialectGuess {
  const stated = /^sep=(.)\r?\n/i.exec(sample);
  const text = stated === null ? sample : sample.slice(stated[0].length);
  const delimiters = stated === null ? DELIMITERS : [stated[1] as string];
  const candidates = delimiters.flatMap((delimiter) => ['"', "'", ""].map((quote) => read(text, delimiter, quote)));
  const best = candidates.reduce((a, b) => (b.score > a.score + 1e-9 ? b : a));
  const blank = best.columns < 2 ? blanks(text) : undefined;
  const chosen = blank ?? best;
  const header = hasHeader(chosen.records);
  const first = chosen.records[0] ?? [];
  const { delimiter, quote } = chosen;
  return {
    dialect: { delimiter, quote, escape: chosen.escape, header, skip: stated === null ? 0 : 1 },
    headers: header ? first.map((name, index) => name.trim() || `column${index + 1}`) : first.map((_, index) => `column${index + 1}`),
  };
}

interface Reading {
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
  readonly records: string[][];
  readonly columns: number;
  /** Greater for more records of one width, then for more columns. */
  readonly score: number;
}

function read(text: string, delimiter: string, quote: string): Reading {
  const mark = quote !== "" && text.includes(`\\${quote}`) && !text.includes(quote + quote) ? "\\" : quote;
  const records = splitRecords(text, { delimiter, quote, escape: mark }, SAMPLE).filter((cells) => cells.length > 1 || cells[0] !== "");
  const widths = new Map<number, number>();
  for (const cells of records) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
  const [columns = 1, count = 0] = [...widths].reduce((a, b) => (b[1] > a[1] ? b : a), [1, 0]);
  const share = records.length === 0 ? 0 : count / records.length;
  // A quote that opens no cell is not the file's; between equal readings the one that needs less is right.
  const edge = delimiter === "|" ? "\\|" : delimiter;
  const used =
    quote === "" || new RegExp(`(^|[${edge}\\n])${quote}(?:[^${quote}]|${quote}${quote})*${quote}(${edge}|\\r?\\n|$)`).test(text);
  const score = columns < 2 ? 0 : share * (1 + Math.log2(columns) / 10) + (quote !== "" && used ? 0.02 : 0) - (quote === "'" ? 0.015 : 0);
  return { delimiter, quote: used ? quote : "", escape: used ? mark : "", records, columns, score: used ? score : score - 0.01 };
}

/** The reading by runs of blanks, if that gives the same number of columns, two or more, in every line. */
function blanks(text: string): Reading | undefined {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const records = lines.slice(0, SAMPLE).map((line) => line.split(/[ \t]+/));
  const columns = records[0]?.length ?? 0;
  if (columns < 2 || records.length < 2 || records.some((cells) => cells.length !== columns)) return undefined;
  return { delimiter: " ", quote: "", escape: "", records, columns, score: 1 };
}

const VALUE = /^[+-]?(\d[\d.,]*|\.\d+)(e[+-]?\d+)?%?$|^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b|^[^\s@]+@[^\s@]+\.[^\s@]+$|^(true|false)$/i;

/**
 * Whether the first record names columns: none of its cells is a number, a date, an address or a truth value, and they
 * differ from each other unless the records below show that the column holds something else.
 */
function hasHeader(records: readonly string[][]): boolean {
  const [first, ...body] = records;
  if (first === undefined) return false;
  if (first.some((cell) => VALUE.test(cell.trim()))) return false;
  if (body.length === 0) return true;
  const typed = first.some((_, index) => {
    const values = body
      .slice(0, 100)
      .map((cells) => cells[index]?.trim() ?? "")
      .filter((value) => value !== "");
    return values.length > 0 && values.every((value) => VALUE.test(value));
  });
  if (typed) return true;
  const recurs = first.filter((cell, index) => cell !== "" && body.some((cells) => cells[index] === cell)).length;
  return recurs * 2 < first.length;
}
