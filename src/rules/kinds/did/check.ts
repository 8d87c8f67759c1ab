import type { Issue } from "../../../core/issue.ts";
import { below, type CheckContext } from "../../check/context.ts";
import { checkFilter, findEvent } from "../../check/filters.ts";
import { checkWindow } from "../../check/windows.ts";
import type { DidCondition } from "../../document.ts";

/** The event exists, its filter and the window make sense. */
export function checkDid(condition: DidCondition, context: CheckContext): readonly Issue[] {
  const { event, issues } = findEvent(condition.event, context);
  return [
    ...issues,
    ...(event === undefined || condition.filter === undefined ? [] : checkFilter(condition.filter, event, below(context, "filter"))),
    ...(condition.window === undefined ? [] : checkWindow(condition.window, below(context, "window"))),
  ];
}
