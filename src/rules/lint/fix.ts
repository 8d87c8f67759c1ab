import type { Path } from "../check/context.ts";
import type { And, Or, Rule } from "../document.ts";
import type { Fix } from "./context.ts";

/** The rule with the fix's node in place of the one at its path. Throws a RangeError for a path that is none of the rule's. */
export function applyFix(rule: Rule, fix: Fix): Rule {
  return replaceAt(rule, fix.path, fix.rule);
}

/** The node at a path of groups; `undefined` if there is none. */
export function nodeAt(rule: Rule, path: Path): Rule | undefined {
  const [key, place, ...rest] = path;
  if (key === undefined) return rule;
  if (key === "rule" && (rule.kind === "not" || rule.kind === "group")) return nodeAt(rule.rule, path.slice(1));
  if (key !== "rules" || (rule.kind !== "and" && rule.kind !== "or")) return undefined;
  const part = rule.rules[Number(place)];
  return part === undefined ? undefined : nodeAt(part, rest);
}

/**
 * The fix that takes a node out of the nearest group of the given kind around it; `undefined` if something else than brackets
 * stands between, for then the node counts.
 */
export function removal(rule: Rule, path: Path, from: "and" | "or"): Fix | undefined {
  for (let end = path.length; end > 0; ) {
    const bracketed = path[end - 1] === "rule";
    const parent = nodeAt(rule, path.slice(0, bracketed ? end - 1 : end - 2));
    if (parent === undefined || parent.kind === "not") return undefined;
    if (!bracketed) {
      if (parent.kind !== from) return undefined;
      return { path: path.slice(0, end - 2), rule: withoutParts(parent, [Number(path[end - 1])]) };
    }
    end -= 1;
  }
  return undefined;
}

/** The group without the parts at some places; a group of one is that one, and notes stay with what remains. */
export function withoutParts(group: And | Or, places: readonly number[]): Rule {
  const rules = group.rules.filter((_, place) => !places.includes(place));
  const [only] = rules;
  if (only === undefined) return { kind: "everyone" };
  return rules.length === 1 ? only : { ...group, rules };
}

function replaceAt(rule: Rule, path: Path, by: Rule): Rule {
  const [key, place, ...rest] = path;
  if (key === undefined) return by;
  if (key === "rule" && (rule.kind === "not" || rule.kind === "group")) {
    return { ...rule, rule: replaceAt(rule.rule, path.slice(1), by) };
  }
  if (key === "rules" && (rule.kind === "and" || rule.kind === "or") && rule.rules[Number(place)] !== undefined) {
    return { ...rule, rules: rule.rules.map((part, at) => (at === place ? replaceAt(part, rest, by) : part)) };
  }
  throw new RangeError(`the rule has no ${path.join(".")}`);
}
