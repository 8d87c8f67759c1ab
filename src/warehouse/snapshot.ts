import type { CatalogSnapshot, FieldSnapshot } from "../rules/snapshot.ts";
import { listDefinitions } from "./decided/definitions.ts";
import type { FieldState } from "./state.ts";
import type { Warehouse } from "./warehouse.ts";

/** What the warehouse holds, as the catalog reads it. */
export async function snapshotOf(warehouse: Warehouse): Promise<CatalogSnapshot> {
  const state = warehouse.state();
  return {
    generation: state.generation,
    settings: warehouse.settings,
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
    segments: (await listDefinitions(warehouse)).map(({ definition }) => definition),
    channels: state.channels,
    purposes: state.purposes,
    rates: state.rates,
    edits: state.edits,
  };
}

function fieldSnapshot({ name, info, set, values, newest, source }: FieldState): FieldSnapshot {
  return { ...info, name, set, values, source, ...(newest === undefined ? {} : { newest }) };
}
