import { formatDuration } from "../../core/time/unit.ts";
import type { DateValue } from "../document.ts";
import type { Cursor } from "./cursor.ts";
import { readDuration } from "./durations.ts";
import { canonicalDatetime } from "./literals.ts";

/** Reads `2025-03-01`, `2025-03-01T10:00`, or `30 days ago`. */
export function readDateValue(cursor: Cursor): DateValue | undefined {
  const start = cursor.at;
  const token = cursor.peek();
  if (token.type === "date" || token.type === "datetime") {
    cursor.next();
    return token.type === "date"
      ? cursor.places.node<DateValue>({ type: "date", date: token.text }, token)
      : cursor.places.node<DateValue>({ type: "datetime", datetime: token.text }, token);
  }
  if (token.type === "text") {
    const fix = /^\d{4}-\d{2}-\d{2}/.test(token.text) ? { fix: { from: token.from, to: token.to, text: token.text } } : {};
    cursor.issue("unexpected-token", { found: cursor.written(token), expected: ["a date"], ...fix });
    cursor.next();
    return { type: "date", date: "2000-01-01" };
  }
  if (token.type !== "number") {
    cursor.fail(["a date", "a time ago"], []);
    return undefined;
  }
  const duration = readDuration(cursor, 0);
  if (duration === undefined || !cursor.expectWord("ago")) return undefined;
  return cursor.places.node<DateValue>({ type: "ago", n: duration.n, unit: duration.unit }, cursor.since(start));
}

export function printDateValue(value: DateValue): string {
  switch (value.type) {
    case "date":
      return value.date;
    case "datetime":
      return canonicalDatetime(value.datetime);
    case "ago":
      return `${formatDuration(value.n, value.unit)} ago`;
  }
}
