import { report } from "../check/context.ts";
import { walk } from "../check/walk.ts";
import type { Condition, Not, Rule } from "../document.ts";
import { print, printCondition } from "../text/print.ts";
import { type Warning, withFix } from "./context.ts";

/** `not not …`, `not no order`, and `not x has any …` where `has none` is meant. */
export function lintNegations(rule: Rule): readonly Warning[] {
  return [...walk(rule)].flatMap(({ node, path }) => {
    if (node.kind !== "not") return [];
    const meant = noneMeant(node);
    if (meant !== undefined) return [withFix(report({ path }, "none-meant", { fixed: printCondition(meant) }), { path, rule: meant })];
    const positive = undone(node);
    if (positive === undefined) return [];
    return [withFix(report({ path }, "double-negation", { fixed: print(positive) }), { path, rule: positive })];
  });
}

function noneMeant(node: Not): Condition | undefined {
  const inner = bare(node.rule);
  if (inner.kind !== "trait" || inner.test.op !== "has" || (inner.test.how !== "any" && inner.test.how !== "one")) return undefined;
  return { ...inner, test: { ...inner.test, how: "none" } };
}

/** The rule that a complement of a complement is. */
function undone(node: Not): Rule | undefined {
  const inner = bare(node.rule);
  if (inner.kind === "not") return inner.rule;
  if (inner.kind !== "did" || inner.negated !== true) return undefined;
  const { negated: _, ...did } = inner;
  return did;
}

function bare(rule: Rule): Rule {
  return rule.kind === "group" ? bare(rule.rule) : rule;
}
