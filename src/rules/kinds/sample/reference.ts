import { inSample, sampleThreshold } from "../../../core/hash.ts";
import { failure } from "../../../core/issue.ts";
import { parseDecimal } from "../../../core/number/decimal.ts";
import type { SampleCondition } from "../../document.ts";
import type { Outcome, ReferenceContext } from "../../reference/context.ts";

/** A fixed pseudo-random part of all ids (language, "Meaning" 20). */
export function reference(condition: SampleCondition, context: ReferenceContext): Outcome {
  const percent = parseDecimal(condition.percent);
  if (percent === undefined) throw failure("invalid-number", { found: condition.percent });
  const matches = inSample(condition.seed, context.history.id, sampleThreshold(percent));
  return { matches, reason: matches ? "passes" : "fails" };
}
