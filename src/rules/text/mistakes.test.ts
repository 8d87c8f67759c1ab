import { describe, expect, it } from "vitest";
import type { Issue } from "../../core/issue.ts";
import type { Fix } from "../../core/issues/fix.ts";
import type { And } from "../document.ts";
import { kinds } from "../kinds/registry.ts";
import { LIMITS } from "../limits.ts";
import { tokenize } from "./lexer.ts";
import { parse } from "./parse.ts";
import { print } from "./print.ts";

function fixOf(issue: Issue): Fix | undefined {
  return (issue.parameters as { readonly fix?: Fix }).fix;
}

/** The text after its first fix is applied, again and again until no issue has one. */
function mended(text: string): string {
  let now = text;
  for (let round = 0; round < 20; round++) {
    const fix = parse(now)
      .issues.map(fixOf)
      .find((found) => found !== undefined);
    if (fix === undefined) return now;
    now = now.slice(0, fix.from) + fix.text + now.slice(fix.to);
  }
  return now;
}

const codes = (text: string) => parse(text).issues.map((issue) => `${issue.line}:${issue.column} ${issue.code}`);

describe("a mistake", () => {
  it.each([
    ["country = DE", ["1:11 unquoted-text"], 'country = "DE"'],
    ["country = Great Britain and a = 1", ["1:11 unquoted-text"], 'country = "Great Britain" and a = 1'],
    ["country = 'DE'", ["1:11 wrong-quotes"], 'country = "DE"'],
    ["country = “DE”", ["1:11 wrong-quotes"], 'country = "DE"'],
    ["country = „DE“", ["1:11 wrong-quotes"], 'country = "DE"'],
    ['country in "DE", "FR" and a = 1', ["1:12 unexpected-token"], 'country in ("DE", "FR") and a = 1'],
    ["country in (DE, FR)", ["1:13 unquoted-text", "1:17 unquoted-text"], 'country in ("DE", "FR")'],
    ["count(order) >= 4 in last 365 days", ["1:19 window-after-comparison"], "count(order) in last 365 days >= 4"],
    [
      "sum(order.amount where a = 1) > 500 EUR from 2025-01-01 to 2025-02-01 and b = 2",
      ["1:41 window-after-comparison"],
      "sum(order.amount where a = 1) from 2025-01-01 to 2025-02-01 > 500 EUR and b = 2",
    ],
    ["seen between 3 and 5 days ago", ["1:6 reversed-range"], "seen between 5 and 3 days ago"],
    ["no order from 2025-02-01 to 2025-01-01", ["1:10 reversed-range"], "no order from 2025-01-01 to 2025-02-01"],
    ["no order in lst 30 days", ["1:13 unexpected-token"], "no order in last 30 days"],
    ["no order in last 30 dys", ["1:21 unknown-unit"], "no order in last 30 days"],
    ["no order in last month", ["1:13 unexpected-token"], "no order in previous month"],
    ["cont(order) in last 3 days > 3", ["1:1 unexpected-token"], "count(order) in last 3 days > 3"],
    ["reachabel by email", ["1:1 unexpected-token"], "reachable by email"],
    ["did order > 3", ["1:11 unexpected-token"], "count(order) > 3"],
    ['did order in last 3 days where a = "b"', ["1:26 unexpected-token"], 'did order where a = "b" in last 3 days'],
    ["did order where not a = 1", ["1:17 unexpected-token"], "did order where (not a = 1)"],
    ["in = 3", ["1:1 reserved-name"], "`in` = 3"],
    ["count(order where is = 3) > 1", ["1:19 reserved-name"], "count(order where `is` = 3) > 1"],
    ["first-order = 3", ["1:1 unquoted-name"], "`first-order` = 3"],
    ['did "big order"', ["1:5 unexpected-token"], "did `big order`"],
    ["a = 1 b = 2", ["1:7 unexpected-token"], "a = 1 and b = 2"],
    ["a = 1, b = 2", ["1:6 unexpected-token"], "a = 1 and b = 2"],
    [
      "a == 1 && b <> 2 || ! c >= 3",
      ["1:3 wrong-symbol", "1:8 wrong-symbol", "1:13 wrong-symbol", "1:18 wrong-symbol", "1:21 wrong-symbol"],
      "a = 1 and b != 2 or not c >= 3",
    ],
    ["a is null", ["1:3 unexpected-token"], "a is not set"],
    ["a != null", ["1:3 unexpected-token"], "a is set"],
    ["a is true", ["1:3 unexpected-token"], "a = true"],
    ['a like "x"', ["1:3 unexpected-token"], 'a contains "x"'],
    ["a > 1,000", ["1:5 invalid-number"], "a > 1000"],
    ["a > 1,500,200.5", ["1:5 invalid-number"], "a > 1500200.5"],
    ["a > 1_500", ["1:5 invalid-number"], "a > 1500"],
    ["a > .5", ["1:5 invalid-number"], "a > 0.5"],
    ["id = 00123", ["1:6 leading-zeros"], 'id = "00123"'],
    ["seen = 2025-3-1", ["1:8 invalid-date"], "seen = 2025-03-01"],
    ["seen = 2025-03-01 9:30", ["1:8 invalid-datetime"], "seen = 2025-03-01T09:30"],
    ['seen after "2025-03-01"', ["1:12 unexpected-token"], "seen after 2025-03-01"],
    ["seen was between 2025-01-01 and 2025-02-01", ["1:10 unexpected-token"], "seen was from 2025-01-01 to 2025-02-01"],
    ['sample 10 seed "x"', ["1:11 unexpected-token"], 'sample 10% seed "x"'],
    ["within 10 miles of Berlin", ["1:11 unexpected-token", "1:20 unquoted-text"], 'within 10 mi of "Berlin"'],
    ["in segment Staff for at least 3 days", ["1:12 unquoted-text"], 'in segment "Staff" for at least 3 days'],
    ["a = 1;", ["1:6 unexpected-character"], "a = 1"],
    ["count(order in last 3 days > 1 and a = 1", ["1:13 unexpected-token"], "count(order) in last 3 days > 1 and a = 1"],
    ["count(order a = 1) > 1", ["1:13 unexpected-token"], "count(order where a = 1) > 1"],
    ["did order (a = 1 or b = 2)", ["1:11 unexpected-token"], "did order where (a = 1 or b = 2)"],
    ['a in ("x" "y") and b = 1', ["1:11 unexpected-token"], 'a in ("x", "y") and b = 1'],
    ['a in ("x", "y" and b = 1', ["1:16 unexpected-token"], 'a in ("x", "y") and b = 1'],
    ["within 5 km of (52.5 13.4) and a = 1", ["1:22 unexpected-token"], undefined],
    ["countorder) in last 3 days > 1 and a = 1", ["1:11 unexpected-token"], undefined],
    ["a = 1) and b = 2", ["1:6 unexpected-token"], "a = 1 and b = 2"],
  ])("in %s is named with its place, and the fix mends it", (text, expected, right) => {
    expect(codes(text)).toEqual(expected);
    if (right === undefined) return;
    expect(mended(text)).toBe(right);
    expect(parse(right).issues).toEqual([]);
  });

  it.each([
    ["seen = 2025-02-30", ["1:8 invalid-date"]],
    ["seen = 01.03.2025", ["1:8 invalid-date"]],
    ["seen = 2025-03-01T25:00", ["1:8 invalid-datetime"]],
    ["a = 1e5", ["1:5 invalid-number"]],
    ['a = "b', ["1:5 unclosed-text"]],
    ["`a = 1", ["1:1 unclosed-name"]],
    ['a = "\\q"', ["1:6 invalid-escape"]],
    ['a = "\\u{d800}"', ["1:6 invalid-escape"]],
    ["(a = 1 and b = 2", ["1:1 unclosed-bracket"]],
    ["`` = 1", ["1:1 empty-name"]],
    ["a in ()", ["1:6 empty-list"]],
    ["a ~ 1", ["1:3 unexpected-character"]],
    ["no order in last 0 days", ["1:18 number-out-of-range"]],
    ["no order in last 1.5 days", ["1:18 invalid-number"]],
    ["a = 1 and", ["1:10 unexpected-end"]],
    ["count(order)", ["1:13 unexpected-end"]],
    ["sum(order) > 1", ["1:10 unexpected-token"]],
    ["share(order) > 1", ["1:12 unexpected-token"]],
    ["no order in previous 2 hours", ["1:24 unexpected-token"]],
    ["nth[0](order) is set", ["1:5 number-out-of-range"]],
    ["", ["1:1 empty-rule"]],
    ["# nothing", ["1:1 empty-rule"]],
  ])("in %s is named with its place", (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it("does not hide what else is wrong: a rule with 50 mistakes names all 50, each at its line", () => {
    const wrong = [
      ["country = DE", "unquoted-text"], ["count(order) > 4 in last 3 days", "window-after-comparison"], ["cont(order) > 3", "unexpected-token"],
      ["no order in last 30 dys", "unknown-unit"], ["seen = 2025-02-30", "invalid-date"], ["a == 1", "wrong-symbol"], ["b > .5", "invalid-number"],
      ["c = 'x'", "wrong-quotes"], ["(d between and 5)", "unexpected-token"], ["in segment VIP", "unquoted-text"],
    ] as const; // biome-ignore format: a table
    const rows = Array.from({ length: 50 }, (_, i) => wrong[i % wrong.length] as (typeof wrong)[number]);
    const { issues, rule } = parse(rows.map(([text]) => text).join("\nand "));
    expect(rule).toBeUndefined();
    expect(issues.map((issue) => [issue.line, issue.code])).toEqual(rows.map(([, code], i) => [i + 1, code]));
  });

  it("is one issue and leaves its neighbours alone, in most of all ways to leave out, double or replace one token of the examples", () => {
    const numbers = { rules: 0, oneIssue: 0, neighbours: 0 };
    for (const { text } of Object.values(kinds).flatMap((kind) => kind.examples)) {
      for (const { from, to } of tokenize(text, () => undefined).tokens.slice(0, -1)) {
        for (const slip of [
          text.slice(0, from) + text.slice(to),
          `${text.slice(0, to)} ${text.slice(from)}`,
          `${text.slice(0, from)}xyzzy${text.slice(to)}`,
        ]) {
          const { rule, partial, issues } = parse(`before is set and ${slip} and behind is set`);
          if (rule !== undefined) continue;
          const traits = (partial as And | undefined)?.rules?.map((part) => (part.kind === "trait" ? part.trait : "")) ?? [];
          numbers.rules += 1;
          numbers.oneIssue += issues.length === 1 ? 1 : 0;
          numbers.neighbours += traits.includes("before") && traits.includes("behind") ? 1 : 0;
          expect(issues.length, slip).toBeLessThanOrEqual(5);
        }
      }
    }
    expect(numbers.oneIssue / numbers.rules).toBeGreaterThan(0.85);
    expect(numbers.neighbours / numbers.rules).toBeGreaterThan(0.98);
  });

  it("leaves the rest of the rule readable", () => {
    const { partial } = parse("a = 1 and (b = or c = 3) and count(order where x ~~ 2) > 1 and d = 4");
    expect(print(partial as never)).toBe("a = 1 and (c = 3) and d = 4");
  });
});

describe("limits", () => {
  const nested = (levels: number) => `${"(".repeat(levels)}a = 1${")".repeat(levels)}`;

  it("allow 20 levels of brackets and not, filters included, and name the first beyond", () => {
    expect(codes(nested(LIMITS.levels))).toEqual([]);
    expect(codes(nested(LIMITS.levels + 1))).toEqual([`1:${LIMITS.levels + 1} too-deep`]);
    expect(codes(`${"not ".repeat(LIMITS.levels)}a = 1`)).toEqual([]);
    expect(codes(`${"not ".repeat(LIMITS.levels + 1)}a = 1`)).toEqual([`1:${4 * (LIMITS.levels + 1) + 1} too-deep`]);
    expect(codes(`${"(".repeat(15)}count(order where ${nested(6)}) > 1${")".repeat(15)}`)).toHaveLength(1);
  });

  it.each([
    ["brackets", nested(1_000)],
    ["brackets never closed", "(".repeat(100_000)],
    ["not", `${"not ".repeat(100_000)}a = 1`],
    ["filters", `count(order where ${nested(1_000)}) > 1`],
    ["closing brackets", ")".repeat(5_000)],
  ])("hold for a rule nested 1,000 deep and more without a crash: %s", (_, text) => {
    const found = parse(text).issues.map((issue) => issue.code);
    expect(found.filter((code) => code === "too-deep")).toHaveLength(text.startsWith(")") ? 0 : 1);
    expect(found.length).toBeLessThanOrEqual(LIMITS.issues + 1);
  });

  it("say how many conditions there are when there are too many", () => {
    const many = (n: number) => Array.from({ length: n }, (_, i) => `a = ${i}`).join(" or ");
    expect(parse(many(1_000)).issues).toEqual([]);
    expect(parse(many(1_001)).issues).toMatchObject([{ code: "too-many-conditions", parameters: { count: 1_001, limit: 1_000 } }]);
  });

  it("bound steps, values, texts, names and numbers", () => {
    const repeat = (n: number, separator: string) => Array.from({ length: n }, () => "a").join(separator);
    expect(codes(`sequence(${repeat(11, " -> ")})`)).toEqual(["1:9 too-many-steps"]);
    expect(codes(`a in (${Array.from({ length: 10_001 }, (_, i) => i).join(",")})`)).toEqual(["1:6 too-many-values"]);
    expect(codes(`a = "${"x".repeat(10_001)}"`)).toEqual(["1:5 too-long"]);
    expect(codes(`${"x".repeat(201)} = 1`)).toEqual(["1:1 too-long"]);
    expect(codes(`a = ${"1".repeat(61)}`)).toEqual(["1:5 too-long"]);
    expect(codes(`# ${"x".repeat(10_001)}\na = 1`)).toEqual(["2:1 too-long"]);
    expect(codes("a ".repeat(2_000_001))).toEqual(["1:1 too-long"]);
  });

  it("count the issues beyond the first 1,000 instead of listing them", () => {
    const { issues } = parse("a = = and ".repeat(5_000));
    expect(issues).toHaveLength(LIMITS.issues + 1);
    expect(issues.at(-1)).toMatchObject({ code: "more-issues" });
  });

  it.each([
    ["a list", (n: number) => `a in (${Array.from({ length: n / 10 }, (_, i) => `"${1_000_000 + i}"`).join(",")})`],
    ["conditions", (n: number) => Array.from({ length: n / 12 }, () => "aaaa = 1").join(" or ")],
    ["comments", (n: number) => `a = 1 ${"# comment\n".repeat(n / 10)}`],
    ["blank lines between comments", (n: number) => `${"#\n\n\n\n\n".repeat(n / 7)}a = 1`],
    ["one text", (n: number) => `a = "${"\\n".repeat(n / 2)}"`],
    ["one word", (n: number) => "x".repeat(n)],
    ["digits", (n: number) => "1".repeat(n)],
    ["digits in groups", (n: number) => "1,".repeat(n / 2)],
    ["hyphens", (n: number) => "a-".repeat(n / 2)],
    ["symbols without a meaning", (n: number) => "~ ".repeat(n / 2)],
    ["quotes", (n: number) => '"'.repeat(n)],
    ["dates", (n: number) => "2025-".repeat(n / 5)],
    ["mistakes", (n: number) => "a = = and ".repeat(n / 10)],
  ])(
    "keep 1 MB of %s fast",
    (_, text) => {
      expect(parse(text(1_000_000)).issues).toBeDefined();
    },
    20_000,
  );
});
