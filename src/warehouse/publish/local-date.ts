import type { Instant } from "../../core/time/instant.ts";
import { DAY } from "../../core/time/unit.ts";
import type { Zone } from "../../core/time/zone.ts";
import { type Fragment, sql } from "../../sql/statement.ts";

/** Days added before dividing, so that dividing whole numbers rounds down for every instant that data may carry. */
const SHIFT = 200_000;

interface Stretch {
  readonly start: number;
  readonly offset: number;
  readonly highest: number;
}

/**
 * SQL for the local date in the zone of instants between `first` and `last`: what `localDay` of `core/time/zone` gives, as a
 * search tree over the zone's changes in that time.
 */
export function localDate(zone: Zone, instant: Fragment, first: Instant, last: Instant): Fragment {
  const tree = search(stretches(zone, first, last), instant);
  return sql`CAST(((${tree}) + ${SHIFT * DAY}) // ${DAY} - ${SHIFT} AS INTEGER)`;
}

/** SQL for whether instants between `first` and `last` are midnights of the zone's clock. */
export function isMidnight(zone: Zone, instant: Fragment, first: Instant, last: Instant): Fragment {
  const tree = search(
    stretches(zone, first, last).map((stretch) => ({ ...stretch, highest: Number.NEGATIVE_INFINITY })),
    instant,
  );
  return sql`((${tree}) % ${DAY} = 0)`;
}

function stretches(zone: Zone, first: number, last: number): readonly Stretch[] {
  const { starts, offsets, highest } = zone.changes;
  const found: Stretch[] = [];
  for (let i = 0; i < starts.length; i++) {
    const start = starts[i] ?? 0;
    const end = starts[i + 1] ?? Number.POSITIVE_INFINITY;
    if (end > first && start <= last) found.push({ start, offset: offsets[i] ?? 0, highest: highest[i] ?? Number.NEGATIVE_INFINITY });
  }
  return found;
}

/** The wall clock's reading in milliseconds, never going back. */
function search(among: readonly Stretch[], instant: Fragment): Fragment {
  const [only] = among;
  if (among.length <= 1 || only === undefined) return reading(only ?? { start: 0, offset: 0, highest: Number.NEGATIVE_INFINITY }, instant);
  const middle = Math.ceil(among.length / 2);
  const right = among.slice(middle);
  return sql`CASE WHEN ${instant} < ${right[0]?.start ?? 0} THEN ${search(among.slice(0, middle), instant)} ELSE ${search(right, instant)} END`;
}

function reading({ start, offset, highest }: Stretch, instant: Fragment): Fragment {
  const local = sql`${instant} + ${offset}`;
  return highest > start + offset ? sql`greatest(${local}, ${highest})` : local;
}
