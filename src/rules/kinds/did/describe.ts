import type { DescribeContext } from "../../describe/context.ts";
import { windowWords } from "../../describe/dates.ts";
import { whereWords } from "../../describe/filters.ts";
import { eventNoun } from "../../describe/words.ts";
import type { DidCondition } from "../../document.ts";

/** "at least one order in the last 30 days where channel is web", "no order in the last 60 days". */
export function describeDid(condition: DidCondition, context: DescribeContext): string {
  const { event, window, filter } = condition;
  const none = (condition.negated === true) !== context.negated;
  return `${none ? "no" : "at least one"} ${eventNoun(event).singular}${window === undefined ? "" : ` ${windowWords(window)}`}${whereWords(filter, context)}`;
}
