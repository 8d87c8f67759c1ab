/** Windows as bounds. */
import { failure } from "../../core/issue.ts";
import { BEFORE_BEGINNING } from "../../core/time/instant.ts";
import { exactMilliseconds, type Weekday } from "../../core/time/unit.ts";
import { type Window, type WindowContext, windowBounds } from "../../core/time/window.ts";
import type { Duration } from "../document.ts";
import type { Bounds } from "../plan.ts";
import type { PlanContext } from "./context.ts";

/** What bounds are computed from, in the context's zone. */
export function windowContext(context: PlanContext): WindowContext {
  return { at: context.at, zone: context.zone, weekStarts: context.names.settings.weekStarts as Weekday };
}

/** The bounds of a window over events; without one everything up to `at`. */
export function boundsOf(window: Window | undefined, context: PlanContext): Bounds {
  if (window === undefined) return { after: BEFORE_BEGINNING, upto: context.at };
  return windowBounds(window, windowContext(context));
}

/** Exact milliseconds of a duration. Throws a KindredError `months-not-exact` for units without an exact length. */
export function milliseconds(duration: Duration): number {
  const { n, unit } = duration;
  const length = exactMilliseconds(n, unit);
  if (length === undefined) throw failure("months-not-exact", { n, unit, days: 30 * n });
  return length;
}
