import type { Period, Unit } from "../../core/time/unit.ts";
import type { Window } from "../../core/time/window.ts";
import { report } from "../check/context.ts";
import { conditions } from "../check/walk.ts";
import type { Condition, Rule } from "../document.ts";
import { printWindow } from "../text/windows.ts";
import { type Warning, withFix } from "./context.ts";

/** Rolling windows that are about as long as a calendar period, by that period. */
const LENGTHS: Readonly<Record<Period, Readonly<Partial<Record<Unit, readonly number[]>>>>> = {
  day: { hour: [24], day: [1] },
  week: { day: [7], week: [1] },
  month: { day: [28, 30, 31], week: [4], month: [1] },
  quarter: { day: [90, 91, 92], week: [13], month: [3], quarter: [1] },
  year: { day: [360, 365, 366], week: [52], month: [12], quarter: [4], year: [1] },
};

/** A rolling window where the segment's name speaks of a calendar period ("Buyers this month"). */
export function lintCalendar(rule: Rule, name: string): readonly Warning[] {
  const calendar = calendarOf(name);
  if (calendar === undefined) return [];
  return conditions(rule).flatMap(({ node, path }) => {
    const window = windowOf(node);
    if (window?.kind !== "last" || LENGTHS[calendar.period][window.unit]?.includes(window.n) !== true) return [];
    const parameters = { window: printWindow(window), fixed: printWindow(calendar.window) };
    return [withFix(report({ path }, "rolling-named-calendar", parameters), { path, rule: withWindow(node, calendar.window) })];
  });
}

function calendarOf(name: string): { readonly period: Period; readonly window: Window } | undefined {
  const words = name.toLowerCase();
  if (/\btoday\b/.test(words)) return { period: "day", window: { kind: "period", which: "today" } };
  if (/\byesterday\b/.test(words)) return { period: "day", window: { kind: "period", which: "yesterday" } };
  const found = /\b(this|current|last|previous)\s+(week|month|quarter|year)\b/.exec(words);
  if (found === null) return undefined;
  const period = found[2] as Period;
  const running = found[1] === "this" || found[1] === "current";
  return { period, window: running ? { kind: "this", period } : { kind: "previous", n: 1, period } };
}

function windowOf(condition: Condition): Window | undefined {
  switch (condition.kind) {
    case "event":
    case "did":
    case "sequence":
      return condition.window;
    case "trait":
      return condition.test.op === "during" ? condition.test.window : undefined;
    case "segment":
      return condition.how.is === "in" ? undefined : condition.how.window;
    case "rank":
      return "measure" in condition.by ? condition.by.window : undefined;
    default:
      return undefined;
  }
}

function withWindow(condition: Condition, window: Window): Condition {
  switch (condition.kind) {
    case "event":
    case "did":
    case "sequence":
      return { ...condition, window };
    case "trait":
      return { ...condition, test: { op: "during", window } };
    case "segment":
      return condition.how.is === "in" ? condition : { ...condition, how: { is: condition.how.is, window } };
    case "rank":
      return "measure" in condition.by ? { ...condition, by: { ...condition.by, window } } : condition;
    default:
      return condition;
  }
}
