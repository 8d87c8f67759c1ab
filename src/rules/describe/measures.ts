import type { Window } from "../../core/time/window.ts";
import type { Comparator, EventCondition, Measure, Test } from "../document.ts";
import { clause, type DescribeContext } from "./context.ts";
import { windowWords } from "./dates.ts";
import { filterWords, whereWords } from "./filters.ts";
import { comparisonWords, testWords } from "./tests.ts";
import { isDated } from "./values.ts";
import { eventNoun, type Noun, nameWords, noun, ordinal, withArticle } from "./words.ts";

const OPPOSITE: Readonly<Record<Comparator, Comparator>> = { "=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<" };

/** A test of a measure: "at least 4 orders in the last 365 days", "a total order amount above 500 EUR in the last 90 days". */
export function measureTestWords(condition: EventCondition, context: DescribeContext): string {
  const { measure, window } = condition;
  const scope = scopeWords(window, measure.filter, context);
  const { test, negated } = withoutNegation(condition, context);
  const said = { ...context, negated };
  if (!isComparison(test)) return clause(testOfValue(measure, test, window, context), said);
  switch (measure.fn) {
    case "count":
      return without(`${quantityWords(test, eventNoun(measure.event), context)}${scope}`, said);
    case "days":
      return without(
        `${eventNoun(measure.event).plural} on ${quantityWords(test, { singular: "day", plural: "days" }, context)}${scope}`,
        said,
      );
    case "distinct": {
      const things = noun(`${nameWords(measure.event)} ${nameWords(measure.property)}`);
      const different = { singular: `different ${things.singular}`, plural: `different ${things.plural}` };
      return without(`${quantityWords(test, different, context)}${scope}`, said);
    }
    case "sum":
    case "average":
    case "minimum":
    case "maximum":
      if (isDated(operand(test), context)) break;
      return without(`${withArticle(adjectiveWords(measure, false))} ${comparisonWords(test, context)}${scope}`, said);
  }
  return clause(testOfValue(measure, test, window, context), said);
}

/** What a ranking goes by: "total order amount in the last 365 days", "number of orders". */
export function measureWords(measure: Measure, window: Window | undefined, context: DescribeContext): string {
  const scope = scopeWords(window, measure.filter, context);
  const { singular, plural } = eventNoun(measure.event);
  switch (measure.fn) {
    case "count":
      return `number of ${plural}${scope}`;
    case "days":
      return `number of days with ${withArticle(singular)}${scope}`;
    case "distinct":
      return `number of different ${noun(`${nameWords(measure.event)} ${nameWords(measure.property)}`).plural}${scope}`;
    case "share":
      return `share of ${plural}${scopeWords(window, undefined, context)} where ${filterWords(measure.filter, context)}`;
    case "first":
    case "last":
    case "nth":
      return `${measure.property === undefined ? "date" : nameWords(measure.property)} of ${momentWords(measure, window, context)}`;
    default:
      return `${adjectiveWords(measure, isDateProperty(measure, context))}${scope}`;
  }
}

/** Counts and sums are never missing, so their complement is the opposite comparison. */
function withoutNegation({ measure, test }: EventCondition, context: DescribeContext): { readonly test: Test; readonly negated: boolean } {
  const never = measure.fn === "count" || measure.fn === "days" || measure.fn === "distinct" || measure.fn === "sum";
  if (!context.negated || !never || !isComparison(test)) return { test, negated: context.negated };
  if (test.op === "between" || operand(test).type !== "number") return { test, negated: true };
  if (test.op !== "in") return { test: { op: OPPOSITE[test.op], value: test.value }, negated: false };
  const { negated, ...positive } = test;
  return { test: negated ? positive : { ...positive, negated: true }, negated: false };
}

/** A number of things: "at least 4 orders", "no order", "exactly 1, 2, or 3 orders". */
function quantityWords(test: Comparison, things: Noun, context: DescribeContext): string {
  if (test.op === "between") return `${comparisonWords(test, context)} ${things.plural}`;
  if (test.op === "in" && test.negated)
    return `a number of ${things.plural} other than ${comparisonWords({ op: "in", values: test.values }, context, "")}`;
  if (test.op === "in") return `${comparisonWords(test, context)} ${things.plural}`;
  if (test.value.type !== "number") return `a number of ${things.plural} ${comparisonWords(test, context, "equal to ")}`;
  const n = test.value.number;
  if ((test.op === "=" && n === "0") || (test.op === "<" && n === "1")) return `no ${things.singular}`;
  if (test.op === ">" && n === "0") return `at least 1 ${things.singular}`;
  const agreed = n === "1" ? things.singular : things.plural;
  if (test.op === "!=") return `a number of ${things.plural} other than ${comparisonWords({ op: "=", value: test.value }, context, "")}`;
  const words = comparisonWords(test, context)
    .replace(/^above /, "more than ")
    .replace(/^below /, "fewer than ");
  return `${words} ${agreed}`;
}

/** A clause about the measure's value: "the first order was in the last 30 days", "channel is web in the first order". */
function testOfValue(measure: Measure, test: Test, window: Window | undefined, context: DescribeContext): string {
  switch (measure.fn) {
    case "first":
    case "last":
    case "nth": {
      const moment = momentWords(measure, window, context);
      if (measure.property === undefined) return testWords(moment, test, context, "was");
      return `${testWords(nameWords(measure.property), test, context)} in ${moment}`;
    }
    case "share": {
      const orders = `${eventNoun(measure.event).plural}${scopeWords(window, undefined, context)}`;
      if (!isComparison(test)) return testWords(`the share of ${orders} where ${filterWords(measure.filter, context)}`, test, context);
      return `${filterWords(measure.filter, context)} in ${comparisonWords(test, context)} of ${orders}`;
    }
    default:
      return testWords(
        `the ${measureWords(measure, window, context)}`,
        test,
        context,
        isComparison(test) && isDated(operand(test), context) ? "was" : "is",
      );
  }
}

function momentWords(
  measure: Extract<Measure, { fn: "first" | "last" | "nth" }>,
  window: Window | undefined,
  context: DescribeContext,
): string {
  const which = measure.fn === "nth" ? ordinal(measure.n) : measure.fn;
  const filter = measure.filter === undefined ? "" : ` (where ${filterWords(measure.filter, context).replace(/^\((.*)\)$/, "$1")})`;
  return `the ${which} ${eventNoun(measure.event).singular}${filter}${window === undefined ? "" : ` ${windowWords(window)}`}`;
}

function adjectiveWords(measure: Extract<Measure, { fn: "sum" | "average" | "minimum" | "maximum" | "distinct" }>, dated: boolean): string {
  const adjective = {
    sum: "total",
    average: "average",
    minimum: dated ? "earliest" : "smallest",
    maximum: dated ? "latest" : "largest",
    distinct: "different",
  };
  return `${adjective[measure.fn]} ${nameWords(measure.event)} ${nameWords(measure.property)}`;
}

function isDateProperty(measure: Measure, context: DescribeContext): boolean {
  if (!("property" in measure) || measure.property === undefined) return false;
  const type = context.names?.events.get(measure.event)?.properties.get(measure.property)?.type;
  return type === "date" || type === "datetime";
}

function scopeWords(window: Window | undefined, filter: Measure["filter"], context: DescribeContext): string {
  return `${window === undefined ? "" : ` ${windowWords(window)}`}${whereWords(filter, context)}`;
}

type Comparison = Extract<Test, { op: Comparator | "between" | "in" }>;

function isComparison(test: Test): test is Comparison {
  return "value" in test || test.op === "between" || test.op === "in";
}

function operand(test: Comparison): import("../document.ts").Value {
  if (test.op === "between") return test.low;
  return test.op === "in" ? (test.values[0] ?? { type: "number", number: "0" }) : test.value;
}

function without(text: string, context: DescribeContext): string {
  return context.negated ? `without ${text}` : text;
}
