import { describe, expect, test } from "vitest";
import { generateCase } from "../../../testkit/generate/generate.ts";
import { namesOf, ruleOf, type Story, settingsOf } from "../../../testkit/histories/story.ts";
import { interpret } from "../../../testkit/plans/interpret.ts";
import { UTC, zone } from "../../core/time/zone.ts";
import { check } from "../check/check.ts";
import type { Names } from "../names.ts";
import type { SetNode } from "../plan.ts";
import { members } from "../reference/evaluate.ts";
import { belongs } from "../reference/universe.ts";
import { leavesOf, planKey } from "./key.ts";
import { planDefinition, planRule } from "./plan.ts";

const STORY: Story = { people: [] };
const { names: NAMES, at: AT } = settingsOf(STORY);
const plan = (text: string, names: Names = NAMES): SetNode => planRule(ruleOf(text), { names, at: AT, zone: "workspace" });
const same = (a: string, b: string) => expect(planKey(plan(a)), `${a} = ${b}`).toBe(planKey(plan(b)));
const differ = (a: string, b: string) => expect(planKey(plan(a)), `${a} ≠ ${b}`).not.toBe(planKey(plan(b)));
const testOf = (text: string) => {
  const node = plan(text);
  return node.op === "trait" || node.op === "measure" ? node.test : node;
};

test("a plan means what the reference evaluation means", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const { rule, names, at, population, rates, zone: ruleZone, audience, zonesInUse } = generateCase(seed);
    const planned = planRule(rule, { names, at, zone: ruleZone, zonesInUse, audience });
    const universe = population.filter((one) => belongs(one, at, audience));
    const found = interpret(planned, { universe, rates, workspaceZone: zone(names.settings.zone) ?? UTC });
    const expected = members(rule, { names, at, zone: ruleZone, audience, population, rates });
    expect(new Set([...found].map((one) => one.key)), `generateCase(${seed})`).toEqual(expected);
  }
});

test("generated rules are of every kind, and check finds nothing wrong with them but a count that is always so", () => {
  const kinds = new Set<string>();
  for (let seed = 1; seed <= 200; seed++) {
    const { rule, names } = generateCase(seed);
    for (const [, kind = ""] of JSON.stringify(rule).matchAll(/"kind":"(\w+)"/g)) kinds.add(kind);
    for (const one of [rule, ...[...names.segments.values()].map((definition) => definition.rule)]) {
      expect(
        check(one, names).filter((issue) => issue.code !== "count-always"),
        `generateCase(${seed})`,
      ).toEqual([]);
    }
  }
  const conditions = ["trait", "event", "did", "sequence", "activity", "segment", "rank", "geo", "sample", "consent"];
  expect([...kinds]).toEqual(expect.arrayContaining([...conditions, "and", "or", "not", "group", "everyone"]));
});

describe("equal meanings have equal plans", () => {
  test("whatever the order, the brackets and the repetitions of a group", () => {
    same('country = "DE" and vip = true', '(vip = true) and country = "de" and vip = true');
    same('country in ("DE", "FR")', 'country in ("fr", "de", "DE")');
    same('not not country = "DE"', 'country = "DE"');
    differ('country = "DE" and vip = true', 'country = "DE" or vip = true');
  });

  test("did and no are counts; whole numbers have one form of each comparison", () => {
    same("did order", "count(order) > 0");
    same("no order", "count(order) = 0");
    same("no order", "count(order) < 1");
    same("count(order) >= 1", "count(order) != 0");
    same("points > 1.005", "points >= 1.01");
    same("birthday <= 2000-01-01", "birthday < 2000-01-02");
    differ("did order", "did order in last 30 days");
  });

  test("a rolling window of hours and one of minutes that are as long", () => {
    same("did order in last 2 hours", "did order in last 120 minutes");
  });

  test("the order of a sequence's steps counts", () => {
    differ("sequence(view -> cart)", "sequence(cart -> view)");
  });
});

describe("tests in the form of engines", () => {
  test("what can never be is nobody, what is always so asks only for a value", () => {
    expect(plan("points = 1.005")).toEqual({ op: "nobody" });
    expect(testOf("points != 1.005")).toEqual({ op: "set", negated: false });
    expect(plan('country = "DE" and points = 1.005')).toEqual({ op: "nobody" });
    expect(plan("everyone or vip = true")).toEqual({ op: "universe" });
  });

  test("between is one range; values of a list are asked for together", () => {
    expect(testOf("points between 1 and 2.5")).toEqual({ op: "range", after: 99n, upto: 250n });
    expect(testOf("points in (1, 2.005, 3)")).toEqual({ op: "integers", values: [100n, 300n], negated: false });
    expect(testOf('country not in ("DE", exactly "fr")')).toEqual({
      op: "all",
      of: [
        { op: "text", form: "folded", values: ["de"], negated: true },
        { op: "text", form: "written", values: ["fr"], negated: true },
      ],
    });
  });

  test("averages and shares are quotients", () => {
    expect(testOf("average(order.amount) > 10.50 EUR")).toEqual({ op: "ratio", compare: ">", units: 105n, scale: 1 });
    expect(testOf("share(order where quantity > 1) >= 20%")).toEqual({ op: "ratio", compare: ">=", units: 2n, scale: 1 });
  });

  test("who has no event passes where 0 passes, or what is missing", () => {
    expect(plan("count(order) < 3")).toMatchObject({ whenEmpty: true });
    expect(plan("sum(order.amount) between 0 EUR and 5 EUR")).toMatchObject({ whenEmpty: true });
    expect(plan("average(order.amount) < 3 EUR")).toMatchObject({ whenEmpty: false });
    expect(plan("first(order) is not set")).toMatchObject({ whenEmpty: true });
    expect(plan("count(order) is not set")).toEqual({ op: "nobody" });
  });

  test("where 0 is compared with the customer's own trait, those without events are asked for apart", () => {
    expect(plan("count(order) < trait(limit)")).toMatchObject({
      op: "or",
      of: [
        { op: "measure", whenEmpty: false, test: { op: "versus", compare: "<" } },
        { op: "and", of: [{ op: "not" }, { op: "trait", test: { op: "integer", compare: ">=", value: 1n } }] },
      ],
    });
  });

  test("amounts convert only where several currencies meet, and never where only their being set is asked", () => {
    const mixed = namesOf({ ...STORY, currencies: ["EUR", "USD"], table: [["USD", "2020-01-01", "0.9"]] });
    const fieldIn = (text: string, names: Names) => {
      const node = plan(text, names);
      return node.op === "measure" && "field" in node.measure.aggregate ? node.measure.aggregate.field : undefined;
    };
    expect(fieldIn("sum(order.amount) > 1 EUR", NAMES)).toEqual({ name: "amount", type: "money", scale: 2 });
    expect(fieldIn("sum(order.amount) > 1 EUR", mixed)).toEqual({
      name: "amount",
      type: "money",
      scale: 2,
      convert: { to: "EUR", scale: 2 },
    });
    expect(fieldIn("first(order.amount) is set", mixed)).toEqual({ name: "amount", type: "money", scale: 2 });
  });
});

describe("zones of customers", () => {
  const inZones = (text: string, zonesInUse: readonly string[]) =>
    planRule(ruleOf(text), { names: NAMES, at: AT, zone: "customer", zonesInUse });

  test("a condition that does not look at the zone is planned once", () => {
    expect(inZones('country = "DE" and did order in last 24 hours', ["Asia/Tokyo"])).toEqual(
      plan('country = "DE" and did order in last 24 hours'),
    );
  });

  test("zones with equal edges are one group; the workspace's group is everybody else's", () => {
    // At noon in UTC Berlin and Paris have one date, Tokyo and Seoul another midnight.
    const node = inZones("did order in today", ["Europe/Paris", "Asia/Tokyo", "ASIA/SEOUL", "nowhere"]);
    expect(node).toMatchObject({
      op: "or",
      of: [
        { op: "and", of: [{ op: "not", of: { op: "trait", test: { values: ["asia/seoul", "asia/tokyo"] } } }, { op: "measure" }] },
        { op: "and", of: [{ op: "trait", test: { values: ["asia/seoul", "asia/tokyo"] } }, { op: "measure" }] },
      ],
    });
  });

  test("a rank compares everybody's value, each within the bounds of the own zone", () => {
    const node = inZones("top 3 by count(order) in today", ["Asia/Tokyo"]);
    expect(node).toMatchObject({ op: "rank", by: [{ members: { op: "not" } }, { members: { op: "trait" } }] });
  });

  test("without a list of zones every zone there is is planned for", () => {
    const node = planRule(ruleOf("did order in today"), { names: NAMES, at: AT, zone: "customer" });
    expect(leavesOf(node).filter((leaf) => leaf.op === "measure").length).toBeGreaterThan(20);
  });
});

describe("segments", () => {
  const story: Story = { ...STORY, segments: { Web: 'did order where channel = "web"', Loyal: 'in segment "Web" and count(order) > 3' } };
  const names = namesOf(story);

  test("a reference is planned in place, with its pins", () => {
    expect(plan('in segment "Web"', names)).toMatchObject({
      op: "segment",
      name: "Web",
      of: {
        op: "and",
        of: [
          { op: "or", of: [{ op: "measure" }, { op: "pinned", how: "in" }] },
          { op: "not", of: { op: "pinned", how: "out" } },
        ],
      },
    });
  });

  test("a definition's plan is that of a reference to it", () => {
    const loyal = names.segments.get("Loyal");
    expect(loyal && planKey(planDefinition(loyal, { names, at: AT }))).toBe(planKey(plan('in segment "Loyal"', names)));
  });

  test("leaves are listed once, those of segments and of what ranks compare included", () => {
    const ops = leavesOf(plan('in segment "Loyal" and in segment "Web" and top 1 by points within segment "Web"', names)).map(
      (leaf) => leaf.op,
    );
    expect(ops.toSorted()).toEqual(["measure", "measure", "pinned", "pinned", "pinned", "pinned", "rank"]);
  });

  test("in a run over anonymous visitors a segment for customers leaves them out", () => {
    const wide = planRule(ruleOf('in segment "Web"'), { names, at: AT, zone: "workspace", audience: "with anonymous" });
    expect(JSON.stringify(wide, (_key, part) => (typeof part === "bigint" ? String(part) : part))).toContain('"op":"named"');
  });
});

test("plan keys do not change by themselves", () => {
  expect(planKey({ op: "and", of: [{ op: "universe" }, { op: "nobody" }] })).toBe(
    planKey({ op: "and", of: [{ op: "nobody" }, { op: "universe" }] }),
  );
  expect(planKey({ op: "sample", seed: "a", bound: "19999999" })).toBe("3ded0f5b4adaa2a7ab762bd3e1f6511b");
});
