import { compareDecimal, decimal, parseDecimal } from "../../../core/number/decimal.ts";
import { report } from "../../check/context.ts";
import type { RankCondition } from "../../document.ts";
import { type LintContext, type Warning, withFix } from "../../lint/context.ts";

/** The whole of a ranking: everybody who has a value. */
export function lintRank(condition: RankCondition, context: LintContext): readonly Warning[] {
  const { limit, by, within } = condition;
  const percent = "percent" in limit ? parseDecimal(limit.percent) : undefined;
  if (percent === undefined || compareDecimal(percent, decimal(100)) < 0) return [];
  const warning = report(context, "whole-ranking", {}, "limit");
  const plain = "trait" in by && within === undefined;
  return [withFix(warning, plain ? { path: context.path, rule: { kind: "trait", trait: by.trait, test: { op: "set" } } } : undefined)];
}
