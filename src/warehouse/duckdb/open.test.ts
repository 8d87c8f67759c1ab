import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fixedClock } from "../../core/clock.ts";
import { KindredError } from "../../core/issue.ts";
import type { Instant } from "../../core/time/instant.ts";
import { eventId } from "../../sql/parameter.ts";
import { sql, statement } from "../../sql/statement.ts";
import { openWorkspace } from "../open.ts";
import { rows, run } from "../warehouse.ts";
import { openInMemory } from "./open.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "kindred-open-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const clock = fixedClock(0 as Instant);
const settings = { zone: "Europe/Berlin", currency: "EUR", weekStarts: 1 };
const codes = async (work: Promise<unknown>): Promise<readonly string[]> => {
  try {
    await work;
    return [];
  } catch (thrown) {
    if (thrown instanceof KindredError) return thrown.issues.map(({ code }) => code);
    throw thrown;
  }
};

describe("a workspace that cannot be opened says why", () => {
  test("none there", async () => {
    expect(await codes(openWorkspace(join(directory, "nothing"), { clock }))).toEqual(["no-workspace"]);
    expect(existsSync(join(directory, "nothing"))).toBe(false);
  });

  test("not a warehouse, or cut off", async () => {
    writeFileSync(join(directory, "warehouse.duckdb"), "this is no warehouse ".repeat(1000));
    expect(await codes(openWorkspace(directory, { clock }))).toEqual(["workspace-damaged"]);
    rmSync(join(directory, "warehouse.duckdb"));
    const made = await openWorkspace(directory, { clock, create: true, settings });
    made.close();
    const whole = readFileSync(join(directory, "warehouse.duckdb"));
    writeFileSync(join(directory, "warehouse.duckdb"), whole.subarray(0, Math.floor(whole.length / 3)));
    expect(await codes(openWorkspace(directory, { clock }))).toEqual(["workspace-damaged"]);
  });

  test("written by a newer version", async () => {
    const made = await openWorkspace(directory, { clock, create: true, settings });
    await run(made.engine, sql`UPDATE meta SET value = '99' WHERE key = 'schema'`);
    made.close();
    expect(await codes(openWorkspace(directory, { clock }))).toEqual(["workspace-newer"]);
  });

  test("in use by another process", { timeout: 60_000 }, async () => {
    const made = await openWorkspace(directory, { clock, create: true, settings });
    made.close();
    const pinned = fileURLToPath(new URL("../../../node_modules/.bin/node", import.meta.url));
    const holder = spawn(existsSync(pinned) ? pinned : process.execPath, [
      "-e",
      `import("@duckdb/node-api").then(async ({ DuckDBInstance }) => { const held = await DuckDBInstance.create(${JSON.stringify(join(directory, "warehouse.duckdb"))}); console.log("held"); setInterval(() => held, 1000); })`,
    ]);
    await new Promise((resolve) => holder.stdout.once("data", resolve));
    try {
      expect(await codes(openWorkspace(directory, { clock }))).toEqual(["workspace-in-use"]);
    } finally {
      holder.kill("SIGKILL");
    }
  });

  test("in a folder that cannot be written", () => {
    chmodSync(directory, 0o755);
    mkdirSync(join(directory, "closed"));
    chmodSync(join(directory, "closed"), 0o555);
    // The superuser may write everywhere, so the attempt is made by nobody.
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const attempt = `import { openWorkspace } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, "../open.ts")).href)};
      import { systemClock } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, "../../core/clock.ts")).href)};
      await openWorkspace(process.argv[1], { clock: systemClock, create: true }).catch((error) => console.log(JSON.stringify(error.issues.map((issue) => issue.code))));`;
    const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", attempt, join(directory, "closed")], {
      encoding: "utf8",
      ...nobody,
    });
    expect(stdout, stderr).toBe('["workspace-read-only"]\n');
  });
});

describe("the engine", () => {
  test("gives every bound type back as the port says", async () => {
    const engine = await openInMemory();
    const [found] = await rows(
      engine,
      sql`SELECT ${"é"} AS text, ${7} AS integer, ${1.5} AS double, ${true} AS yes, ${2n ** 100n} AS huge, ${eventId("ff".repeat(16))} AS id,
        ${["a", "b"]} AS texts, ${[1n, 2n]} AS integers, ${new Uint8Array([1, 2])} AS bytes, ${null} AS nothing, 3::INTEGER AS small, [[1::BIGINT]] AS nested`,
    );
    expect(found).toEqual({
      text: "é",
      integer: 7n,
      double: 1.5,
      yes: true,
      huge: 2n ** 100n,
      id: 2n ** 128n - 1n,
      texts: ["a", "b"],
      integers: [1n, 2n],
      bytes: Buffer.from([1, 2]),
      nothing: null,
      small: 3,
      nested: [[1n]],
    });
    engine.close();
  });

  test("streams what does not fit in one chunk, in order", async () => {
    const engine = await openInMemory();
    let sum = 0n;
    for await (const chunk of engine.stream(statement(sql`SELECT i FROM range(${10_000}) AS n(i)`))) {
      for (const cell of chunk.columns[0] ?? []) sum += cell as bigint;
    }
    expect(sum).toBe(49_995_000n);
    engine.close();
  });

  test("stops when told to, and can be used afterwards", async () => {
    const engine = await openInMemory();
    const long = codes(
      engine.rows(statement(sql`SELECT max(md5((a.i * b.i)::VARCHAR)) FROM range(100000000) AS a(i), range(1000) AS b(i)`)),
    );
    setTimeout(() => engine.interrupt(), 200);
    expect(await long).toEqual(["interrupted"]);
    expect(await rows(engine, sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
    engine.close();
  });

  test("never repeats a value in an error", async () => {
    const engine = await openInMemory();
    const failed = rows(engine, sql`SELECT CAST(${"anna@example.org"} AS BIGINT)`);
    await expect(failed).rejects.toThrow(KindredError);
    await expect(failed).rejects.not.toThrow(/anna/);
    engine.close();
  });
});
