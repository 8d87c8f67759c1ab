import type { Instant } from "../../../core/time/instant.ts";
import type { DidCondition } from "../../document.ts";
import type { ReferenceContext } from "../../reference/context.ts";
import { eventCrossings } from "../../reference/crossings.ts";

/** Events through the window. */
export function crossings(condition: DidCondition, context: ReferenceContext): readonly Instant[] {
  return eventCrossings(condition.event, condition.filter, condition.window, context);
}
