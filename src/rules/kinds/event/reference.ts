import { localDay } from "../../../core/time/zone.ts";
import type { EventCondition } from "../../document.ts";
import type { Outcome, ReferenceContext } from "../../reference/context.ts";
import { evidenceOf } from "../../reference/events.ts";
import { measured, measureInfo, propertyOfMeasure } from "../../reference/measures.ts";
import { currenciesOf, passes } from "../../reference/tests.ts";

/** The measure over the window passes the test. */
export function reference(condition: EventCondition, context: ReferenceContext): Outcome {
  const { measure, window, test } = condition;
  const { value, events } = measured(measure, window, test.op === "set" ? undefined : currenciesOf(test, context), context);
  const subject = { info: measureInfo(measure, context), day: localDay(context.workspaceZone, context.at) };
  const matches = passes(value, test, subject, context);
  return {
    matches,
    reason: matches ? "passes" : value === undefined ? "missing" : "fails",
    ...(value === undefined ? {} : { seen: value }),
    events: events.length,
    evidence: evidenceOf(events, measure.filter, propertyOfMeasure(measure), context),
  };
}
