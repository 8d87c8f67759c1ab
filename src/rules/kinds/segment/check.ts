import type { Issue } from "../../../core/issue.ts";
import { below, type CheckContext } from "../../check/context.ts";
import { checkReference } from "../../check/segments.ts";
import { checkDuration, checkWindow } from "../../check/windows.ts";
import type { SegmentCondition } from "../../document.ts";

/** The segment exists and does not lead back to the one being defined. */
export function checkSegment(condition: SegmentCondition, context: CheckContext): readonly Issue[] {
  const { how } = condition;
  const at = below(context, "how");
  const time =
    how.is !== "in"
      ? checkWindow(how.window, below(at, "window"))
      : how.forAtLeast === undefined
        ? []
        : checkDuration(how.forAtLeast, below(at, "forAtLeast"));
  return [...checkReference(condition.segment, context, "segment"), ...time];
}
