import { currency } from "../../core/number/currency.ts";
import type { Inferred } from "../types/infer.ts";
import { FIELDS, type Field, type Kind, kindKey, namesFor, SYNONYMS, snakeCase } from "./fields.ts";

/** A column for a field, with why it was taken. */
export interface Choice {
  readonly field: Field;
  /** Header as written in the file. */
  readonly column: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly reason: string;
}

export interface Guess {
  readonly kind: Kind | undefined;
  /** 0 to 1. */
  readonly confidence: number;
  readonly reasons: readonly string[];
  readonly choices: readonly Choice[];
}

/** What rows and columns of a file are, by headers and contents. `stem` is the file's name without folder and endings. */
export function guess(columns: readonly Inferred[], rows: number, stem: string): Guess {
  const { kind, confidence, reasons } = guessKind(columns, rows, stem);
  return { kind, confidence, reasons, choices: kind === undefined ? [] : guessFields(kind, columns, rows) };
}

/** The columns for the fields of a kind; each column serves one field. Required fields choose first. */
export function guessFields(kind: Kind, columns: readonly Inferred[], rows: number): readonly Choice[] {
  const { required, optional } = FIELDS[kindKey(kind)];
  const chosen: Choice[] = [];
  const taken = new Set<string>();
  for (const field of [...required, ...optional]) {
    if (field === "amount" && kind === "order-lines" && chosen.some((choice) => choice.field === "unit_price")) continue;
    const best = candidates(field, columns, rows, kind).find(({ column }) => !taken.has(column));
    if (best === undefined) continue;
    chosen.push(best);
    taken.add(best.column);
  }
  return chosen;
}

/** A currency that the header ends with: `Sales CLP`, `amount (EUR)`. */
export function headerCurrency(header: string): string | undefined {
  const last = /[\s_(]([A-Z]{3})\)?$/.exec(header)?.[1];
  return last === undefined ? undefined : currency(last);
}

/** Names of dates from which on the traits of a row hold. Other dates in a file of customers are traits. */
const VALID_FROM: readonly string[] = [
  "at",
  "valid_from",
  "as_of",
  "updated_at",
  "last_updated",
  "last_changed",
  "modified_at",
  "last_modified_date",
];

function synonymsOf(field: Field, kind: Kind | undefined): readonly string[] {
  if (field === "at" && kind === "customers") return VALID_FROM;
  if (field === "customer" && kind === "survey") return [...(SYNONYMS.customer ?? []), ...(SYNONYMS.id ?? [])];
  return SYNONYMS[field] ?? [];
}

function candidates(field: Field, columns: readonly Inferred[], rows: number, kind?: Kind): readonly Choice[] {
  const synonyms = synonymsOf(field, kind);
  const found = columns.flatMap((column): Choice[] => {
    const { header } = column.column;
    const name = snakeCase(headerCurrency(header) === undefined ? header : header.slice(0, header.search(/[\s_(][A-Z]{3}\)?$/)));
    const place = synonyms.findIndex((synonym) => synonym === name || synonym.replaceAll("_", "") === name.replaceAll("_", ""));
    const fit = fits(field, column, rows);
    if (fit === false || (place < 0 && (fit !== "alone" || (field === "at" && kind === "customers")))) return [];
    const confidence = place < 0 ? 0.4 : Math.max(0.5, 0.95 - place * 0.02);
    const reason = place < 0 ? `the only kind of value it can be (${column.type.type})` : `the header ${column.column.header}`;
    return [{ field, column: column.column.header, confidence, reason }];
  });
  return found.sort((a, b) => b.confidence - a.confidence);
}

/** Whether the contents allow the field; "alone" if they suggest it without a telling header. */
function fits(field: Field, column: Inferred, rows: number): boolean | "alone" {
  const { type } = column;
  const numeric = type.type === "number" || type.type === "money";
  const temporal = type.type === "date" || type.type === "datetime" || column.epoch !== undefined;
  switch (field) {
    case "at":
    case "date":
    case "created_at":
      return temporal ? (field === "at" && type.type !== "number" ? "alone" : true) : false;
    case "amount":
    case "unit_price":
    case "quantity":
    case "rate":
    case "latitude":
    case "longitude":
    case "refund_amount":
    case "order_amount":
      return numeric;
    case "email":
      return column.emails ? "alone" : false;
    case "id":
      return column.distinct >= rows * 0.85 && column.filled >= rows * 0.9 && type.type !== "date" && type.type !== "datetime";
    case "customer":
      return type.type !== "date" && type.type !== "datetime" ? (column.emails ? "alone" : true) : false;
    case "currency":
      return [...column.common.keys()].every((value) => /^[A-Za-z]{3}$/.test(value));
    case "name":
    case "product":
    case "category":
    case "country":
    case "channel":
    case "purpose":
      return type.type === "text" || type.type === "number";
    case "message":
      return column.distinct >= rows * 0.85;
    default:
      return true;
  }
}

interface KindGuess {
  readonly kind: Kind | undefined;
  readonly confidence: number;
  readonly reasons: readonly string[];
}

function guessKind(columns: readonly Inferred[], rows: number, stem: string): KindGuess {
  const has = (field: Field) => candidates(field, columns, rows)[0];
  const named = (field: Field) => (has(field)?.confidence ?? 0) >= 0.5;
  const names = namesFor(columns.map(({ column }) => column.header));
  const who = has("customer");
  const when = has("at");
  const whoRepeats = columns.some(({ column, distinct, filled }) => column.header === who?.column && distinct < filled * 0.95);
  if (named("date") && named("currency") && named("rate") && columns.length <= 4)
    return known("rates", 0.8, ["columns for date, currency and rate"]);
  if (named("order_id") && named("quantity") && (named("unit_price") || named("amount")) && who !== undefined && when !== undefined) {
    return known("order-lines", 0.9, ["order, quantity and price per row"]);
  }
  if (who !== undefined && named("state") && names.some((name) => /consent|opt_?in|subscri|purpose/.test(name)) && !named("amount")) {
    return known("consent", 0.7, ["a column that states consent"]);
  }
  if (who !== undefined && when !== undefined && named("name") && whoRepeats)
    return known("events", 0.8, ["customer, time and the name of what happened"]);
  if (who !== undefined && when !== undefined && /^(refund|return|credit_note|chargeback)$/.test(eventName(stem)))
    return known({ event: eventName(stem) }, 0.7, ["customer and time per row", "named after the file"]);
  if (who !== undefined && when !== undefined && named("amount")) return known("orders", 0.8, ["customer, time and amount per row"]);
  const scales = columns.filter(isScale).length;
  if (scales >= 5 && scales >= columns.length * 0.5) return known("survey", 0.6, [`${scales} columns hold answers on a short scale`]);
  if (columns.filter(({ column }) => column.header.trim().endsWith("?")).length >= 2)
    return known("survey", 0.7, ["headers are questions"]);
  if (who !== undefined && when !== undefined && whoRepeats) {
    return known({ event: eventName(stem) }, 0.6, ["customers repeat, with a time per row", "named after the file"]);
  }
  if (has("id") !== undefined || columns.some(({ emails }) => emails)) return known("customers", 0.7, ["one row per customer"]);
  return { kind: undefined, confidence: 0, reasons: [] };
}

function known(kind: Kind, confidence: number, reasons: readonly string[]): KindGuess {
  return { kind, confidence, reasons };
}

/** Whole numbers of at most eleven values from 0 to 10: answers on a scale. */
function isScale({ type, distinct, common }: Inferred): boolean {
  return (
    type.type === "number" &&
    type.scale === 0 &&
    distinct <= 12 &&
    distinct >= 3 &&
    [...common.keys()].every((value) => /^\d{1,2}$/.test(value) && Number(value) <= 10)
  );
}

/** The name of an event from a file's name: `transactions_2024.csv` holds `transaction`. */
function eventName(stem: string): string {
  const words = snakeCase(stem)
    .replace(/(^|_)(example|sample|export|data|log|all|final|\d+)(?=_|$)/g, "")
    .replace(/^_+|_+$/g, "");
  return words.endsWith("ies")
    ? `${words.slice(0, -3)}y`
    : words.endsWith("s") && !words.endsWith("ss")
      ? words.slice(0, -1)
      : words || "event";
}
