import type { Window } from "../../core/time/window.ts";
import type { Test } from "../document.ts";
import { LIMITS } from "../limits.ts";
import type { Cursor } from "./cursor.ts";
import { readValue } from "./values.ts";

/**
 * Reads `between … and …`. With a whole number first and a time ago behind (`between 30 and 7 days ago`) it is a window,
 * otherwise a test with two values.
 */
export function readBetween(
  cursor: Cursor,
): { readonly window: Window; readonly test?: never } | { readonly test: Test; readonly window?: never } | undefined {
  const start = cursor.at;
  if (!cursor.expectWord("between")) return undefined;
  const low = readValue(cursor);
  if (low === undefined) cursor.skip();
  if (!cursor.expectWord("and")) return undefined;
  const high = readValue(cursor);
  if (low === undefined || high === undefined) return undefined;
  const range = cursor.since(start);
  const plain = low.type === "number" && low.percent === undefined && low.currency === undefined;
  if (!plain || high.type !== "ago") return { test: cursor.places.node({ op: "between", low, high }, range) };
  const from = Number(low.number);
  if (!Number.isInteger(from) || from < 0 || from > LIMITS.count) {
    const bounds = { minimum: "0", maximum: String(LIMITS.count) };
    cursor.issue("number-out-of-range", { found: low.number, ...bounds }, cursor.places.rangeOf(low) ?? range);
    return undefined;
  }
  const window: Window = { kind: "ago", from, to: high.n, unit: high.unit };
  if (from < high.n) {
    const fixed = `between ${high.n} and ${from} ${high.unit}s ago`;
    cursor.issue("reversed-range", { from: low.number, to: String(high.n), fixed, fix: { ...range, text: fixed } }, range);
  }
  return { window: cursor.places.node(window, range) };
}
