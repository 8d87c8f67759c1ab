import { expect, describe as suite, test } from "vitest";
import { UNITS } from "../../core/time/unit.ts";
import { check } from "../check/check.ts";
import { filtersOf, walk, walkFilter } from "../check/walk.ts";
import { describe } from "../describe/describe.ts";
import type { Rule } from "../document.ts";
import { kinds } from "../kinds/registry.ts";
import { lint } from "../lint/lint.ts";
import { parse } from "../text/parse.ts";
import { print } from "../text/print.ts";
import { exampleNames } from "./names.ts";
import { ruleExamples } from "./rules.ts";

const byKind = Object.entries(kinds).map(([kind, facets]) => ({ kind, examples: facets.examples }));

function read(text: string): Rule {
  const { rule, issues } = parse(text);
  expect(issues).toEqual([]);
  if (rule === undefined) throw new Error(`nothing was read from ${text}`);
  return rule;
}

for (const { kind, examples } of [...byKind, { kind: undefined, examples: ruleExamples }]) {
  suite(`examples of ${kind ?? "rules"}`, () => {
    test.each(examples)("$text", ({ text, english }) => {
      const rule = read(text);
      if (kind !== undefined) expect(rule.kind).toBe(kind);
      expect(print(rule)).toBe(text);
      expect(check(rule, exampleNames)).toEqual([]);
      expect(describe(rule, exampleNames)).toBe(english);
      if (text !== "not everyone") expect(lint(rule, exampleNames)).toEqual([]);
    });

    test("different rules read differently", () => {
      const english = examples.map((example) => example.english);
      expect(new Set(english).size).toBe(english.length);
    });
  });
}

suite("the examples together", () => {
  const documents = [...byKind.flatMap(({ examples }) => examples), ...ruleExamples].map(({ text }) => read(text));
  const found = {
    op: new Set<string>(),
    how: new Set<string>(),
    fn: new Set<string>(),
    kind: new Set<string>(),
    type: new Set<string>(),
    unit: new Set<string>(),
  };
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(collect);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return;
    for (const [key, held] of Object.entries(value)) {
      if (typeof held === "string" && key in found) found[key as keyof typeof found].add(held);
      collect(held);
    }
  };
  documents.forEach(collect);

  test("use every operator", () => {
    const operators = ["=", "!=", "<", "<=", ">", ">=", "between", "in", "set", "contains", "starts", "ends", "matches", "has", "held"];
    expect([...found.op].sort()).toEqual([...operators, "before", "after", "during", "next", "anniversary"].sort());
    expect([...found.how].sort()).toEqual(["all", "any", "at least", "less than", "none", "one"]);
  });

  test("use every measure", () => {
    const measures = ["count", "days", "sum", "average", "minimum", "maximum", "distinct", "first", "last", "nth", "share"];
    expect([...found.fn].sort()).toEqual(measures.sort());
  });

  test("use every condition, window, group and filter", () => {
    const windows = ["last", "period", "this", "previous", "ago", "dates", "since", "before"];
    const groups = ["and", "or", "not", "group", "everyone", "test"];
    expect([...found.kind].sort()).toEqual([...Object.keys(kinds), ...windows, ...groups].sort());
  });

  test("use every kind of value and every unit", () => {
    expect([...found.type].sort()).toEqual(["ago", "boolean", "date", "datetime", "number", "text", "trait"]);
    expect([...found.unit].sort()).toEqual([...UNITS, "km", "mi"].sort());
  });

  test("walk over every node of a rule and of its filters", () => {
    const nodes = documents.flatMap((rule) => [...walk(rule)]);
    const tests = nodes.flatMap(({ node, path }) =>
      node.kind === "event" || node.kind === "did"
        ? filtersOf(node).flatMap(({ filter, path: at }) => [...walkFilter(filter, [...path, ...at], 0)])
        : [],
    );
    expect(tests.some(({ node }) => node.kind === "test" && node.property === "seconds")).toBe(true);
  });
});
