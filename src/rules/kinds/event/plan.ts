import type { EventCondition } from "../../document.ts";
import type { SetNode } from "../../plan.ts";
import type { PlanContext } from "../../planning/context.ts";
import { planMeasureTest } from "../../planning/measures.ts";

/** The measure over the window, tested. */
export function plan(condition: EventCondition, context: PlanContext): SetNode {
  return planMeasureTest(condition.measure, condition.window, condition.test, context);
}
