import { fold } from "../../core/text/fold.ts";
import type { Definition, Rule } from "../document.ts";
import type { EventInfo, Names, Place, PropertyInfo, TraitInfo, ValueInfo } from "../names.ts";

const EURO: ValueInfo = { type: "money", scale: 2, currencies: [{ code: "EUR", from: "2019-01-02" }] };

const TRAITS: Readonly<Record<string, ValueInfo>> = {
  country: { type: "text" },
  email: { type: "text" },
  phone: { type: "text" },
  plan: { type: "text" },
  billing_city: { type: "text" },
  shipping_city: { type: "text" },
  age: { type: "number", scale: 0 },
  discount: { type: "number", scale: 4 },
  order_target: { type: "number", scale: 0 },
  monthly_budget: EURO,
  newsletter: { type: "boolean" },
  birthday: { type: "date" },
  contract_end: { type: "date" },
  renewal_date: { type: "date" },
  last_seen: { type: "datetime" },
  interests: { type: "list", element: "text" },
  shoe_sizes: { type: "list", element: "number", scale: 1 },
  location: { type: "location" },
  predicted_value: { type: "score" },
};

const EVENTS: Readonly<Record<string, Readonly<Record<string, ValueInfo>>>> = {
  order: {
    amount: EURO,
    items: { type: "number", scale: 0 },
    channel: { type: "text" },
    coupon: { type: "text" },
    product: { type: "text" },
    gift: { type: "boolean" },
    delivery_date: { type: "date" },
    tags: { type: "list", element: "text" },
  },
  refund: { amount: EURO, reason: { type: "text" } },
  view: { product: { type: "text" }, category: { type: "text" }, seconds: { type: "number", scale: 0 } },
  cart: { product: { type: "text" }, category: { type: "text" } },
  email_opened: { campaign: { type: "text" } },
  login: { device: { type: "text" } },
};

const PLACES: readonly Place[] = [
  { name: "Berlin", country: "DE", latitude: 52.52, longitude: 13.405 },
  { name: "Paris", country: "FR", latitude: 48.8567, longitude: 2.3522 },
  { name: "Frankfurt", country: "DE", latitude: 50.1109, longitude: 8.6821 },
  { name: "Frankfurt", country: "US", latitude: 40.2795, longitude: -86.511 },
];

/** A small shop's catalog: the names that every example of the language is written with. */
export const exampleNames: Names = {
  settings: { zone: "Europe/Berlin", currency: "EUR", weekStarts: 1 },
  traits: new Map(Object.entries(TRAITS).map(([name, info]): [string, TraitInfo] => [name, { name, ...info }])),
  events: new Map(Object.entries(EVENTS).map(([name, properties]): [string, EventInfo] => [name, event(name, properties)])),
  segments: new Map(["Active", "Buyers", "Staff"].map((name): [string, Definition] => [name, segment(name)])),
  channels: new Set(["email", "sms", "post"]),
  purposes: new Set(["newsletter", "price alerts"]),
  rates: new Map(),
  places: (name) => PLACES.filter((place) => fold(place.name) === fold(name)),
};

function event(name: string, properties: Readonly<Record<string, ValueInfo>>): EventInfo {
  const entries = Object.entries(properties).map(([property, info]): [string, PropertyInfo] => [property, { name: property, ...info }]);
  return { name, properties: new Map(entries), wholeDays: false };
}

function segment(name: string): Definition {
  const rule: Rule =
    name === "Staff"
      ? { kind: "trait", trait: "email", test: { op: "ends", text: "@staff.example" } }
      : { kind: "did", event: name === "Active" ? "login" : "order", window: { kind: "last", n: 90, unit: "day" } };
  return { name, rule, zone: "workspace", audience: "customers" };
}
