/** What is asked of the engine, and how often: equal conditions once, conditions over equal rows together, kept results not again. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Instant } from "../../src/core/time/instant.ts";
import { rememberConditions } from "../../src/evaluate/conditions.ts";
import { evaluateMany, type Question, type Setting } from "../../src/evaluate/evaluate.ts";
import { funnel } from "../../src/evaluate/funnel.ts";
import { keysOf } from "../../src/evaluate/keyset.ts";
import { statementsOf } from "../../src/evaluate/statements.ts";
import type { Leaf, PlanTest, SetNode } from "../../src/rules/plan.ts";
import type { DuckEngine } from "../../src/warehouse/duckdb/engine.ts";
import type { Layout } from "../../src/warehouse/layout.ts";
import { fillDuck, openDuck } from "./duckdb.ts";

const at = 1_000 as Instant;
const columns = ["customer", "instant"].map((name) => ({ name, type: "BIGINT", nullable: false }));
const rest = [
  { name: "id", type: "UHUGEINT", nullable: false },
  { name: "local_date", type: "INTEGER", nullable: false },
];
// Customer k has k − 1 orders, at 100, 200, …
const orders = [1, 2, 3, 4, 5].flatMap((k) =>
  Array.from({ length: k - 1 }, (_, i) => [BigInt(k), BigInt((i + 1) * 100), BigInt(k * 10 + i), 0]),
);
const people = {
  name: "customer_now",
  columns: [
    { name: "customer", type: "BIGINT", nullable: false },
    { name: "id", type: "VARCHAR", nullable: false },
    { name: "since", type: "BIGINT", nullable: false },
    { name: "anonymous", type: "BOOLEAN", nullable: false },
  ],
  rows: [1, 2, 3, 4, 5].map((k) => [BigInt(k), `c${k}`, 0n, false]),
};
const layout: Layout = {
  generation: 1,
  maxKey: 5,
  everyoneSince: 0 as Instant,
  anyAnonymous: false,
  traits: new Map(),
  events: new Map([
    [
      "order",
      { tables: ["event_order"], properties: new Map(), rows: orders.length, firstInstant: 100 as Instant, lastInstant: 400 as Instant },
    ],
  ]),
};

let duck: DuckEngine;
let asked: string[] = [];
let setting: Setting;
beforeAll(async () => {
  duck = await openDuck();
  await fillDuck(duck, [{ name: "event_order", columns: [...columns, ...rest], rows: orders }, people]);
  const engine = {
    ...duck,
    rows: (statement: Parameters<DuckEngine["rows"]>[0]) => {
      asked.push(statement.text);
      return duck.rows(statement);
    },
  };
  setting = { engine, layout, dayOf: () => 0 as ReturnType<Setting["dayOf"]> };
});
afterAll(() => duck.close());

function count(test: PlanTest, after: number, whenEmpty = false): Leaf {
  const bounds = { after: after as Instant, upto: at };
  return { op: "measure", measure: { event: "order", bounds, filter: { op: "true" }, aggregate: { fn: "count" } }, test, whenEmpty, at };
}

const least = (value: number): PlanTest => ({ op: "integer", compare: ">=", value: BigInt(value) });
const question = (set: SetNode): Question => ({ set, at, audience: "customers" });

async function answer(
  sets: readonly SetNode[],
  own: Partial<Setting> = {},
): Promise<{ readonly keys: number[][]; readonly queries: number }> {
  asked = [];
  const found = await evaluateMany(sets.map(question), { ...setting, ...own });
  return { keys: found.map((set) => [...keysOf(set)]), queries: asked.length };
}

test("equal conditions are asked once, and conditions over the same rows in one query", async () => {
  const twice = await answer([count(least(2), 0), count(least(2), 0), { op: "not", of: count(least(3), 0) }]);
  expect(twice.keys).toEqual([
    [3, 4, 5],
    [3, 4, 5],
    [1, 2, 3],
  ]);
  // One for the counts and one for who there is.
  expect(twice.queries).toBe(2);
});

test("no order is the complement of having one, so that customers are not read for it", async () => {
  const none: PlanTest = { op: "integer", compare: "=", value: 0n };
  expect((await answer([count(none, 0, true)])).keys).toEqual([[1]]);
  expect(asked.some((text) => text.includes("event_order") && text.includes("customer_now"))).toBe(false);
});

test("many windows that end together share one list of latest instants", async () => {
  const windows = Array.from({ length: 10 }, (_, i) => count(least(1 + (i % 3)), 25 * i));
  const apart = await answer(windows, { sharedFrom: 100 });
  const together = await answer(windows);
  expect(together.keys).toEqual(apart.keys);
  expect(together.queries).toBe(2);
  expect(apart.queries).toBeGreaterThan(2);
});

test("with kept results only the changed condition is asked, until the data changes", async () => {
  const conditions = rememberConditions();
  const rule = (last: number): SetNode => ({ op: "and", of: [count(least(1), 0), count(least(1), 150), count(least(last), 250)] });
  await answer([rule(1)], { conditions });
  expect((await answer([rule(2)], { conditions })).queries).toBe(1);
  expect((await answer([rule(2)], { conditions })).queries).toBe(0);
  expect((await answer([rule(2)], { conditions, layout: { ...layout, generation: 2 } })).queries).toBeGreaterThan(0);
});

test("a funnel counts each condition by itself and after those before it", async () => {
  const steps = await funnel(question({ op: "and", of: [count(least(2), 0), { op: "not", of: count(least(4), 0) }] }), setting);
  expect(steps).toEqual({
    universe: 5,
    steps: [
      { own: 3, left: 3 },
      { own: 4, left: 2 },
    ],
  });
});

test("the statements to show are those of each engine", () => {
  const shown = (engine: "duckdb" | "clickhouse") => statementsOf(question(count(least(2), 150)), setting, engine).map(({ text }) => text);
  expect(shown("duckdb")).toEqual([
    `SELECT bitstring_agg("g"."c", 0, 63) AS "s0" FROM (SELECT "e"."customer" AS "c" FROM "event_order" AS "e" WHERE ("e"."instant" > $1) GROUP BY "e"."customer" HAVING (count(*) >= $2)) AS "g"`,
  ]);
  expect(shown("clickhouse")[0]).toContain("SELECT groupArray(`g`.`c`) AS `s0` FROM");
});
