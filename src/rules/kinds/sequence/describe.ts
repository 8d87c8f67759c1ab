import { formatDuration } from "../../../core/time/unit.ts";
import type { DescribeContext } from "../../describe/context.ts";
import { windowWords } from "../../describe/dates.ts";
import { whereWords } from "../../describe/filters.ts";
import { eventNoun, nameWords, withArticle } from "../../describe/words.ts";
import type { SequenceCondition, Step } from "../../document.ts";

/** "a view in the last 30 days, then within 2 days a cart with the same product, then within 7 days no order". */
export function describeSequence(condition: SequenceCondition, context: DescribeContext): string {
  const { steps, window } = condition;
  const said = steps.map((step, place) => stepWords(step, steps[place + 1], steps[place - 1], context)).join("");
  const when = window === undefined ? "" : `${windowWords(window)} `;
  return context.negated ? `not this sequence: ${when}${said}` : `${when}${said}`;
}

function stepWords(step: Step, next: Step | undefined, before: Step | undefined, context: DescribeContext): string {
  const { singular } = eventNoun(step.event);
  const what = step.negated ? `no ${singular}` : withArticle(singular);
  const within = step.within === undefined ? "" : `within ${formatDuration(step.within.n, step.within.unit)} `;
  const same = step.same === undefined ? "" : ` with the same ${nameWords(step.same)}`;
  const since = step.negated && next === undefined && step.within === undefined ? " after it" : "";
  return `${before === undefined ? "" : link(before)}${within}${what}${same}${whereWords(step.filter, context)}${since}`;
}

/** A step that must not happen, without a time limit, lasts until the step after it. */
function link(before: Step): string {
  return before.negated && before.within === undefined ? " until " : ", then ";
}
