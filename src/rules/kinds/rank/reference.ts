import { failure } from "../../../core/issue.ts";
import { parseDecimal, powerOfTen } from "../../../core/number/decimal.ts";
import { localDay } from "../../../core/time/zone.ts";
import type { RankCondition } from "../../document.ts";
import { compareBytes, compareSeen } from "../../reference/compare.ts";
import type { Outcome, ReferenceContext, Seen } from "../../reference/context.ts";
import { measured } from "../../reference/measures.ts";
import { comparableAmount } from "../../reference/money.ts";
import { traitAt } from "../../reference/traits.ts";

interface Ranked {
  readonly key: number;
  readonly id: string;
  readonly value: Seen;
}

/** Position among the customers with a value, of the universe or of the segment named (language, "Meaning" 19). */
export function reference(condition: RankCondition, context: ReferenceContext): Outcome {
  const ranking = context.once(condition, () => rank(condition, context));
  const position = ranking.findIndex((one) => one.key === context.history.key) + 1;
  const own = ranking[position - 1];
  if (own === undefined) return { matches: false, reason: "not-ranked" };
  const matches = position <= cut(condition, ranking.length);
  return {
    matches,
    reason: matches ? "ranked-within" : "ranked-outside",
    seen: own.value,
    rank: { position, of: ranking.length },
  };
}

function rank(condition: RankCondition, context: ReferenceContext): readonly Ranked[] {
  const { direction, within } = condition;
  const sign = direction === "top" ? -1 : 1;
  const ranked: Ranked[] = [];
  for (const one of context.universe()) {
    if (within !== undefined && !one.segment(within).matches) continue;
    const value = rankedValue(condition, one);
    if (value !== undefined) ranked.push({ key: one.history.key, id: one.history.id, value });
  }
  return ranked.sort((a, b) => sign * (compareSeen(a.value, b.value) ?? 0) || compareBytes(a.id, b.id));
}

function rankedValue(condition: RankCondition, context: ReferenceContext): Seen | undefined {
  if ("measure" in condition.by) return measured(condition.by.measure, condition.by.window, [], context).value;
  const value = traitAt(context.history, condition.by.trait, context.at)?.value;
  const info = context.names.traits.get(condition.by.trait);
  if (value?.type !== "money" || info === undefined) return value;
  return comparableAmount(value, { info, day: localDay(context.workspaceZone, context.at) }, [], context);
}

/** How many are within: the count, or the percentage of those ranked, rounded up. */
function cut(condition: RankCondition, ranked: number): number {
  if ("count" in condition.limit) return condition.limit.count;
  const percent = parseDecimal(condition.limit.percent);
  if (percent === undefined) throw failure("invalid-number", { found: condition.limit.percent });
  const hundredths = 100n * powerOfTen(percent.scale);
  return Number((percent.units * BigInt(ranked) + hundredths - 1n) / hundredths);
}
