import { type Instant, MAX_INSTANT, MIN_INSTANT } from "../../core/time/instant.ts";
import { DAY } from "../../core/time/unit.ts";
import { offsetAt, transitions, type Zone } from "../../core/time/zone.ts";
import { type Fragment, sql } from "../../sql/statement.ts";

/** The earliest and latest reading that can occur, in milliseconds. */
export interface Readings {
  readonly first: number;
  readonly last: number;
}

const EVER: Readings = { first: MIN_INSTANT, last: MAX_INSTANT };

/** SQL for the instant of a wall-clock reading, both in milliseconds. */
export type LocalTimes = (local: Fragment) => Fragment;

/** From `start` on (a reading of the wall clock) the instant is the reading less `behind`, or the constant `instant`. */
interface Piece {
  readonly start: number;
  readonly behind?: number;
  readonly instant?: number;
}

/**
 * The instants of local times of a zone as SQL: what `fromLinear` of `core/time/zone` gives, as a search tree over the zone's
 * changes, so that no engine decides what a clock said. A repeated time is its first pass, a missing one the instant of the change.
 */
export function localTimes(zone: Zone, readings: Readings = EVER): LocalTimes {
  const all = pieces(zone, readings);
  return (local) => sql`(${search(all, local)})`;
}

/** SQL for whether a reading falls into an hour that the zone's clock left out. */
export function isGap(zone: Zone, readings: Readings = EVER): LocalTimes {
  const gaps = pieces(zone, readings).map((piece) => ({ start: piece.start, instant: piece.instant === undefined ? 0 : 1 }));
  return (local) => sql`((${search(gaps, local)}) = 1)`;
}

function pieces(zone: Zone, { first, last }: Readings): readonly Piece[] {
  // A reading differs from its instant by less than two days.
  const from = Math.max(first - 2 * DAY, MIN_INSTANT) as Instant;
  const found: Piece[] = [{ start: Number.NEGATIVE_INFINITY, behind: offsetAt(zone, from) }];
  for (const { at, before, after } of transitions(zone, from, Math.min(last + 2 * DAY, MAX_INSTANT) as Instant)) {
    if (after > before) found.push({ start: at + before, instant: at });
    found.push({ start: at + Math.max(before, after), behind: after });
  }
  return found;
}

function search(among: readonly Piece[], local: Fragment): Fragment {
  const [first] = among;
  if (first === undefined || among.length === 1)
    return first?.instant === undefined ? sql`${local} - ${first?.behind ?? 0}` : sql`${first.instant}`;
  const middle = Math.ceil(among.length / 2);
  return sql`CASE WHEN ${local} < ${among[middle]?.start ?? 0} THEN ${search(among.slice(0, middle), local)} ELSE ${search(among.slice(middle), local)} END`;
}
