import type { Instant } from "../../../core/time/instant.ts";
import { exactMilliseconds } from "../../../core/time/unit.ts";
import type { SequenceCondition } from "../../document.ts";
import type { ReferenceContext } from "../../reference/context.ts";
import { eventCrossings } from "../../reference/crossings.ts";

/** Events of every step through the window, and the end of every limit after every event. */
export function crossings(condition: SequenceCondition, context: ReferenceContext): readonly Instant[] {
  const limits = condition.steps.flatMap((step) => {
    const limit = step.within === undefined ? undefined : exactMilliseconds(step.within.n, step.within.unit);
    return limit === undefined ? [] : [limit];
  });
  const steps = condition.steps.flatMap((step) => eventCrossings(step.event, step.filter, condition.window, context));
  const ends = limits.flatMap((limit) => context.history.events.map((event) => (event.instant + limit) as Instant));
  return [...steps, ...ends];
}
