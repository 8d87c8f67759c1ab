import { endedPeriods } from "../../../core/time/window.ts";
import type { ActivityCondition } from "../../document.ts";
import type { SetNode } from "../../plan.ts";
import { isNoEvent, NOBODY } from "../../planning/algebra.ts";
import type { PlanContext } from "../../planning/context.ts";
import { planFilter } from "../../planning/filters.ts";
import { windowContext } from "../../planning/windows.ts";

/** The edges of the ended periods, and in how many of them there must be an event. */
export function plan(condition: ActivityCondition, context: PlanContext): SetNode {
  const { event, atLeast, of, period } = condition;
  const filter = planFilter(condition.filter, event, context);
  if (isNoEvent(filter)) return NOBODY;
  const { at, zone, weekStarts } = windowContext(context);
  return { op: "activity", event, filter, edges: endedPeriods(zone, at, of, period, weekStarts), atLeast, at };
}
