import { adverbial, type DescribeContext } from "../../describe/context.ts";
import { nameWords, textWords } from "../../describe/words.ts";
import type { ConsentCondition } from "../../document.ts";

/** "reachable by email", "subscribed to newsletter", "no decision on newsletter". */
export function describeConsent(condition: ConsentCondition, context: DescribeContext): string {
  const { test } = condition;
  switch (test.is) {
    case "reachable":
      return adverbial(`reachable by ${nameWords(test.channel)}`, context);
    case "subscribed":
      return adverbial(`subscribed to ${textWords(test.purpose)}`, context);
    case "unsubscribed":
      return adverbial(`unsubscribed from ${textWords(test.purpose)}`, context);
    case "no decision":
      return `${context.negated ? "a" : "no"} decision on ${textWords(test.purpose)}`;
  }
}
