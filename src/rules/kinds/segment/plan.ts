import type { Instant } from "../../../core/time/instant.ts";
import type { SegmentCondition } from "../../document.ts";
import type { SetNode } from "../../plan.ts";
import { intersection } from "../../planning/algebra.ts";
import type { PlanContext } from "../../planning/context.ts";
import { boundsOf, milliseconds } from "../../planning/windows.ts";

/** The segment's own set at the same instant, with the recorded stays that `for at least` asks for; or only what was recorded. */
export function plan(condition: SegmentCondition, context: PlanContext): SetNode {
  const { segment, how } = condition;
  const { at } = context;
  if (how.is !== "in") return { op: "stay", segment, test: { is: how.is, bounds: boundsOf(how.window, context) }, at };
  const inside = context.segment(segment);
  if (how.forAtLeast === undefined) return inside;
  const since = (at - milliseconds(how.forAtLeast)) as Instant;
  return intersection([inside, { op: "stay", segment, test: { is: "in", since }, at }]);
}
