import { adverbial, type DescribeContext } from "../../describe/context.ts";
import type { SampleCondition } from "../../document.ts";

/** 'in the random sample of 10% with seed "spring"'. */
export function describeSample(condition: SampleCondition, context: DescribeContext): string {
  return adverbial(`in the random sample of ${condition.percent}% with seed ${JSON.stringify(condition.seed)}`, context);
}
