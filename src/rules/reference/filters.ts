/** Predicates on one event (language, "Meaning" 6). */
import type { Filter } from "../document.ts";
import type { ObservedEvent } from "../history.ts";
import type { ReferenceContext } from "./context.ts";
import { passes } from "./tests.ts";
import { isSet } from "./traits.ts";

/** Whether the event passes all of the filter; without a filter it does. */
export function passesFilter(filter: Filter | undefined, event: ObservedEvent, context: ReferenceContext): boolean {
  if (filter === undefined) return true;
  switch (filter.kind) {
    case "and":
      return filter.filters.every((part) => passesFilter(part, event, context));
    case "or":
      return filter.filters.some((part) => passesFilter(part, event, context));
    case "not":
      return !passesFilter(filter.filter, event, context);
    case "group":
      return passesFilter(filter.filter, event, context);
    case "test": {
      const info = context.names.events.get(event.type)?.properties.get(filter.property);
      const value = event.properties.get(filter.property);
      return info !== undefined && passes(isSet(value) ? value : undefined, filter.test, { info, day: event.localDay }, context);
    }
  }
}

/** Names of the properties that a filter reads. */
export function propertiesOf(filter: Filter | undefined): readonly string[] {
  if (filter === undefined) return [];
  switch (filter.kind) {
    case "and":
    case "or":
      return filter.filters.flatMap(propertiesOf);
    case "not":
    case "group":
      return propertiesOf(filter.filter);
    case "test":
      return [filter.property];
  }
}
