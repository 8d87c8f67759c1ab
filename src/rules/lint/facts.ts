import { report } from "../check/context.ts";
import type { LintFacts, Warning } from "./context.ts";

/** Below this part of the universe, and below `FEW` members, a segment is as good as empty. */
const SMALL = 0.001;
const FEW = 100;
/** Below this part of the members a channel does not reach a segment. */
const REACH = 0.05;

/** What the numbers say: hardly any members, hardly any that can be reached, used nowhere. */
export function lintFacts(facts: LintFacts): readonly Warning[] {
  const at = { path: [] };
  const { members, universe, name, uses } = facts;
  const found: Warning[] = [];
  if (members !== undefined && universe !== undefined && universe > 0 && members < FEW && members < universe * SMALL) {
    found.push(report(at, "near-empty", { members, universe }));
  }
  if (members !== undefined && members > 0) {
    for (const { channel, members: reached } of facts.reachable ?? []) {
      if (reached < members * REACH) found.push(report(at, "unreachable", { channel, reached, members }));
    }
  }
  if (name !== undefined && uses === 0) found.push(report(at, "unused-segment", { segment: name }));
  return found;
}
