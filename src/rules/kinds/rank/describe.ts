import { adverbial, type DescribeContext } from "../../describe/context.ts";
import { measureWords } from "../../describe/measures.ts";
import { nameWords, numberWords } from "../../describe/words.ts";
import type { RankCondition } from "../../document.ts";

/** 'in the top 10% by predicted value within the segment "Active"', "among the bottom 100 by number of orders". */
export function describeRank(condition: RankCondition, context: DescribeContext): string {
  const { direction, limit, by, within } = condition;
  const part = "count" in limit ? `among the ${direction} ${numberWords(String(limit.count))}` : `in the ${direction} ${limit.percent}%`;
  const value = "trait" in by ? nameWords(by.trait) : measureWords(by.measure, by.window, context);
  return adverbial(`${part} by ${value}${within === undefined ? "" : ` within the segment ${JSON.stringify(within)}`}`, context);
}
