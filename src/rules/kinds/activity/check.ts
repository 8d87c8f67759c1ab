import type { Issue } from "../../../core/issue.ts";
import { below, type CheckContext, report } from "../../check/context.ts";
import { checkFilter, findEvent } from "../../check/filters.ts";
import { checkNumber } from "../../check/windows.ts";
import type { ActivityCondition } from "../../document.ts";

/** The event exists and the wanted number of periods can be reached. */
export function checkActivity(condition: ActivityCondition, context: CheckContext): readonly Issue[] {
  const { atLeast, of, period, filter } = condition;
  const { event, issues } = findEvent(condition.event, context);
  const periods = checkNumber(of, 1, period, context, "of");
  const wanted = checkNumber(atLeast, 1, period, context, "atLeast");
  const possible = periods.length > 0 || wanted.length > 0 || atLeast <= of;
  return [
    ...issues,
    ...(event === undefined || filter === undefined ? [] : checkFilter(filter, event, below(context, "filter"))),
    ...wanted,
    ...periods,
    ...(possible ? [] : [report(context, "more-than-all", { wanted: atLeast, of, unit: `${period}s` }, "atLeast")]),
  ];
}
