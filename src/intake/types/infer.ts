import { id, join, sql, statement } from "../../sql/statement.ts";
import type { Engine } from "../../warehouse/port.ts";
import type { Raw, RawColumn } from "../raw/raw.ts";
import { type ColumnType, type DateOrder, MISSING } from "./column-type.ts";
import { type DateFinding, datesIn, epochIn } from "./dates.ts";
import { numbersIn } from "./numbers.ts";
import { type Shape, shapesOf, valuesOf } from "./shape.ts";

/** What is known of a column after all its cells were looked at. */
export interface Inferred {
  readonly column: RawColumn;
  readonly type: ColumnType;
  /** Cells with a value. */
  readonly filled: number;
  /** Different values, about. */
  readonly distinct: number;
  /** Cells with a value that is not of the type; they become rejects. */
  readonly misfits: number;
  /** Whole numbers that count time since 1970, if they do. */
  readonly epoch?: Extract<ColumnType, { type: "epoch" }>["unit"];
  /** Signs or codes of currencies that stand in the cells, as written there. */
  readonly currencies: readonly string[];
  readonly rounded: boolean;
  /** How the dates were told apart, or that they cannot be. */
  readonly dates?: DateFinding;
  /** Cells with letters beyond ASCII, whose form has to be looked at. */
  readonly wide: number;
  /** Whether some cells of a column that is not text say "no value" in words. */
  readonly words: boolean;
  /** Whether all values are e-mail addresses, by their look. */
  readonly emails: boolean;
  /** Most frequent values with their counts. */
  readonly common: ReadonlyMap<string, number>;
}

export interface InferOptions {
  readonly order?: DateOrder;
  readonly semicolons: boolean;
  /** Share of cells that must be of a type; default 0.99. */
  readonly share?: number;
}

/** A column is of a type if at least this share of its cells is; the rest becomes rejects, with less it is text. */
const SHARE = 0.99;
/** In files with more rows the values of columns whose type the file states are not looked at. */
const LARGE = 1_000_000;
const PAIRS = [
  ["true", "false"],
  ["yes", "no"],
  ["y", "n"],
  ["ja", "nein"],
  ["oui", "non"],
  ["si", "no"],
  ["sí", "no"],
] as const;

/** Decides the types of all columns by all their cells. */
export async function inferTypes(engine: Engine, raw: Raw, options: InferOptions): Promise<readonly Inferred[]> {
  const facts = await countAll(engine, raw);
  const inferred: Inferred[] = [];
  for (const [index, column] of raw.columns.entries()) {
    inferred.push(await inferColumn(engine, raw, column, facts[index] ?? { filled: 0, distinct: 0, emails: 0, wide: 0 }, options));
  }
  return inferred;
}

interface Facts {
  readonly filled: number;
  readonly distinct: number;
  readonly emails: number;
  readonly wide: number;
}

/** Filled cells, different values and cells that look like addresses, of up to 200 columns in one pass. */
async function countAll(engine: Engine, raw: Raw): Promise<readonly Facts[]> {
  const facts: Facts[] = [];
  for (let start = 0; start < raw.columns.length; start += 200) {
    const some = raw.columns.slice(start, start + 200);
    const counts = some.map(({ column, type }, index) => {
      const cell = id(column);
      const emails = type.kind === "text" ? sql`count(*) FILTER (contains(${cell}, '@'))` : sql`0`;
      const wide = type.kind === "text" ? sql`count(*) FILTER (strlen(${cell}) <> length(${cell}))` : sql`0`;
      return sql`${wide} AS ${id(`w${index}`)}, count(${cell}) AS ${id(`f${index}`)}, approx_count_distinct(${cell}) AS ${id(`d${index}`)}, ${emails} AS ${id(`e${index}`)}`;
    });
    const [found] = await engine.rows(statement(sql`SELECT ${join(counts)} FROM ${raw.from}`));
    some.forEach((_, index) => {
      facts.push({
        filled: Number(found?.[`f${index}`]),
        distinct: Number(found?.[`d${index}`]),
        emails: Number(found?.[`e${index}`]),
        wide: Number(found?.[`w${index}`]),
      });
    });
  }
  return facts;
}

/** A column again, of a type as soon as half of its cells are: for one that a person mapped to a field of that type. */
export async function inferLeniently(engine: Engine, raw: Raw, inferred: Inferred, options: InferOptions): Promise<Inferred> {
  if (inferred.column.type.kind !== "text" || inferred.type.type !== "text" || inferred.filled === 0) return inferred;
  const shapes = await shapesOf(engine, raw, inferred.column.column);
  return shapes === undefined ? inferred : { ...inferred, ...byShapes(shapes.shapes, { ...options, share: 0.5 }), words: shapes.words };
}

async function inferColumn(engine: Engine, raw: Raw, column: RawColumn, facts: Facts, options: InferOptions): Promise<Inferred> {
  const common =
    facts.filled === 0 || (column.type.kind !== "text" && raw.rows > LARGE)
      ? new Map<string, number>()
      : await valuesOf(engine, raw, column.column, 50);
  const base = {
    column,
    filled: facts.filled,
    distinct: facts.distinct,
    wide: facts.wide,
    words: false,
    misfits: 0,
    currencies: [],
    rounded: false,
    emails: false,
    common,
  };
  if (column.type.kind !== "text") return { ...base, ...(await stated(engine, raw, column)) };
  if (facts.filled === 0) return { ...base, type: { type: "text" } };
  if (facts.emails >= facts.filled * SHARE) {
    const emails = [...common.keys()].every((value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value));
    return { ...base, type: { type: "text" }, emails };
  }
  const truth = await booleanOf(engine, raw, column, common);
  if (truth !== undefined)
    return {
      ...base,
      type: truth,
      words: [...common.keys()].some((value) => (MISSING as readonly string[]).includes(value.toUpperCase())),
    };
  if (!promising(common)) return { ...base, type: { type: "text" } };
  const shapes = await shapesOf(engine, raw, column.column);
  return shapes === undefined ? { ...base, type: { type: "text" } } : { ...base, ...byShapes(shapes.shapes, options), words: shapes.words };
}

/** Text is told by its most frequent values, so that the forms of long texts need not be counted. */
function promising(common: ReadonlyMap<string, number>): boolean {
  const values = [...common.keys()].filter((value) => !(MISSING as readonly string[]).includes(value.toUpperCase()));
  const digits = values.filter((value) => /\d/.test(value) && value.length <= 60).length;
  const lists = values.filter((value) => /^\[.*\]$/s.test(value)).length;
  return digits >= values.length * 0.8 || lists >= values.length * 0.8;
}

function byShapes(
  shapes: readonly Shape[],
  options: InferOptions,
): Omit<Inferred, "column" | "filled" | "distinct" | "wide" | "words" | "emails" | "common"> {
  const share = options.share ?? SHARE;
  const none = { misfits: 0, currencies: [], rounded: false };
  const cells = shapes.reduce((sum, shape) => sum + shape.cells, 0);
  const text = { ...none, type: { type: "text" } } as const;
  if (cells === 0) return text;
  const dates = datesIn(shapes, options.order);
  // Eight digits are a date only if no other reading is left: calendar days of a plausible century.
  const digitsOnly = shapes.every(({ shape }) => /^9+$/.test(shape));
  if (dates !== undefined && dates.cells >= cells * share && (!digitsOnly || plausibleDays(shapes))) {
    const formats = dates.kind === "found" ? dates.formats : [];
    const type = formats.some(({ time }) => time) ? ("datetime" as const) : ("date" as const);
    return { ...none, type: { type, formats }, misfits: cells - dates.cells, dates };
  }
  const lists = shapes.filter(({ example }) => /^\[.*\]$/s.test(example)).reduce((sum, shape) => sum + shape.cells, 0);
  if (lists >= cells * share) return { ...none, type: listType(shapes), misfits: cells - lists };
  const numbers = numbersIn(shapes, options.semicolons);
  if (numbers === undefined || numbers.cells < cells * share) return text;
  const epoch = epochIn(shapes);
  return {
    type: numbers.type,
    misfits: cells - numbers.cells,
    currencies: numbers.currencies,
    rounded: numbers.rounded,
    ...(epoch === undefined ? {} : { epoch: epoch.unit }),
  };
}

function plausibleDays(shapes: readonly Shape[]): boolean {
  return shapes.length === 1 && shapes.every(({ example }) => /^(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(example));
}

function listType(shapes: readonly Shape[]): ColumnType {
  const numbers = shapes.every(({ example }) => /^\[\s*(-?\d+(\s*,\s*-?\d+)*)?\s*\]$/.test(example));
  return { type: "list", element: numbers ? "number" : "text", separator: "json" };
}

/** Truth values are pairs of words, one of which may be absent; 0 and 1 stay numbers. */
async function booleanOf(
  engine: Engine,
  raw: Raw,
  column: RawColumn,
  common: ReadonlyMap<string, number>,
): Promise<ColumnType | undefined> {
  if (common.size > 6) return undefined;
  const words = new Set(
    [...common.keys()].map((value) => value.toLowerCase()).filter((word) => !(MISSING as readonly string[]).includes(word.toUpperCase())),
  );
  const pair = PAIRS.find(([yes, no]) => words.size > 0 && [...words].every((word) => word === yes || word === no));
  if (pair === undefined || (pair[0] === "y" && words.size < 2)) return undefined;
  const cell = id(column.column);
  const [others] = await engine.rows(
    statement(sql`SELECT count(*) AS n FROM ${raw.from} WHERE lower(${cell}) NOT IN (${pair[0]}, ${pair[1]})
      AND upper(${cell}) NOT IN (SELECT unnest(${[...MISSING]}))`),
  );
  return Number(others?.n) === 0 ? { type: "boolean", yes: pair[0], no: pair[1] } : undefined;
}

/** The type of a column whose type the file states. Floating numbers become decimals of the digits they have. */
async function stated(
  engine: Engine,
  raw: Raw,
  column: RawColumn,
): Promise<{ type: ColumnType; rounded: boolean; epoch?: "seconds" | "milliseconds" | "microseconds" }> {
  const style = { decimal: ".", group: "" } as const;
  const { type } = column;
  switch (type.kind) {
    case "integer": {
      const [found] = await engine.rows(
        statement(sql`SELECT min(abs(${id(column.column)})) AS low, max(abs(${id(column.column)})) AS high FROM ${raw.from}`),
      );
      const digits = String(found?.high ?? "").length;
      const low = String(found?.low ?? "").length;
      const unit =
        digits <= 16 && low >= digits - 2
          ? epochIn([{ shape: "9".repeat(digits), cells: 1, example: "", leadingZero: false, first: 0, second: 0 }])
          : undefined;
      return {
        type: digits > 18 ? { type: "text" } : { type: "number", scale: 0, style, percent: false },
        rounded: false,
        ...(unit === undefined ? {} : { epoch: unit.unit }),
      };
    }
    case "decimal":
      return { type: { type: "number", scale: type.scale, style, percent: false }, rounded: false };
    case "floating":
      return floating(engine, raw, column);
    case "boolean":
      return { type: { type: "boolean", yes: "true", no: "false" }, rounded: false };
    case "date":
      return { type: { type: "date", formats: [] }, rounded: false };
    case "local":
    case "instant":
      return { type: { type: "datetime", formats: [] }, rounded: false };
    case "list":
      return { type: { type: "list", element: type.element, separator: "" }, rounded: false };
    default:
      return { type: { type: "text" }, rounded: false };
  }
}

async function floating(engine: Engine, raw: Raw, column: RawColumn): Promise<{ type: ColumnType; rounded: boolean }> {
  const cell = id(column.column);
  const places = Array.from({ length: 10 }, (_, scale) => sql`bool_and(round(${cell}, ${scale}::INTEGER) = ${cell}) AS ${id(`s${scale}`)}`);
  const [found] = await engine.rows(
    statement(sql`SELECT max(abs(${cell})) AS high, ${join(places)} FROM ${raw.from} WHERE isfinite(${cell})`),
  );
  const whole = String(Math.trunc(Number(found?.high ?? 0))).length;
  const exact = Array.from({ length: 10 }, (_, scale) => scale).find((scale) => found?.[`s${scale}`] !== false);
  const most = Math.max(0, 15 - whole);
  const scale = exact === undefined || exact > most ? Math.min(9, most) : exact;
  return {
    type: { type: "number", scale, style: { decimal: ".", group: "" }, percent: false },
    rounded: exact === undefined || exact > most,
  };
}
