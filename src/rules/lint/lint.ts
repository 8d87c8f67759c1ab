import { conditions } from "../check/walk.ts";
import type { Condition, ConditionKind, Conditions, Rule } from "../document.ts";
import { kinds } from "../kinds/registry.ts";
import type { Names } from "../names.ts";
import { lintCalendar } from "./calendar.ts";
import type { LintContext, LintFacts, Warning } from "./context.ts";
import { lintDuplicates } from "./duplicates.ts";
import { lintFacts } from "./facts.ts";
import { lintFilters } from "./filters.ts";
import { lintGroups } from "./groups.ts";
import { lintNegations } from "./negations.ts";
import { lintNested } from "./nested.ts";
import { lintStale } from "./stale.ts";

/**
 * What is allowed in a rule but hardly meant, each warning with a replacement where that is plain (`applyFix`). The rule must be one
 * that `check` finds no error in. Lints that need numbers speak only where `facts` has them.
 */
export function lint(rule: Rule, names: Names, facts: LintFacts = {}): readonly Warning[] {
  const groups = lintGroups(rule, names);
  return [
    ...conditions(rule).flatMap(({ node, path }) => lintCondition(node, { names, path })),
    // Where a group contradicts or repeats itself, what its brackets add is no news.
    ...(groups.length > 0 ? groups : lintNested(rule, names)),
    ...lintNegations(rule),
    ...lintFilters(rule, names),
    ...(facts.name === undefined ? [] : lintCalendar(rule, facts.name)),
    ...(facts.staleness === undefined ? [] : lintStale(rule, facts.staleness)),
    ...lintDuplicates(rule, names, facts),
    ...lintFacts(facts),
  ];
}

function lintCondition<K extends ConditionKind>(condition: Conditions[K] & Condition, context: LintContext): readonly Warning[] {
  return kinds[condition.kind as K].lint(condition, context);
}
