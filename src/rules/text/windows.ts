import { formatDuration, type Period } from "../../core/time/unit.ts";
import type { Window } from "../../core/time/window.ts";
import type { Test } from "../document.ts";
import { readBetween } from "./between.ts";
import type { Cursor } from "./cursor.ts";
import { isUnit, readCount, readDuration, readUnit } from "./durations.ts";
import type { Token } from "./token.ts";

/**
 * Whether a window is at hand behind an event or a measure. `between` may also begin a test and is left to the caller; `in (`
 * and `in segment` are no windows.
 */
export function beginsWindow(cursor: Cursor): boolean {
  if (cursor.isWord(0, "in")) return !cursor.isSymbol(1, "(") && !cursor.isWord(1, "segment");
  return cursor.isWord(0, "from", "since", "before");
}

/** Reads a window; `also` are words that may stand behind `in` where the window stands, for the issue. */
export function readWindow(cursor: Cursor, also: readonly string[] = []): Window | undefined {
  const start = cursor.at;
  const window = readUnmarked(cursor, also);
  return window === undefined ? undefined : cursor.places.node(window, cursor.since(start));
}

function readUnmarked(cursor: Cursor, also: readonly string[]): Window | undefined {
  if (cursor.isWord(0, "between")) {
    const start = cursor.at;
    const between = readBetween(cursor);
    if (between === undefined || between.window !== undefined) return between?.window;
    const range = cursor.since(start);
    const { low, high } = between.test as Extract<Test, { op: "between" }>;
    const fix = low.type === "date" && high.type === "date" ? { fix: { ...range, text: `from ${low.date} to ${high.date}` } } : {};
    cursor.issue("unexpected-token", { found: cursor.written(range), expected: ["between 30 and 7 days ago"], ...fix }, range);
    return undefined;
  }
  if (cursor.isWord(0, "from")) return readDates(cursor);
  if (cursor.isWord(0, "since", "before")) {
    const kind = cursor.next().keyword as "since" | "before";
    const date = readDay(cursor);
    return date === undefined ? undefined : { kind, date: date.text };
  }
  if (!cursor.acceptWord("in")) {
    cursor.fail(["in", "between", "from", "since", "before"]);
    return undefined;
  }
  return readIn(cursor, also);
}

function readIn(cursor: Cursor, also: readonly string[]): Window | undefined {
  if (cursor.isWord(0, "last")) {
    if (isUnit(cursor, 1)) return readLastUnit(cursor);
    cursor.next();
    const duration = readDuration(cursor);
    return duration === undefined ? undefined : { kind: "last", n: duration.n, unit: duration.unit };
  }
  if (cursor.isWord(0, "today", "yesterday")) {
    return { kind: "period", which: cursor.next().keyword as "today" | "yesterday" };
  }
  if (cursor.acceptWord("this")) {
    const period = readPeriod(cursor);
    return period === undefined ? undefined : { kind: "this", period };
  }
  if (cursor.acceptWord("previous")) {
    const n = cursor.peek().type === "number" ? readCount(cursor) : 1;
    const period = n === undefined && !isUnit(cursor, 0) ? undefined : readPeriod(cursor);
    return n === undefined || period === undefined ? undefined : { kind: "previous", n, period };
  }
  cursor.fail(["last", "today", "yesterday", "this", "previous", ...also]);
  return undefined;
}

/** `last month` may mean a month back from now or the calendar month before this one: both are offered. */
function readLastUnit(cursor: Cursor): undefined {
  const start = cursor.at;
  cursor.next();
  const unit = readUnit(cursor);
  const range = cursor.since(start);
  const calendar = unit !== "minute" && unit !== "hour";
  const expected = calendar ? [`last 1 ${unit}`, `previous ${unit}`] : [`last 1 ${unit}`];
  const fix = { ...range, text: expected.at(-1) as string };
  cursor.issue("unexpected-token", { found: cursor.written(range), expected, fix }, range);
}

function readPeriod(cursor: Cursor): Period | undefined {
  if (cursor.isWord(0, "minute", "minutes", "hour", "hours")) {
    cursor.fail(["day", "week", "month", "quarter", "year"]);
    cursor.next();
    return undefined;
  }
  return readUnit(cursor) as Period | undefined;
}

function readDates(cursor: Cursor): Window | undefined {
  const start = cursor.at;
  cursor.next();
  const from = readDay(cursor);
  if (from === undefined || !cursor.expectWord("to")) return undefined;
  const to = readDay(cursor);
  if (to === undefined) return undefined;
  if (from.text > to.text) {
    const range = cursor.since(start);
    const fixed = `from ${to.text} to ${from.text}`;
    cursor.issue("reversed-range", { from: from.text, to: to.text, fixed, fix: { ...range, text: fixed } }, range);
  }
  return { kind: "dates", from: from.text, to: to.text };
}

function readDay(cursor: Cursor): Token | undefined {
  const token = cursor.peek();
  if (token.type === "date") return cursor.next();
  const date = /^\d{4}-\d{2}-\d{2}/.exec(token.text)?.[0];
  if ((token.type === "datetime" || token.type === "text") && date !== undefined) {
    const fix = { from: token.from, to: token.to, text: date };
    cursor.issue("unexpected-token", { found: cursor.written(token), expected: ["a date"], fix });
    return { ...cursor.next(), type: "date", text: date };
  }
  cursor.fail(["a date"]);
  return undefined;
}

/** `in last 30 days`, `from 2025-01-01 to 2025-01-31`: the window as canonical text has it. */
export function printWindow(window: Window): string {
  switch (window.kind) {
    case "last":
      return `in last ${formatDuration(window.n, window.unit)}`;
    case "period":
      return `in ${window.which}`;
    case "this":
      return `in this ${window.period}`;
    case "previous":
      return window.n === 1 ? `in previous ${window.period}` : `in previous ${formatDuration(window.n, window.period)}`;
    case "ago":
      return `between ${window.from} and ${formatDuration(window.to, window.unit)} ago`;
    case "dates":
      return `from ${window.from} to ${window.to}`;
    case "since":
    case "before":
      return `${window.kind} ${window.date}`;
  }
}
