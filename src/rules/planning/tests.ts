/** Tests of the document, on a field of a known type, in the form in which engines hold values. */

import { failure } from "../../core/issue.ts";
import { parseDecimal, rescale } from "../../core/number/decimal.ts";
import { fold } from "../../core/text/fold.ts";
import { compilePattern } from "../../core/text/pattern.ts";
import { anniversaries, dayNextBounds, dayWindowBounds, nextBounds, valueWindowBounds } from "../../core/time/window.ts";
import { localDay } from "../../core/time/zone.ts";
import type { Test } from "../document.ts";
import type { Field, PlanTest } from "../plan.ts";
import { allOf, anyOf, IS_SET, NEVER } from "./algebra.ts";
import type { PlanContext } from "./context.ts";
import { comparison, range, type Subject } from "./values.ts";
import { windowContext } from "./windows.ts";

/** The test on the subject. A missing value passes only `set` negated. */
export function planTest(test: Test, subject: Subject, context: PlanContext): PlanTest {
  switch (test.op) {
    case "set":
      return { op: "set", negated: test.negated ?? false };
    case "between":
      return joined(allOf([comparison(">=", test.low, subject, context), comparison("<=", test.high, subject, context)]));
    case "in":
      return planIn(test, subject, context);
    case "contains":
    case "starts":
    case "ends":
      return { op: test.op, text: fold(test.text), negated: "negated" in test && test.negated === true };
    case "matches":
      return { op: "matches", pattern: compilePattern(test.text).engine };
    case "has":
      return planHas(test, subject.field);
    case "before":
      return comparison("<", test.instant, subject, context);
    case "after":
      return comparison(">", test.instant, subject, context);
    case "during":
    case "next":
      return planStretch(test, subject.field, context);
    case "anniversary": {
      const ranges = anniversaries(localDay(context.zone, context.at), test.days);
      return {
        op: "anniversary",
        ranges: ranges.map((one) => ({ from: one.fromMonthDay, upto: one.toMonthDay, before: BigInt(one.before) })),
      };
    }
    default:
      return comparison(test.op, test.value, subject, context);
  }
}

/** `not in` is passed by what differs from every value; values of one kind are asked for together. */
function planIn(test: Extract<Test, { op: "in" }>, subject: Subject, context: PlanContext): PlanTest {
  const negated = test.negated ?? false;
  const parts = test.values.map((value) => comparison(negated ? "!=" : "=", value, subject, context));
  const integers = parts.flatMap((part) => (part.op === "integer" && part.compare === (negated ? "!=" : "=") ? [part.value] : []));
  const texts = (form: "folded" | "written") => parts.flatMap((part) => (part.op === "text" && part.form === form ? part.values : []));
  const rest = parts.filter((part) => part.op !== "text" && !(part.op === "integer" && integers.includes(part.value)));
  const together: PlanTest[] = [];
  if (integers.length > 0) together.push(oneOf(integers, negated));
  for (const form of ["folded", "written"] as const) {
    const values = [...new Set(texts(form))].sort();
    if (values.length > 0) together.push({ op: "text", form, values, negated });
  }
  return negated ? allOf([...together, ...rest]) : anyOf([...together, ...rest]);
}

function oneOf(integers: readonly bigint[], negated: boolean): PlanTest {
  const values = [...new Set(integers)].sort((a, b) => (a < b ? -1 : 1));
  const only = values.length === 1 ? values[0] : undefined;
  if (only !== undefined) return { op: "integer", compare: negated ? "!=" : "=", value: only };
  return { op: "integers", values, negated };
}

/** A lower and an upper bound of integers as one range. */
function joined(test: PlanTest): PlanTest {
  if (test.op !== "all" || test.of.length !== 2) return test;
  const low = test.of.find((part) => part.op === "integer" && part.compare === ">=");
  const high = test.of.find((part) => part.op === "integer" && part.compare === "<=");
  return low?.op === "integer" && high?.op === "integer" ? range(low.value - 1n, high.value) : test;
}

/** Elements of the list that cannot occur (more decimals than the catalog's) are in no customer's list. */
function planHas(test: Extract<Test, { op: "has" }>, field: Field): PlanTest {
  const how = test.how === "one" ? "any" : test.how;
  const texts = new Set<string>();
  const integers = new Set<bigint>();
  let impossible = 0;
  for (const value of test.values) {
    if (value.type === "text") texts.add(fold(value.text));
    if (value.type !== "number") continue;
    const number = parseDecimal(value.number);
    if (number === undefined) throw failure("invalid-number", { found: value.number });
    const { value: scaled, exact } = rescale(number, field.scale ?? 0);
    if (exact) integers.add(scaled.units);
    else impossible += 1;
  }
  if (how === "all" && impossible > 0) return NEVER;
  if (texts.size + integers.size === 0) return how === "none" ? IS_SET : NEVER;
  if (field.element === "number") return { op: "has", how, integers: [...integers].sort((a, b) => (a < b ? -1 : 1)) };
  return { op: "has", how, texts: [...texts].sort() };
}

function planStretch(test: Extract<Test, { op: "during" | "next" }>, field: Field, context: PlanContext): PlanTest {
  const at = windowContext(context);
  if (field.type !== "date") {
    const bounds = test.op === "during" ? valueWindowBounds(test.window, at) : nextBounds(test.n, test.unit, at);
    return range(BigInt(bounds.after), BigInt(bounds.upto));
  }
  const bounds = test.op === "during" ? dayWindowBounds(test.window, at) : dayNextBounds(test.n, test.unit, at);
  if (bounds === undefined) throw failure("unit-too-fine", { name: field.name, unit: "minutes and hours" });
  return range(BigInt(bounds.after), BigInt(bounds.upto));
}
