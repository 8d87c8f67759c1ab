import type { Issue } from "../../core/issue.ts";
import type { Condition, ConditionKind, Conditions, Rule } from "../document.ts";
import { kinds } from "../kinds/registry.ts";
import { LIMITS } from "../limits.ts";
import type { Names } from "../names.ts";
import { type CheckContext, report } from "./context.ts";
import { conditions, filtersOf, isCondition, walk, walkFilter } from "./walk.ts";

export interface CheckOptions {
  /** Name under which the rule is or will be saved, so that a circle of references is found. */
  readonly segment?: string;
}

/**
 * Everything wrong with a rule against a workspace's names and types, all at once, each with its path in the document. A rule
 * without issues can be planned. Beyond `LIMITS.issues` the rest is counted in one issue `more-issues`.
 */
export function check(rule: Rule, names: Names, options: CheckOptions = {}): readonly Issue[] {
  const deep = checkDepth(rule);
  if (deep.length > 0) return deep;
  const context: CheckContext = { names, path: [], ...(options.segment === undefined ? {} : { segment: options.segment }) };
  const all = conditions(rule);
  const limit = LIMITS.conditions;
  const many = all.length > limit ? [report(context, "too-many-conditions", { count: all.length, limit })] : [];
  const found = [...many, ...all.flatMap(({ node, path }) => checkCondition(node, { ...context, path }))];
  if (found.length <= LIMITS.issues) return found;
  return [...found.slice(0, LIMITS.issues), report(context, "more-issues", { count: found.length - LIMITS.issues })];
}

function checkCondition<K extends ConditionKind>(condition: Conditions[K] & Condition, context: CheckContext): readonly Issue[] {
  return kinds[condition.kind as K].check(condition, context);
}

/** The first node that is nested too deep; nothing else is looked at then. */
function checkDepth(rule: Rule): readonly Issue[] {
  const limit = LIMITS.levels;
  for (const { node, path, depth } of walk(rule)) {
    if (depth > limit) return [report({ path }, "too-deep", { limit })];
    if (!isCondition(node)) continue;
    for (const inside of filtersOf(node)) {
      for (const part of walkFilter(inside.filter, [...path, ...inside.path], depth)) {
        if (part.depth > limit) return [report({ path: part.path }, "too-deep", { limit })];
      }
    }
  }
  return [];
}
