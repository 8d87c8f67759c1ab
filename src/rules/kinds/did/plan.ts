import type { DidCondition } from "../../document.ts";
import type { SetNode } from "../../plan.ts";
import type { PlanContext } from "../../planning/context.ts";
import { planFilter } from "../../planning/filters.ts";
import { countSet } from "../../planning/measures.ts";
import { boundsOf } from "../../planning/windows.ts";

/** `did` is a count of at least 1, `no` a count of 0: the same plans as those. */
export function plan(condition: DidCondition, context: PlanContext): SetNode {
  const { event, filter, window, negated } = condition;
  const bounds = boundsOf(window, context);
  const passing = planFilter(filter, event, context);
  return negated ? countSet(event, passing, bounds, "=", 0n, context.at) : countSet(event, passing, bounds, ">=", 1n, context.at);
}
