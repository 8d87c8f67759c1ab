/** Which plans are equal. */
import { md5Hex } from "../../core/hash.ts";
import type { Leaf, SetNode } from "../plan.ts";

/** Groups whose parts have no order: the lists under `of`, and the values of a list test. */
const UNORDERED: ReadonlySet<string> = new Set(["and", "or", "all", "any", "integers", "text", "has"]);

/**
 * The plan's hash, 32 hexadecimal digits: equal for plans that differ only in the order of the parts of a group. Stable from
 * run to run and from version to version as long as the plan's shape is; a name given to a segment is part of it.
 */
export function planKey(node: SetNode): string {
  return md5Hex(canonical(node));
}

/** Any plain data with integers as text: equal texts for equal data, whatever the order of keys and of unordered parts. */
export function canonical(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  const unordered = "op" in value && typeof value.op === "string" && UNORDERED.has(value.op);
  const texts = entries.map(([key, part]) => {
    const inner = unordered && Array.isArray(part) ? `[${part.map(canonical).sort().join(",")}]` : canonical(part);
    return `${JSON.stringify(key)}:${inner}`;
  });
  return `{${texts.sort().join(",")}}`;
}

/** The leaves of a set in the order of the plan, those of its segments and of what ranks compare included; equal ones once. */
export function leavesOf(set: SetNode): readonly Leaf[] {
  const found = new Map<string, Leaf>();
  collect(set, found);
  return [...found.values()];
}

function collect(node: SetNode, found: Map<string, Leaf>): void {
  switch (node.op) {
    case "universe":
    case "nobody":
    case "named":
      return;
    case "and":
    case "or":
      for (const part of node.of) collect(part, found);
      return;
    case "not":
    case "segment":
      collect(node.of, found);
      return;
    case "rank":
      collect(node.within, found);
      for (const { members } of node.by) if (members !== undefined) collect(members, found);
  }
  const key = planKey(node);
  if (!found.has(key)) found.set(key, node);
}
