import type { Filter } from "../document.ts";
import { LIMITS } from "../limits.ts";
import type { Cursor } from "./cursor.ts";
import { printName } from "./cursor.ts";
import { layoutTree, needsGroup, type Shape } from "./layout.ts";
import { joinNotes } from "./notes.ts";
import { printTest, readTest } from "./tests.ts";
import { checkedNote, readTree, readUnary, type TreeForm } from "./tree.ts";

/** Reads a whole predicate behind `where`: within the brackets of a measure or a step. */
export function readFilter(cursor: Cursor): Filter | undefined {
  const start = cursor.at;
  const counter = { tests: 0 };
  const filter = readTree(cursor, form(counter));
  return checkSize(cursor, start, counter.tests, filter);
}

/**
 * Reads a filter behind `did E where`: one test or a bracketed group, so that an `and` behind it joins conditions about the
 * customer. `not` without brackets is reported.
 */
export function readSingleFilter(cursor: Cursor): Filter | undefined {
  const start = cursor.at;
  const counter = { tests: 0 };
  const negated = cursor.isWord(0, "not");
  const filter = readUnary(cursor, form(counter));
  if (negated && filter !== undefined) {
    const range = cursor.since(start);
    const fix = { ...range, text: `(${cursor.written(range)})` };
    cursor.issue("unexpected-token", { found: "not", expected: ["a property", "("], fix }, range);
  }
  const note = cursor.notes.leading(start, start, 1)[0];
  if (filter === undefined || note === undefined) return checkSize(cursor, start, counter.tests, filter);
  const joined = joinNotes(note, filter.note) as string;
  const noted = cursor.places.copied(filter, { ...filter, note: checkedNote(cursor, filter, joined) });
  return checkSize(cursor, start, counter.tests, noted);
}

function checkSize(cursor: Cursor, start: number, count: number, filter: Filter | undefined): Filter | undefined {
  if (count > LIMITS.tests) cursor.issue("too-many-conditions", { count, limit: LIMITS.tests }, cursor.since(start));
  return filter;
}

function form(counter: { tests: number }): TreeForm<Filter> {
  return {
    leaf: (cursor) => {
      counter.tests += 1;
      return readLeaf(cursor);
    },
    begins: beginsLeaf,
    // In a step of a sequence; or a window, where the closing bracket is missing.
    ends: (cursor) => cursor.isSymbol(0, "->") || cursor.isWord(0, "same", "within", "in", "between", "from", "since", "before"),
    not: (filter) => ({ kind: "not", filter }),
    group: (filter) => ({ kind: "group", filter }),
    many: (kind, filters) => ({ kind, filters }),
    noted: (filter, note) => ({ ...filter, note }),
    whole: false,
  };
}

function beginsLeaf(cursor: Cursor): boolean {
  if (cursor.isSymbol(0, "(") || cursor.isWord(0, "not")) return true;
  if (!cursor.isName(0)) return false;
  return cursor.isSymbol(1, "=", "!=", "<", "<=", ">", ">=") || cursor.isWord(1, "is", "contains", "matches", "has");
}

function readLeaf(cursor: Cursor): Filter | undefined {
  const property = cursor.name("a property");
  if (property === undefined) return undefined;
  const test = readTest(cursor);
  if (test === undefined) return undefined;
  const filter: Filter = { kind: "test", property: property.name, test };
  cursor.places.field(filter, "property", property.range);
  return filter;
}

/** ` where …` with the space in front, or nothing without a filter. Notes make it several lines. */
export function printWhere(filter: Filter | undefined): string {
  if (filter === undefined) return "";
  const text = layoutTree(filter, shapeOf, Number.POSITIVE_INFINITY);
  return text.includes("\n") || text.startsWith("#") ? ` where\n    ${text.replaceAll("\n", "\n    ")}` : ` where ${text}`;
}

/** The same behind `did E`: what is neither one test nor a group is put in brackets. */
export function printSingleWhere(filter: Filter | undefined): string {
  if (filter === undefined || filter.kind === "test" || filter.kind === "group") return printWhere(filter);
  return printWhere({ kind: "group", filter });
}

function shapeOf(filter: Filter): Shape<Filter> {
  switch (filter.kind) {
    case "and":
    case "or":
      return { kind: filter.kind, parts: filter.filters.map((part) => within(filter.kind, part)), note: filter.note };
    case "not":
    case "group":
      return { kind: filter.kind, parts: [within(filter.kind, filter.filter)], note: filter.note };
    case "test":
      return { kind: "leaf", parts: [], note: filter.note, text: `${printName(filter.property)} ${printTest(filter.test)}` };
  }
}

function within(outer: Filter["kind"], part: Filter): Filter {
  return needsGroup(outer, part.kind) ? { kind: "group", filter: part } : part;
}
