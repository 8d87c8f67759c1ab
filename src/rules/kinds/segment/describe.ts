import { formatDuration } from "../../../core/time/unit.ts";
import { adverbial, type DescribeContext } from "../../describe/context.ts";
import { windowWords } from "../../describe/dates.ts";
import type { SegmentCondition } from "../../document.ts";

/** 'in the segment "Active" for at least 30 days', 'entered the segment "Active" in the last 7 days'. */
export function describeSegment(condition: SegmentCondition, context: DescribeContext): string {
  const { how } = condition;
  const segment = `the segment ${JSON.stringify(condition.segment)}`;
  if (how.is === "in") {
    const since = how.forAtLeast === undefined ? "" : ` for at least ${formatDuration(how.forAtLeast.n, how.forAtLeast.unit)}`;
    return adverbial(`in ${segment}${since}`, context);
  }
  const did = context.negated ? `did not ${how.is === "entered" ? "enter" : "leave"}` : how.is;
  return `${did} ${segment} ${windowWords(how.window)}`;
}
