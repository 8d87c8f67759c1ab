import { fold } from "../../../core/text/fold.ts";
import type { ConsentCondition } from "../../document.ts";
import type { SetNode } from "../../plan.ts";
import type { PlanContext } from "../../planning/context.ts";

/** The state of consent at `at`; purposes and channels in their folded form. */
export function plan(condition: ConsentCondition, context: PlanContext): SetNode {
  const { test } = condition;
  const { at } = context;
  if (test.is === "reachable") return { op: "consent", test: { is: test.is, channel: fold(test.channel) }, at };
  return { op: "consent", test: { is: test.is, purpose: fold(test.purpose) }, at };
}
