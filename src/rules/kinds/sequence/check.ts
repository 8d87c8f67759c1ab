import type { Issue } from "../../../core/issue.ts";
import { below, type CheckContext, report } from "../../check/context.ts";
import { checkFilter, findEvent, unknownProperty } from "../../check/filters.ts";

import { comparable, TYPE_NAMES } from "../../check/types.ts";
import { checkDuration, checkWindow } from "../../check/windows.ts";
import type { SequenceCondition, Step } from "../../document.ts";
import { LIMITS } from "../../limits.ts";
import type { EventInfo } from "../../names.ts";

/** Every step names a known event; `same` and `within` look back at a positive step that has that property too. */
export function checkSequence(condition: SequenceCondition, context: CheckContext): readonly Issue[] {
  const { steps } = condition;
  return [
    ...(steps.length > LIMITS.steps ? [report(context, "too-many-steps", { count: steps.length, limit: LIMITS.steps }, "steps")] : []),
    ...(steps[0]?.negated ? [report(context, "sequence-starts-with-not", {}, "steps", 0)] : []),
    ...steps.flatMap((step, place) => checkStep(step, previous(steps, place), below(context, "steps", place))),
    ...(condition.window === undefined ? [] : checkWindow(condition.window, below(context, "window"))),
  ];
}

/** The last positive step before a place. */
function previous(steps: readonly Step[], place: number): Step | undefined {
  return steps.slice(0, place).findLast((step) => step.negated !== true);
}

function checkStep(step: Step, before: Step | undefined, context: CheckContext): readonly Issue[] {
  const { event, issues } = findEvent(step.event, context);
  return [
    ...issues,
    ...(event === undefined || step.filter === undefined ? [] : checkFilter(step.filter, event, below(context, "filter"))),
    ...checkLooksBack(step, before, context),
    ...(event === undefined || before === undefined || step.same === undefined ? [] : checkSame(step.same, event, before, context)),
    ...(step.within === undefined ? [] : checkDuration(step.within, below(context, "within"))),
  ];
}

function checkLooksBack(step: Step, before: Step | undefined, context: CheckContext): readonly Issue[] {
  if (before !== undefined) return [];
  return (["same", "within"] as const)
    .filter((word) => step[word] !== undefined)
    .map((word) => report(context, "nothing-before", { word, event: step.event }, word));
}

function checkSame(name: string, event: EventInfo, before: Step, context: CheckContext): readonly Issue[] {
  const at = below(context, "same");
  const earlier = context.names.events.get(before.event);
  const here = event.properties.get(name);
  const there = earlier?.properties.get(name);
  if (here === undefined) return [{ ...unknownProperty(name, event, at), path: at.path }];
  if (earlier === undefined) return [];
  if (there === undefined) return [{ ...unknownProperty(name, earlier, at), path: at.path }];
  if (comparable(here, there)) return [];
  const parameters = {
    name: `${event.name}.${name}`,
    type: TYPE_NAMES[here.type],
    found: `${earlier.name}.${name}, which is ${TYPE_NAMES[there.type]}`,
    expected: [],
  };
  return [report(at, "type-mismatch", parameters)];
}
