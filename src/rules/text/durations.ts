import { nearest } from "../../core/text/nearest.ts";
import { formatDuration, UNITS, type Unit } from "../../core/time/unit.ts";
import type { Duration } from "../document.ts";
import { LIMITS } from "../limits.ts";
import type { Cursor } from "./cursor.ts";

const UNIT_WORDS: ReadonlyMap<string, Unit> = new Map(UNITS.flatMap((unit) => [[unit, unit] as const, [`${unit}s`, unit] as const]));

/** Whether the token is a unit of time, in the singular or plural. */
export function isUnit(cursor: Cursor, ahead: 0 | 1 | 2): boolean {
  return UNIT_WORDS.has(cursor.peek(ahead).keyword);
}

/** Reads a unit of time; a word that is none is reported and stepped over. */
export function readUnit(cursor: Cursor): Unit | undefined {
  const token = cursor.peek();
  const unit = UNIT_WORDS.get(token.keyword);
  if (unit !== undefined) {
    cursor.next();
    return unit;
  }
  if (!cursor.isName(0)) {
    cursor.fail(["a unit of time"]);
    return undefined;
  }
  cursor.next();
  const near = nearest(token.text, UNIT_WORDS.keys());
  const mended = near === undefined ? {} : { nearest: near, fix: { from: token.from, to: token.to, text: near } };
  cursor.issue("unknown-unit", { found: token.text, ...mended }, token);
  return undefined;
}

/** Reads a whole number from `minimum` to the limit of counts. */
export function readCount(cursor: Cursor, minimum = 1): number | undefined {
  const token = cursor.peek();
  if (token.type !== "number") {
    cursor.fail(["a whole number"]);
    return undefined;
  }
  cursor.next();
  const n = Number(token.text);
  if (!Number.isInteger(n)) {
    cursor.issue("invalid-number", { found: `${token.text} (a whole number is needed)` }, token);
    return undefined;
  }
  if (n < minimum || n > LIMITS.count) {
    const range = { minimum: String(minimum), maximum: String(LIMITS.count) };
    cursor.issue("number-out-of-range", { found: token.text, ...range }, token);
    return undefined;
  }
  return n;
}

/** Reads `2 days`. */
export function readDuration(cursor: Cursor, minimum = 1): Duration | undefined {
  const start = cursor.at;
  const n = readCount(cursor, minimum);
  const unit = n === undefined && !isUnit(cursor, 0) ? undefined : readUnit(cursor);
  return n === undefined || unit === undefined ? undefined : cursor.places.node({ n, unit }, cursor.since(start));
}

/** `2 days`, the unit in agreement with the number. */
export function printDuration(duration: Duration): string {
  return formatDuration(duration.n, duration.unit);
}
