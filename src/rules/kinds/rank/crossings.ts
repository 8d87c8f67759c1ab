import type { Instant } from "../../../core/time/instant.ts";
import type { RankCondition } from "../../document.ts";
import type { ReferenceContext } from "../../reference/context.ts";
import { eventCrossings, traitCrossings } from "../../reference/crossings.ts";
import { existsFrom } from "../../reference/universe.ts";

/** Whatever changes anybody's value, or who is ranked at all. */
export function crossings(condition: RankCondition, context: ReferenceContext): readonly Instant[] {
  const { by, within } = condition;
  return context
    .everybody()
    .flatMap((one) => [
      existsFrom(one.history),
      ...(within === undefined ? [] : one.segmentCrossings(within)),
      ...("trait" in by ? traitCrossings(by.trait, one) : eventCrossings(by.measure.event, by.measure.filter, by.window, one)),
    ]);
}
