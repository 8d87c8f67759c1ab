import type { Instant } from "../../../core/time/instant.ts";
import { exactMilliseconds } from "../../../core/time/unit.ts";
import type { SequenceCondition, Step } from "../../document.ts";
import type { ObservedEvent } from "../../history.ts";
import { compareSeen } from "../../reference/compare.ts";
import type { Outcome, ReferenceContext } from "../../reference/context.ts";
import { boundsOf, eventsOf, evidenceOf } from "../../reference/events.ts";
import { comparableAmount } from "../../reference/money.ts";
import { isSet } from "../../reference/traits.ts";

/** Events that took the positive steps so far, in their order. */
type Chain = readonly ObservedEvent[];

/**
 * There is a chain of events, one per positive step, each strictly later than the one before and all in the window, such that
 * the conditions of every step hold between its neighbours (language, "Meaning" 24).
 */
export function reference(condition: SequenceCondition, context: ReferenceContext): Outcome {
  const bounds = boundsOf(condition.window, context);
  let chains: readonly Chain[] = [[]];
  let forbidden: readonly Step[] = [];
  for (const step of condition.steps) {
    if (step.negated) {
      forbidden = [...forbidden, step];
      continue;
    }
    const waiting = forbidden;
    const longer: Chain[] = [];
    for (const next of eventsOf(step.event, step.filter, bounds, context)) {
      // Whether the rest can be found depends on the last event only, so one chain to each event is enough.
      const chain = chains.find((one) => follows(one.at(-1), next, step, waiting, context));
      if (chain !== undefined) longer.push([...chain, next]);
    }
    chains = longer;
    forbidden = [];
  }
  const found = chains.findLast((chain) => forbidden.every((step) => neverCame(chain.at(-1), step, context)));
  if (found === undefined) return { matches: false, reason: "sequence-not-found" };
  const evidence = found.flatMap((event) => evidenceOf([event], filterOf(condition, found.indexOf(event)), undefined, context));
  return { matches: true, reason: "sequence-found", events: found.length, evidence };
}

function filterOf(condition: SequenceCondition, position: number) {
  return condition.steps.filter((step) => !step.negated)[position]?.filter;
}

/** Whether an event can take a step after the previous positive one. */
function follows(
  before: ObservedEvent | undefined,
  next: ObservedEvent,
  step: Step,
  forbidden: readonly Step[],
  context: ReferenceContext,
): boolean {
  if (before === undefined) return true;
  if (next.instant <= before.instant || next.instant > deadline(before, step)) return false;
  if (step.same !== undefined && !sameProperty(step.same, before, next, context)) return false;
  return forbidden.every((no) => {
    const limited = no.within !== undefined;
    return !forbidding(no, before, context).some((x) => (limited ? x.instant <= deadline(before, no) : x.instant < next.instant));
  });
}

/** Whether a forbidding step at the end holds: its time has passed without such an event; without a limit: none came up to `at`. */
function neverCame(before: ObservedEvent | undefined, step: Step, context: ReferenceContext): boolean {
  if (before === undefined) return false;
  const until = deadline(before, step);
  if (step.within !== undefined && until > context.at) return false;
  return !forbidding(step, before, context).some((event) => event.instant <= until);
}

/** Events up to `at` that are strictly later than the previous positive step and forbidden by a `not` step. */
function forbidding(step: Step, before: ObservedEvent, context: ReferenceContext): readonly ObservedEvent[] {
  return eventsOf(step.event, step.filter, { after: before.instant, upto: context.at }, context).filter(
    (event) => step.same === undefined || sameProperty(step.same, before, event, context),
  );
}

/** The last instant that is still within the step's limit after the previous positive step. */
function deadline(before: ObservedEvent, step: Step): Instant {
  if (step.within === undefined) return Number.POSITIVE_INFINITY as Instant;
  return (before.instant + (exactMilliseconds(step.within.n, step.within.unit) ?? Number.NaN)) as Instant;
}

/** Both events have the property, with equal values; amounts in several currencies are compared converted. */
function sameProperty(property: string, a: ObservedEvent, b: ObservedEvent, context: ReferenceContext): boolean {
  const infoOf = (event: ObservedEvent) => context.names.events.get(event.type)?.properties.get(property);
  const currencies = [a, b].flatMap((event) => (infoOf(event)?.currencies ?? []).map((currency) => currency.code));
  const [x, y] = [a, b].map((event) => {
    const value = event.properties.get(property);
    const info = infoOf(event);
    if (!isSet(value) || info === undefined) return undefined;
    return value.type === "money" ? comparableAmount(value, { info, day: event.localDay }, currencies, context) : value;
  });
  return x !== undefined && y !== undefined && compareSeen(x, y) === 0;
}
