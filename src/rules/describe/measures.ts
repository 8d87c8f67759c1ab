import type { Window } from "../../core/time/window.ts";
import type { EventCondition, Measure, Test } from "../document.ts";
import { type Comparison, isComparison, isDatedTest, ofWords, opposite, outsideWords, quantityWords, shareWords } from "./comparisons.ts";
import { clause, type DescribeContext } from "./context.ts";
import { windowWords } from "./dates.ts";
import { filterWords, whereWords } from "./filters.ts";
import { testClause, testWords } from "./tests.ts";
import { eventNoun, type Noun, nameWords, noun, ordinal, withArticle } from "./words.ts";

/** A test of a measure: "at least 4 orders in the last 365 days", "a total order amount above 500 EUR in the last 90 days". */
export function measureTestWords(condition: EventCondition, context: DescribeContext): string {
  const { measure, window, test } = condition;
  if (!isComparison(test)) return valueClause(measure, test, window, context);
  const scope = scopeWords(window, measure.filter, context);
  switch (measure.fn) {
    case "count":
      return amount(test, context, (words) => `${words}${scope}`, eventNoun(measure.event));
    case "days":
      return amount(test, context, (words) => `${eventNoun(measure.event).plural} on ${words}${scope}`, {
        singular: "day",
        plural: "days",
      });
    case "distinct":
      return amount(test, context, (words) => `${words}${scope}`, differentNoun(measure));
    case "sum":
      return amount(test, context, (words) => `${withArticle(adjectiveWords(measure, false))} ${words}${scope}`);
    case "average":
    case "minimum":
    case "maximum": {
      if (isDatedTest(test, context)) return valueClause(measure, test, window, context);
      return without(`${withArticle(adjectiveWords(measure, false))} ${ofWords(test, context)}${scope}`, context);
    }
    default:
      return valueClause(measure, test, window, context);
  }
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
      return `number of ${differentNoun(measure).plural}${scope}`;
    case "share":
      return `share of ${plural}${scope}`;
    case "first":
    case "last":
    case "nth":
      return `${measure.property === undefined ? "date" : nameWords(measure.property)} of ${momentWords(measure, window, context)}`;
    default:
      return `${adjectiveWords(measure, isDateProperty(measure, context))}${scope}`;
  }
}

/** A comparison of a number that is never missing, so that its complement is the opposite comparison; of things, or of an amount. */
function amount(test: Comparison, context: DescribeContext, say: (words: string) => string, things?: Noun): string {
  const words = (said: Comparison) => (things === undefined ? ofWords(said, context) : quantityWords(said, things, context));
  if (!context.negated) return say(words(test));
  const turned = opposite(test);
  if (turned !== undefined) return say(words(turned));
  const outside = test.op === "between" ? outsideWords(test, things !== undefined) : undefined;
  if (outside !== undefined) return say(things === undefined ? outside : `${outside} ${things.plural}`);
  return without(say(words(test)), context);
}

/** A clause about the measure's value: "the first order was in the last 30 days", "channel is web in the first order". */
function valueClause(measure: Measure, test: Test, window: Window | undefined, context: DescribeContext): string {
  switch (measure.fn) {
    case "first":
    case "last":
    case "nth": {
      const moment = momentWords(measure, window, context);
      if (measure.property === undefined) return clause(testWords(moment, test, context, "was"), context);
      // Without such an event there is no value either.
      const absent = test.op === "set" && test.negated ? " (or there is none)" : "";
      return clause(`${testWords(nameWords(measure.property), test, context)} in ${moment}${absent}`, context);
    }
    case "share": {
      const events = `${eventNoun(measure.event).plural}${scopeWords(window, undefined, context)}`;
      if (!isComparison(test)) return testClause(`the share of ${events} where ${filterWords(measure.filter, context)}`, test, context);
      return clause(`${filterWords(measure.filter, context)} in ${shareWords(test, context)} of ${events}`, context);
    }
    default: {
      const verb = isComparison(test) && isDatedTest(test, context) ? "was" : "is";
      const name = `the ${adjectiveWords(measureOf(measure), dated(test, measure, context))}${scopeWords(window, measure.filter, context)}`;
      return test.op === "set" ? testClause(name, test, context) : clause(testWords(name, test, context, verb), context);
    }
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

type OfProperty = Extract<Measure, { fn: "sum" | "average" | "minimum" | "maximum" | "distinct" }>;

/** Counts are never asked for anything but a comparison; as a phrase they are "number of". */
function measureOf(measure: Exclude<Measure, { fn: "first" | "last" | "nth" | "share" }>): OfProperty {
  return "property" in measure ? measure : { fn: "distinct", event: measure.event, property: measure.fn === "days" ? "days" : "events" };
}

function adjectiveWords(measure: OfProperty, dated: boolean): string {
  const words = `${nameWords(measure.event)} ${nameWords(measure.property)}`;
  switch (measure.fn) {
    case "sum":
      return `total ${words}`;
    case "average":
      return `average ${words}`;
    case "minimum":
      return `${dated ? "earliest" : "smallest"} ${words}`;
    case "maximum":
      return `${dated ? "latest" : "largest"} ${words}`;
    case "distinct":
      return `number of ${differentNoun(measure).plural}`;
  }
}

function differentNoun(measure: OfProperty): Noun {
  const things = noun(`${nameWords(measure.event)} ${nameWords(measure.property)}`);
  return { singular: `different ${things.singular}`, plural: `different ${things.plural}` };
}

function dated(test: Test, measure: Measure, context: DescribeContext): boolean {
  if (isComparison(test)) return isDatedTest(test, context) || isDateProperty(measure, context);
  return test.op !== "set" || isDateProperty(measure, context);
}

function isDateProperty(measure: Measure, context: DescribeContext): boolean {
  if (!("property" in measure) || measure.property === undefined) return false;
  const type = context.names?.events.get(measure.event)?.properties.get(measure.property)?.type;
  return type === "date" || type === "datetime";
}

function scopeWords(window: Window | undefined, filter: Measure["filter"], context: DescribeContext): string {
  return `${window === undefined ? "" : ` ${windowWords(window)}`}${whereWords(filter, context)}`;
}

function without(text: string, context: DescribeContext): string {
  return context.negated ? `without ${text}` : text;
}
