/** Sets and predicates put together, simplified only where nothing can change: equal plans for equal meanings. */
import type { PlanTest, Predicate, SetNode } from "../plan.ts";
import { canonical } from "./key.ts";

export const UNIVERSE: SetNode = { op: "universe" };
export const NOBODY: SetNode = { op: "nobody" };
export const EVERY_EVENT: Predicate = { op: "true" };
export const NO_EVENT: Predicate = { op: "not", of: EVERY_EVENT };
export const NEVER: PlanTest = { op: "never" };
export const IS_SET: PlanTest = { op: "set", negated: false };

/** The intersection: flat, each part once. */
export function intersection(parts: readonly SetNode[]): SetNode {
  const flat = distinct(parts.flatMap((part) => (part.op === "and" ? part.of : [part])).filter((part) => part.op !== "universe"));
  if (flat.some((part) => part.op === "nobody")) return NOBODY;
  return flat.length > 1 ? { op: "and", of: flat } : (flat[0] ?? UNIVERSE);
}

/** The union: flat, each part once. */
export function union(parts: readonly SetNode[]): SetNode {
  const flat = distinct(parts.flatMap((part) => (part.op === "or" ? part.of : [part])).filter((part) => part.op !== "nobody"));
  if (flat.some((part) => part.op === "universe")) return UNIVERSE;
  return flat.length > 1 ? { op: "or", of: flat } : (flat[0] ?? NOBODY);
}

/** The complement within the universe. */
export function complement(part: SetNode): SetNode {
  if (part.op === "not") return part.of;
  if (part.op === "universe") return NOBODY;
  return part.op === "nobody" ? UNIVERSE : { op: "not", of: part };
}

/** True of events that pass all predicates. */
export function every(parts: readonly Predicate[]): Predicate {
  const flat = distinct(parts.flatMap((part) => (part.op === "and" ? part.of : [part])).filter((part) => part.op !== "true"));
  if (flat.some(isNoEvent)) return NO_EVENT;
  return flat.length > 1 ? { op: "and", of: flat } : (flat[0] ?? EVERY_EVENT);
}

/** True of events that pass some predicate. */
export function some(parts: readonly Predicate[]): Predicate {
  const flat = distinct(parts.flatMap((part) => (part.op === "or" ? part.of : [part])).filter((part) => !isNoEvent(part)));
  if (flat.some((part) => part.op === "true")) return EVERY_EVENT;
  return flat.length > 1 ? { op: "or", of: flat } : (flat[0] ?? NO_EVENT);
}

/** True of events that do not pass: two-valued. */
export function none(part: Predicate): Predicate {
  return part.op === "not" ? part.of : { op: "not", of: part };
}

/** Whether the predicate is known to be true of no event. */
export function isNoEvent(part: Predicate): boolean {
  return part.op === "not" && part.of.op === "true";
}

/** Passed by values that pass all tests. */
export function allOf(parts: readonly PlanTest[]): PlanTest {
  const flat = distinct(parts.flatMap((part) => (part.op === "all" ? part.of : [part])));
  if (flat.some((part) => part.op === "never")) return NEVER;
  // Every test but "is not set" is passed only by values that are set.
  const telling = flat.filter((part) => part.op !== "set" || part.negated);
  return telling.length > 1 ? { op: "all", of: telling } : (telling[0] ?? IS_SET);
}

/** Passed by values that pass some test. */
export function anyOf(parts: readonly PlanTest[]): PlanTest {
  const flat = distinct(parts.flatMap((part) => (part.op === "any" ? part.of : [part])).filter((part) => part.op !== "never"));
  if (flat.some((part) => part.op === "set" && !part.negated) && !flat.some((part) => part.op === "set" && part.negated)) return IS_SET;
  return flat.length > 1 ? { op: "any", of: flat } : (flat[0] ?? NEVER);
}

function distinct<T>(parts: readonly T[]): readonly T[] {
  const seen = new Map<string, T>();
  for (const part of parts) {
    const key = canonical(part);
    if (!seen.has(key)) seen.set(key, part);
  }
  return [...seen.values()];
}
