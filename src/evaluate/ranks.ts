import type { RankLeaf } from "../rules/plan.ts";
import { print } from "../sql/print.ts";
import type { Query } from "../sql/tree.ts";
import type { Engine, Row } from "../warehouse/port.ts";
import { decodeKeys } from "./decode.ts";
import { fromKeys, type Keyset, nobody, or, size } from "./keyset.ts";
import { countQuery, cutQuery, firstByIdQuery, placesOf, type RankSets, rankedValues, valuesAreComplete } from "./lower/rank.ts";
import type { World } from "./lower/rows.ts";

/**
 * The customers within the cut of a ranking: those beyond the value at the last place, and of those who have just that value the
 * first by id. `sets` are the customers ranked, one set per entry of `by`; they do not overlap.
 */
export async function rankMembers(leaf: RankLeaf, sets: RankSets, engine: Engine, world: World): Promise<Keyset> {
  const { maxKey } = world.layout;
  const ask = (query: Query): Promise<readonly Row[]> => engine.rows(print(query, world.dialect));
  const values = rankedValues(leaf, sets, world);
  const total = async (): Promise<bigint> => {
    if (valuesAreComplete(leaf)) return BigInt(sets.reduce((sum, set) => sum + size(set), 0));
    return BigInt(Number((await ask(countQuery(values)))[0]?.n ?? 0));
  };
  const places = placesOf(leaf.limit, "count" in leaf.limit ? 0n : await total());
  if (places <= 0n || sets.every((set) => size(set) === 0)) return nobody(maxKey);
  const [row] = await ask(cutQuery(values, leaf.direction, places, maxKey));
  const beyond = decodeKeys(row?.s0 ?? null, world);
  const tied = decodeKeys(row?.s1 ?? null, world);
  const room = Number(places) - size(beyond);
  if (size(tied) <= room) return or(beyond, tied);
  const first = await ask(firstByIdQuery(tied, room, world));
  const keys = first.map((one) => Number(one.customer));
  return or(beyond, fromKeys(keys, maxKey));
}
