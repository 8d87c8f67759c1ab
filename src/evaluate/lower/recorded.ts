/** Leaves over what was recorded of customers besides events and traits: consent, stays in segments, pins, and their ids. */
import type { ConsentLeaf, PinLeaf, SampleLeaf, StayLeaf } from "../../rules/plan.ts";
import { all, as, call, column, constant, infix, join, select, sub, table, value } from "../../sql/build.ts";
import type { Expression, Join, Source } from "../../sql/tree.ts";
import { type Lowered, type Settled, settled } from "./lowered.ts";
import { inForce } from "./rows.ts";

/** The state of consent at an instant (language, "Meaning" 25). */
export function lowerConsent(leaf: ConsentLeaf): Lowered {
  const { test } = leaf;
  if (test.is === "reachable") return reachable(test.channel, leaf);
  const about = all([inForce(leaf.at), equals("purpose", test.purpose)]);
  const from = table("consent", "e");
  if (test.is === "subscribed") return onRows(from, about, equals("state", "granted"));
  const granted = infix(countOf("granted"), "=", constant(0));
  const denied = infix(countOf("denied"), ">", constant(0));
  if (test.is === "unsubscribed") return { ...onRows(from, about, all([granted, denied])), about: "customer" };
  // No decision: neither granted nor denied, whoever has no statement included.
  return { ...onRows(from, about, { kind: "any", of: [equals("state", "granted"), equals("state", "denied")] }), complement: true };
}

function countOf(state: string): Expression {
  return { kind: "aggregate", fn: "count", of: [], where: equals("state", state) };
}

/** An address that is valid, granted for some purpose, and not known to bounce. */
function reachable(channel: string, leaf: ConsentLeaf): Lowered {
  const granted = all([
    inForce(leaf.at),
    equals("channel", channel),
    infix(column("purpose", "e"), "<>", value("")),
    equals("state", "granted"),
    column("valid", "e"),
    { kind: "null", of: column("address", "e"), negated: true },
  ]);
  const bounced = select([as(column("customer"), "customer"), as(column("address"), "address")], {
    from: table("consent"),
    where: all([
      infix(column("valid_from"), "<=", value(leaf.at)),
      infix(column("valid_to"), ">", value(leaf.at)),
      infix(column("purpose"), "=", value("")),
      infix(column("channel"), "=", value(channel)),
      infix(column("state"), "=", value("bounced")),
    ]),
  });
  const same = (name: string): Expression => infix(column(name, "e"), "=", column(name, "b"));
  return onRows(table("consent", "e"), granted, constant(true), [
    join("anti", sub(bounced, "b"), all([same("customer"), same("address")])),
  ]);
}

/** Recorded stays in a segment. */
export function lowerStay(leaf: StayLeaf): Lowered {
  const since = column("since", "e");
  const until = column("until", "e");
  const { test } = leaf;
  const condition =
    test.is === "in"
      ? all([infix(since, "<=", value(test.since)), infix(until, ">", value(leaf.at))])
      : all([
          infix(test.is === "entered" ? since : until, ">", value(test.bounds.after)),
          infix(test.is === "entered" ? since : until, "<=", value(test.bounds.upto)),
        ]);
  return onRows(table("membership", "e"), equals("segment", leaf.segment), condition);
}

/** Pinned into or out of a segment at an instant. */
export function lowerPin(leaf: PinLeaf): Lowered {
  const inTime = all([infix(column("since", "e"), "<=", value(leaf.at)), infix(column("until", "e"), ">", value(leaf.at))]);
  return onRows(table("pin", "e"), all([equals("segment", leaf.segment), equals("how", leaf.how)]), inTime);
}

/** A sample by the hash of the customer's id. */
export function lowerSample(leaf: SampleLeaf): Lowered | Settled {
  if (leaf.bound === "all") return settled(true);
  const digits = call("left", call("md5", value(leaf.seed), column("id", "e")), constant(8));
  return onRows(table("customer_now", "e"), constant(true), infix(digits, "<", value(leaf.bound)));
}

function equals(name: string, text: string): Expression {
  return infix(column(name, "e"), "=", value(text));
}

function onRows(from: Source, where: Expression, condition: Expression, joins: readonly Join[] = []): Lowered {
  return { from, joins, where, customer: column("customer", "e"), about: "row", condition, complement: false };
}
