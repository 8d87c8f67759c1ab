import { choose, constant, infix, value } from "../../sql/build.ts";
import type { Expression } from "../../sql/tree.ts";

/** The last of the constants in `steps` whose `from` is not after x, the first one before all; found by halving. */
export function stepwise(x: Expression, steps: readonly { readonly from: number; readonly gives: number }[]): Expression {
  const halve = (first: number, end: number): Expression => {
    if (end - first <= 1) return constant(steps[first]?.gives ?? 0);
    const middle = (first + end) >> 1;
    const later = infix(x, ">=", value(steps[middle]?.from ?? 0));
    return choose([{ when: later, gives: halve(middle, end) }], halve(first, middle));
  };
  return halve(0, steps.length);
}
