import type { Issue } from "../../core/issue.ts";
import type { Filter } from "../document.ts";
import type { EventInfo } from "../names.ts";
import { below, type CheckContext, near, report } from "./context.ts";
import { checkTest } from "./tests.ts";

/** The event of that name; without one, what to report. */
export function findEvent(name: string, context: CheckContext): { readonly event?: EventInfo; readonly issues: readonly Issue[] } {
  const event = context.names.events.get(name);
  if (event !== undefined) return { event, issues: [] };
  const trait = context.names.traits.has(name) ? ({ trait: true } as const) : {};
  return { issues: [report(context, "unknown-event", { name, ...near(name, context.names.events.keys()), ...trait }, "event")] };
}

/** Everything wrong with a filter on an event's properties; the context's path is the filter. */
export function checkFilter(filter: Filter, event: EventInfo, context: CheckContext): readonly Issue[] {
  switch (filter.kind) {
    case "and":
    case "or":
      return filter.filters.flatMap((part, place) => checkFilter(part, event, below(context, "filters", place)));
    case "not":
    case "group":
      return checkFilter(filter.filter, event, below(context, "filter"));
    case "test":
      return checkPropertyTest(filter, event, context);
  }
}

/** What to report for a property that an event does not have. */
export function unknownProperty(name: string, event: EventInfo, context: CheckContext): Issue {
  const trait = context.names.traits.has(name) ? ({ trait: true } as const) : {};
  const parameters = { name, event: event.name, ...near(name, event.properties.keys()), ...trait };
  return report(context, "unknown-property", parameters, "property");
}

function checkPropertyTest(filter: Extract<Filter, { kind: "test" }>, event: EventInfo, context: CheckContext): readonly Issue[] {
  const info = event.properties.get(filter.property);
  if (info === undefined) return [unknownProperty(filter.property, event, context)];
  return checkTest(filter.test, { name: `${event.name}.${filter.property}`, info }, below(context, "test"));
}
