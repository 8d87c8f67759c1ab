/** Small random catalogs with every type, several scales, and fields that share their names. */
import type { Random } from "../../src/core/random.ts";
import type { EventInfo, PropertyInfo, Settings, TraitInfo } from "../../src/rules/names.ts";
import { ZONES } from "./moments.ts";
import { CURRENCIES } from "./values.ts";

/** A catalog before anything was observed: without the currencies found. */
export interface Catalog {
  readonly settings: Settings;
  readonly traits: readonly TraitInfo[];
  readonly events: readonly EventInfo[];
  /** The currencies that amounts of a field may have, by trait name or `event.property`. */
  readonly currencies: ReadonlyMap<string, readonly string[]>;
}

export function catalog(draw: Random): Catalog {
  const settings = { zone: draw.choice(ZONES), currency: draw.choice(CURRENCIES), weekStarts: draw.choice([1, 1, 6, 7]) };
  const traits = traitsOf(draw);
  const events = [orderEvent(draw), viewEvent(draw), cartEvent(draw), event("click", [])];
  const currencies = new Map<string, readonly string[]>();
  const fields = [
    ...traits.map((trait) => [trait.name, trait.type] as const),
    ...events.flatMap((one) => [...one.properties.values()].map((property) => [`${one.name}.${property.name}`, property.type] as const)),
  ];
  for (const [name, type] of fields) {
    if (type === "money") currencies.set(name, draw.shuffle(CURRENCIES).slice(0, draw.choice([1, 1, 2, 3])));
  }
  return { settings, traits, events, currencies };
}

function traitsOf(draw: Random): readonly TraitInfo[] {
  const scale = () => draw.int(4);
  const all: readonly TraitInfo[] = [
    { name: "country", type: "text" },
    { name: "home country", type: "text" },
    { name: "count", type: "number", scale: scale() },
    { name: "points", type: "number", scale: scale() },
    { name: "limit", type: "number", scale: 0 },
    { name: "budget", type: "money", scale: scale() },
    { name: "spent", type: "money", scale: 2 },
    { name: "vip", type: "boolean" },
    { name: "trial", type: "boolean" },
    { name: "renewal", type: "date" },
    { name: "birthday", type: "date" },
    { name: "last_seen", type: "datetime" },
    { name: "appointment", type: "datetime" },
    { name: "tags", type: "list", element: "text" },
    { name: "sizes", type: "list", element: "number", scale: scale() },
    { name: "predicted", type: "score" },
    { name: "risk", type: "score" },
  ];
  const some = all.filter(() => draw.chance(0.85));
  return [
    ...(some.length > 0 ? some : all),
    { name: "location", type: "location" },
    ...(draw.chance(0.8) ? [{ name: "time_zone", type: "text" } as const] : []),
  ];
}

function orderEvent(draw: Random): EventInfo {
  return event("order", [
    { name: "amount", type: "money", scale: draw.choice([0, 2, 2, 3]) },
    { name: "quantity", type: "number", scale: draw.int(3) },
    { name: "product", type: "text" },
    { name: "channel", type: "text" },
    { name: "paid", type: "boolean" },
    { name: "due", type: "date" },
    { name: "shipped", type: "datetime" },
    { name: "labels", type: "list", element: "text" },
    { name: "fraud", type: "score" },
  ]);
}

function viewEvent(draw: Random): EventInfo {
  return event("view", [
    { name: "product", type: "text" },
    { name: "seconds", type: "number", scale: draw.int(3) },
    { name: "quantity", type: "number", scale: draw.int(3) },
  ]);
}

function cartEvent(draw: Random): EventInfo {
  return event("add to cart", [
    { name: "product", type: "text" },
    { name: "amount", type: "money", scale: 2 },
    { name: "quantity", type: "number", scale: draw.int(3) },
  ]);
}

function event(name: string, properties: readonly PropertyInfo[]): EventInfo {
  return { name, wholeDays: false, properties: new Map(properties.map((property) => [property.name, property])) };
}
