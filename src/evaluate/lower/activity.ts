import type { Instant } from "../../core/time/instant.ts";
import type { ActivityLeaf } from "../../rules/plan.ts";
import { aggregate, all, call, column, constant, infix, value } from "../../sql/build.ts";
import { type Lowered, type Settled, settled } from "./lowered.ts";
import { isNarrow } from "./measure.ts";
import { eventRows, type World, withinBounds } from "./rows.ts";
import { stepwise } from "./steps.ts";
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
  const period = stepwise(
    column("instant", "e"),
    leaf.edges.slice(0, -1).map((from, gives) => ({ from, gives })),
  );
  const active =
    leaf.edges.length - 1 <= MAX_BITS
      ? call("bits", aggregate("bitor", [call("shift", constant(1), period)]))
      : aggregate("distinct", [period]);
  const condition = infix(active, ">=", value(leaf.atLeast));
  return { from: rows.from, joins: rows.joins(), where, customer: rows.customer, about: "customer", condition, complement: false };
}
