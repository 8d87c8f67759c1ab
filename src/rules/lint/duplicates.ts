import { report } from "../check/context.ts";
import type { Rule } from "../document.ts";
import type { Names } from "../names.ts";
import { canonical } from "./canonical.ts";
import { type LintFacts, type Warning, withFix } from "./context.ts";

/** From this part on two segments are as good as the same. */
const NEAR_DUPLICATE = 0.98;

/** Another segment with the same rule, or with nearly the same members. The fix refers to it. */
export function lintDuplicates(rule: Rule, names: Names, facts: LintFacts): readonly Warning[] {
  // A rule that only refers to a segment is meant to be that segment.
  if (rule.kind === "segment") return [];
  const own = canonical(rule);
  const same = [...names.segments.values()].filter((other) => other.name !== facts.name && canonical(other.rule) === own);
  const use = (segment: string) => ({ path: [], rule: { kind: "segment", segment, how: { is: "in" } } as const });
  const alike = (facts.overlaps ?? []).filter(
    (other) => other.share >= NEAR_DUPLICATE && other.segment !== facts.name && !same.some((found) => found.name === other.segment),
  );
  return [
    ...same.map(({ name }) => withFix(report({ path: [] }, "same-as-segment", { segment: name }), use(name))),
    ...alike.map(({ segment, share }) => withFix(report({ path: [] }, "duplicate-segment", { segment, overlap: share }), use(segment))),
  ];
}
