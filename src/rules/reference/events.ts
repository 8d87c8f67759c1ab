/** The events of one customer that a condition is about. */

import { BEFORE_BEGINNING } from "../../core/time/instant.ts";
import { type Bounds, type Window, windowBounds } from "../../core/time/window.ts";
import type { Filter } from "../document.ts";
import type { ObservedEvent } from "../history.ts";
import type { Evidence, ReferenceContext } from "./context.ts";
import { passesFilter, propertiesOf } from "./filters.ts";
import { windowContext } from "./literals.ts";

/** The instants of a window; without a window everything up to `at`. */
export function boundsOf(window: Window | undefined, context: ReferenceContext): Bounds {
  if (window === undefined) return { after: BEFORE_BEGINNING, upto: context.at };
  return windowBounds(window, windowContext(context));
}

/** The customer's events of a type within bounds that pass the filter, by instant, then id. None lies after `at`. */
export function eventsOf(event: string, filter: Filter | undefined, bounds: Bounds, context: ReferenceContext): readonly ObservedEvent[] {
  return context.history.events
    .filter((one) => one.type === event)
    .filter((one) => one.instant > bounds.after && one.instant <= bounds.upto && one.instant <= context.at)
    .filter((one) => passesFilter(filter, one, context))
    .toSorted((a, b) => a.instant - b.instant || (a.id < b.id ? -1 : 1));
}

/** The newest of the events as evidence, with the properties that the condition reads. */
export function evidenceOf(
  events: readonly ObservedEvent[],
  filter: Filter | undefined,
  property: string | undefined,
  context: ReferenceContext,
): readonly Evidence[] {
  const read = new Set([...propertiesOf(filter), ...(property === undefined ? [] : [property])]);
  return events
    .slice(Math.max(0, events.length - context.evidence))
    .toReversed()
    .map((event) => ({
      instant: event.instant,
      type: event.type,
      id: event.id,
      properties: new Map([...event.properties].filter(([name]) => read.has(name))),
    }));
}
