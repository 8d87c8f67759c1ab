/**
 * The specification of the language in code: what a rule means for one customer, computed from its history in the most obvious
 * way. Engines are tested against it, and `explain` shows its truth tree.
 */
import type { Instant } from "../../core/time/instant.ts";
import type { Condition, Rule } from "../document.ts";
import type { History } from "../history.ts";
import type { Kind } from "../kinds/kind.ts";
import { kinds } from "../kinds/registry.ts";
import type { Outcome, Reason, ReferenceContext, ReferenceSettings } from "./context.ts";
import { type Evaluator, startRun, viewOf } from "./run.ts";
import { belongs } from "./universe.ts";

/**
 * The truth of a rule for one customer at `settings.at`, as a tree whose nodes carry their rule. Outside the universe nothing
 * matches. Throws a KindredError if the rule refers to a segment that does not exist. The rule must have passed `check`.
 */
export function evaluate(rule: Rule, history: History, settings: ReferenceSettings): Outcome {
  if (!belongs(history, settings.at, settings.audience ?? "customers")) return { rule, matches: false, reason: "not-in-universe" };
  return truth(rule, viewOf(startRun(settings, evaluator), history));
}

/** Keys of the members: all of `settings.population` that are in the universe and match. */
export function members(rule: Rule, settings: ReferenceSettings): ReadonlySet<number> {
  const run = startRun(settings, evaluator);
  const universe = settings.population.filter((one) => belongs(one, settings.at, settings.audience ?? "customers"));
  return new Set(universe.filter((one) => truth(rule, viewOf(run, one)).matches).map((one) => one.key));
}

/** How rules are evaluated; given to a run so that segment references evaluate rules by the same means. */
export const evaluator: Evaluator = { truth, crossings };

function truth(rule: Rule, context: ReferenceContext): Outcome {
  const known = context.known(rule);
  if (known !== undefined) return { rule, matches: known, reason: "decided-elsewhere" };
  switch (rule.kind) {
    case "everyone":
      return { rule, matches: true, reason: "everyone" };
    case "group": {
      const part = truth(rule.rule, context);
      return { rule, matches: part.matches, reason: part.reason, parts: [part] };
    }
    case "not": {
      const part = truth(rule.rule, context);
      return { rule, matches: !part.matches, reason: "complement", parts: [part] };
    }
    case "and": {
      const parts = rule.rules.map((part) => truth(part, context));
      const matches = parts.every((part) => part.matches);
      return { rule, matches, reason: matches ? "all" : "one-fails", parts };
    }
    case "or": {
      const parts = rule.rules.map((part) => truth(part, context));
      const matches = parts.some((part) => part.matches);
      const reason: Reason = matches ? "one-passes" : "none-passes";
      return { rule, matches, reason, parts };
    }
    default:
      return { rule, ...kindOf(rule).reference(rule, context) };
  }
}

/** Instants at which the truth of a rule may change for the customer: a superset, in no order. */
function crossings(rule: Rule, context: ReferenceContext): readonly Instant[] {
  switch (rule.kind) {
    case "everyone":
      return [];
    case "group":
    case "not":
      return crossings(rule.rule, context);
    case "and":
    case "or":
      return rule.rules.flatMap((part) => crossings(part, context));
    default:
      return kindOf(rule).crossings(rule, context);
  }
}

function kindOf(condition: Condition): Kind<Condition> {
  // The registry gives each kind its own condition type; the kind's name ties the two together.
  return kinds[condition.kind] as unknown as Kind<Condition>;
}
