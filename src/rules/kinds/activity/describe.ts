import type { DescribeContext } from "../../describe/context.ts";
import { whereWords } from "../../describe/filters.ts";
import { eventNoun, withArticle } from "../../describe/words.ts";
import type { ActivityCondition } from "../../document.ts";

/** "an order in at least 6 of the last 12 complete months". */
export function describeActivity(condition: ActivityCondition, context: DescribeContext): string {
  const { event, filter, atLeast, of, period } = condition;
  const wanted = `${context.negated ? "fewer than" : "at least"} ${atLeast}`;
  const periods = of === 1 ? `the last complete ${period}` : `the last ${of} complete ${period}s`;
  return `${withArticle(eventNoun(event).singular)} in ${wanted} of ${periods}${whereWords(filter, context)}`;
}
