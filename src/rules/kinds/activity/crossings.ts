import type { Instant } from "../../../core/time/instant.ts";
import type { ActivityCondition } from "../../document.ts";
import type { ReferenceContext } from "../../reference/context.ts";
import { eventCrossings, periodTurns } from "../../reference/crossings.ts";

/** A period ends where the next begins. */
export function crossings(condition: ActivityCondition, context: ReferenceContext): readonly Instant[] {
  return [...periodTurns(condition.period, context), ...eventCrossings(condition.event, condition.filter, undefined, context)];
}
