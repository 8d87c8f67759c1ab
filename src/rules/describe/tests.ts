import { formatDuration } from "../../core/time/unit.ts";
import type { Window } from "../../core/time/window.ts";
import type { Comparator, HeldTest, Test, Value } from "../document.ts";
import { clause, type DescribeContext, setWords } from "./context.ts";
import { dateValueWords, dateWords, windowWords } from "./dates.ts";
import { isDated, valueWords } from "./values.ts";
import { list } from "./words.ts";

const NUMBERS: Readonly<Record<Comparator, string>> = {
  "=": "exactly",
  "!=": "other than",
  "<": "below",
  "<=": "at most",
  ">": "above",
  ">=": "at least",
};

/** A test said of a name, or its complement. */
export function testClause(name: string, test: Test | HeldTest, context: DescribeContext): string {
  if (test.op === "set") return setWords(name, test.negated === true, context);
  return clause(testWords(name, test, context), context);
}

/** A test said of a name: "age is above 30", "golf is among interests". `verb` is "was" for what has happened. */
export function testWords(name: string, test: Test | HeldTest, context: DescribeContext, verb: "is" | "was" = "is"): string {
  switch (test.op) {
    case "set":
      return `${name} is ${test.negated ? "not set" : "set"}`;
    case "contains":
      return test.negated ? `${name} is set but does not contain ${quoted(test.text)}` : `${name} contains ${quoted(test.text)}`;
    case "starts":
    case "ends":
      return `${name} ${test.op} with ${quoted(test.text)}`;
    case "matches":
      return `${name} matches the pattern ${quoted(test.text)}`;
    case "has":
      return hasWords(name, test);
    case "held":
      return `${name} has been ${valueWords(test.value)} for ${test.how} ${formatDuration(test.duration.n, test.duration.unit)}`;
    case "before":
      return `${name} was ${test.instant.type === "ago" ? "earlier than" : "before"} ${dateValueWords(test.instant)}`;
    case "after":
      return `${name} was ${test.instant.type === "ago" ? "later than" : "after"} ${dateValueWords(test.instant)}`;
    case "during":
      return `${name} was ${duringWords(test.window)}`;
    case "next":
      return `${name} is in the next ${formatDuration(test.n, test.unit)}`;
    case "anniversary":
      return `${name} has an anniversary in the next ${formatDuration(test.days, "day")}`;
    default:
      return `${name} ${verb} ${comparisonWords(test, context, "")}`;
  }
}

/** A comparison without its subject: "above 500 EUR", "from 2 to 5", "exactly 1, 2, or 3". `equals` stands before plain equality. */
export function comparisonWords(
  test: Extract<Test, { op: Comparator | "between" | "in" }>,
  context: DescribeContext,
  equals = "exactly ",
): string {
  switch (test.op) {
    case "between":
      return betweenWords(test.low, test.high, context);
    case "in":
      return `${test.negated ? "something other than " : equals}${list(test.values.map(valueWords), "or")}`;
    case "=":
      return `${equals}${valueWords(test.value)}`;
    case "!=":
      return `something other than ${valueWords(test.value)}`;
    default:
      return `${orderWords(test.op, test.value, context)}`;
  }
}

function orderWords(op: Comparator, value: Value, context: DescribeContext): string {
  const words = valueWords(value);
  if (!isDated(value, context)) return `${NUMBERS[op]} ${words}`;
  const later = op.startsWith(">");
  if (value.type === "ago")
    return op.endsWith("=") ? `${words} or ${later ? "later" : "earlier"}` : `${later ? "later" : "earlier"} than ${words}`;
  const strict = later ? "after" : "before";
  return op.endsWith("=") ? `${value.type === "datetime" ? "at" : "on"} or ${strict} ${words}` : `${strict} ${words}`;
}

function betweenWords(low: Value, high: Value, context: DescribeContext): string {
  if (!isDated(low, context)) return `from ${valueWords(low)} to ${valueWords(high)}`;
  return `between ${valueWords(low)} and ${valueWords(high)} (both included)`;
}

/** A window as the place of one moment rather than of many. */
function duringWords(window: Window): string {
  if (window.kind === "since") return `between ${dateWords(window.date)} and now`;
  if (window.kind === "dates") return `between ${dateWords(window.from)} and ${dateWords(window.to)} (both included)`;
  return windowWords(window);
}

function hasWords(name: string, test: Extract<Test, { op: "has" }>): string {
  const items = test.values.map(valueWords);
  const several = items.length > 1;
  const two = items.length === 2;
  switch (test.how) {
    case "one":
      return `${list(items, "and")} is among ${name}`;
    case "any":
      return several ? `at least one of ${list(items, "and")} is among ${name}` : `${items[0]} is among ${name}`;
    case "all":
      return several ? `${list(items, "and")} are ${two ? "both" : "all"} among ${name}` : `${items[0]} is among ${name}`;
    case "none":
      return two
        ? `${name} is set and has neither ${items[0]} nor ${items[1]}`
        : `${name} is set and has ${several ? "none of " : "no "}${list(items, "and")}`;
  }
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
