import type { Filter, Measure } from "../document.ts";
import { COMPARATORS, type Cursor, printName } from "./cursor.ts";
import { readCount } from "./durations.ts";
import { printWhere, readFilter } from "./filters.ts";
import type { Token } from "./token.ts";

const COUNTING = ["count", "days"];
const AGGREGATING = ["sum", "average", "minimum", "maximum", "distinct"];
const PICKING = ["first", "last", "nth"];
/** The functions of measures, as they are written in front of a bracket. */
export const FUNCTIONS: readonly string[] = [...COUNTING, ...AGGREGATING, ...PICKING, "share"];

/** What stands in the brackets of a measure. */
interface Subject {
  readonly event?: { readonly name: string; readonly range: Token | { from: number; to: number } };
  readonly property?: { readonly name: string; readonly range: Token | { from: number; to: number } };
  readonly filter?: Filter;
}

/** Whether a measure is at hand: a function's name with its bracket. */
export function beginsMeasure(cursor: Cursor): boolean {
  return cursor.isWord(0, ...FUNCTIONS) && (cursor.isSymbol(1, "(") || (cursor.isWord(0, "nth") && cursor.isSymbol(1, "[")));
}

/** Whether the measure is the moment of an event, whose window-like phrase is its test. */
export function isMoment(measure: Measure): boolean {
  return PICKING.includes(measure.fn) && !("property" in measure);
}

/** Reads a measure; what is wrong within its brackets is reported and stepped over. */
export function readMeasure(cursor: Cursor): Measure | undefined {
  const start = cursor.at;
  const fn = cursor.next().keyword;
  const n = fn === "nth" ? readNth(cursor) : undefined;
  const opened = cursor.peek();
  if (!cursor.expectSymbol("(")) return undefined;
  const subject = readSubject(cursor, fn);
  cursor.closeCall(opened, subject.filter === undefined ? ["where"] : []);
  const measure = build(fn, n, subject);
  if (measure === undefined) return undefined;
  if (subject.event !== undefined) cursor.places.field(measure, "event", subject.event.range);
  if (subject.property !== undefined) cursor.places.field(measure, "property", subject.property.range);
  return cursor.places.node(measure, cursor.since(start));
}

function readNth(cursor: Cursor): number | undefined {
  const opened = cursor.peek();
  if (!cursor.expectSymbol("[")) return undefined;
  const n = readCount(cursor);
  if (n === undefined) cursor.skip([]);
  cursor.expectClosing(opened);
  return n;
}

function readSubject(cursor: Cursor, fn: string): Subject {
  const event = cursor.name("an event");
  if (event === undefined) return {};
  let property: Subject["property"];
  if (AGGREGATING.includes(fn) ? expectPoint(cursor) : PICKING.includes(fn) && cursor.acceptSymbol(".")) {
    property = cursor.name("a property");
    if (property === undefined) return {};
  }
  const where = fn === "share" ? acceptWhere(cursor) || cursor.expectWord("where") : acceptWhere(cursor);
  const filter = where ? readFilter(cursor) : undefined;
  const complete = !where || filter !== undefined;
  if (!complete) return {};
  return { event, ...(property === undefined ? {} : { property }), ...(filter === undefined ? {} : { filter }) };
}

/** Steps over `where`; one that is missing in front of a test is reported. */
function acceptWhere(cursor: Cursor): boolean {
  if (cursor.acceptWord("where")) return true;
  if (!cursor.isName(0) || !(cursor.isSymbol(1, ...COMPARATORS) || cursor.isWord(1, "is", "contains", "has"))) return false;
  const { from } = cursor.peek();
  const fix = { from, to: from, text: "where " };
  cursor.issue("unexpected-token", { found: cursor.written(cursor.peek()), expected: ["where", ")"], fix });
  return true;
}

function expectPoint(cursor: Cursor): boolean {
  return cursor.acceptSymbol(".") || cursor.fail(["a property, as in order.amount"], []);
}

function build(fn: string, n: number | undefined, subject: Subject): Measure | undefined {
  const { event, property, filter } = subject;
  if (event === undefined) return undefined;
  const filtered = filter === undefined ? {} : { filter };
  const of = { event: event.name, ...filtered };
  const picked = property === undefined ? of : { event: event.name, property: property.name, ...filtered };
  switch (fn) {
    case "count":
    case "days":
      return { fn, ...of };
    case "first":
    case "last":
      return { fn, ...picked };
    case "nth":
      return n === undefined ? undefined : { fn, n, ...picked };
    case "share":
      return filter === undefined ? undefined : { fn, event: event.name, filter };
    default:
      return property === undefined
        ? undefined
        : { fn: fn as "sum" | "average" | "minimum" | "maximum" | "distinct", event: event.name, property: property.name, ...filtered };
  }
}

/** `sum(order.amount where channel = "web")`. */
export function printMeasure(measure: Measure): string {
  const fn = measure.fn === "nth" ? `nth[${measure.n}]` : measure.fn;
  const property = "property" in measure && measure.property !== undefined ? `.${printName(measure.property)}` : "";
  return `${fn}(${printName(measure.event)}${property}${printWhere(measure.filter)})`;
}
