import { currency } from "../../core/number/currency.ts";
import type { ColumnType, NumberStyle } from "./column-type.ts";
import type { Shape } from "./shape.ts";

/** Digits that a scaled number may have in all. */
const MOST_DIGITS = 18;
/** Digits that a floating number is good for: longer fractions are rounded to this many significant digits. */
const FLOATING_DIGITS = 15;

export interface NumberFinding {
  readonly type: Extract<ColumnType, { type: "number" | "money" }>;
  /** Cells that are such numbers. */
  readonly cells: number;
  /** Fractions were longer than can be kept and are rounded. */
  readonly rounded: boolean;
  /** Signs or codes of currencies that stand in the cells, as written there. */
  readonly currencies: readonly string[];
}

interface Written {
  readonly sign: string;
  readonly digits: string;
  readonly exponent: number;
  readonly symbol: string;
  readonly percent: boolean;
}

/**
 * The numbers in a column by its shapes. `semicolons` says that the file is separated by semicolons, where a comma in a number is
 * the decimal comma. `undefined` if no shape is a number, and for columns of digits that are identifiers (leading zeros, 1.0E+12).
 */
export function numbersIn(shapes: readonly Shape[], semicolons: boolean): NumberFinding | undefined {
  const written = shapes.map((shape) => ({ shape, ...split(shape.shape) }));
  const numeric = written.filter((one): one is { shape: Shape } & Written => one.digits !== undefined);
  if (numeric.length === 0) return undefined;
  const style = styleOf(
    numeric.map((one) => ({ digits: one.digits, cells: one.shape.cells })),
    semicolons,
  );
  const fitting = numeric.filter((one) => matchesStyle(one.digits, style));
  if (fitting.some((one) => isIdentifier(one, style))) return undefined;
  let whole = 1;
  let scale = 0;
  for (const one of fitting) {
    const [integer = "", fraction = ""] = plain(one.digits, style).split(".");
    whole = Math.max(whole, integer.length + Math.max(0, one.exponent));
    scale = Math.max(scale, fraction.length - Math.min(0, one.exponent));
  }
  const rounded = whole + scale > MOST_DIGITS;
  if (rounded && whole > FLOATING_DIGITS) return undefined;
  const kept = rounded ? Math.max(0, FLOATING_DIGITS - whole) : scale;
  const symbols = [...new Set(fitting.map((one) => one.symbol).filter((symbol) => symbol !== ""))];
  const currencies = symbols.filter((symbol) => currency(symbol) !== undefined);
  const percent = fitting.length > 0 && fitting.every((one) => one.percent);
  const cells = fitting.filter((one) => one.percent === percent).reduce((sum, one) => sum + one.shape.cells, 0);
  const type =
    symbols.length > 0 ? ({ type: "money", scale: kept, style } as const) : ({ type: "number", scale: kept, style, percent } as const);
  return { type, cells, rounded, currencies };
}

const NUMBER =
  /^(?<before>[^\d+\-.,()]*?)\s*(?<sign>[+-]?)\s*(?<inner>[^\d+\-.,()]*?)\s*(?<digits>9[9.,' \u00a0\u202f]*|[.,]9+)(?:[eE](?<exponent>[+-]?9+))?\s*(?<after>[^\d+\-.,()]*)$/;

/** A shape as a number: sign, digits with separators, exponent, and the currency or percent sign beside it. */
function split(shape: string): Written | { digits: undefined } {
  const groups = NUMBER.exec(shape)?.groups;
  if (groups === undefined) return { digits: undefined };
  const beside = [groups.before, groups.inner, groups.after].map((text) => text?.trim() ?? "").filter((text) => text !== "");
  const symbol = beside.find((text) => text !== "%") ?? "";
  if (beside.length > 1 || (symbol !== "" && currency(symbol) === undefined)) return { digits: undefined };
  // The shape hides the exponent's size: two digits are taken to be a float's, which no decimal of ours holds exactly.
  const exponent = groups.exponent === undefined ? 0 : groups.exponent.startsWith("-") ? -7 : 99;
  return { sign: groups.sign ?? "", digits: (groups.digits ?? "").trim(), exponent, symbol, percent: beside[0] === "%" };
}

/** Leading zeros and large exponents are how identifiers look after a spreadsheet had them. */
function isIdentifier(one: { shape: Shape; exponent: number; digits: string }, style: NumberStyle): boolean {
  if (one.exponent > 0) return true;
  return one.shape.leadingZero && !plain(one.digits, style).startsWith("9.") && one.exponent === 0;
}

function plain(digits: string, style: NumberStyle): string {
  const ungrouped = style.group === "" ? digits : digits.replaceAll(style.group, "").replaceAll(/[\u00a0\u202f]/g, "");
  return style.decimal === "," ? ungrouped.replace(",", ".") : ungrouped;
}

function matchesStyle(digits: string, style: NumberStyle): boolean {
  const point = style.decimal === "." ? "\\." : ",";
  const group = style.group === "" ? undefined : style.group === " " ? "[ \\u00a0\\u202f]" : `[${style.group}]`;
  const integer = group === undefined ? "9*" : `(?:9{1,3}(?:${group}999)+|9*)`;
  return new RegExp(`^${integer}(?:${point}9*)?$`).test(digits) && digits.includes("9");
}

/** Which separator is the decimal one: the last of two kinds; alone, the one that is not followed by exactly three digits. */
function styleOf(found: readonly { digits: string; cells: number }[], semicolons: boolean): NumberStyle {
  const spaced = found.some(({ digits }) => /9[ \u00a0\u202f]999/.test(digits));
  const quoted = found.some(({ digits }) => /9'999/.test(digits));
  const both = found.find(({ digits }) => digits.includes(",") && digits.includes("."));
  if (both !== undefined)
    return both.digits.lastIndexOf(",") > both.digits.lastIndexOf(".") ? { decimal: ",", group: "." } : { decimal: ".", group: "," };
  const commas = found.filter(({ digits }) => digits.includes(","));
  const group = spaced ? " " : quoted ? "'" : "";
  if (commas.length === 0) {
    const repeated = found.some(({ digits }) => /\.999\./.test(digits));
    return repeated ? { decimal: ",", group: "." } : { decimal: ".", group };
  }
  const dots = found.some(({ digits }) => digits.includes("."));
  const decimal = !dots && (semicolons || commas.some(({ digits }) => !/^9{1,3}(,999)+$/.test(digits)));
  return decimal ? { decimal: ",", group } : { decimal: ".", group: "," };
}
