/** Tests on one value. A missing value passes only `is not set` (language, "Meaning" 2). */
import { compareDecimal } from "../../core/number/decimal.ts";
import { fold } from "../../core/text/fold.ts";
import { normalForm } from "../../core/text/normal.ts";
import { compilePattern } from "../../core/text/pattern.ts";
import { type Day, dayParts, isLeapYear } from "../../core/time/date.ts";
import { dayNextBounds, dayWindowBounds, nextBounds, valueWindowBounds } from "../../core/time/window.ts";
import { localDay } from "../../core/time/zone.ts";
import type { Test, Value } from "../document.ts";
import type { ValueInfo } from "../names.ts";
import { compareSeen, holds } from "./compare.ts";
import type { ReferenceContext, Seen } from "./context.ts";
import { dateOf, instantsOf, numberOf, valuesOf, windowContext } from "./literals.ts";
import { comparableAmount } from "./money.ts";
import { traitAt } from "./traits.ts";

/** What a tested value is: its type in the catalog, and the day whose exchange rates hold for it. */
export interface Subject {
  readonly info: ValueInfo;
  readonly day: Day;
}

/** Whether a value passes a test. */
export function passes(seen: Seen | undefined, test: Test, subject: Subject, context: ReferenceContext): boolean {
  if (test.op === "set") return (seen === undefined) === (test.negated ?? false);
  if (seen === undefined) return false;
  const order = (value: Value) => compareTo(seen, value, test, subject, context);
  switch (test.op) {
    case "between":
      return holds(">=", order(test.low)) && holds("<=", order(test.high));
    case "in":
      return test.negated ? test.values.every((value) => holds("!=", order(value))) : test.values.some((value) => holds("=", order(value)));
    case "contains":
      return seen.type === "text" && fold(seen.text).includes(fold(test.text)) !== (test.negated ?? false);
    case "starts":
      return seen.type === "text" && fold(seen.text).startsWith(fold(test.text));
    case "ends":
      return seen.type === "text" && fold(seen.text).endsWith(fold(test.text));
    case "matches":
      return seen.type === "text" && context.once(test, () => compilePattern(test.text)).matches(seen.text);
    case "has":
      return seen.type === "list" && passesHas(seen.items, test);
    case "before":
      return holds("<", order(test.instant));
    case "after":
      return holds(">", order(test.instant));
    case "during":
      return within(seen, dayWindowBounds(test.window, windowContext(context)), valueWindowBounds(test.window, windowContext(context)));
    case "next":
      return within(seen, dayNextBounds(test.n, test.unit, windowContext(context)), nextBounds(test.n, test.unit, windowContext(context)));
    case "anniversary":
      return seen.type === "date" && hasAnniversary(seen.day, localDay(context.zone, context.at), test.days);
    default:
      return holds(test.op, order(test.value));
  }
}

/** The currencies on the other side of a test: of amounts written in it and of the traits it compares with. */
export function currenciesOf(test: Test, context: ReferenceContext): readonly string[] {
  return valuesOf(test).flatMap((value) => {
    if (value.type === "number") return value.currency === undefined ? [] : [value.currency];
    if (value.type !== "trait") return [];
    return (context.names.traits.get(value.trait)?.currencies ?? []).map((currency) => currency.code);
  });
}

/** How the seen value stands to a written one; `undefined` if either is missing or they cannot be compared. */
function compareTo(seen: Seen, value: Value, test: Test, subject: Subject, context: ReferenceContext): number | undefined {
  const wanted = currenciesOf(test, context);
  const mine = seen.type === "money" ? comparableAmount(seen, subject, wanted, context) : seen;
  if (mine === undefined) return undefined;
  switch (value.type) {
    case "text":
      if (mine.type !== "text") return undefined;
      if (value.exactly) return normalForm(mine.text) === normalForm(value.text) ? 0 : 1;
      return fold(mine.text) === fold(value.text) ? 0 : 1;
    case "number":
      // A written amount is in the currency that the comparison is made in.
      return compareSeen(mine, { type: "number", number: numberOf(value) });
    case "boolean":
      return compareSeen(mine, value);
    case "trait": {
      const info = context.names.traits.get(value.trait);
      const other = traitAt(context.history, value.trait, context.at)?.value;
      if (info === undefined || other === undefined) return undefined;
      if (other.type !== "money") return compareSeen(mine, other);
      const day = localDay(context.workspaceZone, context.at);
      const mineToo = [...(subject.info.currencies ?? []).map((currency) => currency.code), ...wanted];
      const theirs = comparableAmount(other, { info, day }, mineToo, context);
      return theirs === undefined ? undefined : compareSeen(mine, theirs);
    }
    default:
      return compareDates(mine, value, context);
  }
}

function compareDates(
  seen: Seen,
  value: Extract<Value, { type: "date" | "datetime" | "ago" }>,
  context: ReferenceContext,
): number | undefined {
  if (seen.type === "date") return seen.day - dateOf(value, context);
  if (seen.type !== "datetime") return undefined;
  const { first, last } = instantsOf(value, context);
  if (seen.instant < first) return -1;
  return seen.instant > last ? 1 : 0;
}

function within(
  seen: Seen,
  days: { readonly after: number; readonly upto: number } | undefined,
  instants: { readonly after: number; readonly upto: number },
): boolean {
  if (seen.type === "date") return days !== undefined && seen.day > days.after && seen.day <= days.upto;
  return seen.type === "datetime" && seen.instant > instants.after && seen.instant <= instants.upto;
}

function passesHas(items: Extract<Seen, { type: "list" }>["items"], test: Extract<Test, { op: "has" }>): boolean {
  const contains = (value: Value) =>
    items.some((item) => {
      if (typeof item === "string") return value.type === "text" && fold(item) === fold(value.text);
      return value.type === "number" && compareDecimal(item, numberOf(value)) === 0;
    });
  switch (test.how) {
    case "one":
    case "any":
      return test.values.some(contains);
    case "all":
      return test.values.every(contains);
    case "none":
      return !test.values.some(contains);
  }
}

/** Whether a date has an anniversary on one of the `days` days after today; that of 29 February is 1 March in other years. */
function hasAnniversary(date: Day, today: Day, days: number): boolean {
  const born = dayParts(date);
  for (let day = today + 1; day <= today + days; day++) {
    const { year, month, day: dayOfMonth } = dayParts(day as Day);
    if (year <= born.year) continue;
    const moved = born.month === 2 && born.day === 29 && !isLeapYear(year);
    if (moved ? month === 3 && dayOfMonth === 1 : month === born.month && dayOfMonth === born.day) return true;
  }
  return false;
}
