import type { Instant } from "../../../core/time/instant.ts";
import type { Test, TraitCondition } from "../../document.ts";
import type { SetNode } from "../../plan.ts";
import { NOBODY } from "../../planning/algebra.ts";
import type { PlanContext } from "../../planning/context.ts";
import { currenciesIn, testedField, traitInfo } from "../../planning/fields.ts";
import { planTest } from "../../planning/tests.ts";
import { currenciesOf } from "../../planning/values.ts";
import { milliseconds } from "../../planning/windows.ts";

/** A test of the trait's value at `at`; `held` is the test of equality, and the instant since which it must have passed. */
export function plan(condition: TraitCondition, context: PlanContext): SetNode {
  const { test: written } = condition;
  const equal: Test = written.op === "held" ? { op: "=", value: written.value } : written;
  const info = traitInfo(condition.trait, context);
  const others = currenciesOf(equal, context);
  const trait = testedField(info, equal, others, context.names);
  const test = planTest(equal, { field: trait, ratio: false, currencies: [...currenciesIn(info), ...others] }, context);
  if (test.op === "never") return NOBODY;
  const { at } = context;
  if (written.op !== "held") return { op: "trait", trait, at, test };
  const since = (at - milliseconds(written.duration)) as Instant;
  return { op: "held", trait, at, since, how: written.how, test };
}
