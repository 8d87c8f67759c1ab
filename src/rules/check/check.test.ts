import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { render } from "../../core/issue.ts";
import type { Condition, Definition, Rule } from "../document.ts";
import { exampleNames } from "../examples/names.ts";
import type { EventInfo, Names, TraitInfo, ValueInfo } from "../names.ts";
import { parse } from "../text/parse.ts";
import { check } from "./check.ts";
import type { Path } from "./context.ts";
import { checkDefinition } from "./definition.ts";

const money = (...codes: string[]): ValueInfo => ({
  type: "money",
  scale: 2,
  currencies: codes.map((code) => ({ code, from: "2024-06-01" })),
});
const trait = (name: string, info: ValueInfo): [string, TraitInfo] => [name, { name, ...info }];
const sale = {
  name: "sale",
  wholeDays: false,
  properties: new Map([
    ["dollars", { name: "dollars", ...money("USD") }],
    ["mixed", { name: "mixed", ...money("EUR", "GBP") }],
    ["rated", { name: "rated", ...money("EUR", "USD") }],
    ["late", { name: "late", ...money("EUR", "CHF") }],
    ["score", { name: "score", type: "score" as const }],
    ["product", { name: "product", type: "number" as const, scale: 0 }],
  ]),
} satisfies EventInfo;

const names: Names = {
  ...exampleNames,
  traits: new Map([...exampleNames.traits, trait("yen_budget", money("JPY")), trait("euro_budget", money("EUR"))]),
  events: new Map([...exampleNames.events, ["sale", sale]]),
  segments: new Map([
    ...exampleNames.segments,
    ["Ring", definition("Ring", 'in segment "Chain"')],
    ["Chain", definition("Chain", 'in segment "Loop"')],
  ]),
  rates: new Map([
    ["USD", "2020-01-01"],
    ["CHF", "2024-07-01"],
  ]),
};

function definition(name: string, text: string): Definition {
  return { name, rule: ruleOf(text), zone: "workspace", audience: "customers" };
}

function ruleOf(text: string): Rule {
  const { rule, partial } = parse(text);
  const read = rule ?? partial;
  if (read === undefined) throw new Error(`nothing was read from ${text}`);
  return read;
}

const date = (text: string) => ({ type: "date", date: text }) as const;
const count = { fn: "count", event: "order" } as const;
const last = (n: number) => ({ kind: "last", n, unit: "day" }) as const;
const nested = (levels: number): Rule =>
  Array.from({ length: levels }).reduce<Rule>((rule) => ({ kind: "group", rule }), { kind: "everyone" });
const event = (condition: Omit<Extract<Condition, { kind: "event" }>, "kind">): Rule => ({ kind: "event", ...condition });
const atLeastOne = { op: ">=", value: { type: "number", number: "1" } } as const;

/** What is wrong: a text or document, the code, the path, and for some the parameters that matter. */
const wrong: [rule: string | Rule, code: string, path: Path, parameters?: object][] = [
  ['cuntry = "DE"', "unknown-trait", ["trait"], { name: "cuntry", nearest: "country" }],
  ["amount > 5 EUR", "unknown-trait", ["trait"], { event: "order" }],
  ["did ordr", "unknown-event", ["event"], { nearest: "order" }],
  ["did country", "unknown-event", ["event"], { trait: true }],
  ["sum(orders.amount) > 5 EUR", "unknown-event", ["measure", "event"]],
  ["sum(order.amunt) > 5 EUR", "unknown-property", ["measure", "property"], { event: "order", nearest: "amount" }],
  ['did order where country = "DE"', "unknown-property", ["filter", "property"], { trait: true }],
  [
    'did order where (channel = "web" and (chanel = "app" or gift = true))',
    "unknown-property",
    ["filter", "filter", "filters", 1, "filter", "filters", 0, "property"],
  ],
  ["sequence(view -> order same category)", "unknown-property", ["steps", 1, "same"], { event: "order" }],
  ["sequence(login -> view same product)", "unknown-property", ["steps", 1, "same"], { event: "login" }],
  ["age = trait(ages)", "unknown-trait", ["test", "value", "trait"], { nearest: "age" }],
  ["top 10 by ages", "unknown-trait", ["by", "trait"], { nearest: "age" }],
  ['in segment "Actve"', "unknown-segment", ["segment"], { nearest: "Active" }],
  ['top 10 by age within segment "Acti"', "unknown-segment", ["within"]],
  ['within 5 km of "Atlantis"', "unknown-place", ["center", "place"]],
  [
    'within 5 km of "frankfurt"',
    "ambiguous-place",
    ["center", "place"],
    { candidates: ["Frankfurt, DE (50.1109, 8.6821)", "Frankfurt, US (40.2795, -86.511)"] },
  ],
  ["within 5 km of (91, 0)", "invalid-place", ["center"]],
  ["within 5 km of (10, 180.5)", "invalid-place", ["center"]],
  ["within 30000 km of (0, 0)", "number-out-of-range", ["distance"]],
  ["reachable by emial", "unknown-channel", ["test", "channel"], { nearest: "email" }],
  ['subscribed to "news"', "unknown-purpose", ["test", "purpose"], { known: ["newsletter", "price alerts"] }],
  ["country < 5", "text-order", ["test"]],
  ['country between "A" and "F"', "text-order", ["test"]],
  ["country = 5", "type-mismatch", ["test", "value"], { fixed: '"5"' }],
  ['age > "30"', "type-mismatch", ["test", "value"], { fixed: "30" }],
  ['birthday = "1990-05-17"', "type-mismatch", ["test", "value"], { fixed: "1990-05-17" }],
  ['newsletter = "true"', "type-mismatch", ["test", "value"], { fixed: "true" }],
  ["age > 30 EUR", "type-mismatch", ["test", "value"]],
  ["monthly_budget > 30%", "type-mismatch", ["test", "value"]],
  ["newsletter = 1", "type-mismatch", ["test", "value"]],
  ["birthday = 2000-01-01T10:00", "type-mismatch", ["test", "value"]],
  ["age in (18, 2000-01-01)", "type-mismatch", ["test", "values", 1]],
  ["age between 18 and 2000-01-01", "type-mismatch", ["test", "high"]],
  ["age > trait(monthly_budget)", "type-mismatch", ["test", "value"]],
  ["birthday = trait(last_seen)", "type-mismatch", ["test", "value"]],
  ["predicted_value > trait(age)", "type-mismatch", ["test", "value"]],
  ["interests has any (5)", "type-mismatch", ["test", "values", 0]],
  ['interests has exactly "Golf"', "type-mismatch", ["test", "values", 0]],
  ['shoe_sizes has "42"', "type-mismatch", ["test", "values", 0]],
  ["first(order) > trait(birthday)", "type-mismatch", ["test", "value"]],
  ["sequence(order -> sale same product)", "type-mismatch", ["steps", 1, "same"]],
  ["newsletter > true", "test-not-allowed", ["test"]],
  ['age contains "3"', "test-not-allowed", ["test"]],
  ['interests = "golf"', "test-not-allowed", ["test"]],
  ['location = "Berlin"', "test-not-allowed", ["test"], { allowed: ["is set", "within 10 km of a place"] }],
  ["predicted_value in (1, 2)", "test-not-allowed", ["test"]],
  ["last_seen was anniversary in next 7 days", "test-not-allowed", ["test"]],
  ["country was in last 7 days", "test-not-allowed", ["test"]],
  ['interests has been "golf" for at least 3 days', "test-not-allowed", ["test"]],
  ["sum(order.channel) > 5", "property-type", ["measure", "property"], { needs: ["a number", "an amount of money"] }],
  ["maximum(order.channel) > 5", "property-type", ["measure", "property"]],
  ["average(order.delivery_date) > 5", "property-type", ["measure", "property"]],
  ["sum(sale.score) > 5", "modelled-not-summed", ["measure", "property"]],
  ["top 10 by first(order.channel)", "not-ranked", ["by"]],
  ["top 10 by country", "not-ranked", ["by"]],
  ["top 10 by location", "not-ranked", ["by"]],
  ["top 10 by sum(sale.mixed)", "mixed-currencies", ["by"]],
  ['plan has been "pro" for at least 2 months', "months-not-exact", ["test", "duration", "unit"], { days: 61 }],
  ['in segment "Active" for at least 1 year', "months-not-exact", ["how", "forAtLeast", "unit"]],
  ["sequence(view -> order within 1 month)", "months-not-exact", ["steps", 1, "within", "unit"]],
  ["birthday < 5 hours ago", "unit-too-fine", ["test", "value", "unit"]],
  ["birthday was in last 90 minutes", "unit-too-fine", ["test", "window", "unit"]],
  ["renewal_date was in next 5 hours", "unit-too-fine", ["test", "unit"]],
  ["did order where delivery_date was in last 5 hours", "unit-too-fine", ["filter", "test", "window", "unit"]],
  ["sum(sale.mixed) > 5 EUR", "mixed-currencies", ["test"], { currencies: ["EUR", "GBP"], home: "EUR" }],
  ["did sale where mixed > 5", "mixed-currencies", ["filter", "test"]],
  ["distinct(sale.mixed) > 5", "mixed-currencies", ["measure"]],
  ["sum(sale.dollars) > 5 GBP", "currency-mismatch", ["test", "value", "currency"], { currency: "USD" }],
  ["sum(sale.rated) > 5 USD", "currency-mismatch", ["test", "value", "currency"], { currency: "EUR" }],
  ["euro_budget > trait(yen_budget)", "currency-mismatch", ["test", "value"]],
  ["sum(sale.dollars) between 5 EUR and 9 USD", "several-currencies", ["test"]],
  ["sum(order.amount) > 5 EUX", "unknown-currency", ["test", "value", "currency"]],
  ["sum(sale.late) > 5 EUR", "rate-missing", ["test"], { from: "CHF", date: "2024-06-01" }],
  ['email matches "a(?=b)"', "invalid-pattern", ["test", "text"]],
  [event({ measure: count, window: { kind: "since", date: "2025-02-30" }, test: atLeastOne }), "invalid-date", ["window", "date"]],
  [{ kind: "trait", trait: "birthday", test: { op: "=", value: date("1990-13-01") } }, "invalid-date", ["test", "value", "date"]],
  [
    { kind: "trait", trait: "last_seen", test: { op: "before", instant: { type: "datetime", datetime: "2025-01-01T25:00" } } },
    "invalid-datetime",
    ["test", "instant", "datetime"],
  ],
  ["birthday > 1899-12-31", "instant-out-of-range", ["test", "value", "date"]],
  ["last_seen > 2300-01-01T00:00", "instant-out-of-range", ["test", "value", "datetime"]],
  ["last_seen > 2300-01-01T00:00Z", "instant-out-of-range", ["test", "value", "datetime"]],
  [
    { kind: "trait", trait: "age", test: { op: "=", value: { type: "number", number: "1,5" } } },
    "invalid-number",
    ["test", "value", "number"],
  ],
  [{ kind: "sample", percent: "ten", seed: "s" }, "invalid-number", ["percent"]],
  [{ kind: "geo", distance: "far", unit: "km", center: { place: "Berlin" } }, "invalid-number", ["distance"]],
  ["age > 9999999999999999999", "number-out-of-range", ["test", "value", "number"]],
  [event({ measure: count, window: last(0), test: atLeastOne }), "number-out-of-range", ["window", "n"]],
  [event({ measure: count, window: last(1.5), test: atLeastOne }), "number-out-of-range", ["window", "n"]],
  ["did order in last 100000 days", "number-out-of-range", ["window", "n"]],
  ["did order in previous 300 years", "number-out-of-range", ["window", "n"]],
  [
    event({ measure: { fn: "nth", n: 0, event: "order" }, test: { op: "during", window: last(5) } }),
    "number-out-of-range",
    ["measure", "n"],
  ],
  ["birthday was anniversary in next 400 days", "number-out-of-range", ["test", "days"]],
  [{ kind: "rank", direction: "top", limit: { percent: "0" }, by: { trait: "age" } }, "number-out-of-range", ["limit", "percent"]],
  [{ kind: "rank", direction: "top", limit: { percent: "100.5" }, by: { trait: "age" } }, "number-out-of-range", ["limit", "percent"]],
  [{ kind: "rank", direction: "top", limit: { count: 0 }, by: { trait: "age" } }, "number-out-of-range", ["limit", "count"]],
  [{ kind: "sample", percent: "100.1", seed: "s" }, "number-out-of-range", ["percent"]],
  [{ kind: "geo", distance: "0", unit: "km", center: { place: "Berlin" } }, "number-out-of-range", ["distance"]],
  ["age between 30 and 18", "reversed-range", ["test"], { fixed: "between 18 and 30" }],
  ["last_seen between 2025-03-01 and 2025-02-01", "reversed-range", ["test"]],
  [
    event({ measure: count, window: { kind: "ago", from: 30, to: 60, unit: "day" }, test: atLeastOne }),
    "reversed-range",
    ["window"],
    { fixed: "between 60 and 30 days ago" },
  ],
  [
    event({ measure: count, window: { kind: "ago", from: 30, to: 30, unit: "day" }, test: atLeastOne }),
    "reversed-range",
    ["window"],
    { fixed: "between 31 and 30 days ago" },
  ],
  [
    event({ measure: count, window: { kind: "dates", from: "2025-02-01", to: "2025-01-01" }, test: atLeastOne }),
    "reversed-range",
    ["window"],
    { fixed: "from 2025-01-01 to 2025-02-01" },
  ],
  [{ kind: "trait", trait: "age", test: { op: "in", values: [] } }, "empty-list", ["test", "values"]],
  [
    {
      kind: "trait",
      trait: "age",
      test: { op: "in", values: Array.from({ length: 10_001 }, () => ({ type: "number", number: "1" }) as const) },
    },
    "too-many-values",
    ["test", "values"],
  ],
  [{ kind: "activity", event: "order", atLeast: 5, of: 4, period: "week" }, "more-than-all", ["atLeast"], { unit: "weeks" }],
  [{ kind: "sequence", steps: [{ event: "order", negated: true }, { event: "view" }] }, "sequence-starts-with-not", ["steps", 0]],
  [{ kind: "sequence", steps: Array.from({ length: 11 }, () => ({ event: "order" })) }, "too-many-steps", ["steps"]],
  [{ kind: "sequence", steps: [{ event: "order", same: "product" }, { event: "view" }] }, "nothing-before", ["steps", 0, "same"]],
  [
    { kind: "sequence", steps: [{ event: "order", within: { n: 1, unit: "day" } }, { event: "view" }] },
    "nothing-before",
    ["steps", 0, "within"],
  ],
  ["count(order) >= 0", "count-always", ["test"]],
  ["days(order) in last 5 days > -1", "count-always", ["test"]],
  ["count(order) != 1.5", "count-always", ["test"]],
  ["count(order) is set", "count-always", ["test"]],
  [nested(21), "too-deep", Array.from({ length: 21 }, () => "rule")],
  [{ kind: "or", rules: Array.from({ length: 1001 }, () => ({ kind: "did", event: "order" }) as const) }, "too-many-conditions", []],
];

const covered = new Set<string>();

test.each(wrong)("%j is %s", (rule, code, path, parameters) => {
  const issues = check(typeof rule === "string" ? ruleOf(rule) : rule, names);
  expect(issues.map((issue) => [issue.code, issue.path])).toEqual([[code, path]]);
  if (parameters !== undefined) expect(issues[0]?.parameters).toMatchObject(parameters);
  for (const { message, hint } of issues.map(render)) {
    expect(message).toMatch(/^\S.*\.$/);
    expect(`${message} ${hint}`).not.toMatch(/undefined \S|\[object/);
  }
  for (const issue of issues) covered.add(issue.code);
});

test("amounts in several currencies are fine with rates that reach back far enough, or when only their presence counts", () => {
  for (const text of [
    "sum(sale.rated) > 5 EUR",
    "sum(sale.rated) > 5",
    "sum(sale.dollars) > 5 EUR",
    "did sale where mixed is set",
    "count(sale) > 5",
  ]) {
    expect(check(ruleOf(text), names)).toEqual([]);
  }
});

test("a location that is not imported, or is no location, is said once per condition", () => {
  const without = new Map([...names.traits].filter(([name]) => name !== "location"));
  const [issue] = check(ruleOf('within 5 km of "Berlin"'), { ...names, traits: without });
  expect(issue).toMatchObject({ code: "no-location", path: [], parameters: { trait: "location" } });
  const text = new Map([...names.traits, trait("location", { type: "text" })]);
  expect(check(ruleOf('within 5 km of "Berlin"'), { ...names, traits: text })).toMatchObject([
    { code: "no-location", parameters: { type: "text" } },
  ]);
  covered.add("no-location");
});

test("a reference that leads back to the segment being defined is a cycle, named from beginning to end", () => {
  const found = check(ruleOf('not (country = "DE" and in segment "Ring")'), names, { segment: "Loop" });
  expect(found).toMatchObject([
    { code: "segment-cycle", path: ["rule", "rule", "rules", 1, "segment"], parameters: { cycle: ["Loop", "Ring", "Chain", "Loop"] } },
  ]);
  expect(check(ruleOf('in segment "Self"'), names, { segment: "Self" })).toMatchObject([
    { code: "segment-cycle", parameters: { cycle: ["Self", "Self"] } },
  ]);
  expect(check(ruleOf('top 5 by age within segment "Chain"'), names, { segment: "Loop" })).toMatchObject([
    { code: "segment-cycle", path: ["within"] },
  ]);
  expect(check(ruleOf('in segment "Active"'), names, { segment: "Loop" })).toEqual([]);
  covered.add("segment-cycle");
});

test("fifty mistakes are fifty issues, each at its place", () => {
  const mistakes = Array.from({ length: 50 }, (_, place) => `trait_${place} = ${place}`);
  const issues = check(ruleOf(mistakes.join(" or ")), names);
  expect(issues.map((issue) => issue.path)).toEqual(mistakes.map((_, place) => ["rules", place, "trait"]));
});

test("beyond the limit issues are counted", () => {
  const rule: Rule = {
    kind: "or",
    rules: Array.from(
      { length: 1000 },
      () => ({ kind: "trait", trait: "x", test: { op: "between", low: date("1"), high: date("2") } }) as const,
    ),
  };
  const traits = new Map([...names.traits, trait("x", { type: "date" })]);
  const issues = check(rule, { ...names, traits });
  expect(issues).toHaveLength(1001);
  expect(issues.at(-1)).toMatchObject({ code: "more-issues", parameters: { count: 1000 } });
  covered.add("more-issues");
});

test("twenty levels are allowed, and depth is found without recursion", () => {
  expect(check(nested(20), names)).toEqual([]);
  expect(check(nested(100_000), names)).toMatchObject([{ code: "too-deep" }]);
  const deep = `count(order where ${"(".repeat(15)}gift = true${")".repeat(15)}) > 1`;
  expect(check(ruleOf(deep), names)).toEqual([]);
  const rule = Array.from({ length: 10 }).reduce<Rule>((inner) => ({ kind: "group", rule: inner }), ruleOf(deep));
  expect(check(rule, names)).toMatchObject([{ code: "too-deep" }]);
});

test("a definition's name, zone and audience are checked with its rule", () => {
  const good: Definition = { name: "Regulars", rule: ruleOf("did order"), zone: "Europe/Berlin", audience: "customers" };
  expect(checkDefinition(good, names)).toEqual([]);
  expect(checkDefinition({ ...good, zone: "customer", audience: "with anonymous" }, names)).toEqual([]);
  const found = (change: object) => checkDefinition({ ...good, ...change }, names).map((issue) => [issue.code, issue.path]);
  expect(found({ name: " " })).toEqual([["empty-name", ["name"]]]);
  expect(found({ name: "x".repeat(201) })).toEqual([["too-long", ["name"]]]);
  expect(found({ name: "Regulars " })).toEqual([["name-with-edges", ["name"]]]);
  expect(found({ zone: "Europe/Berln" })).toEqual([["unknown-zone", ["zone"]]]);
  expect(found({ audience: "all" })).toEqual([["invalid-document", ["audience"]]]);
  expect(found({ rule: ruleOf('not in segment "Regulars"') })).toEqual([["segment-cycle", ["rule", "rule", "segment"]]]);
  expect(checkDefinition({ ...good, zone: "Europe/Berln" }, names)[0]?.parameters).toMatchObject({ nearest: "Europe/Berlin" });
  for (const code of ["empty-name", "too-long", "name-with-edges", "unknown-zone", "invalid-document"]) covered.add(code);
});

test("every code that the checks can report was reported above", () => {
  const sources = globSync(["src/rules/check/*.ts", "src/rules/kinds/*/check.ts"]).filter((file) => !file.endsWith(".test.ts"));
  const codes = sources.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/report\(\s*[\w{][^,]*,\s*"([a-z-]+)"/g)].map((match) => match[1]),
  );
  expect(new Set(codes).size).toBeGreaterThan(35);
  expect([...new Set(codes)].filter((code) => code !== undefined && !covered.has(code))).toEqual([]);
});
