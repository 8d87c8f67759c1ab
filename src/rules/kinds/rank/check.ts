import type { Issue } from "../../../core/issue.ts";
import { below, type CheckContext, near, report } from "../../check/context.ts";
import { checkAmounts } from "../../check/currency.ts";
import { checkMeasure } from "../../check/measures.ts";
import { checkPercent } from "../../check/percent.ts";
import { checkReference } from "../../check/segments.ts";
import { type Subject, TYPE_NAMES } from "../../check/types.ts";
import { checkWhole, checkWindow } from "../../check/windows.ts";
import type { RankCondition } from "../../document.ts";
import type { ValueType } from "../../names.ts";

const RANKED: readonly ValueType[] = ["number", "money", "date", "datetime", "score"];

/** The largest number of customers that `top` may name. */
const RANK_LIMIT = 1_000_000_000;

/** What is ranked by has an order, and the part asked for is not empty. */
export function checkRank(condition: RankCondition, context: CheckContext): readonly Issue[] {
  const { limit, by, within } = condition;
  const at = below(context, "by");
  const { subject, issues } = "trait" in by ? findTrait(by.trait, at) : checkMeasure(by.measure, below(at, "measure"));
  return [
    ...("count" in limit
      ? checkWhole(limit.count, 1, RANK_LIMIT, below(context, "limit"), "count")
      : checkPercent(limit.percent, "above 0", below(context, "limit"))),
    ...issues,
    ...("measure" in by && by.window !== undefined ? checkWindow(by.window, below(at, "window")) : []),
    ...(subject === undefined ? [] : checkOrder(subject, at)),
    ...(within === undefined ? [] : checkReference(within, context, "within")),
  ];
}

function checkOrder(subject: Subject, context: CheckContext): readonly Issue[] {
  if (RANKED.includes(subject.info.type)) return checkAmounts(subject, context);
  const parameters = { name: subject.name, type: TYPE_NAMES[subject.info.type], needs: RANKED.map((type) => TYPE_NAMES[type]) };
  return [report(context, "not-ranked", parameters)];
}

function findTrait(name: string, context: CheckContext): { readonly subject?: Subject; readonly issues: readonly Issue[] } {
  const info = context.names.traits.get(name);
  if (info !== undefined) return { subject: { name, info }, issues: [] };
  return { issues: [report(context, "unknown-trait", { name, ...near(name, context.names.traits.keys()) }, "trait")] };
}
