import { describe, expect, test } from "vitest";
import { arrows, noSideEffectImports } from "./arrows.ts";
import { fileSize, functionSize, limits, noAmbientClock, noAny, noEnumOrNamespace, noModuleState } from "./habits.ts";
import { floors, refusal } from "./rooms.ts";
import { type Rule, read, say } from "./source.ts";

/** What a rule says about one file. */
function objections(rule: Rule, path: string, text: string): readonly string[] {
  return rule(read(path, text)).map(say);
}

const lines = (count: number): string => Array.from({ length: count }, (_, line) => `  use(${line});`).join("\n\n");

describe("the table of arrows", () => {
  test.each([
    ["cli", "app"],
    ["app", "insight"],
    ["insight", "membership"],
    ["intake", "evaluate"],
    ["evaluate", "warehouse"],
    ["catalog", "rules"],
    ["sql", "core"],
    ["web", "rules"],
    ["rules", "rules"],
  ])("%s may import %s", (from, to) => {
    expect(refusal(from, to)).toBeUndefined();
  });

  test.each([
    ["core", "rules", "rules stands above core"],
    ["rules", "sql", "stand on one floor"],
    ["warehouse", "catalog", "stand on one floor"],
    ["evaluate", "app", "app stands above evaluate"],
    ["web", "app", "web may import core, rules only"],
    ["app", "attic", "attic is not a room"],
    ["attic", "core", "attic is not a room"],
  ])("%s may not import %s", (from, to, why) => {
    expect(refusal(from, to)).toContain(why);
  });

  test("no room stands on two floors", () => {
    expect(new Set(floors.flat()).size).toBe(floors.flat().length);
  });
});

describe("arrows", () => {
  test.each([
    ["import", 'import { a } from "../app/a.ts";'],
    ["type import", 'import type { A } from "../app/a.ts";'],
    ["re-export", 'export { a } from "../app/a.ts";'],
    ["star re-export", 'export * from "../app/a.ts";'],
    ["dynamic import", 'export const a = await import("../app/a.ts");'],
    ["import type expression", 'export type A = import("../app/a.ts").A;'],
  ])("an upward %s is found", (_, text) => {
    expect(objections(arrows, "src/core/b.ts", `\n${text}`)).toEqual([
      "src/core/b.ts:2 imports src/app/a.ts: app stands above core: arrows go down only",
    ]);
  });

  test("a path is resolved from the file's own folder", () => {
    expect(
      objections(arrows, "src/rules/kinds/bought/plan.ts", 'import { a } from "../../plan.ts"; import { b } from "../../../core/b.ts";'),
    ).toEqual([]);
    expect(objections(arrows, "src/rules/kinds/bought/plan.ts", 'import { a } from "../../../sql/a.ts";')).toHaveLength(1);
  });

  test("a computed import is refused, since nobody can tell where it goes", () => {
    expect(objections(arrows, "src/app/a.ts", "export const a = (name: string) => import(name);")).toHaveLength(1);
  });

  test.each([
    ["src/app/a.ts", '"../../testkit/shop/shop.ts"', 1],
    ["src/app/demo.ts", '"../../testkit/shop/shop.ts"', 0],
    ["src/app/demo/prepare.ts", '"../../../testkit/shop/shop.ts"', 0],
    ["src/app/demo.ts", '"../../testkit/generate/case.ts"', 1],
    ["src/rules/a.test.ts", '"../../testkit/generate/case.ts"', 0],
    ["src/rules/a.test.ts", '"../sql/a.ts"', 1],
    ["src/rules/a.ts", '"../../bench/a.ts"', 1],
    ["src/rules/a.ts", '"../../tools/a.ts"', 1],
    ["bench/a.ts", '"../testkit/shop/shop.ts"', 0],
    ["bench/a.ts", '"../src/cli/main.ts"', 0],
    ["testkit/generate/case.ts", '"../../src/app/a.ts"', 0],
    ["testkit/shop/shop.ts", '"../../src/intake/a.ts"', 0],
    ["testkit/shop/shop.ts", '"../../src/cli/a.ts"', 1],
    ["testkit/shop/shop.ts", '"../generate/case.ts"', 1],
    ["testkit/generate/case.ts", '"../../bench/a.ts"', 1],
  ])("%s importing %s gives %i objections", (path, specifier, expected) => {
    expect(objections(arrows, path, `import { a } from ${specifier};`)).toHaveLength(expected);
  });

  test("a package with an owner is imported there only", () => {
    const text = 'import { DuckDBInstance } from "@duckdb/node-api";';
    expect(objections(arrows, "src/intake/a.ts", text)).toEqual(["src/intake/a.ts:1 imports @duckdb/node-api: only warehouse may"]);
    expect(objections(arrows, "src/warehouse/a.ts", text)).toEqual([]);
    expect(objections(arrows, "bench/a.ts", text)).toEqual([]);
  });
});

test("rooms that compute do no input or output", () => {
  const text = 'import { readFileSync } from "node:fs";';
  expect(objections(arrows, "src/core/a.ts", text)).toEqual(["src/core/a.ts:1 imports node:fs: core does no input or output"]);
  expect(objections(arrows, "src/core/a.test.ts", text)).toEqual([]);
  expect(objections(arrows, "src/intake/a.ts", text)).toEqual([]);
});

describe("side effects", () => {
  test("an import that binds nothing is found", () => {
    expect(objections(noSideEffectImports, "src/app/a.ts", 'import "./register.ts";')).toHaveLength(1);
    expect(objections(noSideEffectImports, "src/app/a.ts", 'import {} from "./register.ts";')).toHaveLength(1);
  });

  test("names, and the web app's style sheets, are fine", () => {
    expect(objections(noSideEffectImports, "src/app/a.ts", 'import { a } from "./a.ts"; import * as b from "./b.ts";')).toEqual([]);
    expect(objections(noSideEffectImports, "src/web/main.ts", 'import "./kit/base.css";')).toEqual([]);
    expect(objections(noSideEffectImports, "src/app/main.ts", 'import "./kit/base.css";')).toHaveLength(1);
  });
});

describe("sizes", () => {
  test("blank lines do not count, and the limit itself is allowed", () => {
    expect(objections(fileSize, "src/app/a.ts", lines(limits.file))).toEqual([]);
    expect(objections(fileSize, "src/app/a.ts", lines(limits.file + 1))).toEqual([
      "src/app/a.ts:1 has 601 non-blank lines, more than 600: split it",
    ]);
  });

  test.each([
    ["function", (body: string) => `function a() {\n${body}\n}`],
    ["arrow", (body: string) => `const a = () => {\n${body}\n};`],
    ["method", (body: string) => `class A {\n  a() {\n${body}\n  }\n}`],
    ["callback", (body: string) => `all.map(function () {\n${body}\n});`],
  ])("a %s above the limit is found", (_, write) => {
    expect(objections(functionSize, "src/app/a.ts", write(lines(limits.body)))).toEqual([]);
    expect(objections(functionSize, "src/app/a.ts", write(lines(limits.body + 1)))).toHaveLength(1);
    expect(objections(functionSize, "src/app/a.test.ts", write(lines(limits.body + 1)))).toEqual([]);
  });

  test("an arrow function without braces is measured too", () => {
    const items = Array.from({ length: limits.body }, (_, item) => `  ${item},`).join("\n");
    expect(objections(functionSize, "src/app/a.ts", `const a = () => [\n${items}\n];`)).toHaveLength(1);
  });
});

describe("any", () => {
  test.each(["let a: any;", "const a = b as any;", "function a(b: any[]): void {}", "type A = Record<string, any>;"])(
    "%s is found",
    (text) => {
      expect(objections(noAny, "src/app/a.ts", text)).toHaveLength(1);
      expect(objections(noAny, "src/app/a.test.ts", text)).toEqual([]);
    },
  );

  test("the word alone is not the type", () => {
    expect(objections(noAny, "src/app/a.ts", 'const any = "any"; // any')).toEqual([]);
  });
});

describe("clock and chance", () => {
  test.each([
    "Date.now()",
    "new Date()",
    "new Date",
    "Date()",
    "Math.random()",
    "performance.now()",
    "globalThis.performance.now()",
    "Temporal.Now.instant()",
  ])("%s is found outside core", (text) => {
    expect(objections(noAmbientClock, "src/app/a.ts", `const a = ${text};`)).toHaveLength(1);
    expect(objections(noAmbientClock, "testkit/shop/a.ts", `const a = ${text};`)).toHaveLength(1);
    expect(objections(noAmbientClock, "src/core/clock.ts", `const a = ${text};`)).toEqual([]);
    expect(objections(noAmbientClock, "src/app/a.test.ts", `const a = ${text};`)).toEqual([]);
    expect(objections(noAmbientClock, "bench/a.ts", `const a = ${text};`)).toEqual([]);
  });

  test("the clock as a value is found as well", () => {
    expect(objections(noAmbientClock, "src/app/a.ts", "const now = Date.now;")).toHaveLength(1);
  });

  test("a date from a given instant is fine", () => {
    expect(
      objections(noAmbientClock, "src/app/a.ts", "const a = new Date(0); const b = clock.now(); const c = Date.UTC(2025, 1);"),
    ).toEqual([]);
  });
});

describe("state of modules", () => {
  test.each(["let a = 1;", "export let a = 1;", "var a = 1;"])("%s is found at the top level", (text) => {
    expect(objections(noModuleState, "src/app/a.ts", text)).toHaveLength(1);
    expect(objections(noModuleState, "src/app/a.test.ts", text)).toEqual([]);
  });

  test("constants, and variables of a function, are fine", () => {
    expect(
      objections(noModuleState, "src/app/a.ts", "const a = 1;\nfunction b() { let c = 1; return (c += a); }\ndeclare let d: number;"),
    ).toEqual([]);
  });
});

describe("enum and namespace", () => {
  test.each(["enum A { a }", "const enum A { a }", "namespace A { export const a = 1 }"])("%s is found", (text) => {
    expect(objections(noEnumOrNamespace, "src/app/a.ts", text)).toHaveLength(1);
  });

  test("a declaration about something outside is not one", () => {
    expect(
      objections(noEnumOrNamespace, "src/app/a.ts", 'declare global { interface A {} }\ndeclare module "a" { const b: number; }'),
    ).toEqual([]);
  });
});

test("a file that does not parse is an error, not a pass", () => {
  expect(() => read("src/app/a.ts", "const = ;")).toThrow("src/app/a.ts does not parse");
});
