import type { Instant } from "../../../core/time/instant.ts";
import { exactMilliseconds } from "../../../core/time/unit.ts";
import type { SegmentCondition } from "../../document.ts";
import type { ReferenceContext } from "../../reference/context.ts";
import { windowCrossings } from "../../reference/crossings.ts";

/** What changes the segment's rule and pins, and the recorded stays coming, ending, growing long enough or leaving the window. */
export function crossings(condition: SegmentCondition, context: ReferenceContext): readonly Instant[] {
  const stays = context.history.stays.filter((stay) => stay.segment === condition.segment);
  const moments = stays.flatMap((stay) => [stay.since, ...(stay.until === undefined ? [] : [stay.until])]);
  const { how } = condition;
  if (how.is !== "in") {
    const happened = moments.map((instant) => ({ instant }));
    return [...moments, ...windowCrossings(how.window, happened, context)];
  }
  const duration = how.forAtLeast === undefined ? 0 : (exactMilliseconds(how.forAtLeast.n, how.forAtLeast.unit) ?? 0);
  return [...context.segmentCrossings(condition.segment), ...moments, ...stays.map((stay) => (stay.since + duration) as Instant)];
}
