import { sampleThreshold } from "../../../core/hash.ts";
import { failure } from "../../../core/issue.ts";
import { parseDecimal } from "../../../core/number/decimal.ts";
import type { SampleCondition } from "../../document.ts";
import type { SetNode } from "../../plan.ts";

/** The percentage as the bound of a hash. */
export function plan(condition: SampleCondition): SetNode {
  const percent = parseDecimal(condition.percent);
  if (percent === undefined) throw failure("invalid-number", { found: condition.percent });
  return { op: "sample", seed: condition.seed, bound: sampleThreshold(percent) };
}
