import { report } from "../check/context.ts";
import { walk } from "../check/walk.ts";
import type { And, DidCondition, Filter, Rule, TraitCondition } from "../document.ts";
import type { Names } from "../names.ts";
import { printCondition } from "../text/print.ts";
import { type Warning, withFix } from "./context.ts";

/**
 * `no order where a = 1 and b > 2`: the second test is about the customer, but the event has a property of that name too. The fix takes
 * it into the filter.
 */
export function lintFilters(rule: Rule, names: Names): readonly Warning[] {
  return [...walk(rule)].flatMap(({ node, path }) => {
    if (node.kind !== "and") return [];
    return node.rules.flatMap((part, place) => {
      const next = node.rules[place + 1];
      if (part.kind !== "did" || part.filter?.kind !== "test" || next?.kind !== "trait" || next.test.op === "held") return [];
      if (names.events.get(part.event)?.properties.has(next.trait) !== true) return [];
      const joined = taken(part, part.filter, next, next.test);
      const parameters = { name: next.trait, event: part.event, fixed: printCondition(joined) };
      const fix = { path, rule: withJoined(node, place, joined) };
      return [withFix(report({ path: [...path, "rules", place + 1] }, "filter-or-trait", parameters), fix)];
    });
  });
}

function taken(did: DidCondition, filter: Filter, trait: TraitCondition, test: Extract<Filter, { kind: "test" }>["test"]): DidCondition {
  const filters: readonly Filter[] = [filter, { kind: "test", property: trait.trait, test }];
  return { ...did, filter: { kind: "group", filter: { kind: "and", filters } } };
}

function withJoined(group: And, place: number, joined: DidCondition): Rule {
  const rules = group.rules.flatMap((part, at) => (at === place ? [joined] : at === place + 1 ? [] : [part]));
  return rules.length === 1 ? joined : { ...group, rules };
}
