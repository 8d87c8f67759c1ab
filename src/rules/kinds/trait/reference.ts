import { exactMilliseconds } from "../../../core/time/unit.ts";
import { localDay } from "../../../core/time/zone.ts";
import type { HeldTest, Test, TraitCondition } from "../../document.ts";
import type { ValueInfo } from "../../names.ts";
import type { Outcome, ReferenceContext, Seen } from "../../reference/context.ts";
import { passes } from "../../reference/tests.ts";
import { type TraitInterval, traitAt, traitIntervals } from "../../reference/traits.ts";

/** The trait's value at `at` passes the test; `held`: and all its values did so for the duration up to `at`. */
export function reference(condition: TraitCondition, context: ReferenceContext): Outcome {
  const info = context.names.traits.get(condition.trait) ?? { type: "text" };
  const now = traitAt(context.history, condition.trait, context.at);
  if (condition.test.op === "held") return held(condition.trait, condition.test, now, info, context);
  return outcome(passesNow(now?.value, condition.test, info, context), now);
}

function held(trait: string, test: HeldTest, now: TraitInterval | undefined, info: ValueInfo, context: ReferenceContext): Outcome {
  const equal: Test = { op: "=", value: test.value };
  if (!passesNow(now?.value, equal, info, context)) return outcome(false, now);
  const since = context.at - (exactMilliseconds(test.duration.n, test.duration.unit) ?? Number.NaN);
  const intervals = traitIntervals(context.history, trait).filter((interval) => interval.from <= context.at);
  const ruling = intervals.findLastIndex((interval) => interval.from <= since);
  const long = ruling >= 0 && intervals.slice(ruling).every((interval) => passesNow(interval.value, equal, info, context));
  const matches = test.how === "at least" ? long : !long;
  return { ...outcome(matches, now), ...(matches ? {} : { reason: "too-short" as const }) };
}

function passesNow(value: Seen | undefined, test: Test, info: ValueInfo, context: ReferenceContext): boolean {
  return passes(value, test, { info, day: localDay(context.workspaceZone, context.at) }, context);
}

function outcome(matches: boolean, now: TraitInterval | undefined): Outcome {
  if (now?.value === undefined) return { matches, reason: matches ? "passes" : "missing" };
  return { matches, reason: matches ? "passes" : "fails", seen: now.value, since: now.from };
}
