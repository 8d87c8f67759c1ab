import type { Instant } from "../../core/time/instant.ts";
import type { ActivityLeaf } from "../../rules/plan.ts";
import { aggregate, all, call, choose, column, constant, infix, value } from "../../sql/build.ts";
import type { Expression } from "../../sql/tree.ts";
import { type Lowered, type Settled, settled } from "./lowered.ts";
import { isNarrow } from "./measure.ts";
import { eventRows, type World, withinBounds } from "./rows.ts";
import { isTrue, lowerPredicate } from "./test.ts";

/** Periods that fit into the bits of one integer. */
const MAX_BITS = 62;

/** Events in at least so many of the periods: one bit per period, or beyond 62 periods their distinct numbers. */
export function lowerActivity(leaf: ActivityLeaf, world: World): Lowered | Settled {
  const event = world.layout.events.get(leaf.event);
  const first = leaf.edges[0];
  const last = leaf.edges.at(-1);
  if (leaf.atLeast <= 0) return settled(true);
  if (event === undefined || first === undefined || last === undefined) return settled(false);
  const bounds = { after: (first - 1) as Instant, upto: (last - 1) as Instant };
  const rows = eventRows(event, world, isTrue(leaf.filter) && isNarrow(bounds, event) ? "timeline" : "tables");
  const where = all([withinBounds(bounds, event), lowerPredicate(leaf.filter, rows)]);
  const period = periodOf(column("instant", "e"), leaf.edges);
  const active =
    leaf.edges.length - 1 <= MAX_BITS
      ? call("bits", aggregate("bitor", [call("shift", constant(1), period)]))
      : aggregate("distinct", [period]);
  const condition = infix(active, ">=", value(leaf.atLeast));
  return { from: rows.from, joins: rows.joins(), where, customer: rows.customer, about: "customer", condition, complement: false };
}

/** The number of the period that an instant lies in, by halving: edges are as many as there are instants to compare with. */
function periodOf(instant: Expression, edges: readonly Instant[]): Expression {
  const halve = (from: number, upto: number): Expression => {
    if (upto - from <= 1) return constant(from);
    const middle = (from + upto) >> 1;
    return choose([{ when: infix(instant, "<", value(edges[middle] ?? 0)), gives: halve(from, middle) }], halve(middle, upto));
  };
  return halve(0, edges.length - 1);
}
