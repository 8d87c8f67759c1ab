import type { DescribeContext } from "../../describe/context.ts";
import { measureTestWords } from "../../describe/measures.ts";
import type { EventCondition } from "../../document.ts";

/** "at least 4 orders in the last 365 days", "the first order was in the last 30 days". */
export function describeEvent(condition: EventCondition, context: DescribeContext): string {
  return measureTestWords(condition, context);
}
