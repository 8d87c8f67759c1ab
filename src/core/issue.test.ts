import { describe, expect, expectTypeOf, test } from "vitest";
import { catalogue, failure, hasErrors, type Issue, issue, KindredError, render } from "./issue.ts";
import { commandIssues } from "./issues/command.ts";
import { alternatives } from "./issues/entry.ts";
import { intakeIssues } from "./issues/intake.ts";
import { languageIssues } from "./issues/language.ts";
import { lintIssues } from "./issues/lint.ts";
import { warehouseIssues } from "./issues/warehouse.ts";

describe("the catalogue", () => {
  test("codes are in kebab case and no two topics share one", () => {
    const codes = [languageIssues, lintIssues, intakeIssues, warehouseIssues, commandIssues].flatMap((topic) => Object.keys(topic));
    expect(codes.filter((code) => !/^[a-z]+(-[a-z0-9]+)*$/.test(code))).toEqual([]);
    expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
    expect(new Set(Object.keys(catalogue))).toEqual(new Set(codes));
  });

  test("the type of the parameters follows the code", () => {
    expectTypeOf<Issue<"unknown-trait">["parameters"]>().toExtend<{ name: string; nearest?: string }>();
    const some = issue("unknown-trait", { name: "contry" }) as Issue;
    if (some.code === "unknown-trait") expectTypeOf(some.parameters.name).toEqualTypeOf<string>();
    const refused = () => [
      // @ts-expect-error a parameter is missing
      issue("unknown-property", { name: "amount" }),
      // @ts-expect-error no such code
      issue("unknown-planet", {}),
    ];
    expect(refused).toBeTypeOf("function");
  });
});

describe("an issue in words", () => {
  test("has code, message, place, hint and parameters, and nothing that is absent", () => {
    const found = issue("unknown-trait", { name: "contry", nearest: "country" }, { line: 2, column: 7 });
    expect(render(found)).toEqual({
      code: "unknown-trait",
      message: "There is no trait contry.",
      line: 2,
      column: 7,
      hint: "Did you mean country?",
      parameters: { name: "contry", nearest: "country" },
    });
    expect(render(issue("unknown-trait", { name: "x" }, { path: ["and", 0] }))).toEqual({
      code: "unknown-trait",
      message: "There is no trait x.",
      path: ["and", 0],
      parameters: { name: "x" },
    });
  });

  test("a warning says that it is one, and stops nothing", () => {
    const lint = issue("always-true", { condition: "count(order) >= 0" });
    expect(render(lint).severity).toBe("warning");
    expect(hasErrors([lint])).toBe(false);
    expect(hasErrors([lint, issue("empty-rule", {})])).toBe(true);
  });

  test("expected things are listed as a sentence", () => {
    expect(["", "a", "a b", "a b c"].map((text) => alternatives(text.split(" ").filter(Boolean)))).toEqual([
      "nothing",
      "a",
      "a or b",
      "a, b or c",
    ]);
  });
});

test("what is thrown carries all issues and reads as their messages", () => {
  const error = new KindredError([issue("empty-rule", {}), issue("unknown-event", { name: "ordr", nearest: "order" })]);
  expect(error.message).toBe("The rule is empty.\nThere is no event ordr.");
  expect(error.issues.map((i) => i.code)).toEqual(["empty-rule", "unknown-event"]);
  expect(failure("invalid-date", { found: "2025-02-30" }).issues).toHaveLength(1);
});
