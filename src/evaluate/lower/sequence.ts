/**
 * Sequences as a chain of running maxima. For every event that can be the i-th positive step there is a last instant at which
 * the next step may happen: within its time limit, and not after the next forbidden event. An event can be the next step if
 * the greatest of these instants over the earlier events of its partition (the customer, or the customer and the value that
 * must be the same) is not before it. That is exact, because only the last step decides what can follow.
 */
import type { Field, PlanStep, SequenceLeaf } from "../../rules/plan.ts";
import {
  all,
  any,
  as,
  before,
  call,
  column,
  columns,
  constant,
  infix,
  isNull,
  isSet,
  join,
  select,
  sub,
  union,
  value,
} from "../../sql/build.ts";
import type { Column, Expression, Join, Query, Source } from "../../sql/tree.ts";
import { type Lowered, type Settled, settled } from "./lowered.ts";
import { eventRows, type Rows, type World, withinBounds } from "./rows.ts";
import { lowerPredicate, scaleOf } from "./test.ts";

interface Positive {
  readonly step: PlanStep;
  /** Forbidden between this step and the next positive one, or after the last. */
  readonly forbidden: readonly PlanStep[];
}

type Same = NonNullable<PlanStep["same"]>;

/** The columns of a step's events: `c` the customer, `t` the instant, and `k0`, `k1`, … the values to be found the same. */
interface Taken {
  readonly query: Query;
  /** Names of the columns that hold values compared with later steps, by `keyOf`. */
  readonly keys: ReadonlyMap<string, string>;
}

export function lowerSequence(leaf: SequenceLeaf, world: World): Lowered | Settled {
  const positives = group(leaf.steps);
  let taken: Taken | undefined;
  for (const [index, positive] of positives.entries()) {
    const next = positives[index + 1];
    const followers = [...positive.forbidden, ...(next === undefined ? [] : [next.step])];
    const later = followers.flatMap((step) => (step.same === undefined ? [] : [step.same]));
    const own = index === 0 ? undefined : positive.step.same;
    const candidates = eventsOf(positive.step, later, own, leaf.bounds, world);
    if (candidates === undefined) return settled(false);
    const previous = positives[index - 1];
    taken = taken === undefined || previous === undefined ? candidates : follow(taken, previous, candidates, positive.step, leaf, world);
  }
  const last = positives.at(-1);
  if (taken === undefined || last === undefined) return settled(false);
  const { source, joins, condition } = ended(taken, last.forbidden, leaf, world);
  return { from: source, joins, where: constant(true), customer: column("c", "p"), about: "row", condition, complement: false };
}

function group(steps: readonly PlanStep[]): readonly Positive[] {
  const positives: { step: PlanStep; forbidden: PlanStep[] }[] = [];
  for (const step of steps) {
    if (step.negated) positives.at(-1)?.forbidden.push(step);
    else positives.push({ step, forbidden: [] });
  }
  return positives;
}

/** Events of a step: `c`, `t`, the key `s` that must equal the previous step's, and the fields needed by later steps. */
function eventsOf(
  step: PlanStep,
  later: readonly Same[],
  own: Same | undefined,
  bounds: SequenceLeaf["bounds"],
  world: World,
): Taken | undefined {
  const event = world.layout.events.get(step.event);
  if (event === undefined) return undefined;
  const rows = eventRows(event, world);
  const keys = new Map<string, string>();
  const selected: Column[] = [as(rows.customer, "c"), as(column("instant", "e"), "t")];
  for (const same of later) {
    if (keys.has(keyOf(same))) continue;
    const name = `k${keys.size}`;
    keys.set(keyOf(same), name);
    selected.push(as(comparable(same.before, same, rows), name));
  }
  const key = own === undefined ? undefined : comparable(own.here, own, rows);
  if (key !== undefined) selected.push(as(key, "s"));
  const where = all([withinBounds(bounds, event), lowerPredicate(step.filter, rows), key === undefined ? undefined : isSet(key)]);
  return { query: select(selected, { from: rows.from, joins: rows.joins(), where }), keys };
}

/** A value of either side in the form in which both sides are equal if they count as the same: folded text, one scale. */
function comparable(field: Field, same: Same, rows: Rows): Expression {
  const cells = rows.field(field);
  if (field.type === "text") return cells.part("folded");
  const places = Math.max(scaleOf(same.here), scaleOf(same.before)) - scaleOf(field);
  return places === 0 ? cells.part("value") : infix(call("widen", cells.part("value")), "*", value(10n ** BigInt(places)));
}

function keyOf(same: Same): string {
  const places = Math.max(scaleOf(same.here), scaleOf(same.before));
  return JSON.stringify([same.before.name, same.before.convert, places]);
}

/** The candidates that can follow an event already taken. */
function follow(taken: Taken, previous: Positive, candidates: Taken, step: PlanStep, leaf: SequenceLeaf, world: World): Taken {
  const key = step.same === undefined ? undefined : taken.keys.get(keyOf(step.same));
  const { source, joins, condition, until } = open(taken, previous.forbidden, step.within, leaf, world);
  const partition = step.same === undefined ? ["c"] : ["c", "s"];
  const carried = [...candidates.keys.values()];
  const starts = select(
    [
      as(column("c", "p"), "c"),
      as(column("t", "p"), "t"),
      ...(key === undefined ? [] : [as(column(key, "p"), "s")]),
      ...carried.map((name) => as(constant(null), name)),
      as(constant(1), "side"),
      as(until, "hi"),
    ],
    { from: source, joins, where: all([condition, key === undefined ? undefined : isSet(column(key, "p"))]) },
  );
  const ends = select(
    [...columns(...partition.slice(0, 1), "t", ...partition.slice(1), ...carried), as(constant(0), "side"), as(constant(null), "hi")],
    {
      from: sub(candidates.query, "y"),
    },
  );
  // At one instant candidates come first, so that the rows before one are those strictly earlier.
  const order = [{ by: column("t") }, { by: column("side") }];
  const reach = before(
    "max",
    column("hi"),
    partition.map((name) => column(name)),
    order,
  );
  const reached = select([...columns("c", "t", ...carried, "side"), as(reach, "reach")], { from: sub(union([ends, starts]), "u") });
  const query = select(columns("c", "t", ...carried), {
    from: sub(reached, "r"),
    where: all([infix(column("side"), "=", constant(0)), infix(column("reach"), ">=", column("t"))]),
  });
  return { query, keys: candidates.keys };
}

interface Opened {
  readonly source: Source;
  readonly joins: readonly Join[];
  /** Whether the event may be followed at all: nothing came that is forbidden for some time after it. */
  readonly condition: Expression;
  /** The last instant at which it may be followed. */
  readonly until: Expression;
}

const LAST = 9_000_000_000_000_000;

/** The events taken so far as `p`, with the next event of each forbidden step as `x0`, `x1`, … */
function open(taken: Taken, forbidden: readonly PlanStep[], within: number | undefined, leaf: SequenceLeaf, world: World): Opened {
  const nexts = nextForbidden(taken, forbidden, leaf, world);
  const limits: Expression[] = within === undefined ? [] : [infix(column("t", "p"), "+", value(within))];
  const conditions: Expression[] = [];
  forbidden.forEach((step, index) => {
    const next = column("n", `x${index}`);
    if (step.within === undefined) limits.push(call("coalesce", next, value(LAST)));
    else conditions.push(any([isNull(next), infix(next, ">", infix(column("t", "p"), "+", value(step.within)))]));
  });
  const until = limits.length === 0 ? value(LAST) : limits.length === 1 && limits[0] !== undefined ? limits[0] : call("least", ...limits);
  return { ...nexts, condition: all(conditions), until };
}

/** Events that may be the last step: what is forbidden after it did not come, and its time is over. */
function ended(taken: Taken, forbidden: readonly PlanStep[], leaf: SequenceLeaf, world: World): Omit<Opened, "until"> {
  const conditions = forbidden.map((step, index) => {
    const next = column("n", `x${index}`);
    if (step.within === undefined) return isNull(next);
    const end = infix(column("t", "p"), "+", value(step.within));
    return all([infix(end, "<=", value(leaf.at)), any([isNull(next), infix(next, ">", end)])]);
  });
  return { ...nextForbidden(taken, forbidden, leaf, world), condition: all(conditions) };
}

/** For each event taken the next event that each step forbids: an ASOF join, in the partition of equal values if the step has one. */
function nextForbidden(
  taken: Taken,
  forbidden: readonly PlanStep[],
  leaf: SequenceLeaf,
  world: World,
): { readonly source: Source; readonly joins: readonly Join[] } {
  const joins = forbidden.map((step, index): Join => {
    const alias = `x${index}`;
    // What is forbidden counts only after a positive step, and all of those are within the bounds.
    const bounds = { after: leaf.bounds.after, upto: leaf.at };
    const events = eventsOf(step, [], step.same, bounds, world);
    const key = step.same === undefined ? undefined : taken.keys.get(keyOf(step.same));
    const names = [as(column("c", "f"), "c"), as(column("t", "f"), "n"), ...(key === undefined ? [] : [as(column("s", "f"), "s")])];
    const none = select([as(constant(0), "c"), as(constant(0), "n"), ...(key === undefined ? [] : [as(column(key, "q"), "s")])], {
      from: sub(taken.query, "q"),
      where: constant(false),
    });
    const source = events === undefined ? none : select(names, { from: sub(events.query, "f") });
    const same = key === undefined ? undefined : infix(column(key, "p"), "=", column("s", alias));
    const on = all([infix(column("c", "p"), "=", column("c", alias)), same, infix(column("t", "p"), "<", column("n", alias))]);
    return join("asof left", sub(source, alias), on);
  });
  return { source: sub(taken.query, "p"), joins };
}
