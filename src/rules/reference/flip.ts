/** When a rule will next change its truth for a customer if nothing more happens. */
import type { Instant } from "../../core/time/instant.ts";
import type { Rule } from "../document.ts";
import type { History } from "../history.ts";
import type { ReferenceSettings } from "./context.ts";
import { evaluate, evaluator } from "./evaluate.ts";
import { crossingsInZones } from "./run.ts";
import { existsFrom } from "./universe.ts";

/**
 * The first instant after `settings.at`, up to the horizon, at which the rule's truth for this customer differs, and what it is
 * then; `undefined` if it stays. What the histories hold of the future (statements, events, pins) comes true in its time.
 */
export function nextFlip(
  rule: Rule,
  history: History,
  settings: ReferenceSettings,
  horizon: Instant,
): { readonly at: Instant; readonly matches: boolean } | undefined {
  const now = evaluate(rule, history, settings).matches;
  for (const at of candidates(rule, history, settings, horizon)) {
    const { matches } = evaluate(rule, history, { ...settings, at });
    if (matches !== now) return { at, matches };
  }
  return undefined;
}

/** Instants in (at, horizon] at which the truth may change, ascending; a superset. */
function candidates(rule: Rule, history: History, settings: ReferenceSettings, horizon: Instant): readonly Instant[] {
  const found = [existsFrom(history), ...crossingsInZones(rule, history, settings, evaluator, horizon)];
  const ahead = found.filter((at) => at > settings.at && at <= horizon);
  return [...new Set(ahead)].sort((a, b) => a - b);
}
