import type { Definition } from "../rules/document.ts";
import type { Settings } from "../rules/names.ts";
import type { CatalogSnapshot, FieldSnapshot } from "../rules/snapshot.ts";
import type { FieldState, State } from "./state.ts";

/** What the warehouse holds, as the catalog reads it. */
export function snapshotOf(state: State, settings: Settings, segments: readonly Definition[]): CatalogSnapshot {
  return {
    generation: state.generation,
    settings,
    customers: state.customers,
    traits: state.traits.map(fieldSnapshot),
    events: state.events.map((event) => ({
      name: event.name,
      rows: event.rows,
      first: event.first,
      last: event.last,
      wholeDays: event.wholeDays,
      properties: event.fields.map(fieldSnapshot),
      source: event.source,
    })),
    segments,
    channels: state.channels,
    purposes: state.purposes,
    rates: state.rates,
    edits: state.edits,
  };
}

function fieldSnapshot({ name, info, set, values, newest, source }: FieldState): FieldSnapshot {
  return { ...info, name, set, values, source, ...(newest === undefined ? {} : { newest }) };
}
