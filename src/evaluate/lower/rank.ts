import type { RankLeaf, RankValue } from "../../rules/plan.ts";
import {
  aggregate,
  all,
  as,
  call,
  column,
  columns,
  constant,
  infix,
  isSet,
  join,
  select,
  sub,
  table,
  typed,
  union,
  value,
} from "../../sql/build.ts";
import type { Expression, Query, Select } from "../../sql/tree.ts";
import { greatestKey, type Keyset, toBits } from "../keyset.ts";
import { measureQuery } from "./measure.ts";
import { customerRows, type World } from "./rows.ts";

/** The sets that a rank is taken within, one per entry of `by`, in its order. */
export type RankSets = readonly Keyset[];

/** 2^60: quotients of counts below 2^30 differ by more than its inverse, so the scaled integer quotient orders them exactly. */
const FINE = 2n ** 60n;

/** The customers ranked, `c`, each with the value compared, `v`. The sets must lie in the universe. */
export function rankedValues(leaf: RankLeaf, sets: RankSets, world: World): Query {
  const values = leaf.by.flatMap((entry, index) => {
    const set = sets[index];
    return set === undefined ? [] : [valuesOf(entry.value, set, world)];
  });
  return union(values);
}

/** How many there are, as `n`. */
export function countQuery(values: Query): Select {
  return select([as(aggregate("count", []), "n")], { from: sub(values, "r") });
}

/**
 * The customers whose values are beyond the value at a place of the ranking, `s0`, and those who have just that value, `s1`. Of fewer
 * customers than places `s1` has the last ones. So only numbers are sorted, and ids are looked at only where a tie is cut.
 */
export function cutQuery(values: Query, direction: RankLeaf["direction"], places: bigint, maxKey: number): Select {
  const v = column("v", "r");
  const cut = column("cut", "k");
  const first = select(columns("v"), {
    from: table("r"),
    orderBy: [{ by: column("v"), descending: direction === "top" }],
    limit: value(places),
  });
  const at = select([as(aggregate(direction === "top" ? "min" : "max", [column("v", "f")]), "cut")], { from: sub(first, "f") });
  const keys = (op: ">" | "<" | "=") => aggregate("keys", [column("c", "r"), constant(greatestKey(maxKey))], infix(v, op, cut));
  return select([as(keys(direction === "top" ? ">" : "<"), "s0"), as(keys("="), "s1")], {
    with: [{ name: "r", query: values }],
    from: table("r"),
    joins: [join("cross", sub(at, "k"))],
  });
}

/** The first of some customers by the bytes of their ids, as `customer`. */
export function firstByIdQuery(set: Keyset, limit: number, world: World): Select {
  const { from, customer } = customerRows(world);
  return select([as(customer, "customer")], {
    from,
    where: call("in set", customer, typed({ type: "bits", value: toBits(set) })),
    orderBy: [{ by: column("id", "e") }],
    limit: value(limit),
  });
}

/** Whether every customer of the sets has a value: measures that are 0 without events. */
export function valuesAreComplete(leaf: RankLeaf): boolean {
  return leaf.by.every(({ value: ranked }) => ranked.op === "measure" && countsFromZero(ranked.measure.aggregate.fn));
}

/** Places within the cut: the count, or the percentage of all rounded up. */
export function placesOf(limit: RankLeaf["limit"], total: bigint): bigint {
  if ("count" in limit) return BigInt(limit.count);
  const hundredths = 100n * 10n ** BigInt(limit.percent.scale);
  return (limit.percent.units * total + hundredths - 1n) / hundredths;
}

function countsFromZero(fn: string): boolean {
  return fn === "count" || fn === "days" || fn === "distinct" || fn === "sum";
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
  const fromZero = countsFromZero(ranked.measure.aggregate.fn);
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
