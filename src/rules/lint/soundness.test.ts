import { expect, describe as suite, test } from "vitest";
import type { Case } from "../../../testkit/generate/case.ts";
import { generateCases } from "../../../testkit/generate/generate.ts";
import { type Random, random } from "../../core/random.ts";
import { conditions } from "../check/walk.ts";
import type { Comparator, Condition, Rule, Test } from "../document.ts";
import { members } from "../reference/evaluate.ts";
import { print } from "../text/print.ts";
import { applyFix, nodeAt } from "./fix.ts";
import { lint } from "./lint.ts";

/** Warnings whose fix must leave the members as they are. */
const SAME = new Set(["always-true", "changes-nothing", "covers", "whenever-set", "double-negation", "whole-ranking"]);
const COMPARATORS: readonly Comparator[] = ["=", "!=", "<", "<=", ">", ">="];

function membersOf(rule: Rule, each: Case): readonly number[] {
  const { names, at, zone, audience, population, rates } = each;
  return [...members(rule, { names, at, zone, audience, population, rates })].sort((a, b) => a - b);
}

/** A condition about the same thing that says something else, so that the two are likely to meet. */
function variant(condition: Condition, draw: Random): Condition {
  if (condition.kind === "did") {
    const { negated, window, ...rest } = condition;
    const longer =
      window?.kind === "last" ? { window: { ...window, n: window.n * draw.choice([1, 1, 2]) } } : window === undefined ? {} : { window };
    return draw.chance(0.5) ? { ...rest, ...longer, negated: true } : { ...rest, ...longer };
  }
  if (condition.kind !== "trait" && condition.kind !== "event") return condition;
  const { test: old } = condition;
  if (old.op === "held") return condition;
  const changed = variantTest(old, condition, draw);
  return { ...condition, test: changed };
}

function variantTest(old: Test, condition: Condition, draw: Random): Test {
  if (draw.chance(0.1) && condition.kind === "trait") return { op: "set", ...(draw.chance(0.5) ? { negated: true } : {}) };
  if (old.op === "in") return draw.chance(0.5) ? { op: "in", values: old.values.slice(0, 1) } : { ...old, negated: true };
  if (!("value" in old) || Array.isArray(old.value)) return old;
  const ordered = old.value.type !== "text" && old.value.type !== "boolean";
  const op = ordered ? draw.choice(COMPARATORS) : draw.choice(["=", "!="] as const);
  if (old.value.type !== "number" || draw.chance(0.3)) return { op, value: old.value };
  return { op, value: { ...old.value, number: draw.choice([old.value.number, "0", "1", "2", "3", "100"]) } };
}

function dense(pool: readonly Condition[], draw: Random, depth: number): Rule {
  if (depth === 0 || draw.chance(0.35)) return variant(draw.choice(pool), draw);
  const part = () => dense(pool, draw, depth - 1);
  const rules = Array.from({ length: 2 + draw.int(2) }, part);
  const kind = draw.choice(["and", "or", "not", "group"] as const);
  return kind === "and" || kind === "or" ? { kind, rules } : { kind, rule: part() };
}

suite("warnings on generated rules", () => {
  const told = new Map<string, number>();

  test.each(Array.from({ length: 30 }, (_, i) => i + 1))("case %i: what a warning claims is so for every customer", (seed) => {
    const draw = random(`lint ${seed}`);
    const [first, ...more] = generateCases(seed, 6);
    if (first === undefined) throw new Error("no case");
    const all = [first, ...more].flatMap(({ rule }) => conditions(rule).map(({ node }) => node));
    for (let round = 0; round < 12; round++) {
      const rule = dense(draw.shuffle(all).slice(0, 2), draw, 3);
      for (const { code, path = [], fix } of lint(rule, first.names)) {
        told.set(code, (told.get(code) ?? 0) + 1);
        const node = nodeAt(rule, path);
        if (fix !== undefined && SAME.has(code)) {
          const fixed = applyFix(rule, fix);
          expect(membersOf(fixed, first), `${code}: ${print(rule)}\nfixed: ${print(fixed)}`).toEqual(membersOf(rule, first));
        }
        if (node !== undefined && (code === "always-true" || code === "covers")) {
          expect(membersOf(node, first), `${code}: ${print(node)}`).toEqual(membersOf({ kind: "everyone" }, first));
        }
        if (node !== undefined && (code === "always-false" || code === "excludes")) {
          expect(membersOf(node, first), `${code}: ${print(node)}`).toEqual([]);
        }
      }
    }
  });

  test("the generated rules called for every warning that a group can give", () => {
    for (const code of ["always-true", "always-false", "changes-nothing", "covers", "excludes", "double-negation"]) {
      expect(told.get(code) ?? 0, code).toBeGreaterThan(0);
    }
  });
});
