import { leavesOf, planKey } from "../rules/planning/key.ts";
import { clickhouse } from "../sql/dialects/clickhouse.ts";
import { duckdb } from "../sql/dialects/duckdb.ts";
import type { Statement } from "../sql/parameter.ts";
import { print } from "../sql/print.ts";
import type { Question, Setting } from "./evaluate.ts";
import { nobody } from "./keyset.ts";
import { latestLists } from "./latest.ts";
import { lowerLeaf } from "./lower/leaf.ts";
import { cutQuery, placesOf, rankedValues } from "./lower/rank.ts";
import { type Asked, passesOf } from "./passes.ts";

/**
 * The statements that an engine would be asked for a question's conditions, to be shown, not run. Sets that a ranking is taken
 * within are known only when it runs: they are left empty here. Conditions that need no engine have no statement.
 */
export function statementsOf(question: Question, setting: Omit<Setting, "engine">, engine: "duckdb" | "clickhouse"): readonly Statement[] {
  const { layout, dayOf } = setting;
  const dialect = engine === "duckdb" ? duckdb : clickhouse;
  const world = { layout, dialect, dayOf };
  const asked: Asked[] = [];
  const ranks: Statement[] = [];
  const leaves = leavesOf(question.set).map((leaf) => ({ key: planKey(leaf), leaf }));
  const lists = latestLists(leaves, world, setting.sharedFrom);
  for (const { key, leaf } of leaves) {
    if (leaf.op === "rank") {
      const sets = leaf.by.map(() => nobody(layout.maxKey));
      ranks.push(print(cutQuery(rankedValues(leaf, sets, world), leaf.direction, placesOf(leaf.limit, 0n), layout.maxKey), dialect));
      continue;
    }
    const lowered = lists.get(key) ?? lowerLeaf(leaf, world);
    if (!("settled" in lowered)) asked.push({ key, lowered });
  }
  return [...passesOf(asked, layout.maxKey, dialect).map((pass) => print(pass.query, dialect)), ...ranks];
}
