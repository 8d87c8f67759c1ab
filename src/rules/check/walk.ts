import type { Condition, Filter, Rule } from "../document.ts";
import type { Path } from "./context.ts";

/** A node of a rule and where it stands; `depth` counts the brackets and `not`s around it, from 0. */
export interface Visited<R extends Rule = Rule> {
  readonly node: R;
  readonly path: Path;
  readonly depth: number;
}

/** Every node of a rule, a group before its parts, in the order of the document. Without recursion, so that no depth is too deep. */
export function* walk(rule: Rule): Generator<Visited> {
  const waiting: Visited[] = [{ node: rule, path: [], depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    waiting.push(...parts(next).reverse());
  }
}

/** Every condition of a rule with its path, in the order of the document. */
export function conditions(rule: Rule): readonly Visited<Condition>[] {
  return [...walk(rule)].filter((visited): visited is Visited<Condition> => isCondition(visited.node));
}

/** Whether a node is a condition rather than a group of rules or `everyone`. */
export function isCondition(rule: Rule): rule is Condition {
  return rule.kind !== "and" && rule.kind !== "or" && rule.kind !== "not" && rule.kind !== "group" && rule.kind !== "everyone";
}

/** The segments that a rule refers to by itself, each with the path of its name. */
export function references(rule: Rule): readonly { readonly segment: string; readonly path: Path }[] {
  return conditions(rule).flatMap(({ node, path }) => {
    if (node.kind === "segment") return [{ segment: node.segment, path: [...path, "segment"] }];
    if (node.kind === "rank" && node.within !== undefined) return [{ segment: node.within, path: [...path, "within"] }];
    return [];
  });
}

/** The nodes of a filter with their paths from `path` on, a group before its parts; `depth` counts on from the one given. */
export function* walkFilter(
  filter: Filter,
  path: Path,
  depth: number,
): Generator<{ readonly node: Filter; readonly path: Path; readonly depth: number }> {
  const waiting = [{ node: filter, path, depth }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    const { node } = next;
    if (node.kind === "and" || node.kind === "or") {
      const { path: at, depth: level } = next;
      waiting.push(...node.filters.map((part, place) => ({ node: part, path: [...at, "filters", place], depth: level })).reverse());
    } else if (node.kind === "not" || node.kind === "group") {
      waiting.push({ node: node.filter, path: [...next.path, "filter"], depth: next.depth + 1 });
    }
  }
}

/** The filters of a condition with their paths from the condition on. */
export function filtersOf(condition: Condition): readonly { readonly filter: Filter; readonly path: Path }[] {
  switch (condition.kind) {
    case "event":
      return one(condition.measure.filter, ["measure", "filter"]);
    case "did":
    case "activity":
      return one(condition.filter, ["filter"]);
    case "sequence":
      return condition.steps.flatMap((step, place) => one(step.filter, ["steps", place, "filter"]));
    case "rank":
      return "measure" in condition.by ? one(condition.by.measure.filter, ["by", "measure", "filter"]) : [];
    default:
      return [];
  }
}

function one(filter: Filter | undefined, path: Path): readonly { readonly filter: Filter; readonly path: Path }[] {
  return filter === undefined ? [] : [{ filter, path }];
}

function parts(visited: Visited): Visited[] {
  const { node, path, depth } = visited;
  if (node.kind === "and" || node.kind === "or") {
    return node.rules.map((rule, place) => ({ node: rule, path: [...path, "rules", place], depth }));
  }
  return node.kind === "not" || node.kind === "group" ? [{ node: node.rule, path: [...path, "rule"], depth: depth + 1 }] : [];
}
