import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conditionArbitrary, ruleArbitrary } from "../../../testkit/language/documents.ts";
import type { Fix } from "../../core/issues/fix.ts";
import { ruleSchema } from "../schema.ts";
import { parse } from "./parse.ts";
import { print } from "./print.ts";

describe("text and document", () => {
  it("are lossless views of each other: parse(print(document)) is the document, notes included", () => {
    fc.assert(
      fc.property(ruleArbitrary, (rule) => {
        const text = print(rule);
        const parsed = parse(text);
        expect(parsed.issues, text).toEqual([]);
        expect(parsed.rule, text).toEqual(rule);
      }),
      { numRuns: 1_000 },
    );
  });

  it("hold for every single condition", () => {
    fc.assert(
      fc.property(conditionArbitrary, (condition) => {
        expect(parse(print(condition)).rule).toEqual(condition);
      }),
      { numRuns: 3_000 },
    );
  });

  it("have documents that the schema accepts unchanged", () => {
    fc.assert(
      fc.property(ruleArbitrary, (rule) => {
        expect(ruleSchema.parse(rule)).toEqual(rule);
      }),
      { numRuns: 500 },
    );
  });
});

/** Cuts, doubles, swaps and replaces pieces of a valid rule's text. */
const mutated = fc
  .tuple(ruleArbitrary, fc.array(fc.tuple(fc.nat(), fc.nat(12), fc.string({ maxLength: 6 })), { minLength: 1, maxLength: 6 }))
  .map(([rule, edits]) =>
    edits.reduce((text, [at, length, piece]) => {
      const from = at % (text.length + 1);
      return text.slice(0, from) + piece + text.slice(from + length);
    }, print(rule)),
  );

/** Tokens in any order. */
const jumbled = fc
  .array(
    fc.constantFrom(
      ...'and or not ( ) , . [ ] = != < in is set was no did where has everyone between true count sum first nth order amount country 5 30 % EUR days ago last this month "x" 2025-03-01 `a b` -> # \n segment top by within km of sample seed active at least sequence'.split(
        " ",
      ),
    ),
    { maxLength: 30 },
  )
  .map((tokens) => tokens.join(" "));

describe("parse", () => {
  it.each([
    ["any text", fc.string({ unit: "binary", maxLength: 200 })],
    ["mutations of valid rules", mutated],
    ["tokens in any order", jumbled],
  ] as const)("never throws, and what it accepts is canonical after one print: %s", (_, texts) => {
    fc.assert(
      fc.property(texts as fc.Arbitrary<string>, (text) => {
        const { rule, partial, issues } = parse(text);
        expect(rule === undefined).toBe(issues.length > 0);
        for (const issue of issues) {
          expect(issue.line ?? (issue.code === "more-issues" ? 1 : 0)).toBeGreaterThan(0);
          const { fix, ...rest } = issue.parameters as { readonly fix?: Fix };
          expect(JSON.stringify(rest).length).toBeLessThan(5_000);
          if (fix === undefined) continue;
          expect(fix.from).toBeGreaterThanOrEqual(0);
          expect(fix.to).toBeGreaterThanOrEqual(fix.from);
          expect(fix.to).toBeLessThanOrEqual(text.length);
          expect(text.slice(0, fix.from) + fix.text + text.slice(fix.to), "a fix changes something").not.toBe(text);
        }
        if (partial !== undefined) print(partial);
        if (rule === undefined) return;
        expect(ruleSchema.safeParse(rule).error?.issues, text).toBeUndefined();
        const canonical = print(rule);
        expect(parse(canonical).rule, canonical).toEqual(rule);
        expect(print(parse(canonical).rule as typeof rule)).toBe(canonical);
      }),
      { numRuns: 2_000 },
    );
  });
});
