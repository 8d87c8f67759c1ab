import { describe, expect, test } from "vitest";
import type { Told, ToldPerson } from "../../../testkit/histories/person.ts";
import { ruleOf, type Story, settingsOf, who } from "../../../testkit/histories/story.ts";
import { check } from "../check/check.ts";

const AT = "2025-06-01T10:00:00Z";
const having = (trait: string, ...values: readonly (Told | undefined)[]): readonly ToldPerson[] =>
  values.map((value) => ({ id: JSON.stringify(value) ?? "unset", traits: value === undefined ? [] : [{ trait, value }] }));
const ids = (...values: readonly Told[]) => values.map((value) => JSON.stringify(value));
const buyer = (id: string, ...amounts: readonly string[]): ToldPerson => ({
  id,
  events: amounts.map((amount) => ({ event: "order", at: AT, with: { amount } })),
});
const issuesOf = (rule: string, story: Story) => check(ruleOf(rule), settingsOf(story).names).map((issue) => issue.code);

test("Meaning 13: every event of a history counts once; equal rows that are two events count twice", () => {
  // Recognising duplicates is the warehouse's; a history holds each message once.
  expect(who("count(order) = 2", { people: [buyer("x", "10", "10")] })).toEqual(["x"]);
});

describe("Meaning 15: lists", () => {
  const people = having("tags", ["golf", "tennis"], ["GOLF"], [], undefined);

  test("Meaning 15: has, has any, has all", () => {
    expect(who('tags has "golf"', { people })).toEqual(ids(["golf", "tennis"], ["GOLF"]));
    expect(who('tags has any ("tennis", "chess")', { people })).toEqual(ids(["golf", "tennis"]));
    expect(who('tags has all ("tennis", "golf")', { people })).toEqual(ids(["golf", "tennis"]));
  });

  test("Meaning 15: has none is true for an empty list, false for a missing one", () => {
    expect(who('tags has none ("golf")', { people })).toEqual(ids([]));
    expect(who('not tags has any ("golf")', { people })).toEqual([...ids([]), "unset"]);
  });

  test("Meaning 15: lists of numbers are compared as numbers", () => {
    const sized = having("sizes", [38.5, 40], [40]);
    expect(who("sizes has 38.50", { people: sized })).toEqual(ids([38.5, 40]));
    expect(who("sizes has all (40, 38.55)", { people: sized })).toEqual([]);
    expect(who("sizes has none (38.55)", { people: sized })).toEqual(ids([38.5, 40], [40]));
  });
});

describe("Meaning 16: text", () => {
  const people = having("country", "Straße", "STRASSE", "strasse", "Zoë", "Zoe\u0308", "zoe", "Œuvre", "ΣΊΣΥΦΟΣ", "が", "か", "Å", "ﬁn");

  test("Meaning 16: =, in, contains, starts and ends compare folded forms", () => {
    expect(who('country = "strasse"', { people })).toEqual(ids("Straße", "STRASSE", "strasse"));
    expect(who('country in ("ZOE", "oeuvre")', { people })).toEqual(ids("Zoë", "Zoe\u0308", "zoe", "Œuvre"));
    expect(who('country contains "rass"', { people })).toEqual(ids("Straße", "STRASSE", "strasse"));
    expect(who('country starts with "FI"', { people })).toEqual(ids("ﬁn"));
    expect(who('country ends with "σ"', { people })).toEqual(ids("ΣΊΣΥΦΟΣ"));
  });

  test("Meaning 16: marks are dropped after Latin and Greek letters only", () => {
    expect(who('country = "σισυφος"', { people })).toEqual(ids("ΣΊΣΥΦΟΣ"));
    expect(who('country = "か"', { people })).toEqual(ids("か"));
    expect(who('country = "a"', { people })).toEqual(ids("Å"));
  });

  test("Meaning 16: exactly compares as written, whatever the composition of its letters", () => {
    expect(who('country = exactly "STRASSE"', { people })).toEqual(ids("STRASSE"));
    expect(who('country in (exactly "Zoë", "fin")', { people })).toEqual(ids("Zoë", "Zoe\u0308", "ﬁn"));
    expect(who('country != exactly "STRASSE" and country starts with "str"', { people })).toEqual(ids("Straße", "strasse"));
  });

  test("Meaning 16: matches finds its pattern anywhere in the text as written", () => {
    expect(who('country matches "ra"', { people })).toEqual(ids("Straße", "strasse"));
    expect(who('country matches "^(?i)stra"', { people })).toEqual(ids("Straße", "STRASSE", "strasse"));
    expect(who('country matches "ë$"', { people })).toEqual(ids("Zoë", "Zoe\u0308"));
  });

  test("Meaning 16: distinct and same compare folded forms", () => {
    const view = (product: string, minute: number) => ({ event: "view", at: `2025-06-01T10:0${minute}:00Z`, with: { product } });
    const cart = (product: string) => ({ event: "cart", at: "2025-06-01T10:09:00Z", with: { product } });
    const viewers: readonly ToldPerson[] = [
      { id: "one", events: [view("Straße", 1), view("STRASSE", 2), cart("strasse")] },
      { id: "two", events: [view("a", 1), view("b", 2), cart("c")] },
    ];
    expect(who("distinct(view.product) = 1", { people: viewers })).toEqual(["one"]);
    expect(who("sequence(view -> cart same product)", { people: viewers })).toEqual(["one"]);
  });

  test("Meaning 16: < on text is an error", () => {
    expect(issuesOf('country < "DE"', { people })).toEqual(["text-order"]);
  });
});

describe("Meaning 17: numbers and money", () => {
  test("Meaning 17: literals finer than the catalog's scale are compared exactly", () => {
    const people = having("points", "1.00", "1.01", "1.02");
    expect(who("points > 1.005", { people })).toEqual(ids("1.01", "1.02"));
    expect(who("points <= 1.015", { people })).toEqual(ids("1.00", "1.01"));
    expect(who("points = 1.005", { people })).toEqual([]);
    expect(who("points != 1.005", { people })).toEqual(ids("1.00", "1.01", "1.02"));
    expect(who("points between 1 and 1.019", { people })).toEqual(ids("1.00", "1.01"));
    expect(who("points = 101%", { people })).toEqual(ids("1.01"));
  });

  test("Meaning 17: sums of decimals are exact", () => {
    const people = [buyer("x", ...Array.from({ length: 10 }, () => "0.10"))];
    expect(who("sum(order.amount) = 1 EUR", { people })).toEqual(["x"]);
  });

  test("Meaning 17: averages and shares are compared by multiplication", () => {
    const people = [buyer("thirds", "0.10", "0.10", "0.11")];
    expect(who("average(order.amount) > 0.1033 EUR", { people })).toEqual(["thirds"]);
    expect(who("average(order.amount) < 0.10334 EUR", { people })).toEqual(["thirds"]);
    expect(who("average(order.amount) = 0.1033333333 EUR", { people })).toEqual([]);
    expect(who("share(order where amount > 0.10 EUR) > 33.3%", { people })).toEqual(["thirds"]);
    expect(who("share(order where amount > 0.10 EUR) >= 33.4%", { people })).toEqual([]);
  });

  test("Meaning 17: a trait is compared with another of a different scale as a number", () => {
    const pair = (id: string, points: string, limit: string): ToldPerson => ({
      id,
      traits: [
        { trait: "points", value: points },
        { trait: "limit", value: limit },
      ],
    });
    const people = [pair("above", "3.01", "3"), pair("equal", "3.00", "3"), { id: "missing", traits: [{ trait: "points", value: "9" }] }];
    expect(who("points > trait(limit)", { people })).toEqual(["above"]);
    expect(who("points = trait(limit)", { people })).toEqual(["equal"]);
    expect(who("count(order) < trait(limit)", { people })).toEqual(["above", "equal"]);
  });

  test("Meaning 17: one currency is compared as it is", () => {
    const story: Story = { people: [buyer("x", "10 USD")], currencies: ["USD"] };
    expect(who("sum(order.amount) >= 10 USD", story)).toEqual(["x"]);
    expect(who("sum(order.amount) >= 10", story)).toEqual(["x"]);
  });

  test("Meaning 17: several currencies are converted per event by the last rate not after its local date, half-even", () => {
    const table = [
      ["USD", "2020-01-01", "0.5"],
      ["USD", "2025-06-01", "0.905"],
    ] as const;
    const at = (id: string, instant: string, amount: string): ToldPerson => ({
      id,
      events: [{ event: "order", at: instant, with: { amount } }],
    });
    const story: Story = {
      currencies: ["EUR", "USD"],
      table,
      // 31 May in UTC is 1 June in Berlin from 22:00 on.
      people: [
        at("old", "2025-05-31T21:59:59Z", "1.00 USD"),
        at("new", "2025-05-31T22:00:00Z", "1.00 USD"),
        at("even", AT, "0.30 USD"),
        at("euro", AT, "0.50 EUR"),
      ],
    };
    expect(who("sum(order.amount) = 0.50 EUR", story)).toEqual(["old", "euro"]);
    expect(who("sum(order.amount) = 0.90 EUR", story)).toEqual(["new"]);
    expect(who("sum(order.amount) = 0.27 EUR", story)).toEqual(["even"]);
    expect(who("did order where amount < 0.30", story)).toEqual(["even"]);
  });

  test("Meaning 17: without rates several currencies are an error that names them", () => {
    const story: Story = { people: [], currencies: ["EUR", "USD"] };
    expect(check(ruleOf("sum(order.amount) > 1 EUR"), settingsOf(story).names)).toMatchObject([
      { code: "mixed-currencies", parameters: { currencies: ["EUR", "USD"] } },
    ]);
  });

  test("Meaning 17: whether an amount is set does not depend on rates", () => {
    expect(who("did order where amount is set", { people: [buyer("x", "1 USD")], currencies: ["EUR", "USD"] })).toEqual(["x"]);
  });

  test("Meaning 17: modelled scores are compared and ranked, never summed", () => {
    const people = having("predicted", 0.1, 0.25, 0.5);
    expect(who("predicted >= 0.25", { people })).toEqual(ids(0.25, 0.5));
    expect(who("bottom 1 by predicted", { people })).toEqual(ids(0.1));
  });
});

test("Meaning 18: refunds are events of their own; net value is orders minus refunds, which a trait holds", () => {
  const people: readonly ToldPerson[] = [
    { id: "kept", events: [{ event: "order", at: AT, with: { amount: "10" } }] },
    {
      id: "returned",
      events: [
        { event: "order", at: AT, with: { amount: "10" } },
        { event: "refund", at: AT, with: { amount: "10" } },
      ],
    },
  ];
  expect(who("sum(order.amount) = 10 EUR", { people })).toEqual(["kept", "returned"]);
  expect(who("did order and no refund", { people })).toEqual(["kept"]);
});
