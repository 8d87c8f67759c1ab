import type { SequenceCondition, Step } from "../../document.ts";
import type { PlanStep, SetNode } from "../../plan.ts";
import { isNoEvent, NOBODY } from "../../planning/algebra.ts";
import type { PlanContext } from "../../planning/context.ts";
import { currenciesIn, fieldOf, propertyInfo } from "../../planning/fields.ts";
import { planFilter } from "../../planning/filters.ts";
import { boundsOf, milliseconds } from "../../planning/windows.ts";

/** Steps with their filters, exact limits, and the fields that must agree with the previous positive step. */
export function plan(condition: SequenceCondition, context: PlanContext): SetNode {
  const steps: PlanStep[] = [];
  let before: string | undefined;
  for (const step of condition.steps) {
    steps.push(planStep(step, before, context));
    if (!step.negated) before = step.event;
  }
  if (steps.some((step) => !step.negated && isNoEvent(step.filter))) return NOBODY;
  return { op: "sequence", bounds: boundsOf(condition.window, context), steps, at: context.at };
}

function planStep(step: Step, before: string | undefined, context: PlanContext): PlanStep {
  return {
    event: step.event,
    negated: step.negated ?? false,
    filter: planFilter(step.filter, step.event, context),
    ...(step.same === undefined || before === undefined ? {} : { same: planSame(step.same, step.event, before, context) }),
    ...(step.within === undefined ? {} : { within: milliseconds(step.within) }),
  };
}

function planSame(property: string, event: string, before: string, context: PlanContext): NonNullable<PlanStep["same"]> {
  const here = propertyInfo(event, property, context);
  const there = propertyInfo(before, property, context);
  return {
    here: fieldOf(here, currenciesIn(there), context.names),
    before: fieldOf(there, currenciesIn(here), context.names),
  };
}
