import { failure } from "../../../core/issue.ts";
import { normalDecimal, parseDecimal } from "../../../core/number/decimal.ts";
import type { RankCondition } from "../../document.ts";
import type { RankLeaf, RankValue, SetNode } from "../../plan.ts";
import type { PlanContext } from "../../planning/context.ts";
import { fieldOf, traitInfo } from "../../planning/fields.ts";
import { planMeasure } from "../../planning/measures.ts";

/** What is compared in each group of zones, among whom, and how many are within. */
export function plan(condition: RankCondition, context: PlanContext): SetNode {
  const { direction, within } = condition;
  const by = context.perZone((inZone) => planValue(condition.by, inZone));
  return {
    op: "rank",
    direction,
    limit: planLimit(condition.limit),
    by,
    within: within === undefined ? context.universe : context.segment(within),
    at: context.at,
  };
}

function planValue(by: RankCondition["by"], context: PlanContext): RankValue {
  if ("measure" in by) return { op: "measure", measure: planMeasure(by.measure, by.window, [], context) };
  return { op: "trait", trait: fieldOf(traitInfo(by.trait, context), [], context.names), at: context.at };
}

function planLimit(limit: RankCondition["limit"]): RankLeaf["limit"] {
  if ("count" in limit) return limit;
  const percent = parseDecimal(limit.percent);
  if (percent === undefined) throw failure("invalid-number", { found: limit.percent });
  return { percent: normalDecimal(percent) };
}
