/** A fixed small workspace for tests that tell stories: names, types and settings. */
import { fold } from "../../src/core/text/fold.ts";
import type { Definition } from "../../src/rules/document.ts";
import type { Names, PropertyInfo, TraitInfo } from "../../src/rules/names.ts";

const TRAITS: readonly TraitInfo[] = [
  { name: "country", type: "text" },
  { name: "plan", type: "text" },
  { name: "time_zone", type: "text" },
  { name: "points", type: "number", scale: 2 },
  { name: "limit", type: "number", scale: 0 },
  { name: "budget", type: "money", scale: 2, currencies: [{ code: "EUR", from: "2000-01-01" }] },
  { name: "vip", type: "boolean" },
  { name: "birthday", type: "date" },
  { name: "renewal", type: "date" },
  { name: "appointment", type: "datetime" },
  { name: "tags", type: "list", element: "text" },
  { name: "sizes", type: "list", element: "number", scale: 1 },
  { name: "location", type: "location" },
  { name: "predicted", type: "score" },
];

const PRODUCT: PropertyInfo = { name: "product", type: "text" };
const AMOUNT: PropertyInfo = { name: "amount", type: "money", scale: 2 };

const EVENTS: ReadonlyMap<string, readonly PropertyInfo[]> = new Map([
  ["order", [AMOUNT, PRODUCT, { name: "channel", type: "text" }, { name: "quantity", type: "number", scale: 0 }]],
  ["refund", [AMOUNT]],
  ["view", [PRODUCT]],
  ["cart", [PRODUCT]],
  ["visit", []],
]);

/** What a story may change about the workspace. */
export interface WorldOptions {
  readonly zone?: string;
  readonly weekStarts?: number;
  /** Currencies found in amounts of events; EUR unless said otherwise. */
  readonly currencies?: readonly string[];
  /** Currencies with rates, each with the first date of one. */
  readonly rates?: ReadonlyMap<string, string>;
  readonly segments?: readonly Definition[];
}

/** The workspace: zone Europe/Berlin, currency EUR, weeks from Monday. */
export function world(options: WorldOptions = {}): Names {
  const { zone = "Europe/Berlin", weekStarts = 1, currencies = ["EUR"], rates = new Map(), segments = [] } = options;
  const found = currencies.map((code) => ({ code, from: "2020-01-01" }));
  const properties = (infos: readonly PropertyInfo[]) =>
    new Map(infos.map((info) => [info.name, info.type === "money" ? { ...info, currencies: found } : info]));
  return {
    settings: { zone, currency: "EUR", weekStarts },
    traits: new Map(TRAITS.map((trait) => [trait.name, trait])),
    events: new Map([...EVENTS].map(([name, infos]) => [name, { name, wholeDays: false, properties: properties(infos) }])),
    segments: new Map(segments.map((segment) => [segment.name, segment])),
    channels: new Set(["email", "sms"]),
    purposes: new Set(["news", "offers"]),
    rates,
    places: (name) => (fold(name) === "berlin" ? [{ name: "Berlin", country: "DE", latitude: 52.52, longitude: 13.405 }] : []),
  };
}
