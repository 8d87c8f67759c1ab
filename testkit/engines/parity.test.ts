/**
 * Generated rules over generated populations mean the same to the reference evaluator, DuckDB and ClickHouse.
 *
 * `KINDRED_SEED` chooses the first seed (by default the same ones every time), `KINDRED_CASES` how many cases are tried.
 * ClickHouse takes part in a part of the populations: `KINDRED_CLICKHOUSE_EVERY=1` for all.
 * A failure names the seed and the case's place; `KINDRED_SEED=<seed> KINDRED_CASES=1` runs that population again.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { random } from "../../src/core/random.ts";
import { localDay, UTC, zone } from "../../src/core/time/zone.ts";
import type { Setting } from "../../src/evaluate/evaluate.ts";
import { explain } from "../../src/evaluate/explain.ts";
import { loadPopulation } from "../../src/evaluate/history.ts";
import type { History } from "../../src/rules/history.ts";
import { members } from "../../src/rules/reference/evaluate.ts";
import { print } from "../../src/rules/text/print.ts";
import { generateCases } from "../generate/generate.ts";
import { fillDuck } from "./duckdb.ts";
import { disagreements, type Matrix, type Mismatch, openMatrix } from "./matrix.ts";
import { tablesOf } from "./tables.ts";

const SEED = Number(process.env.KINDRED_SEED ?? 20_260);
const CASES = Number(process.env.KINDRED_CASES ?? 2_000);
/** Rules tried on one population. */
const SHARED = 80;
/** ClickHouse takes part in every so many-th population: it needs several times as long for tiny tables. 1: in all. */
const CLICKHOUSE_EVERY = Number(process.env.KINDRED_CLICKHOUSE_EVERY ?? 2);
const MINUTES = Math.max(10, CASES / 200);

let matrix: Matrix;
beforeAll(async () => {
  matrix = await openMatrix();
}, 60_000);
afterAll(() => {
  matrix.close();
});

function told(mismatch: Mismatch): object {
  const { case: one, index, engine, missing, surplus } = mismatch;
  return { seed: one.seed, index, engine, rule: print(one.rule), at: one.at, zone: one.zone, audience: one.audience, missing, surplus };
}

async function run(populations: number): Promise<{ readonly cases: number; readonly wrong: readonly object[] }> {
  const wrong: object[] = [];
  let cases = 0;
  for (let i = 0; i < populations; i++) {
    const shared = generateCases(SEED + i, SHARED);
    const witnesses = i % CLICKHOUSE_EVERY === 0 ? matrix : { ...matrix, clickhouse: undefined };
    wrong.push(...(await disagreements(shared, witnesses)).map(told));
    cases += shared.length;
  }
  return { cases, wrong };
}

test(`${CASES} generated cases from seed ${SEED} have the members that the reference says, in DuckDB and, where it is installed, in ClickHouse`, {
  timeout: MINUTES * 60_000,
}, async ({ annotate }) => {
  const { cases, wrong } = await run(Math.ceil(CASES / SHARED));
  await annotate(
    `${cases} cases, seeds ${SEED} to ${SEED + Math.ceil(CASES / SHARED) - 1}, ${matrix.clickhouse === undefined ? "without" : "with"} ClickHouse`,
  );
  expect(wrong).toEqual([]);
  expect(cases).toBeGreaterThanOrEqual(CASES);
});

test("ClickHouse took part", ({ skip }) => {
  skip(matrix.clickhouse === undefined, "chdb is not installed under testkit/clickhouse");
  expect(matrix.clickhouse?.name).toBe("clickhouse");
});

test("histories read back from the warehouse mean the same, and explain says so for each customer", { timeout: 300_000 }, async () => {
  for (let seed = SEED; seed < SEED + 4; seed++) {
    const cases = generateCases(seed, 10);
    const [first] = cases;
    if (first === undefined) continue;
    const { tables, layout } = tablesOf(first, seed, random(seed));
    await fillDuck(matrix.duckdb, tables);
    const workspace = zone(first.names.settings.zone) ?? UTC;
    const setting: Setting = { engine: matrix.duckdb, layout, dayOf: (at) => localDay(workspace, at) };
    const population: History[] = [];
    for await (const some of loadPopulation({ names: first.names }, setting, 7)) population.push(...some);
    for (const one of cases) {
      const expected = members(one.rule, one);
      expect([...members(one.rule, { ...one, population })].sort(), print(one.rule)).toEqual([...expected].sort());
      for (const { key, gone } of first.population.slice(0, 5)) {
        const explained = await explain(one.rule, key, one, setting);
        expect(explained?.outcome.matches ?? false, print(one.rule)).toBe(expected.has(key));
        expect(explained === undefined).toBe(gone);
      }
    }
  }
});
