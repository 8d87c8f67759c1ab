import { type Path, report } from "../check/context.ts";
import { isCondition } from "../check/walk.ts";
import type { And, Condition, Or, Rule } from "../document.ts";
import type { Names } from "../names.ts";
import { print, printCondition } from "../text/print.ts";
import { type Warning, withFix } from "./context.ts";
import { complement, intersect, isEmpty, isWithin } from "./domain.ts";
import { removal, withoutParts } from "./fix.ts";
import { implied, related } from "./implied.ts";
import { type Said, said } from "./subjects.ts";

interface Inside {
  readonly path: Path;
  /** What holds for every customer for whom the node makes a difference: said by conditions beside the groups around it. */
  readonly given: readonly Said[];
}

/**
 * Conditions inside brackets that change nothing because of what stands outside them: in `did order and (did order or age > 30)` the
 * bracket does nothing, in `no order and (did order or age > 30)` the inner `did order` does not.
 */
export function lintNested(rule: Rule, names: Names): readonly Warning[] {
  const found: Warning[] = [];
  const visit = (node: Rule, inside: Inside): void => {
    if (node.kind === "not" || node.kind === "group") visit(node.rule, { ...inside, path: [...inside.path, "rule"] });
    if (node.kind !== "and" && node.kind !== "or") return;
    if (lintParts(rule, node, inside, names, found)) return;
    const beside = conditionsOf(node).map(({ part }) => given(part, node.kind, names));
    for (const [place, part] of node.rules.entries()) {
      visit(part, { path: [...inside.path, "rules", place], given: [...inside.given, ...beside] });
    }
  };
  visit(rule, { path: [], given: [] });
  return found;
}

/** Judges the conditions of one group; true if the whole group does nothing, so that its parts need no look. */
function lintParts(root: Rule, group: And | Or, inside: Inside, names: Names, found: Warning[]): boolean {
  for (const { part, place } of conditionsOf(group)) {
    const known = truth(said(part, names), inside.given);
    if (known === undefined) continue;
    if (known === (group.kind === "and")) {
      const fix = { path: inside.path, rule: withoutParts(group, [place]) };
      found.push(withFix(report({ path: [...inside.path, "rules", place] }, "changes-nothing", { condition: printCondition(part) }), fix));
      continue;
    }
    // The part decides its group, which then says nothing new beside what is given.
    const fix = removal(root, inside.path, known ? "and" : "or");
    if (fix === undefined) continue;
    found.push(withFix(report({ path: inside.path }, "changes-nothing", { condition: print(group) }), fix));
    return true;
  }
  return false;
}

/** Whether a condition holds wherever the givens hold; `undefined` if that depends. */
function truth(condition: Said, givens: readonly Said[]): boolean | undefined {
  const about = givens.filter((each) => related(each, condition));
  if (about.length === 0) return undefined;
  const { universe, domain } = condition;
  const possible = about.reduce((all, each) => intersect(all, implied(each, condition)), universe);
  if (isEmpty(possible)) return undefined;
  if (isWithin(possible, domain, universe)) return true;
  return isEmpty(intersect(possible, domain)) ? false : undefined;
}

/** Inside an `and` its conditions hold; inside an `or` only customers matter who fail the conditions beside. */
function given(condition: Condition, kind: "and" | "or", names: Names): Said {
  const it = said(condition, names);
  return kind === "and" ? it : { ...it, domain: complement(it.domain, it.universe) };
}

function conditionsOf(group: And | Or): readonly { readonly part: Condition; readonly place: number }[] {
  return group.rules.flatMap((part, place) => (isCondition(part) ? [{ part, place }] : []));
}
