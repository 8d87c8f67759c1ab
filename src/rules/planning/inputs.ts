/** What a plan reads. */
import type { Leaf, SetNode } from "../plan.ts";
import { leavesOf } from "./key.ts";

/** Names of the event types that a plan reads, each once. */
export function eventsOf(set: SetNode): readonly string[] {
  return [...new Set(leavesOf(set).flatMap(eventsOfLeaf))];
}

function eventsOfLeaf(leaf: Leaf): readonly string[] {
  switch (leaf.op) {
    case "measure":
      return [leaf.measure.event];
    case "activity":
      return [leaf.event];
    case "sequence":
      return leaf.steps.map((step) => step.event);
    case "rank":
      return leaf.by.flatMap(({ value }) => (value.op === "measure" ? [value.measure.event] : []));
    default:
      return [];
  }
}
