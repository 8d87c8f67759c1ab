/** Real data sets that tests may read but must not depend on: absent in a fresh clone, present in CI. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "vitest";

const folder = resolve(import.meta.dirname, "../../../shared/data");

/** The path of a file of the shared data, or `undefined` where it is not there. In CI its absence is an error. */
export function sharedFile(...parts: readonly string[]): string | undefined {
  const path = join(folder, ...parts);
  if (existsSync(path)) return path;
  if (process.env.CI === "true") throw new Error(`shared data is missing: ${parts.join("/")}`);
  return undefined;
}

/** `test` where the file is there; a test that says it was skipped where it is not. */
export function testOn(file: string | undefined): typeof test | typeof test.skip {
  return file === undefined ? test.skip : test;
}
