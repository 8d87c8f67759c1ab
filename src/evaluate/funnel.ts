import type { SetNode } from "../rules/plan.ts";
import { evaluateMany, type Question, type Setting } from "./evaluate.ts";
import { and, type Keyset, size } from "./keyset.ts";

/** One condition of a conjunction. */
export interface FunnelStep {
  /** How many match it by itself. */
  readonly own: number;
  /** How many match it and all before it. */
  readonly left: number;
}

/** The sizes of the parts of a conjunction, each by itself and after all before it, within the universe. Any other set is one part. */
export async function funnel(
  question: Question,
  setting: Setting,
): Promise<{ readonly universe: number; readonly steps: readonly FunnelStep[] }> {
  const parts: readonly SetNode[] = question.set.op === "and" ? question.set.of : [question.set];
  const everybody: SetNode = { op: "universe" };
  const [universe, ...sets] = await evaluateMany(
    [everybody, ...parts].map((set) => ({ ...question, set })),
    setting,
  );
  if (universe === undefined) return { universe: 0, steps: [] };
  let left: Keyset = universe;
  const steps = sets.map((set) => {
    left = and(left, set);
    return { own: size(set), left: size(left) };
  });
  return { universe: size(universe), steps };
}
