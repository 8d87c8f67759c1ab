import { describe, expect, test } from "vitest";
import type { ToldPerson } from "../../../testkit/histories/person.ts";
import { ruleOf, type Story, settingsOf, who, why } from "../../../testkit/histories/story.ts";
import { md5Hex } from "../../core/hash.ts";
import { KindredError } from "../../core/issue.ts";
import { check } from "../check/check.ts";
import { planRule } from "../planning/plan.ts";
import { parse } from "../text/parse.ts";
import { members } from "./evaluate.ts";

const scored = (id: string, points: string | undefined, country = "DE"): ToldPerson => ({
  id,
  traits: [{ trait: "country", value: country }, ...(points === undefined ? [] : [{ trait: "points", value: points }])],
});
const codesOf = (run: () => unknown): readonly string[] => {
  try {
    run();
  } catch (error) {
    if (error instanceof KindredError) return error.issues.map((issue) => issue.code);
    throw error;
  }
  return [];
};

describe("Meaning 19: rank", () => {
  const people = [scored("c", "3"), scored("a", "2"), scored("b", "2"), scored("none", undefined), scored("é", "2"), scored("z", "1")];

  test("Meaning 19: among customers with a value; ties by the bytes of the id in UTF-8", () => {
    expect(who("top 3 by points", { people })).toEqual(["c", "a", "b"]);
    expect(who("bottom 3 by points", { people })).toEqual(["a", "b", "z"]);
    expect(who("top 100% by points", { people })).not.toContain("none");
    const wide = [scored("\uFFFD", "1"), scored("\u{1F600}", "1")];
    expect(who("top 1 by points", { people: wide })).toEqual(["\uFFFD"]);
  });

  test("Meaning 19: a percentage rounds up, in integers", () => {
    expect(who("top 20% by points", { people })).toEqual(["c"]);
    expect(who("top 20.0001% by points", { people })).toEqual(["c", "a"]);
    expect(who("top 0.01% by points", { people })).toEqual(["c"]);
  });

  test("Meaning 19: over the universe, or the segment named", () => {
    const mixed = [scored("de", "1"), scored("fr", "5", "FR"), { ...scored("gone", "9"), gone: true }];
    const segments = { Germans: 'country = "DE"' };
    expect(who("top 1 by points", { people: mixed, segments })).toEqual(["fr"]);
    expect(who('top 1 by points within segment "Germans"', { people: mixed, segments })).toEqual(["de"]);
  });

  test("Meaning 19: a count of 0 is a value, a missing average is none; averages are ranked as exact fractions", () => {
    const bought = (id: string, ...quantities: readonly number[]): ToldPerson => ({
      id,
      events: quantities.map((quantity) => ({ event: "order", at: "2025-06-01T10:00:00Z", with: { quantity } })),
    });
    const people = [bought("two thirds", 1, 1, 0), bought("less", 66, ...Array.from({ length: 99 }, () => 0)), bought("nothing")];
    expect(who("bottom 1 by count(order)", { people })).toEqual(["nothing"]);
    expect(who("top 1 by average(order.quantity)", { people })).toEqual(["two thirds"]);
    expect(who("bottom 2 by average(order.quantity)", { people })).toEqual(["two thirds", "less"]);
  });
});

describe("Meaning 20: sample", () => {
  const people = Array.from({ length: 400 }, (_, i): ToldPerson => ({ id: `customer ${i}` }));

  test("Meaning 20: the first eight digits of md5(seed, zero byte, id) over 2^32, compared with the percentage; nothing else", () => {
    const expected = people
      .map((one) => one.id)
      .filter((id) => Number.parseInt(md5Hex(`spring\u0000${id}`).slice(0, 8), 16) / 2 ** 32 < 0.1);
    expect(expected.length).toBeGreaterThan(10);
    expect(who('sample 10% seed "spring"', { people })).toEqual(expected);
    expect(who('sample 10% seed "spring"', { people, at: "2030-01-01T00:00:00Z" })).toEqual(expected);
  });

  test("Meaning 20: a larger sample of a seed contains the smaller; 0 % is nobody and 100 % everybody", () => {
    const small = who('sample 10% seed "a"', { people });
    expect(who('sample 30% seed "a"', { people })).toEqual(expect.arrayContaining([...small]));
    expect(who('sample 100% seed "a"', { people })).toHaveLength(400);
  });
});

describe("Meaning 21: segment references", () => {
  const people: readonly ToldPerson[] = [scored("de", "1"), scored("fr", "1", "FR"), { ...scored("visitor", "1"), anonymous: true }];

  test("Meaning 21: a reference has its value of the same run and instant", () => {
    const moved: ToldPerson = {
      id: "x",
      traits: [
        { trait: "country", value: "DE", from: "2025-01-01T00:00:00Z" },
        { trait: "country", value: "FR", from: "2025-06-01T00:00:00Z" },
      ],
    };
    const story: Story = { people: [moved], segments: { Germans: 'country = "DE"' } };
    expect(who('in segment "Germans"', { ...story, at: "2025-05-01T00:00:00Z" })).toEqual(["x"]);
    expect(who('in segment "Germans"', story)).toEqual([]);
    expect(who('not in segment "Germans"', story)).toEqual(["x"]);
  });

  test("Meaning 21: a cycle is refused", () => {
    const story: Story = { people, segments: { A: 'in segment "B"', B: 'not in segment "A"' } };
    expect(check(ruleOf('in segment "A"'), settingsOf(story).names, { segment: "B" }).map((issue) => issue.code)).toContain(
      "segment-cycle",
    );
    const { names, at } = settingsOf(story);
    expect(codesOf(() => planRule(ruleOf('in segment "A"'), { names, at, zone: "workspace" }))).toEqual(["segment-cycle"]);
  });

  test("Meaning 21: a missing segment is an error and never widens, not even under not", () => {
    const settings = settingsOf({ people });
    for (const text of ['in segment "Lost"', 'not in segment "Lost"', 'top 1 by points within segment "Lost"']) {
      expect(
        codesOf(() => members(ruleOf(text), settings)),
        text,
      ).toEqual(["segment-missing"]);
      expect(
        codesOf(() => planRule(ruleOf(text), { names: settings.names, at: settings.at, zone: "workspace" })),
        text,
      ).toEqual(["segment-missing"]);
    }
  });

  test("Meaning 21: each segment keeps its own zone and audience", () => {
    const visit: ToldPerson = { id: "x", events: [{ event: "visit", at: "2025-06-14T23:00:00Z" }] };
    const segments = { Here: "did visit in today", "New York": { rule: "did visit in today", zone: "America/New_York" } };
    expect(who('in segment "Here" and not in segment "New York"', { people: [visit], segments })).toEqual(["x"]);
    const audiences = { Named: "everyone", All: { rule: "everyone", audience: "with anonymous" as const } };
    expect(who('in segment "All" and not in segment "Named"', { people, segments: audiences, audience: "with anonymous" })).toEqual([
      "visitor",
    ]);
    expect(who('in segment "All"', { people, segments: audiences })).toEqual(["de", "fr"]);
  });

  test("Meaning 21: for at least, entered and left read what was recorded; before recording began they do not match", () => {
    const stay = (id: string, since: string, until?: string): ToldPerson => ({
      ...scored(id, "1"),
      stays: [{ segment: "Germans", since, ...(until === undefined ? {} : { until }) }],
    });
    const recorded = [
      stay("long", "2025-06-08T12:00:00Z"),
      stay("short", "2025-06-08T12:00:00.001Z"),
      stay("was in", "2025-01-01T00:00:00Z", "2025-06-10T12:00:00Z"),
      stay("ends later", "2025-01-01T00:00:00Z", "2025-06-15T12:00:00.001Z"),
      scored("never recorded", "1"),
    ];
    const story: Story = { people: recorded, segments: { Germans: 'country = "DE"' } };
    expect(who('in segment "Germans" for at least 7 days', story)).toEqual(["long", "ends later"]);
    expect(who('entered segment "Germans" in last 7 days', story)).toEqual(["short"]);
    expect(who('left segment "Germans" in last 7 days', story)).toEqual(["was in"]);
  });
});

test("Meaning 22: pins beat the rule while they last; out beats in", () => {
  const pinned = (id: string, country: string, ...pins: NonNullable<ToldPerson["pins"]>): ToldPerson => ({
    ...scored(id, "1", country),
    pins,
  });
  const since = "2025-06-01T00:00:00Z";
  const people = [
    pinned("added", "FR", { segment: "Germans", how: "in", since }),
    pinned("kept out", "DE", { segment: "Germans", how: "out", since }),
    pinned("both", "DE", { segment: "Germans", how: "in", since }, { segment: "Germans", how: "out", since }),
    pinned("expired", "FR", { segment: "Germans", how: "in", since, until: "2025-06-15T12:00:00Z" }),
    pinned("not yet", "FR", { segment: "Germans", how: "in", since: "2025-06-15T12:00:00.001Z" }),
    pinned("elsewhere", "FR", { segment: "Other", how: "in", since }),
  ];
  const story: Story = { people, segments: { Germans: 'country = "DE"', Other: 'country = "XX"' } };
  expect(who('in segment "Germans"', story)).toEqual(["added"]);
  expect(who('in segment "Germans"', { ...story, at: "2025-06-15T11:59:59.999Z" })).toEqual(["added", "expired"]);
  expect(why('in segment "Germans"', "kept out", story)).toMatchObject({ matches: false, reason: "pinned-out" });
});

test("Meaning 23: great-circle distance; a customer without a location does not match", () => {
  const at = (id: string, ...location: readonly number[]): ToldPerson => ({
    id,
    traits: location.length === 0 ? [] : [{ trait: "location", value: location }],
  });
  // One degree of latitude on the mean sphere is 111.195 km.
  const people = [at("centre", 52.52, 13.405), at("one degree north", 53.52, 13.405), at("across the date line", 0, -179.5), at("nowhere")];
  expect(who("within 111.2 km of (52.52, 13.405)", { people })).toEqual(["centre", "one degree north"]);
  expect(who("within 111.1 km of (52.52, 13.405)", { people })).toEqual(["centre"]);
  expect(who('within 1 mi of "berlin"', { people })).toEqual(["centre"]);
  expect(who("within 60 km of (0, 180)", { people })).toEqual(["across the date line"]);
  expect(who("not within 20000 km of (0, 0)", { people })).toContain("nowhere");
});

describe("Meaning 24: sequences", () => {
  /** `v1a` is a view of product a in minute 1; c a cart, o an order, x a visit. */
  const told = (path: string): ToldPerson => ({
    id: path,
    events: path.split(" ").map((step) => {
      const event = { v: "view", c: "cart", o: "order", x: "visit" }[step[0] ?? ""] ?? "";
      const product = step.replace(/^.\d+/, "");
      const at = new Date(Date.UTC(2025, 5, 15, 10, Number(/\d+/.exec(step)?.[0]))).toISOString();
      return { event, at, ...(product === "" ? {} : { with: { product } }) };
    }),
  });
  const whoDid = (rule: string, ...paths: readonly string[]) => who(rule, { people: paths.map(told) });

  test("Meaning 24: steps are strictly later by event time, other events may lie between", () => {
    expect(whoDid("sequence(view -> cart)", "v1a c2a", "v1a x2 c3a", "v1a c1a", "c1a v2a")).toEqual(["v1a c2a", "v1a x2 c3a"]);
    expect(whoDid("sequence(view -> view)", "v1a", "v1a v2a")).toEqual(["v1a v2a"]);
  });

  test("Meaning 24: all positive steps lie in the window", () => {
    expect(whoDid("sequence(view -> cart) in last 110 minutes", "v9a c20a", "v10a c20a", "v11a c20a")).toEqual(["v11a c20a"]);
  });

  test("Meaning 24: within and same, in either order", () => {
    expect(whoDid("sequence(view -> cart within 5 minutes)", "v1a c6a", "v1a c7a", "v1a v2a c7a")).toEqual(["v1a c6a", "v1a v2a c7a"]);
    expect(whoDid("sequence(view -> cart same product within 5 minutes)", "v1a v2b c6a", "v1a v2b c7a", "v1 c2", "v1a v2 c3A")).toEqual([
      "v1a v2b c6a",
      "v1a v2 c3A",
    ]);
  });

  test("Meaning 24: a not between steps means none strictly between them", () => {
    expect(whoDid("sequence(view -> not visit -> cart)", "v1a c3a", "v1a x2 c3a", "v1a x1 c3a", "v1a x3 c3a", "v1a x2 v3a c4a")).toEqual([
      "v1a c3a",
      "v1a x1 c3a",
      "v1a x3 c3a",
      "v1a x2 v3a c4a",
    ]);
  });

  test("Meaning 24: not X within d -> Y means no X within d after the previous positive step, wherever Y is", () => {
    expect(whoDid("sequence(view -> not visit within 5 minutes -> cart)", "v1a c3a x6", "v1a c3a x7", "v1a x7 c9a", "v1a x6 c9a")).toEqual([
      "v1a c3a x7",
      "v1a x7 c9a",
    ]);
  });

  test("Meaning 24: a trailing not X within d becomes true when d has passed; without a limit it means none up to at", () => {
    const people = [told("v1a")];
    expect(who("sequence(view -> not order within 10 minutes)", { people, at: "2025-06-15T10:10:59.999Z" })).toEqual([]);
    expect(who("sequence(view -> not order within 10 minutes)", { people, at: "2025-06-15T10:11:00Z" })).toEqual(["v1a"]);
    expect(who("sequence(view -> not order)", { people, at: "2025-06-15T10:01:00Z" })).toEqual(["v1a"]);
    expect(whoDid("sequence(view -> not order within 10 minutes)", "v1a o11a", "v1a o12a", "v1a o2a v3a")).toEqual([
      "v1a o12a",
      "v1a o2a v3a",
    ]);
    expect(whoDid("sequence(view -> not order)", "v1a o30a", "o1a v2a")).toEqual(["o1a v2a"]);
  });

  test("Meaning 24: same on a not step limits which events forbid; a missing property forbids nothing", () => {
    expect(
      whoDid("sequence(view -> not cart same product -> order)", "v1a c2a o3a", "v1a c2b o3a", "v1a v2b c3b o4a", "v1 c2 o3", "v1a c2 o3a"),
    ).toEqual(["v1a c2b o3a", "v1a v2b c3b o4a", "v1 c2 o3", "v1a c2 o3a"]);
  });

  test("Meaning 24: several not steps in a row all refer to the previous positive step", () => {
    expect(whoDid("sequence(view -> not visit -> not cart -> order)", "v1a o3a", "v1a x2 o3a", "v1a c2a o3a")).toEqual(["v1a o3a"]);
  });

  test("Meaning 24: the evidence is the chain that was found", () => {
    expect(why("sequence(view -> cart)", "v1a v2a c3a", { people: [told("v1a v2a c3a")] })).toMatchObject({
      matches: true,
      events: 2,
      evidence: [{ type: "view" }, { type: "cart" }],
    });
  });
});

describe("Meaning 25: consent", () => {
  const news = (state: "granted" | "denied" | "undecided", more: object = {}) => ({
    purpose: "news",
    channel: "email",
    address: "a@x",
    state,
    at: "2025-01-01T00:00:00Z",
    ...more,
  });
  const address = (state: "bounced" | "working", at: string) => ({ purpose: "", channel: "email", address: "a@x", state, at });
  const people: readonly ToldPerson[] = [
    { id: "granted", consents: [news("granted")] },
    { id: "withdrawn", consents: [news("granted"), news("denied", { at: "2025-02-01T00:00:00Z" })] },
    { id: "elsewhere", consents: [news("denied"), news("granted", { channel: "sms", address: "+49" })] },
    { id: "undecided", consents: [news("undecided")] },
    { id: "bounced", consents: [news("granted"), address("bounced", "2025-03-01T00:00:00Z")] },
    {
      id: "works again",
      consents: [news("granted"), address("bounced", "2025-03-01T00:00:00Z"), address("working", "2025-04-01T00:00:00Z")],
    },
    { id: "invalid", consents: [news("granted", { valid: false })] },
    { id: "other purpose", consents: [news("granted", { purpose: "Offers" })] },
    { id: "later", consents: [news("granted", { at: "2025-07-01T00:00:00Z" })] },
    { id: "silent" },
  ];

  test("Meaning 25: reachable is an address that is valid, not bounced, and granted", () => {
    expect(who("reachable by email", { people })).toEqual(["granted", "works again", "other purpose"]);
    expect(who("reachable by sms", { people })).toEqual(["elsewhere"]);
  });

  test("Meaning 25: subscribed, unsubscribed and no decision split the universe, per purpose", () => {
    expect(who('subscribed to "news"', { people })).toEqual(["granted", "elsewhere", "bounced", "works again", "invalid"]);
    expect(who('unsubscribed from "news"', { people })).toEqual(["withdrawn"]);
    expect(who('no decision on "news"', { people })).toEqual(["undecided", "other purpose", "later", "silent"]);
    expect(who('subscribed to "offers"', { people })).toEqual(["other purpose"]);
  });
});

test("Meaning 26: 1,000 conditions, 20 levels and 10 steps are evaluated and planned; more are refused", () => {
  const story: Story = { people: [scored("x", "1")] };
  const { names, at } = settingsOf(story);
  const codesIn = (text: string) => {
    const { rule, issues } = parse(text);
    return [...issues, ...(rule === undefined ? [] : check(rule, names))].map((issue) => issue.code);
  };
  const wide = (n: number) => Array.from({ length: n }, (_, i) => `points != ${i + 2}`).join(" and ");
  expect(who(wide(1000), story)).toEqual(["x"]);
  expect(planRule(ruleOf(wide(1000)), { names, at, zone: "workspace" })).toMatchObject({ op: "and" });
  expect(codesIn(wide(1001))).toContain("too-many-conditions");
  const steps = (n: number) => `sequence(${Array.from({ length: n }, () => "view").join(" -> ")})`;
  expect(who(steps(10), story)).toEqual([]);
  expect(codesIn(steps(11))).toContain("too-many-steps");
  expect(who(`${"not ".repeat(18)}everyone`, story)).toEqual(["x"]);
  expect(codesIn(`${"(".repeat(1000)}everyone${")".repeat(1000)}`)).toContain("too-deep");
});
