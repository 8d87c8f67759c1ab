import { type Domain, range, type Values } from "./domain.ts";
import type { Said } from "./subjects.ts";

/** Whether what one condition says can say something about the value of the other. */
export function related(a: Said, b: Said): boolean {
  return a.subject === b.subject || inside(a, b) || inside(b, a);
}

/**
 * What a condition says about the subject of another, at least: the same if it is about the same value; a count in a window is never
 * more than in a longer one. The whole universe if it says nothing.
 */
export function implied(by: Said, about: Said): Domain {
  if (by.subject === about.subject) return by.domain;
  const { values } = by.domain;
  if (values.kind !== "ranges") return about.universe;
  if (inside(by, about)) return of(range(least(values), undefined));
  if (inside(about, by)) return of(range(undefined, most(values)));
  return about.universe;
}

/** Whether the first counts in a rolling window that lies within the second's. */
function inside(inner: Said, outer: Said): boolean {
  const a = inner.counted;
  const b = outer.counted;
  if (a === undefined || b === undefined || a.what !== b.what) return false;
  if (b.window === undefined) return true;
  if (a.window?.kind !== "last" || b.window.kind !== "last") return false;
  return a.window.unit === b.window.unit && a.window.n <= b.window.n;
}

function of(values: Values): Domain {
  return { missing: false, values };
}

function least(values: Extract<Values, { kind: "ranges" }>): bigint | undefined {
  return values.ranges[0]?.from;
}

function most(values: Extract<Values, { kind: "ranges" }>): bigint | undefined {
  return values.ranges.at(-1)?.to;
}
