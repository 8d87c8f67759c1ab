import type { DescribeContext } from "../../describe/context.ts";
import { testClause } from "../../describe/tests.ts";
import { nameWords } from "../../describe/words.ts";
import type { TraitCondition } from "../../document.ts";

/** "country is DE", "plan has been pro for at least 30 days". */
export function describeTrait(condition: TraitCondition, context: DescribeContext): string {
  return testClause(nameWords(condition.trait), condition.test, context);
}
