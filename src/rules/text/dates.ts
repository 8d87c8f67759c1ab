import { formatDuration } from "../../core/time/unit.ts";
import type { Window } from "../../core/time/window.ts";
import type { DateTest } from "../document.ts";
import type { Cursor } from "./cursor.ts";
import { readCount, readDuration } from "./durations.ts";
import { printDateValue, readDateValue } from "./instants.ts";
import { printWindow, readWindow } from "./windows.ts";

/** Whether a date-test or its `was` is at hand, behind what it tests. `between` is left to the caller. */
export function beginsDateTest(cursor: Cursor): boolean {
  if (cursor.isWord(0, "was", "before", "after", "since", "from", "anniversary")) return true;
  return cursor.isWord(0, "in") && !cursor.isSymbol(1, "(");
}

/** Reads a date-test, with or without its `was`. */
export function readDateTest(cursor: Cursor): DateTest | undefined {
  cursor.acceptWord("was");
  const start = cursor.at;
  if (cursor.isWord(0, "before", "after")) {
    const op = cursor.next().keyword as "before" | "after";
    const instant = readDateValue(cursor);
    return instant === undefined ? undefined : cursor.places.node<DateTest>({ op, instant }, cursor.since(start));
  }
  if (cursor.acceptWord("anniversary")) return readAnniversary(cursor, start);
  if (cursor.isWord(0, "in") && cursor.isWord(1, "next")) {
    cursor.next();
    cursor.next();
    const duration = readDuration(cursor);
    if (duration === undefined) return undefined;
    return cursor.places.node<DateTest>({ op: "next", n: duration.n, unit: duration.unit }, cursor.since(start));
  }
  if (!cursor.isWord(0, "in", "between", "from", "since")) {
    cursor.fail(["before", "after", "in", "between", "from", "since", "anniversary"]);
    return undefined;
  }
  const window = readWindow(cursor, ["next"]);
  return window === undefined ? undefined : during(cursor, window, start);
}

/** A window as the test of a date; `before 2025-03-01` is the test of that name. */
export function during(cursor: Cursor, window: Window, start: number): DateTest {
  const test: DateTest =
    window.kind === "before" ? { op: "before", instant: { type: "date", date: window.date } } : { op: "during", window };
  return cursor.places.node(test, cursor.since(start));
}

function readAnniversary(cursor: Cursor, start: number): DateTest | undefined {
  if (!cursor.expectWord("in") || !cursor.expectWord("next")) return undefined;
  const days = readCount(cursor);
  if (days === undefined) return undefined;
  if (!cursor.isWord(0, "day", "days")) {
    cursor.fail(["days"]);
    return undefined;
  }
  cursor.next();
  return cursor.places.node<DateTest>({ op: "anniversary", days }, cursor.since(start));
}

/** A date-test, always with its `was`. */
export function printDateTest(test: DateTest): string {
  switch (test.op) {
    case "before":
    case "after":
      return `was ${test.op} ${printDateValue(test.instant)}`;
    case "during":
      return `was ${printWindow(test.window)}`;
    case "next":
      return `was in next ${formatDuration(test.n, test.unit)}`;
    case "anniversary":
      return `was anniversary in next ${formatDuration(test.days, "day")}`;
  }
}
