import type { Instant } from "../../core/time/instant.ts";
import type { Field, HeldLeaf, NearLeaf, PlanTest, TraitLeaf } from "../../rules/plan.ts";
import { aggregate, all, column, constant, infix, not, surely, typed, value } from "../../sql/build.ts";
import type { Expression } from "../../sql/tree.ts";
import type { Cells } from "./cells.ts";
import { type Lowered, type Settled, settled } from "./lowered.ts";
import { customerRows, historyRows, inForce, type Rows, type World } from "./rows.ts";
import { comparesTraits, lowerTest, passesMissing } from "./test.ts";

/** A test on a trait's value at an instant. */
export function lowerTrait(leaf: TraitLeaf, world: World): Lowered | Settled {
  return lowerValue(leaf.trait, leaf.at, leaf.test, world);
}

function lowerValue(field: Field, at: Instant, test: PlanTest, world: World): Lowered | Settled {
  const layout = world.layout.traits.get(field.name);
  if (layout === undefined) return settled(passesMissing(test));
  if (at >= layout.nowFrom || comparesTraits(test)) {
    const rows = customerRows(world);
    const condition = lowerTest(test, { cells: rows.trait(field, at), field, trait: rows.trait });
    return lowered(rows, constant(true), "row", condition, false);
  }
  const rows = historyRows(layout, at, world);
  const condition = lowerTest(test, { cells: rows.field(field), field, trait: rows.trait });
  return lowered(rows, all([rows.where, inForce(at)]), "row", condition, passesMissing(test));
}

/**
 * The value passes now, and without a break since an instant (or not so long). Looked at are all intervals of the trait that
 * reach into the time since then; they are unbroken, because "not set" is a statement too.
 */
export function lowerHeld(leaf: HeldLeaf, world: World): Lowered | Settled {
  const layout = world.layout.traits.get(leaf.trait.name);
  if (layout === undefined) return settled(false);
  const rows = historyRows(layout, leaf.at, world);
  const passes = surely(lowerTest(leaf.test, { cells: rows.field(leaf.trait), field: leaf.trait, trait: rows.trait }));
  const from = column("valid_from", "e");
  const to = column("valid_to", "e");
  const where = all([rows.where, infix(from, "<=", value(leaf.at)), infix(to, ">", value(leaf.since)), infix(to, ">", from)]);
  const none = (which: Expression): Expression => infix(aggregate("count", [], which), "=", constant(0));
  const some = (which: Expression): Expression => infix(aggregate("count", [], which), ">", constant(0));
  const now = some(all([infix(to, ">", value(leaf.at)), passes]));
  const long = all([none(not(passes)), infix(aggregate("min", [from]), "<=", value(leaf.since))]);
  return lowered(rows, where, "customer", all([now, leaf.how === "at least" ? long : not(long)]), false);
}

/** Within a distance of a point: the squared chord in square centimetres, below 2^61. */
export function lowerNear(leaf: NearLeaf, world: World): Lowered | Settled {
  const layout = world.layout.traits.get(leaf.trait);
  if (layout === undefined) return settled(false);
  const field: Field = { name: leaf.trait, type: "location" };
  const past = leaf.at < layout.nowFrom;
  const rows = past ? historyRows(layout, leaf.at, world) : customerRows(world);
  const cells: Cells = past ? rows.field(field) : rows.trait(field, leaf.at);
  const square = (axis: "x" | "y" | "z"): Expression => {
    const difference = infix(cells.part(axis), "-", typed({ type: "integer", value: BigInt(leaf.center[axis]) }));
    return infix(difference, "*", difference);
  };
  const chord = infix(infix(square("x"), "+", square("y")), "+", square("z"));
  const where = past && "where" in rows ? all([(rows as ReturnType<typeof historyRows>).where, inForce(leaf.at)]) : constant(true);
  return lowered(rows, where, "row", infix(chord, "<=", value(leaf.limit)), false);
}

function lowered(rows: Rows, where: Expression, about: Lowered["about"], condition: Expression, complement: boolean): Lowered {
  const { from, customer } = rows;
  return { from, joins: rows.joins(), where, customer, about, condition: complement ? not(surely(condition)) : condition, complement };
}
