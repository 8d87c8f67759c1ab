/** The three witnesses of what a rule means: the reference evaluator, DuckDB, and ClickHouse where it is installed. */
import { random } from "../../src/core/random.ts";
import { localDay, UTC, zone } from "../../src/core/time/zone.ts";
import { evaluateMany, type Question, type Setting } from "../../src/evaluate/evaluate.ts";
import { keysOf } from "../../src/evaluate/keyset.ts";
import { planRule } from "../../src/rules/planning/plan.ts";
import { members } from "../../src/rules/reference/evaluate.ts";
import type { DuckEngine } from "../../src/warehouse/duckdb/engine.ts";
import type { Engine } from "../../src/warehouse/port.ts";
import type { Case } from "../generate/case.ts";
import { type ClickHouse, openClickHouse } from "./clickhouse.ts";
import { fillDuck, openDuck } from "./duckdb.ts";
import { tablesOf } from "./tables.ts";

export interface Matrix {
  readonly duckdb: DuckEngine;
  /** `undefined` where chdb is not installed. */
  readonly clickhouse: ClickHouse | undefined;
  readonly close: () => void;
}

/** A case whose witnesses disagree. */
export interface Mismatch {
  readonly case: Case;
  /** Place of the case among those over its population. */
  readonly index: number;
  readonly engine: Engine["name"];
  /** Keys that only the reference has, and keys that only the engine has. */
  readonly missing: readonly number[];
  readonly surplus: readonly number[];
}

export async function openMatrix(): Promise<Matrix> {
  const duckdb = await openDuck();
  const clickhouse = openClickHouse();
  return {
    duckdb,
    clickhouse,
    close: () => {
      duckdb.close();
      clickhouse?.close();
    },
  };
}

/** What a case asks an engine. */
function questionOf(one: Case): Question {
  const { names, at, audience, zonesInUse } = one;
  return { set: planRule(one.rule, { names, at, audience, zone: one.zone, zonesInUse }), at, audience };
}

/** Evaluates cases over one population by every witness of the matrix: by the engines all in one run, so that passes are shared. */
export async function disagreements(cases: readonly Case[], matrix: Omit<Matrix, "close">): Promise<readonly Mismatch[]> {
  const [first] = cases;
  if (first === undefined) return [];
  const tables = tablesOf(first, first.seed, random(`tables ${first.seed}`));
  const questions = cases.map(questionOf);
  const expected = cases.map((one) => members(one.rule, one));
  const workspace = zone(first.names.settings.zone) ?? UTC;
  const found: Mismatch[] = [];
  const compare = async (engine: Engine): Promise<void> => {
    // Lists of latest instants from two windows on, so that they are tried often.
    const setting: Setting = { engine, layout: tables.layout, dayOf: (at) => localDay(workspace, at), sharedFrom: 2 };
    const sets = await evaluateMany(questions, setting);
    sets.forEach((set, index) => {
      const keys = [...keysOf(set)];
      const own = expected[index] ?? new Set<number>();
      const surplus = keys.filter((key) => !own.has(key));
      const missing = [...own].filter((key) => !keys.includes(key));
      const one = cases[index];
      if (one !== undefined && surplus.length + missing.length > 0) found.push({ case: one, index, engine: engine.name, missing, surplus });
    });
  };
  await fillDuck(matrix.duckdb, tables.tables);
  await compare(matrix.duckdb);
  if (matrix.clickhouse !== undefined) {
    matrix.clickhouse.fill(tables.tables);
    await compare(matrix.clickhouse);
  }
  return found;
}
