import { report } from "../../check/context.ts";
import type { TraitCondition } from "../../document.ts";
import { type LintContext, type Warning, withFix } from "../../lint/context.ts";
import { printCondition } from "../../text/print.ts";

/** Comparisons with empty text, which is the same as not set. */
export function lintTrait(condition: TraitCondition, context: LintContext): readonly Warning[] {
  const { test } = condition;
  const compares = (test.op === "=" || test.op === "!=") && test.value.type === "text" && test.value.text === "";
  const searches = (test.op === "contains" || test.op === "starts" || test.op === "ends") && test.text === "";
  if (!compares && !searches) return [];
  // `= ""` means "not set" to whoever writes it; the others let through everything that is set, `not contains ""` nothing.
  const unset = test.op === "=" || (test.op === "contains" && test.negated === true);
  const rule: TraitCondition = { ...condition, test: unset ? { op: "set", negated: true } : { op: "set" } };
  return [withFix(report(context, "empty-comparison", { fixed: printCondition(rule) }, "test"), { path: context.path, rule })];
}
