import { decimal } from "../../../core/number/decimal.ts";
import { endedPeriods } from "../../../core/time/period.ts";
import type { ActivityCondition } from "../../document.ts";
import type { Outcome, ReferenceContext } from "../../reference/context.ts";
import { boundsOf, eventsOf, evidenceOf } from "../../reference/events.ts";
import { windowContext } from "../../reference/literals.ts";

/** In how many of the last ended calendar periods there was a matching event. */
export function reference(condition: ActivityCondition, context: ReferenceContext): Outcome {
  const { zone, weekStarts } = windowContext(context);
  const edges = endedPeriods(zone, context.at, condition.of, condition.period, weekStarts);
  const events = eventsOf(condition.event, condition.filter, boundsOf(undefined, context), context);
  const inPeriods = edges.slice(1).map((end, i) => {
    const start = edges[i] ?? end;
    return events.filter((event) => event.instant >= start && event.instant < end);
  });
  const active = inPeriods.filter((inPeriod) => inPeriod.length > 0).length;
  const matches = active >= condition.atLeast;
  const counted = inPeriods.flat();
  return {
    matches,
    reason: matches ? "passes" : "fails",
    seen: { type: "number", number: decimal(active) },
    events: counted.length,
    evidence: evidenceOf(counted, condition.filter, undefined, context),
  };
}
