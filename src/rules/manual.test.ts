import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { kinds } from "./kinds/registry.ts";
import { languageManual } from "./manual.ts";

const manual = languageManual(kinds);

test("docs/language.md is what the sources say; rewrite it with tools/generate-language.ts", () => {
  expect(readFileSync(new URL("../../docs/language.md", import.meta.url), "utf8")).toBe(manual);
});

test("the manual has every example of every kind", () => {
  for (const { text, english } of Object.values(kinds).flatMap((kind) => kind.examples)) {
    expect(manual).toContain(`\`${text}\``);
    expect(manual).toContain(english);
  }
});

test("tables have as many cells in every row as in their head", () => {
  const cells = (line: string) => line.replaceAll("\\|", "").split("|").length;
  for (const part of manual.split("\n\n").filter((block) => block.startsWith("|"))) {
    expect(new Set(part.trim().split("\n").map(cells)).size).toBe(1);
  }
});
