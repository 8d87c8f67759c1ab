import type { Condition, ConditionKind, Conditions, Rule } from "../document.ts";
import { kinds } from "../kinds/registry.ts";
import type { Names } from "../names.ts";
import { type Clause, compose } from "./compose.ts";
import type { DescribeContext } from "./context.ts";

/**
 * A rule in plain English, one sentence without a full stop. It says exactly what the rule means: brackets are spelled out, and a
 * complement is said as such where it differs from the opposite test. Dates are named without a zone.
 */
export function describe(rule: Rule, names?: Names): string {
  return compose(clauses(rule, names === undefined ? { negated: false } : { names, negated: false }));
}

/** One condition in plain English. */
function describeCondition<K extends ConditionKind>(condition: Conditions[K] & Condition, context: DescribeContext): string {
  return kinds[condition.kind as K].describe(condition, context);
}

function clauses(rule: Rule, context: DescribeContext): Clause {
  switch (rule.kind) {
    case "and":
    case "or":
      return { op: rule.kind, parts: rule.rules.map((part) => clauses(part, context)) };
    case "not":
      return { op: "not", part: clauses(rule.rule, context) };
    case "group":
      return clauses(rule.rule, context);
    case "everyone":
      return { op: "leaf", say: (negated) => (negated ? "nobody" : "everyone") };
    default:
      return { op: "leaf", say: (negated) => describeCondition(rule, { ...context, negated }) };
  }
}
