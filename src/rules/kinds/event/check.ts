import type { Issue } from "../../../core/issue.ts";
import { below, type CheckContext, report } from "../../check/context.ts";
import { settled } from "../../check/counts.ts";
import { checkMeasure } from "../../check/measures.ts";
import { checkTest } from "../../check/tests.ts";
import { checkWindow } from "../../check/windows.ts";
import type { EventCondition } from "../../document.ts";

/** The measure exists, its value allows the test, and a count is not compared with what every count passes. */
export function checkEvent(condition: EventCondition, context: CheckContext): readonly Issue[] {
  const { subject, issues } = checkMeasure(condition.measure, below(context, "measure"));
  const tested = subject === undefined ? [] : checkTest(condition.test, subject, below(context, "test"));
  const always = subject?.counted === true && tested.length === 0 && settled(condition.test) === true;
  return [
    ...issues,
    ...(condition.window === undefined ? [] : checkWindow(condition.window, below(context, "window"))),
    ...tested,
    ...(always ? [report(context, "count-always", { name: subject.name }, "test")] : []),
  ];
}
