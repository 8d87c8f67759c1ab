import type { Issue } from "../../core/issue.ts";
import { checkPattern } from "../../core/text/pattern.ts";
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
  return [...(test.op === "set" ? [] : checkAmounts(subject, context)), ...checkOperands(test, subject, context)];
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
  const fault = checkPattern(pattern);
  if (fault === undefined) return [];
  return [report(context, "invalid-pattern", { pattern, reason: fault.reason, offset: fault.offset }, "text")];
}

function refused(test: Test | HeldTest, subject: Subject, context: CheckContext): Issue {
  const { name, info } = subject;
  const written = operatorName(test);
  const ordered = test.op === "between" || ["<", "<=", ">", ">="].includes(test.op);
  if (info.type === "text" && ordered) return report(context, "text-order", { name, test: written });
  return report(context, "test-not-allowed", { name, type: TYPE_NAMES[info.type], test: written, allowed: allowedNames(info.type) });
}
