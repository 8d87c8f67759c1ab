import type { FieldLayout, Layout } from "./layout.ts";
import { type FieldState, type State, timelineOf } from "./state.ts";

/** Where everything is, for evaluation. Event types that still live in `event_generic` are missing: see `ensureTyped`. */
export function layoutOf(state: State): Layout {
  const typed = state.events.filter((event) => event.tables.length > 0);
  return {
    generation: state.generation,
    maxKey: state.maxKey,
    everyoneSince: state.everyoneSince,
    anyAnonymous: state.anyAnonymous,
    events: new Map(
      typed.map((event) => [
        event.name,
        {
          tables: event.tables,
          timeline: timelineOf(event),
          properties: new Map(event.fields.map((field) => [field.name, fieldLayout(field)])),
          rows: event.rows,
          firstInstant: event.first,
          lastInstant: event.last,
        },
      ]),
    ),
    traits: new Map(
      state.traits.map((trait) => [
        trait.name,
        { ...fieldLayout(trait), number: trait.number, history: trait.history, nowFrom: trait.nowFrom },
      ]),
    ),
  };
}

function fieldLayout({ column, info }: FieldState): FieldLayout {
  return { ...info, column };
}
