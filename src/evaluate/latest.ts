/** Many counts over different windows that end at one instant: one list of the latest instants per customer answers them all. */

import type { Leaf, MeasureLeaf } from "../rules/plan.ts";
import { canonical } from "../rules/planning/key.ts";
import { aggregate, all, column, constant, infix, value } from "../sql/build.ts";
import type { Lowered } from "./lower/lowered.ts";
import { eventRows, type World, withinBounds } from "./lower/rows.ts";
import { lowerPredicate } from "./lower/test.ts";

/** Windows from which on one list is cheaper than a query for each (see docs/decisions/011). */
const SHARED_FROM = 8;

/** The longest list that is made. */
const LONGEST = 16;

interface Counted {
  readonly key: string;
  readonly leaf: MeasureLeaf;
  /** "At least `n` events after the window's start": the n-th latest instant lies after it. */
  readonly n: number;
  readonly complement: boolean;
}

/**
 * For each of the leaves, by key, that is better answered from a list of latest instants, what is to be asked. Those of one event
 * type, filter and end have the same rows, so they become one pass. Leaves left out are lowered by themselves.
 */
export function latestLists(
  leaves: readonly { readonly key: string; readonly leaf: Leaf }[],
  world: World,
  sharedFrom: number = SHARED_FROM,
): ReadonlyMap<string, Lowered> {
  const counted = leaves.flatMap(({ key, leaf }) => (leaf.op === "measure" ? asCounted(key, leaf) : []));
  const groups = Map.groupBy(counted, ({ leaf }) => canonical([leaf.measure.event, leaf.measure.filter, leaf.measure.bounds.upto]));
  const found = new Map<string, Lowered>();
  for (const group of groups.values()) {
    if (new Set(group.map(({ leaf }) => leaf.measure.bounds.after)).size < sharedFrom) continue;
    for (const [key, lowered] of lowerGroup(group, world)) found.set(key, lowered);
  }
  return found;
}

/** Counts compared by at least or at most; others are not told by one element of the list. */
function asCounted(key: string, leaf: MeasureLeaf): readonly Counted[] {
  const { test } = leaf;
  if (leaf.measure.aggregate.fn !== "count" || test.op !== "integer") return [];
  const most = test.compare === "<=" || (test.compare === "=" && test.value === 0n);
  if (!most && test.compare !== ">=") return [];
  const n = Number(test.value) + (most ? 1 : 0);
  return n < 1 || n > LONGEST || leaf.whenEmpty !== most ? [] : [{ key, leaf, n, complement: most }];
}

function lowerGroup(group: readonly Counted[], world: World): readonly (readonly [string, Lowered])[] {
  const [first] = group;
  const event = first === undefined ? undefined : world.layout.events.get(first.leaf.measure.event);
  if (first === undefined || event === undefined) return [];
  const { filter, bounds } = first.leaf.measure;
  const earliest = group.reduce((least, { leaf }) => (leaf.measure.bounds.after < least ? leaf.measure.bounds.after : least), bounds.after);
  const rows = eventRows(event, world);
  const where = all([withinBounds({ after: earliest, upto: bounds.upto }, event), lowerPredicate(filter, rows)]);
  const most = constant(Math.max(...group.map(({ n }) => n)));
  const { from, customer } = rows;
  return group.map(({ key, leaf, n, complement }) => {
    const nth = aggregate("nthmax", [column("instant", "e"), constant(n), most]);
    const condition = infix(nth, ">", value(leaf.measure.bounds.after));
    return [key, { from, joins: rows.joins(), where, customer, about: "customer", condition, complement }] as const;
  });
}
