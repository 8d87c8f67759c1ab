import type { Instant } from "../../../core/time/instant.ts";
import type { ActivityCondition } from "../../document.ts";
import type { ReferenceContext } from "../../reference/context.ts";
import { dayTurns, eventCrossings } from "../../reference/crossings.ts";

/** A period ends where a day begins. */
export function crossings(condition: ActivityCondition, context: ReferenceContext): readonly Instant[] {
  return [...dayTurns(context), ...eventCrossings(condition.event, condition.filter, undefined, context)];
}
