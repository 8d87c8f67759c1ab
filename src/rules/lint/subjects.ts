import { compareDecimal, decimal, parseDecimal } from "../../core/number/decimal.ts";
import { fold } from "../../core/text/fold.ts";
import type { Window } from "../../core/time/window.ts";
import { currencyOf } from "../check/currency.ts";
import { checkMeasure } from "../check/measures.ts";
import type { Comparator, Condition, HeldTest, Rule, SampleCondition, Test, Value } from "../document.ts";
import type { Names, ValueInfo } from "../names.ts";
import { canonical, text } from "./canonical.ts";
import { complement, type Domain, intersect, range, union, type Values } from "./domain.ts";
import { compared, type Grid, gridOf } from "./grid.ts";

/** What a condition says, as a set of values of one subject. */
export interface Said {
  /** Equal for conditions about the same trait, or the same measure over the same events and window. */
  readonly subject: string;
  readonly universe: Domain;
  readonly domain: Domain;
  /** For counts: what is counted, and the rolling window that it is counted in, `undefined` for all time. */
  readonly counted?: { readonly what: string; readonly window?: Window };
}

/**
 * What a condition says. A condition that is not a plain test of a value (a text that contains another, a sequence) is a subject of its
 * own that is so or not so.
 */
export function said(condition: Condition, names: Names): Said {
  return testSaid(condition, names) ?? itself(condition);
}

/** A condition or group as a subject of its own: it is so, or not so. */
export function itself(rule: Rule, answers: readonly ("yes" | "no")[] = ["yes"]): Said {
  const values = (items: readonly string[]): Domain => ({
    missing: false,
    values: { kind: "items", items: new Set(items), except: false },
  });
  return { subject: canonical(rule), universe: values(["yes", "no"]), domain: values(answers) };
}

/** A sample of 0% is nobody, one of 100% everybody. */
function ofSample(condition: SampleCondition): Said | undefined {
  const percent = parseDecimal(condition.percent);
  if (percent === undefined) return undefined;
  if (percent.units === 0n) return itself(condition, []);
  return compareDecimal(percent, decimal(100)) >= 0 ? itself(condition, ["yes", "no"]) : undefined;
}

function testSaid(condition: Condition, names: Names): Said | undefined {
  switch (condition.kind) {
    case "trait": {
      const info = names.traits.get(condition.trait);
      return info === undefined ? undefined : ofTest(`trait ${condition.trait}`, condition.test, info, "nullable", names);
    }
    case "did": {
      const { event, filter, window } = condition;
      const test: Test = condition.negated
        ? { op: "=", value: { type: "number", number: "0" } }
        : { op: ">=", value: { type: "number", number: "1" } };
      return ofCount(test, { fn: "count", event, ...(filter === undefined ? {} : { filter }) }, window, names);
    }
    case "event": {
      const { measure, window, test } = condition;
      if (measure.fn === "count" || measure.fn === "days") return ofCount(test, measure, window, names);
      const { subject } = checkMeasure(measure, { names, path: [] });
      if (subject === undefined) return undefined;
      const bounds = subject.counted ? "counted" : measure.fn === "share" ? "share" : measure.fn === "sum" ? "always" : "nullable";
      const exact = measure.fn !== "average" && measure.fn !== "share";
      return ofTest(measured(measure, window), test, exact ? subject.info : { ...subject.info, scale: 30 }, bounds, names);
    }
    case "sample":
      return ofSample(condition);
    default:
      return undefined;
  }
}

function ofCount(
  test: Test,
  measure: Extract<Parameters<typeof checkMeasure>[0], { fn: "count" | "days" }>,
  window: Window | undefined,
  names: Names,
): Said | undefined {
  const found = ofTest(measured(measure, window), test, { type: "number", scale: 0 }, "counted", names);
  if (found === undefined || (window !== undefined && window.kind !== "last")) return found;
  return { ...found, counted: { what: measured(measure, undefined), ...(window === undefined ? {} : { window }) } };
}

/** A measure and its window as a key. */
function measured(measure: Parameters<typeof checkMeasure>[0], window: Window | undefined): string {
  const { filter, ...rest } = measure;
  return text({ ...rest, filter: filter === undefined ? null : canonical(filter), window: window ?? null });
}

type Bounds = "nullable" | "always" | "counted" | "share";

function ofTest(subject: string, test: Test | HeldTest, info: ValueInfo, bounds: Bounds, names: Names): Said | undefined {
  const grid = gridOf(test, info);
  const values = grid === undefined ? undefined : valuesOf(test, grid, info, names);
  if (grid === undefined || values === undefined) return undefined;
  const universe = universeOf(grid, bounds);
  const domain = test.op === "set" ? ofSet(test.negated === true, universe) : intersect({ missing: false, values }, universe);
  return { subject: `${subject} ${grid.name}`, universe, domain };
}

function universeOf(grid: Grid, bounds: Bounds): Domain {
  const missing = bounds === "nullable" || bounds === "share";
  if (grid.kind === "items") return { missing, values: { kind: "items", items: new Set(grid.all ?? []), except: grid.all === undefined } };
  if (bounds === "counted") return { missing, values: range(0n, undefined) };
  if (bounds === "share") return { missing, values: range(0n, 10n ** BigInt(grid.scale)) };
  return { missing, values: range(undefined, undefined) };
}

function ofSet(negated: boolean, universe: Domain): Domain {
  const set: Domain = { ...universe, missing: false };
  return negated ? complement(set, universe) : set;
}

function valuesOf(test: Test | HeldTest, grid: Grid, info: ValueInfo, names: Names): Values | undefined {
  switch (test.op) {
    case "set":
      return grid.kind === "items" ? { kind: "items", items: new Set(), except: true } : range(undefined, undefined);
    case "between": {
      const low = valueSet(">=", test.low, grid, info, names);
      const high = valueSet("<=", test.high, grid, info, names);
      return low === undefined || high === undefined
        ? undefined
        : intersect({ missing: false, values: low }, { missing: false, values: high }).values;
    }
    case "in":
      return listed(test.values, test.negated === true, grid, info, names);
    case "before":
    case "after":
      return valueSet(test.op === "before" ? "<" : ">", test.instant, grid, info, names);
    case "during":
      return during(test.window, grid, info, names);
    case "=":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return valueSet(test.op, test.value, grid, info, names);
    default:
      return undefined;
  }
}

function listed(values: readonly Value[], negated: boolean, grid: Grid, info: ValueInfo, names: Names): Values | undefined {
  const parts = values.map((value) => valueSet(negated ? "!=" : "=", value, grid, info, names));
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length || known[0] === undefined) return undefined;
  if (!negated) return union(known);
  return known.reduce((all, part) => intersect({ missing: false, values: all }, { missing: false, values: part }).values);
}

function during(window: Window, grid: Grid, info: ValueInfo, names: Names): Values | undefined {
  const date = (text: string): Value => ({ type: "date", date: text });
  const between = (low: Values | undefined, high: Values | undefined) =>
    low === undefined || high === undefined
      ? undefined
      : intersect({ missing: false, values: low }, { missing: false, values: high }).values;
  switch (window.kind) {
    case "dates":
      return between(valueSet(">=", date(window.from), grid, info, names), valueSet("<=", date(window.to), grid, info, names));
    case "before":
      return valueSet("<", date(window.date), grid, info, names);
    case "last":
      return between(
        valueSet(">", { type: "ago", n: window.n, unit: window.unit }, grid, info, names),
        valueSet("<=", { type: "ago", n: 0, unit: window.unit }, grid, info, names),
      );
    case "ago":
      return between(
        valueSet(">", { type: "ago", n: window.from, unit: window.unit }, grid, info, names),
        valueSet("<=", { type: "ago", n: window.to, unit: window.unit }, grid, info, names),
      );
    default:
      return undefined;
  }
}

/** The values that compare so with a literal; `undefined` where only the data can tell. */
function valueSet(comparator: Comparator, value: Value, grid: Grid, info: ValueInfo, names: Names): Values | undefined {
  if (grid.kind === "items") {
    const item =
      value.type === "text"
        ? value.exactly || value.text === ""
          ? undefined
          : fold(value.text)
        : value.type === "boolean"
          ? String(value.boolean)
          : undefined;
    return item === undefined ? undefined : { kind: "items", items: new Set([item]), except: comparator === "!=" };
  }
  // An amount in another currency than the field's is converted event by event: nothing can be said of it here.
  if (value.type === "number" && value.currency !== undefined && info.type === "money" && value.currency !== currencyOf(info, names))
    return undefined;
  return compared(comparator, value, grid);
}
