import type { Issue } from "../../core/issue.ts";
import { type CheckContext, near, report } from "./context.ts";
import { cycleOf } from "./cycles.ts";

/** What is wrong with a reference to a segment: it does not exist, or it leads back to the segment being defined. */
export function checkReference(name: string, context: CheckContext, key: string): readonly Issue[] {
  const { names, segment: own } = context;
  if (own !== undefined) {
    const cycle = cycleOf(own, { kind: "segment", segment: name, how: { is: "in" } }, names);
    if (cycle !== undefined) return [report(context, "segment-cycle", { cycle }, key)];
  }
  if (names.segments.has(name)) return [];
  return [report(context, "unknown-segment", { name, ...near(name, names.segments.keys()) }, key)];
}
