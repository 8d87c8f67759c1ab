/** Random windows and written dates. */
import type { Random } from "../../src/core/random.ts";
import { formatDay, formatLocal } from "../../src/core/time/date.ts";
import { formatInstant } from "../../src/core/time/instant.ts";
import { PERIODS, type Unit } from "../../src/core/time/unit.ts";
import type { Window } from "../../src/core/time/window.ts";
import { toLocal, UTC } from "../../src/core/time/zone.ts";
import type { DateValue } from "../../src/rules/document.ts";
import { LENGTHS, type Moments } from "./moments.ts";

/** A length from the pool; on dates without minutes and hours. */
export function length(draw: Random, dated: boolean): { readonly n: number; readonly unit: Unit } {
  return draw.choice(LENGTHS.filter(({ unit }) => !dated || (unit !== "minute" && unit !== "hour")));
}

/** Any kind of window. `dated`: over dates without a time. */
export function window(draw: Random, moments: Moments, dated = false): Window {
  switch (draw.int(9)) {
    case 0:
    case 1:
      return { kind: "last", ...length(draw, dated) };
    case 2:
      return { kind: "period", which: draw.choice(["today", "yesterday"]) };
    case 3:
      return { kind: "this", period: draw.choice(PERIODS) };
    case 4:
      return { kind: "previous", n: 1 + draw.int(3), period: draw.choice(PERIODS) };
    case 5: {
      const { n, unit } = length(draw, dated);
      return { kind: "ago", from: n + draw.choice([1, 2]), to: draw.choice([0, n]), unit };
    }
    case 6: {
      const [a, b] = [moments.date(), moments.date()];
      return { kind: "dates", from: formatDay(Math.min(a, b) as typeof a), to: formatDay(Math.max(a, b) as typeof a) };
    }
    case 7:
      return { kind: "since", date: formatDay(moments.date()) };
    default:
      return { kind: "before", date: formatDay(moments.date()) };
  }
}

/** A date, a local or absolute date and time, or a length ago. */
export function dateValue(draw: Random, moments: Moments, dated: boolean): DateValue {
  const kind = draw.int(dated ? 2 : 4);
  if (kind === 0) return { type: "date", date: formatDay(moments.date()) };
  if (kind === 1) return { type: "ago", ...length(draw, dated) };
  const moment = moments.past();
  return { type: "datetime", datetime: kind === 2 ? formatLocal(toLocal(UTC, moment)) : formatInstant(moment) };
}
