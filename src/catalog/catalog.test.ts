import { describe, expect, test } from "vitest";
import type { Instant } from "../core/time/instant.ts";
import type { CatalogSnapshot } from "../rules/snapshot.ts";
import { catalogOf } from "./catalog.ts";
import { describe as infer } from "./infer.ts";
import { catalogJson, renderCatalog } from "./render.ts";

const snapshot: CatalogSnapshot = {
  generation: 3,
  settings: { zone: "Europe/Berlin", currency: "EUR", weekStarts: 1 },
  customers: 4,
  traits: [
    { name: "birth_date", type: "date", set: 3, values: [], source: "customers.csv", newest: 0 as Instant },
    { name: "email", type: "text", set: 4, values: ["a@x.org"], source: "customers.csv" },
    { name: "country", type: "text", set: 2, values: ["DE", "FR"], source: "customers.csv" },
  ],
  events: [
    {
      name: "order",
      rows: 10,
      first: 0 as Instant,
      last: 86_400_000 as Instant,
      wholeDays: true,
      source: "orders.csv",
      properties: [
        {
          name: "amount",
          type: "money",
          scale: 2,
          currencies: [{ code: "EUR", from: "1970-01-01" }],
          set: 10,
          values: [],
          source: "orders.csv",
        },
        { name: "channel", type: "text", set: 5, values: ["web"], source: "orders.csv" },
      ],
    },
  ],
  segments: [],
  channels: ["email"],
  purposes: ["news"],
  rates: [{ code: "USD", from: "2020-01-01" }],
  edits: { "order.channel": { base: "technographic", description: "where it was ordered" }, country: { sensitivity: "nonsense" } },
};

describe("the catalog", () => {
  const catalog = catalogOf(snapshot);

  test("gives the language its names and types, without statistics", () => {
    expect(catalog.traits.get("country")).toEqual({ name: "country", type: "text" });
    expect(catalog.events.get("order")?.properties.get("amount")).toEqual({
      name: "amount",
      type: "money",
      scale: 2,
      currencies: [{ code: "EUR", from: "1970-01-01" }],
    });
    expect(catalog.events.get("order")?.wholeDays).toBe(true);
    expect([catalog.channels.has("email"), catalog.purposes.has("news"), catalog.rates.get("USD")]).toEqual([true, true, "2020-01-01"]);
  });

  test("infers base and sensitivity, and takes edits over them unless they make no sense", () => {
    expect(catalog.traitEntries.map(({ name, base, sensitivity }) => [name, base, sensitivity])).toEqual([
      ["birth_date", "demographic", "protected"],
      ["email", "demographic", "personal"],
      ["country", "geographic", "none"],
    ]);
    expect(catalog.eventEntries[0]?.properties.map(({ base, description }) => [base, description])).toEqual([
      ["value", undefined],
      ["technographic", "where it was ordered"],
    ]);
  });

  test("tells coverage, and never shows values of personal fields", () => {
    expect(catalog.traitEntries.map(({ coverage }) => coverage)).toEqual([0.75, 1, 0.5]);
    const text = renderCatalog(catalog);
    expect(text).not.toContain("a@x.org");
    expect(JSON.stringify(catalogJson(catalog))).not.toContain("a@x.org");
    expect(text).toContain("order: 10 events, 1970-01-01 to 1970-01-02, whole days (orders.csv)");
    expect(text).toMatch(/country +text +geographic +50 % +customers.csv +DE, FR/);
  });
});

test.each([
  ["sex", "text", "demographic", "protected"],
  ["Geschlecht", "text", "demographic", "protected"],
  ["age", "number", "demographic", "protected"],
  ["postage", "money", "value", "none"],
  ["last_name", "text", "demographic", "personal"],
  ["mobile phone", "text", "demographic", "personal"],
  ["city", "text", "geographic", "none"],
  ["location", "location", "geographic", "personal"],
  ["os_version", "text", "technographic", "none"],
  ["openness", "number", "psychographic", "none"],
  ["companySize", "number", "firmographic", "none"],
  ["household_income", "money", "demographic", "none"],
  ["main_need", "text", "needs", "none"],
  ["predicted_value", "score", "value", "none"],
  ["product_name", "text", "behavioural", "none"],
  ["name", "text", "demographic", "personal"],
  ["screen_orientation", "text", "technographic", "none"],
  ["clicks", "number", "behavioural", "none"],
] as const)("%s is recognised", (name, type, base, sensitivity) => {
  expect(infer(name, type, [])).toEqual({ base, sensitivity });
});

test("values betray what a name hides", () => {
  expect(infer("contact", "text", ["a@x.org", "+49 30 1234567"]).sensitivity).toBe("personal");
  expect(infer("contact", "text", ["a@x.org", "yes"]).sensitivity).toBe("none");
});
