import { expect, describe as suite, test } from "vitest";
import { render } from "../../core/issue.ts";
import { lintIssues } from "../../core/issues/lint.ts";
import { instant } from "../../core/time/instant.ts";
import type { Path } from "../check/context.ts";
import type { Rule } from "../document.ts";
import { exampleNames } from "../examples/names.ts";
import type { EventInfo, Names } from "../names.ts";
import { planKey } from "../planning/key.ts";
import { planRule } from "../planning/plan.ts";
import { parse } from "../text/parse.ts";
import { print } from "../text/print.ts";
import type { LintFacts } from "./context.ts";
import { applyFix, nodeAt, removal } from "./fix.ts";
import { lint } from "./lint.ts";

const wholeDays: EventInfo = { name: "visit", wholeDays: true, properties: new Map() };
const names: Names = {
  ...exampleNames,
  traits: new Map([...exampleNames.traits, ["items", { name: "items", type: "number", scale: 0 }]]),
  events: new Map([...exampleNames.events, ["visit", wholeDays]]),
};
const AT = instant(Date.UTC(2025, 4, 14, 10));

function read(text: string): Rule {
  const { rule, issues } = parse(text);
  if (rule === undefined) throw new Error(`${text}: ${issues.map((issue) => render(issue).message)}`);
  return rule;
}

const keyOf = (rule: Rule) => planKey(planRule(rule, { names, at: AT, zone: "workspace" }));
const covered = new Set<string>();

/** The rule, the code, the path, and the rule after its fix. */
const warned: [text: string, code: string, path: Path, fixed?: string][] = [
  ["count(order) >= 4 and count(order) >= 1", "changes-nothing", ["rules", 1], "count(order) >= 4"],
  ["did order and count(order) >= 4", "changes-nothing", ["rules", 0], "count(order) >= 4"],
  ['country = "DE" or country = "de"', "changes-nothing", ["rules", 1], 'country = "DE"'],
  ['age > 30 and country = "DE" and age >= 18', "changes-nothing", ["rules", 2], 'age > 30 and country = "DE"'],
  ["count(order) > 3 or count(order) > 5", "changes-nothing", ["rules", 1], "count(order) > 3"],
  ["did order in last 30 days and did order in last 60 days", "changes-nothing", ["rules", 1], "did order in last 30 days"],
  ["no order and no order in last 60 days", "changes-nothing", ["rules", 1], "no order"],
  ['phone is set and phone = "1"', "changes-nothing", ["rules", 0], 'phone = "1"'],
  [
    '(country = "DE" or country = "FR") and country in ("FR", "DE", "IT")',
    "changes-nothing",
    ["rules", 1],
    '(country = "DE" or country = "FR")',
  ],
  [
    "birthday >= 2000-01-01 and birthday was from 2001-01-01 to 2001-12-31",
    "changes-nothing",
    ["rules", 0],
    "birthday was from 2001-01-01 to 2001-12-31",
  ],
  [
    "sequence(view -> order) and reachable by email and sequence(view -> order)",
    "changes-nothing",
    ["rules", 2],
    "sequence(view -> order) and reachable by email",
  ],
  ["did order where (gift = true) and did order where gift = true", "changes-nothing", ["rules", 1], "did order where (gift = true)"],
  ["everyone and did order", "changes-nothing", ["rules", 0], "did order"],
  ['country = "DE" and (country = "FR" or age > 5)', "changes-nothing", ["rules", 1, "rule", "rules", 0], 'country = "DE" and (age > 5)'],
  ["did order and (did order or age > 30)", "changes-nothing", ["rules", 1, "rule"], "did order"],
  ["did order and (did order and age > 30)", "changes-nothing", ["rules", 1, "rule", "rules", 0], "did order and (age > 30)"],
  ["no order and (did order or age > 30)", "changes-nothing", ["rules", 1, "rule", "rules", 0], "no order and (age > 30)"],
  ["no order or (did order and age > 30)", "changes-nothing", ["rules", 1, "rule", "rules", 0], "no order or (age > 30)"],
  ["did order or (did order and age > 30)", "changes-nothing", ["rules", 1, "rule"], "did order"],
  [
    "age > 30 and not (phone is set and (count(order) > 3 or age > 20))",
    "changes-nothing",
    ["rules", 1, "rule", "rule", "rules", 1, "rule"],
    "age > 30 and not (phone is set)",
  ],
  ["count(order) > 5 and count(order) < 3", "excludes", []],
  ['country = "DE" and country = "FR"', "excludes", []],
  ["did order in last 30 days and no order in last 60 days", "excludes", []],
  ["age > 30 and (age < 20 or age = 25)", "excludes", []],
  ["birthday > 2000-01-01 and birthday < 1999-01-01", "excludes", []],
  ["last_seen < 30 days ago and last_seen was in last 20 days", "excludes", []],
  ["sum(order.amount) > 500 EUR and sum(order.amount) <= 400 EUR", "excludes", []],
  ['in segment "Active" and not in segment "Active"', "excludes", []],
  ["did order or no order", "covers", [], "everyone"],
  ["reachable by email and (phone is set or phone is not set)", "covers", ["rules", 1, "rule"], "reachable by email"],
  ['not country = "DE" or country = "DE"', "covers", [], "everyone"],
  ['sample 100% seed "a" and did order', "always-true", ["rules", 0], "did order"],
  ["everyone or did order", "always-true", [], "everyone"],
  ["share(order where gift = true) > 1 or did login", "always-false", ["rules", 0], "did login"],
  ["count(order) < 0 or did login", "always-false", ["rules", 0], "did login"],
  ['sample 0% seed "a"', "always-false", []],
  ["not everyone", "always-false", []],
  ['country != "DE" or country != "FR"', "not-equal-or", [], 'country not in ("DE", "FR")'],
  ["age != 30 or age not in (31, 32)", "not-equal-or", [], "age not in (30, 31, 32)"],
  ["age < 30 or age >= 18", "whenever-set", [], "age is set"],
  ["newsletter = true or newsletter = false", "whenever-set", [], "newsletter is set"],
  ['not (not country = "DE")', "double-negation", [], 'country = "DE"'],
  ["did login and not no order in last 3 days", "double-negation", ["rules", 1], "did login and did order in last 3 days"],
  ['not interests has any ("golf", "tennis")', "none-meant", [], 'interests has none ("golf", "tennis")'],
  ['not (interests has "golf")', "none-meant", [], 'interests has none ("golf")'],
  ['country = "" and did order', "empty-comparison", ["rules", 0, "test"], "country is not set and did order"],
  ['email contains ""', "empty-comparison", ["test"], "email is set"],
  ["top 100% by age", "whole-ranking", ["limit"], "age is set"],
  ['no order where channel = "web" and items > 2', "filter-or-trait", ["rules", 1], 'no order where (channel = "web" and items > 2)'],
  [
    "did order where gift = true in last 5 days and items > 2 and age > 5",
    "filter-or-trait",
    ["rules", 1],
    "did order where (gift = true and items > 2) in last 5 days and age > 5",
  ],
  ["sequence(visit -> order -> visit)", "whole-day-times", ["steps"]],
  ["no login in last 90 days or did order", "same-as-segment", []],
];

suite("a warning says where, and its fix what instead", () => {
  test.each(warned)("%s: %s", (text, code, path, fixed) => {
    const rule = read(text);
    const same =
      code === "same-as-segment"
        ? { ...names, segments: new Map([["Old", { ...definition, rule: read("did order or no login in last 90 days") }]]) }
        : names;
    const found = lint(rule, same);
    expect(found.map((warning) => [warning.code, warning.path])).toEqual([[code, path]]);
    const [warning] = found;
    covered.add(code);
    const mended = warning?.fix === undefined ? rule : applyFix(rule, warning.fix);
    expect(parse(print(mended)).rule).toEqual(mended);
    if (fixed !== undefined) expect(warning?.fix === undefined ? undefined : print(applyFix(rule, warning.fix))).toBe(fixed);
    else if (code !== "same-as-segment") expect(warning?.fix).toBeUndefined();
    else expect(warning?.fix?.rule).toEqual({ kind: "segment", segment: "Old", how: { is: "in" } });
  });
  const definition = { name: "Old", zone: "workspace", audience: "customers" as const };
});

test.each([
  'country in ("DE", "FR") and (country = "FR" or age > 5)',
  "did order in last 60 days and no order in last 30 days",
  "count(order) in last 30 days >= 2 and count(order) in last 60 days >= 4",
  "did order in last 4 weeks and did order in last 60 days",
  "did order in this month and no order in last 60 days",
  'plan = exactly "Pro" and plan = "pro"',
  "average(order.amount) > 5 EUR and average(order.amount) < 6 EUR",
  "count(order) >= 2 and days(order) >= 2",
  "did order where gift = true and did order where gift = false",
  "age > 18 or age = 3 or age is not set",
  "last_seen < 2025-01-01T10:00 and last_seen > 2025-01-01",
  'not country = "DE" and country is set',
  "did order where gift = true and age > 5",
])("nothing is wrong with %s", (text) => {
  expect(lint(read(text), names)).toEqual([]);
});

test("a complement undone gives the same plan; the other fixes are compared by their members in soundness.test.ts", () => {
  const negations = warned.filter(([text]) => text.startsWith("not (not"));
  expect(negations).toHaveLength(1);
  for (const [text, , , fixed = ""] of negations) expect(keyOf(read(text))).toBe(keyOf(read(fixed)));
});

suite("facts", () => {
  const rule = read("did order in last 30 days and age > 30");
  const codes = (facts: LintFacts) => lint(rule, names, facts).map((warning) => [warning.code, warning.parameters]);

  test("near-empty: few and a small part", () => {
    expect(codes({ members: 9, universe: 10_000 })).toEqual([["near-empty", { members: 9, universe: 10_000 }]]);
    expect(codes({ members: 0, universe: 10 })).toEqual([["near-empty", { members: 0, universe: 10 }]]);
    expect(codes({ members: 10, universe: 10_000 })).toEqual([]);
    expect(codes({ members: 500, universe: 10_000_000 })).toEqual([]);
    covered.add("near-empty");
  });

  test("unreachable: hardly a member by that channel", () => {
    const reachable = [
      { channel: "email", members: 4 },
      { channel: "sms", members: 50 },
    ];
    expect(codes({ members: 100, universe: 1000, reachable })).toEqual([["unreachable", { channel: "email", reached: 4, members: 100 }]]);
    covered.add("unreachable");
  });

  test("unused and alike segments", () => {
    expect(codes({ name: "Recent", uses: 0 })).toEqual([["unused-segment", { segment: "Recent" }]]);
    expect(codes({ name: "Recent", uses: 1 })).toEqual([]);
    const overlaps = [
      { segment: "Active", share: 0.985 },
      { segment: "Buyers", share: 0.97 },
      { segment: "Recent", share: 1 },
    ];
    expect(codes({ name: "Recent", overlaps })).toEqual([["duplicate-segment", { segment: "Active", overlap: 0.985 }]]);
    for (const code of ["unused-segment", "duplicate-segment"]) covered.add(code);
  });

  test("a stale trait is named once, wherever it is used", () => {
    const stale = read(
      "age > 5 and (count(order where items > trait(order_target)) > 1 or age < 30) and sum(order.amount) > trait(monthly_budget)",
    );
    const staleness = new Map([
      ["age", 40],
      ["order_target", 31],
      ["monthly_budget", 30],
    ]);
    const found = lint(stale, names, { staleness });
    expect(found.map((warning) => [warning.code, warning.path])).toEqual([
      ["stale-trait", ["rules", 0, "trait"]],
      ["stale-trait", ["rules", 1, "rule", "rules", 0, "measure", "filter", "test", "value"]],
    ]);
    expect(lint(read("top 5 by age"), names, { staleness })).toMatchObject([{ code: "stale-trait", path: ["by", "trait"] }]);
    covered.add("stale-trait");
  });

  test.each([
    ["Buyers this month", "did order in last 30 days", "did order in this month"],
    ["Buyers this month", "count(order) in last 1 month > 2", "count(order) in this month > 2"],
    ["Last year's regulars", "count(order) in last 365 days > 2", "count(order) in previous year > 2"],
    ["Logged in yesterday", "did login in last 24 hours", "did login in yesterday"],
    ["Today", "last_seen was in last 1 day", "last_seen was in today"],
    ["Joined this quarter", 'entered segment "Active" in last 3 months', 'entered segment "Active" in this quarter'],
    ["Top this week", "top 10 by count(order) in last 7 days", "top 10 by count(order) in this week"],
  ])("%s: %s", (name, text, fixed) => {
    const calendar = read(text);
    const [warning, ...more] = lint(calendar, names, { name });
    expect(warning).toMatchObject({ code: "rolling-named-calendar", path: [] });
    expect(more).toEqual([]);
    expect(warning?.fix === undefined ? undefined : print(applyFix(calendar, warning.fix))).toBe(fixed);
    covered.add("rolling-named-calendar");
  });

  test("a rolling window of another length, or a name without a calendar, is fine", () => {
    expect(lint(read("did order in last 60 days"), names, { name: "Buyers this month" })).toEqual([]);
    expect(lint(read("did order in last 30 days"), names, { name: "Recent buyers" })).toEqual([]);
    expect(lint(read("did order in this month"), names, { name: "Buyers this month" })).toEqual([]);
  });
});

test("fixes replace exactly the node at their path", () => {
  const rule = read("did order and (did view or not (did cart))");
  expect(nodeAt(rule, ["rules", 1, "rule", "rules", 1, "rule", "rule"])).toMatchObject({ event: "cart" });
  expect(nodeAt(rule, ["rules", 2])).toBeUndefined();
  expect(removal(rule, ["rules", 1, "rule", "rules", 0], "or")).toMatchObject({ path: ["rules", 1, "rule"], rule: { kind: "not" } });
  expect(removal(rule, ["rules", 1, "rule", "rules", 0], "and")).toBeUndefined();
  expect(removal(rule, ["rules", 1, "rule", "rules", 1, "rule", "rule"], "or")).toBeUndefined();
  expect(() => applyFix(rule, { path: ["rules", 5], rule })).toThrow(RangeError);
});

test("every warning there is was given above", () => {
  const errors = new Set(["count-always"]);
  expect(Object.keys(lintIssues).filter((code) => !covered.has(code) && !errors.has(code))).toEqual([]);
});
