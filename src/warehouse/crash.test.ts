import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contents } from "../../testkit/warehouse/contents.ts";
import { importMany } from "../../testkit/warehouse/many.ts";
import { fixedClock, stopwatch } from "../core/clock.ts";
import type { Instant } from "../core/time/instant.ts";
import { openWorkspace } from "./open.ts";

const ROWS = 20_000;
const KILLS = Number(process.env.WAREHOUSE_KILLS ?? 6);
const clock = fixedClock(Date.parse("2026-01-01T00:00:00Z") as Instant);
const settings = { zone: "Europe/Berlin", currency: "EUR", weekStarts: 1 };
const pinned = fileURLToPath(new URL("../../node_modules/.bin/node", import.meta.url));
const node = existsSync(pinned) ? pinned : process.execPath;
const child = fileURLToPath(new URL("../../testkit/warehouse/crash-child.ts", import.meta.url));

let parent: string;
let before: string;
let after: string;
beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), "kindred-crash-"));
  const warehouse = await openWorkspace(join(parent, "first"), { create: true, clock, settings });
  await importMany(warehouse, 1, ROWS);
  before = await digest(warehouse);
  warehouse.close();
  cpSync(join(parent, "first"), join(parent, "whole"), { recursive: true });
  const whole = await openWorkspace(join(parent, "whole"), { clock });
  await importMany(whole, ROWS + 1, ROWS);
  after = await digest(whole);
  whole.close();
}, 120_000);
afterAll(() => rmSync(parent, { recursive: true, force: true }));

async function digest(warehouse: Parameters<typeof contents>[0]): Promise<string> {
  return createHash("sha256")
    .update(JSON.stringify(await contents(warehouse)))
    .digest("hex");
}

/** Runs the import in a process of its own; kills it so many milliseconds after it opened the workspace. Resolves when it has ended. */
function runChild(directory: string, killAfter: number): Promise<{ readonly done: boolean; readonly milliseconds: number }> {
  return new Promise((resolve, reject) => {
    const elapsed = stopwatch();
    let opened = 0;
    let done = false;
    const started = spawn(node, [child, directory, String(ROWS + 1), String(ROWS)], { stdio: ["ignore", "pipe", "inherit"] });
    started.stdout.on("data", (text: Buffer) => {
      if (String(text).includes("open")) {
        opened = elapsed();
        setTimeout(() => started.kill("SIGKILL"), killAfter);
      }
      done ||= String(text).includes("done");
    });
    started.on("error", reject);
    started.on("exit", () => resolve({ done, milliseconds: elapsed() - opened }));
  });
}

test("an import or compaction killed at any moment is all there or not there", { timeout: 240_000 }, async () => {
  expect(before).not.toBe(after);
  const directory = join(parent, "killed");
  const outcomes: string[] = [];
  const fresh = () => {
    rmSync(directory, { recursive: true, force: true });
    cpSync(join(parent, "first"), directory, { recursive: true });
  };
  fresh();
  const { done, milliseconds } = await runChild(directory, 120_000);
  expect(done).toBe(true);
  for (let i = 0; i < KILLS; i++) {
    fresh();
    await runChild(directory, (milliseconds * (i + 1)) / (KILLS + 1));
    const elapsed = stopwatch();
    const warehouse = await openWorkspace(directory, { clock });
    expect(elapsed()).toBeLessThan(5000);
    const found = await digest(warehouse);
    outcomes.push(found === before ? "before" : found === after ? "after" : "neither");
    if (found === before) expect(await importMany(warehouse, ROWS + 1, ROWS)).toMatchObject({ imported: ROWS, duplicates: 0 });
    warehouse.close();
  }
  expect(outcomes).not.toContain("neither");
  expect(outcomes).toContain("before");
});
