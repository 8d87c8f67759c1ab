import type { RankLeaf, RankValue } from "../../rules/plan.ts";
import {
  all,
  as,
  call,
  column,
  constant,
  infix,
  isSet,
  join,
  rowNumber,
  select,
  sub,
  table,
  typed,
  union,
  value,
} from "../../sql/build.ts";
import type { Expression, Order, Query } from "../../sql/tree.ts";
import { type Keyset, toBits } from "../keyset.ts";
import type { Lowered } from "./lowered.ts";
import { measureQuery } from "./measure.ts";
import { customerRows, type World } from "./rows.ts";

/** The sets that a rank is taken within, one per entry of `by`, in its order. */
export type RankSets = readonly Keyset[];

/** 2^60: quotients of counts below 2^30 differ by more than its inverse, so the scaled integer quotient orders them exactly. */
const FINE = 2n ** 60n;

/**
 * Those within the cut of a ranking among the customers with a value; ties by the bytes of the customer's id. The sets must lie in
 * the universe.
 */
export function lowerRank(leaf: RankLeaf, sets: RankSets, world: World): Lowered {
  const values = leaf.by.flatMap((entry, index) => {
    const set = sets[index];
    return set === undefined ? [] : [valuesOf(entry.value, set, world)];
  });
  const order: Order[] = [{ by: column("v", "r"), descending: leaf.direction === "top" }, { by: column("id", "n") }];
  const total: Expression = { kind: "window", fn: "count", of: [constant(1)], partition: [], order: [] };
  const ranked = select([as(column("c", "r"), "customer"), as(rowNumber([], order), "place"), as(total, "total")], {
    from: sub(union(values), "r"),
    joins: [join("inner", table("customer_now", "n"), infix(column("c", "r"), "=", column("customer", "n")))],
  });
  const place = column("place", "e");
  return {
    from: sub(ranked, "e"),
    joins: [],
    where: constant(true),
    customer: column("customer", "e"),
    about: "row",
    condition: within(leaf.limit, place, column("total", "e")),
    complement: false,
  };
}

/** place <= the count, or <= the percentage of all rounded up: place − 1 < total × percent ÷ 100. */
function within(limit: RankLeaf["limit"], place: Expression, total: Expression): Expression {
  if ("count" in limit) return infix(place, "<=", value(limit.count));
  const { units, scale } = limit.percent;
  const before = infix(call("widen", infix(place, "-", constant(1))), "*", huge(100n * 10n ** BigInt(scale)));
  return infix(before, "<", infix(call("widen", total), "*", huge(units)));
}

/** `c` and `v` of the customers in a set that have a value. */
function valuesOf(ranked: RankValue, set: Keyset, world: World): Query {
  const rows = customerRows(world);
  const inSet = call("in set", rows.customer, typed({ type: "bits", value: toBits(set) }));
  if (ranked.op === "trait") {
    const cells = rows.trait(ranked.trait, ranked.at);
    const of = ranked.trait.type === "boolean" ? call("integer", cells.part("value")) : cells.part("value");
    return select([as(rows.customer, "c"), as(of, "v")], { from: rows.from, joins: rows.joins(), where: all([cells.isSet, inSet]) });
  }
  const found = measureQuery(ranked.measure, world);
  const { fn } = ranked.measure.aggregate;
  const fromZero = fn === "count" || fn === "days" || fn === "distinct" || fn === "sum";
  if (found === undefined) {
    const none = as(constant(0), "v");
    return select([as(rows.customer, "c"), none], { from: rows.from, where: all([constant(fromZero), inSet]) });
  }
  const v = column("v", "g");
  const quotient = call("quotient", infix(call("widen", v), "*", huge(FINE)), call("widen", column("d", "g")));
  const of = found.value.denominator === undefined ? v : quotient;
  if (!fromZero) {
    const key = column("customer", "g");
    const own = call("in set", key, typed({ type: "bits", value: toBits(set) }));
    const divisible = found.value.denominator === undefined ? undefined : infix(column("d", "g"), ">", constant(0));
    return select([as(key, "c"), as(of, "v")], { from: sub(found.query, "g"), where: all([isSet(v), divisible, own]) });
  }
  const joined = join("left", sub(found.query, "g"), infix(rows.customer, "=", column("customer", "g")));
  return select([as(rows.customer, "c"), as(call("coalesce", of, constant(0)), "v")], { from: rows.from, joins: [joined], where: inSet });
}

function huge(of: bigint): Expression {
  return typed({ type: "huge", value: of });
}
