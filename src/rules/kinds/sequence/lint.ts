import { report } from "../../check/context.ts";
import type { SequenceCondition } from "../../document.ts";
import type { LintContext, Warning } from "../../lint/context.ts";

/** Steps of events that have no times: several of one day are at the same instant, so none is later than the other. */
export function lintSequence(condition: SequenceCondition, context: LintContext): readonly Warning[] {
  const whole = condition.steps.map((step) => step.event).filter((event) => context.names.events.get(event)?.wholeDays === true);
  return [...new Set(whole)].map((event) => report(context, "whole-day-times", { event }, "steps"));
}
