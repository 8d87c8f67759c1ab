/** Segments that can no longer be evaluated, because what their rules are about has gone. */
import { type Issue, issue, render } from "../core/issue.ts";
import { checkDefinition } from "../rules/check/definition.ts";
import { references } from "../rules/check/walk.ts";
import type { Definition, Rule } from "../rules/document.ts";
import type { Names } from "../rules/names.ts";

/** Why a saved segment can not be evaluated any more, itself or through a segment that it refers to; `undefined` if it can. */
export function staleness(definition: Definition, names: Names): string | undefined {
  for (const one of [definition, ...reachable(definition.rule, names)]) {
    const wrong = checkDefinition(one, names).find((found) => found.severity === "error");
    if (wrong !== undefined) return one === definition ? render(wrong).message : `${one.name}: ${render(wrong).message}`;
  }
  return undefined;
}

/** An error for each segment that a rule refers to and that is stale: evaluated all the same, the rule could match more than it says. */
export function staleReferences(rule: Rule, names: Names): readonly Issue[] {
  return references(rule).flatMap(({ segment, path }) => {
    const used = names.segments.get(segment);
    const reason = used === undefined ? undefined : staleness(used, names);
    return reason === undefined ? [] : [issue("stale-segment", { name: segment, reason }, { path })];
  });
}

/** The segments that a rule refers to, and those that they refer to, each once. */
function reachable(rule: Rule, names: Names): readonly Definition[] {
  const found = new Map<string, Definition>();
  const waiting = [rule];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const { segment } of references(next)) {
      const used = names.segments.get(segment);
      if (used === undefined || found.has(segment)) continue;
      found.set(segment, used);
      waiting.push(used.rule);
    }
  }
  return [...found.values()];
}
