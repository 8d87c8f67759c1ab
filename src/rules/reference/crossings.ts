/** Instants at which a condition may change by the passing of time alone; every function returns a superset, in no order. */
import { addToDay } from "../../core/time/date.ts";
import { firstInstant } from "../../core/time/edge.ts";
import type { Instant } from "../../core/time/instant.ts";
import { startOfPeriod } from "../../core/time/period.ts";
import type { Period } from "../../core/time/unit.ts";
import {
  firstInstantWithBound,
  firstInstantWithEdge,
  nextBounds,
  valueWindowBounds,
  type Window,
  windowBounds,
} from "../../core/time/window.ts";
import { localDay, startOfDay, toLocal, transitions } from "../../core/time/zone.ts";
import type { Filter, Test, Value } from "../document.ts";
import type { ObservedEvent } from "../history.ts";
import type { ReferenceContext, Seen } from "./context.ts";
import { valuesOf, windowContext } from "./literals.ts";
import { traitIntervals } from "./traits.ts";

/** Events of a type and what time does to them: they come true, and move through the window and the tests of the filter. */
export function eventCrossings(
  event: string,
  filter: Filter | undefined,
  window: Window | undefined,
  context: ReferenceContext,
): readonly Instant[] {
  const events = context.history.events.filter((one) => one.type === event);
  return [...events.map((one) => one.instant), ...windowCrossings(window, events, context), ...filterCrossings(filter, events, context)];
}

/** When something at each instant enters and leaves a window over what happened. */
export function windowCrossings(
  window: Window | undefined,
  happened: readonly { readonly instant: Instant }[],
  context: ReferenceContext,
): readonly Instant[] {
  if (window === undefined) return [];
  const { zone, weekStarts } = windowContext(context);
  const now = windowBounds(window, windowContext(context));
  const then = windowBounds(window, { at: context.horizon, zone, weekStarts });
  const changes = transitions(zone, context.at, context.horizon).map((change) => change.at);
  // Bounds only grow: what neither of them passes up to the horizon need not be searched for.
  const passed = (["after", "upto"] as const).flatMap((side) =>
    happened
      .filter(({ instant }) => now[side] < instant && instant <= then[side])
      .map(({ instant }) => firstInstantWithBound(window, side, instant, zone, weekStarts)),
  );
  return [...changes, ...passed];
}

/** When the tests of a filter may change for the values that the events have. */
function filterCrossings(filter: Filter | undefined, events: readonly ObservedEvent[], context: ReferenceContext): readonly Instant[] {
  if (filter === undefined) return [];
  switch (filter.kind) {
    case "and":
    case "or":
      return filter.filters.flatMap((part) => filterCrossings(part, events, context));
    case "not":
    case "group":
      return filterCrossings(filter.filter, events, context);
    case "test": {
      const values = events.map((event) => event.properties.get(filter.property)).filter((value) => value !== undefined);
      return testCrossings(filter.test, values, context);
    }
  }
}

/** When a test may change for any of the values, which themselves stay. */
export function testCrossings(test: Test, values: readonly Seen[], context: ReferenceContext): readonly Instant[] {
  const compared = valuesOf(test).flatMap((value) => valueCrossings(value, values, context));
  switch (test.op) {
    case "before":
    case "after":
      return valueCrossings(test.instant, values, context);
    case "during":
      return movingCrossings(values, context, (at) => valueWindowBounds(test.window, { ...windowContext(context), at }));
    case "next":
      return movingCrossings(values, context, (at) => nextBounds(test.n, test.unit, { ...windowContext(context), at }));
    case "anniversary":
      return dayTurns(context);
    default:
      return compared;
  }
}

/** When a trait's value may change: its statements to come, and for amounts the days of new exchange rates. */
export function traitCrossings(trait: string, context: ReferenceContext): readonly Instant[] {
  const statements = traitIntervals(context.history, trait).map((interval) => interval.from);
  const money = context.names.traits.get(trait)?.type === "money";
  return [...statements, ...(money ? context.rates.map((rate) => startOfDay(context.workspaceZone, rate.day)) : [])];
}

/** All instants up to the horizon at which a date begins in the zone, and those at which its clock is put forward or back. */
function dayTurns(context: ReferenceContext): readonly Instant[] {
  const { zone, at, horizon } = context;
  const turns = transitions(zone, at, horizon).map((change) => change.at);
  const last = localDay(zone, horizon);
  for (let day = localDay(zone, at); day <= last; day = addToDay(day, 1, "day")) turns.push(startOfDay(zone, day));
  return turns;
}

/** The turns of days at which a calendar period begins, and the changes of the clock. */
export function periodTurns(period: Period, context: ReferenceContext): readonly Instant[] {
  const { zone, weekStarts } = windowContext(context);
  return dayTurns(context).filter((turn) => {
    const { day, millisecond } = toLocal(zone, turn);
    return millisecond !== 0 || startOfPeriod(day, period, weekStarts) === day;
  });
}

/** When the comparison with a written value may change: `30 days ago` moves, and so may the trait of `trait(…)`. */
function valueCrossings(value: Value, values: readonly Seen[], context: ReferenceContext): readonly Instant[] {
  if (value.type === "trait") return traitCrossings(value.trait, context);
  if (value.type !== "ago") return [];
  return movingCrossings(values, context, undefined, (target) => firstInstantWithEdge(context.zone, value.n, value.unit, target));
}

/** When a moving stretch of time, or a moving instant, passes over the values. Dates are passed at the turn of a day. */
function movingCrossings(
  values: readonly Seen[],
  context: ReferenceContext,
  bounds: ((at: Instant) => { readonly after: Instant; readonly upto: Instant }) | undefined,
  edge?: (target: Instant) => Instant,
): readonly Instant[] {
  const found: Instant[] = [];
  if (values.some((value) => value.type === "date")) found.push(...dayTurns(context));
  for (const value of values) {
    if (value.type !== "datetime") continue;
    // An edge passes a value when it reaches it, and once more when it has gone beyond.
    for (const target of [value.instant, (value.instant + 1) as Instant]) {
      if (edge !== undefined) found.push(edge(target));
      if (bounds !== undefined) {
        found.push(
          firstInstant((at) => bounds(at).after >= target, target),
          firstInstant((at) => bounds(at).upto >= target, target),
        );
      }
    }
  }
  if (found.length > 0) found.push(...transitions(context.zone, context.at, context.horizon).map((change) => change.at));
  return found;
}
