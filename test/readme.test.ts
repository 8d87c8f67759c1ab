import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { main } from "../src/cli/main.ts";
import { consoleBlocks, type Shown } from "./documents/console.ts";

const root = resolve(import.meta.dirname, "..");

/** Documents whose console blocks are run, each in a folder of its own that starts with the examples. */
const documents = ["README.md"];

describe.each(documents)("%s", (document) => {
  const home = process.cwd();
  let folder = "";

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "kindred-document-"));
    cpSync(join(root, "examples"), join(folder, "examples"), { recursive: true });
    process.chdir(folder);
  });
  afterAll(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  });

  const shown = consoleBlocks(readFileSync(join(root, document), "utf8"));

  test("shows commands", () => {
    expect(shown.length).toBeGreaterThan(0);
  });

  test.each(shown)(
    "$command",
    async ({ args, output }: Shown) => {
      const written: string[] = [];
      const write = (text: string): void => void written.push(text);
      await main(args, { out: write, err: write, terminal: false, width: 80 });
      expect(timeless(written.join(""))).toBe(timeless(output));
    },
    120_000,
  );
});

/** Milliseconds and progress differ from run to run; nothing else may. */
function timeless(text: string): string {
  const lines = text.split("\n").filter((line) => !/ \d+ %$/.test(line) || line.includes("│"));
  return lines
    .map((line) => line.replace(/in [\d.]+ ms/, "in … ms").trimEnd())
    .join("\n")
    .trim();
}
