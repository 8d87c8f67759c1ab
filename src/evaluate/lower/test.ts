import type { Instant } from "../../core/time/instant.ts";
import type { Comparator } from "../../rules/document.ts";
import type { Field, PlanTest, Predicate } from "../../rules/plan.ts";
import { all, any, call, constant, infix, not, oneOf, surely, typed, value } from "../../sql/build.ts";
import { double, integers } from "../../sql/parameter.ts";
import type { Expression, Infix } from "../../sql/tree.ts";
import type { Cells } from "./cells.ts";
import type { Rows } from "./rows.ts";

/** What a test is applied to. */
export interface Subject {
  readonly cells: Cells;
  readonly field: Omit<Field, "name">;
  /** For averages and shares: the tested value is `cells` divided by this, which is above 0. */
  readonly denominator?: Expression;
  /** The same customer's traits, for comparisons with them. */
  readonly trait: (field: Field, at: Instant) => Cells;
}

/** A test as a condition that is true, false or null; null stands for false: it is wrapped wherever it is negated. */
export function lowerTest(test: PlanTest, subject: Subject): Expression {
  const { cells } = subject;
  const plain = (): Expression => asInteger(subject, cells.part("value"));
  switch (test.op) {
    case "never":
      return constant(false);
    case "set":
      return test.negated ? not(cells.isSet) : cells.isSet;
    case "all":
      return all(test.of.map((part) => lowerTest(part, subject)));
    case "any":
      return any(test.of.map((part) => lowerTest(part, subject)));
    case "integer":
      return infix(plain(), operator(test.compare), value(test.value));
    case "integers":
      return test.negated ? all([cells.isSet, not(oneOf(plain(), test.values))]) : oneOf(plain(), test.values);
    case "range":
      return all([infix(plain(), ">", value(test.after)), infix(plain(), "<=", value(test.upto))]);
    case "ratio":
      return ratio(test, subject);
    case "score":
      return infix(call("double", cells.part("value")), operator(test.compare), typed(double(test.value)));
    case "text": {
      const text = cells.part(test.form === "folded" ? "folded" : "value");
      return test.negated ? all([cells.isSet, not(oneOf(text, test.values))]) : oneOf(text, test.values);
    }
    case "contains":
    case "starts":
    case "ends": {
      const found = call(test.op, cells.part("folded"), value(test.text));
      return test.negated ? not(found) : found;
    }
    case "matches":
      return call("matches", cells.part("value"), value(test.pattern));
    case "has":
      return has(test, cells);
    case "anniversary":
      return anniversary(test, cells.part("value"));
    case "versus":
      return versus(test, subject);
  }
}

/** Whether a missing value passes a test. */
export function passesMissing(test: PlanTest): boolean {
  switch (test.op) {
    case "set":
      return test.negated;
    case "all":
      return test.of.every(passesMissing);
    case "any":
      return test.of.some(passesMissing);
    default:
      return false;
  }
}

/** Whether a test compares with another trait of the customer. */
export function comparesTraits(test: PlanTest): boolean {
  return test.op === "versus" || ((test.op === "all" || test.op === "any") && test.of.some(comparesTraits));
}

/** A predicate on one event; null stands for false. */
export function lowerPredicate(predicate: Predicate, rows: Rows): Expression {
  switch (predicate.op) {
    case "true":
      return constant(true);
    case "and":
      return all(predicate.of.map((part) => lowerPredicate(part, rows)));
    case "or":
      return any(predicate.of.map((part) => lowerPredicate(part, rows)));
    case "not":
      return not(surely(lowerPredicate(predicate.of, rows)));
    case "test":
      return lowerTest(predicate.test, { cells: rows.field(predicate.field), field: predicate.field, trait: rows.trait });
  }
}

/** Whether a predicate asks nothing of an event. */
export function isTrue(predicate: Predicate): boolean {
  return predicate.op === "true" || (predicate.op === "and" && predicate.of.every(isTrue));
}

/** `a comparator b`. */
function operator(comparator: Comparator): Infix {
  return comparator === "!=" ? "<>" : comparator;
}

function asInteger(subject: Subject, expression: Expression): Expression {
  return subject.field.type === "boolean" ? call("integer", expression) : expression;
}

/** numerator ÷ denominator compared with units ÷ 10^scale, in 128 bits; the numerator is an integer at the field's own scale. */
function ratio(test: Extract<PlanTest, { op: "ratio" }>, subject: Subject): Expression {
  const numerator = infix(call("widen", subject.cells.part("value")), "*", typed({ type: "huge", value: 10n ** BigInt(test.scale) }));
  const denominator = call("widen", subject.denominator ?? constant(1));
  const units = test.units * 10n ** BigInt(scaleOf(subject.field));
  return infix(numerator, operator(test.compare), infix(denominator, "*", typed({ type: "huge", value: units })));
}

function has(test: Extract<PlanTest, { op: "has" }>, cells: Cells): Expression {
  const list = cells.part(test.texts === undefined ? "value" : "folded");
  const items = typed(test.texts === undefined ? integers(test.integers ?? []) : { type: "texts", value: test.texts });
  const found = call(test.how === "all" ? "has all" : "has any", list, items);
  return all([cells.isSet, test.how === "none" ? not(found) : found]);
}

function anniversary(test: Extract<PlanTest, { op: "anniversary" }>, day: Expression): Expression {
  const monthDay = call("month day", day);
  return any(
    test.ranges.map((range) =>
      all([infix(monthDay, ">=", constant(range.from)), infix(monthDay, "<=", constant(range.upto)), infix(day, "<", value(range.before))]),
    ),
  );
}

/** The tested value against a trait: folded text, scores as doubles, else integers brought to one scale and denominator. */
function versus(test: Extract<PlanTest, { op: "versus" }>, subject: Subject): Expression {
  const other = subject.trait(test.trait, test.at);
  const op = operator(test.compare);
  const mine = subject.field;
  if (mine.type === "text") return infix(subject.cells.part("folded"), op, other.part("folded"));
  if (mine.type === "score" || test.trait.type === "score") {
    return infix(asDouble(subject.cells.part("value"), mine), op, asDouble(other.part("value"), test.trait));
  }
  const scales = [scaleOf(mine), scaleOf(test.trait)] as const;
  const left = scaled(asInteger(subject, subject.cells.part("value")), scales[1] - scales[0]);
  const right = scaled(asInteger({ ...subject, field: test.trait }, other.part("value")), scales[0] - scales[1]);
  const { denominator } = subject;
  if (denominator === undefined && scales[0] === scales[1]) return infix(left, op, right);
  return infix(call("widen", left), op, denominator === undefined ? right : infix(call("widen", right), "*", call("widen", denominator)));
}

/** Decimal places of a field's integers, after conversion. */
export function scaleOf(field: Omit<Field, "name">): number {
  if (field.convert !== undefined) return field.convert.scale;
  return field.type === "number" || field.type === "money" ? (field.scale ?? 0) : 0;
}

function scaled(expression: Expression, places: number): Expression {
  return places <= 0 ? expression : infix(call("widen", expression), "*", typed({ type: "huge", value: 10n ** BigInt(places) }));
}

/** A scaled integer as the double nearest to its value: quotient of two doubles. */
function asDouble(expression: Expression, field: Omit<Field, "name">): Expression {
  if (field.type === "score") return expression;
  const scale = scaleOf(field);
  return scale === 0 ? call("double", expression) : call("divide", call("double", expression), typed(double(10 ** scale)));
}
