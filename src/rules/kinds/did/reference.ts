import { decimal } from "../../../core/number/decimal.ts";
import type { DidCondition } from "../../document.ts";
import type { Outcome, ReferenceContext } from "../../reference/context.ts";
import { boundsOf, eventsOf, evidenceOf } from "../../reference/events.ts";

/** At least one matching event in the window; `no`: none, customers without any event included. */
export function reference(condition: DidCondition, context: ReferenceContext): Outcome {
  const events = eventsOf(condition.event, condition.filter, boundsOf(condition.window, context), context);
  const matches = events.length > 0 !== (condition.negated ?? false);
  return {
    matches,
    reason: matches ? "passes" : "fails",
    seen: { type: "number", number: decimal(events.length) },
    events: events.length,
    evidence: evidenceOf(events, condition.filter, undefined, context),
  };
}
