import type { Issue } from "../../../core/issue.ts";
import type { CheckContext } from "../../check/context.ts";
import { checkPercent } from "../../check/percent.ts";
import type { SampleCondition } from "../../document.ts";

/** The percentage lies between 0 and 100; any seed will do. */
export function checkSample(condition: SampleCondition, context: CheckContext): readonly Issue[] {
  return checkPercent(condition.percent, "0", context);
}
