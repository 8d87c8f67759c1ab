import type { Instant } from "../../../core/time/instant.ts";
import type { EventCondition, Measure } from "../../document.ts";
import type { History } from "../../history.ts";
import type { ReferenceContext, Seen } from "../../reference/context.ts";
import { eventCrossings, testCrossings } from "../../reference/crossings.ts";
import { propertyOfMeasure } from "../../reference/measures.ts";

/** Events through the window, and the measure's possible values through the test. */
export function crossings(condition: EventCondition, context: ReferenceContext): readonly Instant[] {
  const { measure, window, test } = condition;
  return [
    ...eventCrossings(measure.event, measure.filter, window, context),
    ...testCrossings(test, valuesOf(measure, context.history), context),
  ];
}

/** Every value that `first`, `last`, `nth`, `minimum` and `maximum` can have; the values of other measures stand still. */
function valuesOf(measure: Measure, history: History): readonly Seen[] {
  const events = history.events.filter((event) => event.type === measure.event);
  const property = propertyOfMeasure(measure);
  if (property === undefined) return events.map((event) => ({ type: "datetime", instant: event.instant }));
  return events.map((event) => event.properties.get(property)).filter((value) => value !== undefined);
}
