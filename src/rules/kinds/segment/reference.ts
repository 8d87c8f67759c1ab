import { exactMilliseconds } from "../../../core/time/unit.ts";
import type { SegmentCondition } from "../../document.ts";
import type { Outcome, ReferenceContext } from "../../reference/context.ts";
import { boundsOf } from "../../reference/events.ts";

/** Membership by the segment's rule at the same instant, and what was recorded of it (language, "Meaning" 21). */
export function reference(condition: SegmentCondition, context: ReferenceContext): Outcome {
  const stays = context.history.stays.filter((stay) => stay.segment === condition.segment);
  const { how } = condition;
  if (how.is !== "in") {
    const bounds = boundsOf(how.window, context);
    const moments = stays.map((stay) => (how.is === "entered" ? stay.since : stay.until)).filter((moment) => moment !== undefined);
    const moved = moments.filter((moment) => moment > bounds.after && moment <= bounds.upto).sort((a, b) => a - b);
    const last = moved.at(-1);
    if (last === undefined) return { matches: false, reason: "fails" };
    return { matches: true, reason: "passes", seen: { type: "datetime", instant: last } };
  }
  const inside = context.segment(condition.segment);
  if (how.forAtLeast === undefined || !inside.matches) return inside;
  const since = context.at - (exactMilliseconds(how.forAtLeast.n, how.forAtLeast.unit) ?? Number.NaN);
  const stay = stays.find((one) => one.since <= since && (one.until === undefined || one.until > context.at));
  return { ...inside, matches: stay !== undefined, reason: stay === undefined ? "too-short" : inside.reason };
}
