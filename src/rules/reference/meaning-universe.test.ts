import { describe, expect, test } from "vitest";
import { generateCase } from "../../../testkit/generate/generate.ts";
import { moment, type ToldPerson } from "../../../testkit/histories/person.ts";
import { ruleOf, settingsOf, who } from "../../../testkit/histories/story.ts";
import type { Rule } from "../document.ts";
import { evaluate, members } from "./evaluate.ts";
import { existsAt } from "./universe.ts";

const order = (at: string, amount = "10") => ({ event: "order", at, with: { amount } });

describe("Meaning 1: the universe", () => {
  const people: readonly ToldPerson[] = [
    { id: "created", created: "2025-03-01T00:00:00Z" },
    { id: "ordered", events: [order("2025-03-01T00:00:00Z")] },
    { id: "described", traits: [{ trait: "country", value: "DE", from: "2025-03-01T00:00:00Z" }] },
    { id: "undated", created: "2025-03-01T00:00:00Z", traits: [{ trait: "country", value: "DE", received: "2025-05-01T00:00:00Z" }] },
    { id: "nothing" },
    { id: "visitor", anonymous: true },
    { id: "deleted", gone: true, events: [order("2025-01-01T00:00:00Z")] },
  ];

  test("Meaning 1: everyone is all customers not deleted and not merged away; anonymous visitors only if the audience says so", () => {
    expect(who("everyone", { people })).toEqual(["created", "ordered", "described", "undated", "nothing"]);
    expect(who("everyone", { people, audience: "with anonymous" })).toContain("visitor");
    expect(who("everyone", { people, audience: "with anonymous" })).not.toContain("deleted");
  });

  test("Meaning 1: a customer exists from creation, first event or first dated trait; undated or without any, from the beginning", () => {
    expect(who("everyone", { people, at: "2025-02-28T23:59:59.999Z" })).toEqual(["undated", "nothing"]);
    expect(who("everyone", { people, at: "2025-03-01T00:00:00Z" })).toEqual(["created", "ordered", "described", "undated", "nothing"]);
  });

  test("Meaning 1: of creation, events and traits the earliest counts", () => {
    const early: ToldPerson = { id: "early", created: "2025-05-01T00:00:00Z", events: [order("2025-03-01T00:00:00Z")] };
    expect(who("everyone", { people: [early], at: "2025-04-01T00:00:00Z" })).toEqual(["early"]);
  });

  test("Meaning 1: deletion and merging are as known now: who is gone never existed", () => {
    const [gone, there] = settingsOf({ people: [{ id: "a", gone: true }, { id: "b" }] }).population;
    expect([gone, there].map((one) => one !== undefined && existsAt(one, moment("2000-01-01T00:00:00Z")))).toEqual([false, true]);
  });

  test("Meaning 1: who is not in the universe matches nothing, not even a complement", () => {
    const settings = settingsOf({ people: [{ id: "x", gone: true }] });
    const [x] = settings.population;
    expect(evaluate(ruleOf('not country = "DE"'), x!, settings)).toMatchObject({ matches: false, reason: "not-in-universe" });
  });
});

describe("Meaning 2: missing values", () => {
  const people: readonly ToldPerson[] = [
    { id: "german", traits: [{ trait: "country", value: "DE" }] },
    { id: "french", traits: [{ trait: "country", value: "FR" }] },
    { id: "unknown" },
  ];

  test("Meaning 2: a comparison with a missing value does not match, != and not in and not contains included", () => {
    expect(who('country != "DE"', { people })).toEqual(["french"]);
    expect(who('country not in ("DE")', { people })).toEqual(["french"]);
    expect(who('country not contains "D"', { people })).toEqual(["french"]);
    expect(who("points < 5", { people })).toEqual([]);
    expect(who("points != trait(limit)", { people: [{ id: "half", traits: [{ trait: "points", value: 1 }] }] })).toEqual([]);
  });

  test("Meaning 2: not (…) is the complement in the universe", () => {
    expect(who('not (country = "DE")', { people })).toEqual(["french", "unknown"]);
    expect(who("country is not set", { people })).toEqual(["unknown"]);
  });

  test("Meaning 2: within a filter not is two-valued as well", () => {
    const buyers: readonly ToldPerson[] = [
      { id: "web", events: [{ event: "order", at: "2025-06-01T10:00:00Z", with: { channel: "web" } }] },
      { id: "no channel", events: [{ event: "order", at: "2025-06-01T10:00:00Z" }] },
    ];
    expect(who('did order where (not channel = "web")', { people: buyers })).toEqual(["no channel"]);
    expect(who('did order where channel != "web"', { people: buyers })).toEqual([]);
  });

  test("Meaning 2: for every rule S, S and not S split the universe", () => {
    for (let seed = 1; seed <= 80; seed++) {
      const { rule, ...made } = generateCase(seed);
      const settings = { ...made };
      const inside = members(rule, settings);
      const outside = members({ kind: "not", rule }, settings);
      const all = members({ kind: "everyone" }, settings);
      expect(inside.intersection(new Set(outside)).size, `seed ${seed}`).toBe(0);
      expect(new Set(inside).union(new Set(outside)), `seed ${seed}`).toEqual(all);
    }
  });

  test("Meaning 2: and, or and not obey the laws of sets", () => {
    for (let seed = 1; seed <= 40; seed++) {
      const a = generateCase(seed);
      const same = (one: Rule, other: Rule) => expect(members(one, a), `seed ${seed}`).toEqual(members(other, a));
      const b: Rule = { kind: "did", event: "view" };
      same(
        { kind: "not", rule: { kind: "and", rules: [a.rule, b] } },
        {
          kind: "or",
          rules: [
            { kind: "not", rule: a.rule },
            { kind: "not", rule: b },
          ],
        },
      );
      same({ kind: "and", rules: [a.rule, { kind: "or", rules: [a.rule, b] }] }, a.rule);
      same({ kind: "not", rule: { kind: "not", rule: { kind: "group", rule: a.rule } } }, a.rule);
    }
  });
});

describe("Meaning 3 to 5: nothing, zero, missing", () => {
  test("Meaning 3: unset and empty text are not set; an empty list, false and 0 are values", () => {
    const people: readonly ToldPerson[] = [
      { id: "empty text", traits: [{ trait: "country", value: "" }] },
      {
        id: "unset",
        traits: [
          { trait: "country", value: "DE", from: "2025-01-01T00:00:00Z" },
          { trait: "country", from: "2025-02-01T00:00:00Z" },
        ],
      },
      {
        id: "values",
        traits: [
          { trait: "tags", value: [] },
          { trait: "vip", value: false },
          { trait: "points", value: 0 },
        ],
      },
    ];
    expect(who("country is set", { people })).toEqual([]);
    expect(who("tags is set and vip is set and points is set", { people })).toEqual(["values"]);
    expect(who("vip = false and points = 0", { people })).toEqual(["values"]);
  });

  const people: readonly ToldPerson[] = [
    { id: "none" },
    { id: "one", events: [order("2025-06-01T10:00:00Z")] },
    { id: "three", events: [order("2025-06-01T10:00:00Z"), order("2025-06-02T10:00:00Z"), order("2025-06-02T11:00:00Z")] },
  ];

  test("Meaning 4: count = 0, count < 3 and no order include customers without any event", () => {
    expect(who("count(order) = 0", { people })).toEqual(["none"]);
    expect(who("count(order) < 3", { people })).toEqual(["none", "one"]);
    expect(who("no order", { people })).toEqual(["none"]);
    expect(who("no order in last 14 days", { people })).toEqual(["none", "one"]);
  });

  test("Meaning 5: with no matching rows count, sum, days and distinct are 0", () => {
    for (const rule of ["count(order) < 1", "sum(order.amount) < 1 EUR", "days(order) < 1", "distinct(order.product) < 1"]) {
      expect(who(rule, { people: [{ id: "none" }] }), rule).toEqual(["none"]);
    }
    expect(who("days(order) = 2", { people })).toEqual(["three"]);
  });

  test("Meaning 5: with no matching rows average, minimum, maximum, first, last, nth and share are missing", () => {
    const rules = [
      "average(order.amount) < 100 EUR",
      "minimum(order.quantity) < 100",
      "maximum(order.quantity) != 100",
      'first(order.product) != "x"',
    ];
    for (const rule of [
      ...rules,
      "last(order) was before 2030-01-01",
      "nth[1](order) was before 2030-01-01",
      "share(order where quantity > 1) < 1",
    ]) {
      expect(who(rule, { people: [{ id: "none" }] }), rule).toEqual([]);
      expect(who(`not (${rule})`, { people: [{ id: "none" }] }), rule).toEqual(["none"]);
    }
  });

  test("Meaning 5: missing values are skipped; of events without any the sum is 0 and the average missing", () => {
    const bare: readonly ToldPerson[] = [{ id: "bare", events: [{ event: "order", at: "2025-06-01T10:00:00Z" }] }];
    expect(who("sum(order.quantity) = 0", { people: bare })).toEqual(["bare"]);
    expect(who("distinct(order.product) = 0", { people: bare })).toEqual(["bare"]);
    expect(who("average(order.quantity) is set", { people: bare })).toEqual([]);
    const half = { id: "half", events: [...bare[0]!.events!, { event: "order", at: "2025-06-02T10:00:00Z", with: { quantity: 3 } }] };
    expect(who("average(order.quantity) = 3", { people: [half] })).toEqual(["half"]);
  });
});

describe("Meaning 6: filters, first and last", () => {
  test("Meaning 6: all tests of one filter apply to the same event", () => {
    const people: readonly ToldPerson[] = [
      {
        id: "apart",
        events: [
          { event: "order", at: "2025-06-01T10:00:00Z", with: { channel: "web", quantity: 1 } },
          { event: "order", at: "2025-06-02T10:00:00Z", with: { channel: "shop", quantity: 9 } },
        ],
      },
      { id: "together", events: [{ event: "order", at: "2025-06-01T10:00:00Z", with: { channel: "web", quantity: 9 } }] },
    ];
    expect(who('did order where (channel = "web" and quantity > 5)', { people })).toEqual(["together"]);
    expect(who('did order where channel = "web" and did order where quantity > 5', { people })).toEqual(["apart", "together"]);
  });

  test("Meaning 6: first, last and nth are over the events that pass the filter and the window", () => {
    const buy = (at: string, product: string, channel: string) => ({ event: "order", at, with: { product, channel } });
    const people: readonly ToldPerson[] = [
      {
        id: "x",
        events: [
          buy("2025-06-14T10:00:00Z", "c", "web"),
          buy("2025-01-01T10:00:00Z", "a", "web"),
          buy("2025-06-10T10:00:00Z", "b", "shop"),
          buy("2025-06-11T10:00:00Z", "d", "web"),
        ],
      },
    ];
    expect(who('first(order.product) = "a"', { people })).toEqual(["x"]);
    expect(who('first(order.product) in last 30 days = "b"', { people })).toEqual(["x"]);
    expect(who('first(order.product where channel = "web") in last 30 days = "d"', { people })).toEqual(["x"]);
    expect(who('last(order.product) = "c" and nth[2](order.product) = "b"', { people })).toEqual(["x"]);
    expect(who("nth[5](order) is set", { people })).toEqual([]);
  });

  test("Meaning 6: ties at one instant go by message id; an event without the property is still the first", () => {
    const tie = (id: string, product?: string) => ({
      event: "view",
      at: "2025-06-01T10:00:00Z",
      id,
      ...(product === undefined ? {} : { with: { product } }),
    });
    expect(
      who('first(view.product) = "low"', { people: [{ id: "x", events: [tie("b".repeat(32), "high"), tie("a".repeat(32), "low")] }] }),
    ).toEqual(["x"]);
    expect(
      who("first(view.product) is set", { people: [{ id: "x", events: [tie("b".repeat(32), "high"), tie("a".repeat(32))] }] }),
    ).toEqual([]);
  });
});

test("Meaning 14: after a merge the events of both parts count as one customer's", () => {
  // Uniting and publishing is the warehouse's; here: a united history means what its rows say, and the part merged away nothing.
  const parts = [
    { id: "a", events: [order("2025-06-01T10:00:00Z")] },
    { id: "b", events: [order("2025-06-02T10:00:00Z")] },
  ];
  expect(who("count(order) >= 2", { people: parts })).toEqual([]);
  const united: readonly ToldPerson[] = [
    { id: "a", events: parts.flatMap((part) => part.events) },
    { id: "b", gone: true },
  ];
  expect(who("count(order) >= 2", { people: united })).toEqual(["a"]);
  expect(who("no order", { people: united })).toEqual([]);
});

test("Meaning 7: members do not depend on the order in which histories are written down", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const one = generateCase(seed);
    const population = one.population.toReversed().map((history) => ({
      ...history,
      events: history.events.toReversed(),
      traits: history.traits.toReversed(),
      consents: history.consents.toReversed(),
    }));
    expect(members(one.rule, { ...one, population }), `seed ${seed}`).toEqual(members(one.rule, one));
  }
});

test("Meaning 7: nothing after at exists: forgetting later events changes nobody", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const one = generateCase(seed);
    // Ranks, also inside segments, are about everybody; here only those who exist already are compared.
    if (/"kind":"(rank|segment)"/.test(JSON.stringify(one.rule))) continue;
    const population = one.population.map((history) => ({ ...history, events: history.events.filter((event) => event.instant <= one.at) }));
    const known = new Set(members({ kind: "everyone" }, one));
    expect(new Set(members(one.rule, { ...one, population })).intersection(known), `seed ${seed}`).toEqual(members(one.rule, one));
  }
});

test("Meaning 7: one instant per run, with milliseconds", () => {
  const people: readonly ToldPerson[] = [{ id: "x", events: [order("2025-06-15T12:00:00.000Z")] }];
  expect(who("did order", { people, at: "2025-06-15T11:59:59.999Z" })).toEqual([]);
  expect(who("did order", { people, at: "2025-06-15T12:00:00.000Z" })).toEqual(["x"]);
  expect(moment("2025-06-15T12:00:00Z")).toBe(1_749_988_800_000);
});
