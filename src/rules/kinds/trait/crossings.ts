import type { Instant } from "../../../core/time/instant.ts";
import { exactMilliseconds } from "../../../core/time/unit.ts";
import type { TraitCondition } from "../../document.ts";
import type { ReferenceContext } from "../../reference/context.ts";
import { testCrossings, traitCrossings } from "../../reference/crossings.ts";
import { traitIntervals } from "../../reference/traits.ts";

/** Statements to come, the test's own moving edges, and for `held` each statement's coming of age. */
export function crossings(condition: TraitCondition, context: ReferenceContext): readonly Instant[] {
  const { trait, test } = condition;
  const intervals = traitIntervals(context.history, trait);
  const values = intervals.map((interval) => interval.value).filter((value) => value !== undefined);
  const statements = traitCrossings(trait, context);
  if (test.op !== "held") return [...statements, ...testCrossings(test, values, context)];
  const duration = exactMilliseconds(test.duration.n, test.duration.unit) ?? 0;
  return [
    ...statements,
    ...intervals.map((interval) => (interval.from + duration) as Instant),
    ...testCrossings({ op: "=", value: test.value }, values, context),
  ];
}
