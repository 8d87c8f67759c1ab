import type { Issue } from "../../core/issue.ts";
import { normalForm } from "../../core/text/normal.ts";
import { patternProblem } from "../../core/text/pattern.ts";
import type { HeldTest, Test, Value } from "../document.ts";
import { LIMITS } from "../limits.ts";
import { below, type CheckContext, report } from "./context.ts";
import { checkAmounts } from "./currency.ts";
import { literal, runsBackwards } from "./order.ts";
import { allowedNames, OPERATORS, operatorName, type Subject, TYPE_NAMES } from "./types.ts";
import { checkElement, checkValue, dateName } from "./values.ts";
import { checkCoarse, checkDuration, checkNumber, checkWhole, checkWindow } from "./windows.ts";

/** Everything wrong with a test of a subject; the context's path is the test. */
export function checkTest(test: Test | HeldTest, subject: Subject, context: CheckContext): readonly Issue[] {
  const { type } = subject.info;
  if (!OPERATORS[type].includes(test.op)) return [refused(test, subject, context)];
  if (type !== "money" || test.op === "set") return checkOperands(test, subject, context);
  return [...checkAmounts(subject, context), ...checkOperands(test, subject, context), ...checkOneCurrency(test, subject, context)];
}

function checkOperands(test: Test | HeldTest, subject: Subject, context: CheckContext): readonly Issue[] {
  switch (test.op) {
    case "between":
      return checkBetween(test, subject, context);
    case "in":
      return checkValues(test.values, context, (value, at) => checkValue(value, subject, at));
    case "has":
      return checkValues(test.values, context, (value, at) => checkElement(value, subject, at));
    case "matches":
      return checkMatches(test.text, context);
    case "before":
    case "after":
      return checkValue(test.instant, subject, below(context, "instant"));
    case "during":
      return checkWindow(test.window, below(context, "window"), dateName(subject));
    case "next":
      return [...checkNumber(test.n, 1, test.unit, context, "n"), ...checkCoarse(test.unit, dateName(subject), context)];
    case "anniversary":
      return checkWhole(test.days, 1, 365, context, "days");
    case "held":
      return [...checkValue(test.value, subject, below(context, "value")), ...checkDuration(test.duration, below(context, "duration"))];
    case "set":
    case "contains":
    case "starts":
    case "ends":
      return [];
    default:
      return checkValue(test.value, subject, below(context, "value"));
  }
}

/** The amounts of one test are all in one currency: `between 10 EUR and 20 USD` has no order of its own. */
function checkOneCurrency(test: Test | HeldTest, subject: Subject, context: CheckContext): readonly Issue[] {
  const values = test.op === "between" ? [test.low, test.high] : test.op === "in" ? test.values : [];
  const written = [...new Set(values.flatMap((value) => (value.type === "number" ? (value.currency ?? []) : [])))];
  const [first, second] = written;
  if (first === undefined || second === undefined) return [];
  return [report(context, "several-currencies", { name: subject.name, currencies: written })];
}

function checkBetween(test: Extract<Test, { op: "between" }>, subject: Subject, context: CheckContext): readonly Issue[] {
  const issues = [...checkValue(test.low, subject, below(context, "low")), ...checkValue(test.high, subject, below(context, "high"))];
  if (issues.length > 0 || !runsBackwards(test.low, test.high)) return issues;
  const from = literal(test.low);
  const to = literal(test.high);
  return [report(context, "reversed-range", { from, to, fixed: `between ${to} and ${from}` })];
}

function checkValues(
  values: readonly Value[],
  context: CheckContext,
  check: (value: Value, context: CheckContext) => readonly Issue[],
): readonly Issue[] {
  if (values.length === 0) return [report(context, "empty-list", {}, "values")];
  if (values.length > LIMITS.values) {
    return [report(context, "too-many-values", { count: values.length, limit: LIMITS.values }, "values")];
  }
  return values.flatMap((value, place) => check(value, below(context, "values", place)));
}

function checkMatches(pattern: string, context: CheckContext): readonly Issue[] {
  const problem = patternProblem(normalForm(pattern));
  return problem === undefined ? [] : [report(context, "invalid-pattern", { pattern, ...problem }, "text")];
}

function refused(test: Test | HeldTest, subject: Subject, context: CheckContext): Issue {
  const { name, info } = subject;
  const written = operatorName(test);
  const ordered = test.op === "between" || ["<", "<=", ">", ">="].includes(test.op);
  if (info.type === "text" && ordered) return report(context, "text-order", { name, test: written });
  return report(context, "test-not-allowed", {
    name,
    type: TYPE_NAMES[info.type],
    test: written,
    allowed: allowedNames(info.type, subject.trait ? "trait" : "other"),
  });
}
