import { compareDecimal, decimal, parseDecimal } from "../../../core/number/decimal.ts";
import { report } from "../../check/context.ts";
import type { SampleCondition } from "../../document.ts";
import { type LintContext, type Warning, withFix } from "../../lint/context.ts";
import { printCondition } from "../../text/print.ts";

/** A sample of everybody or of nobody. */
export function lintSample(condition: SampleCondition, context: LintContext): readonly Warning[] {
  const percent = parseDecimal(condition.percent);
  if (percent === undefined) return [];
  const all = compareDecimal(percent, decimal(100)) === 0;
  if (!all && percent.units !== 0n) return [];
  const warning = report(context, all ? "always-true" : "always-false", { condition: printCondition(condition) });
  return [withFix(warning, all ? { path: context.path, rule: { kind: "everyone" } } : undefined)];
}
