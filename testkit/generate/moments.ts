/** Instants and dates where calendars are hard: edges of windows, changes of the clock, ends of months, leap days. */
import type { Random } from "../../src/core/random.ts";
import { addToDay, type Day, day, dayParts } from "../../src/core/time/date.ts";
import { type Instant, instant } from "../../src/core/time/instant.ts";
import { exactMilliseconds, type Unit } from "../../src/core/time/unit.ts";
import { rollingEdge, rollingEdgeForward } from "../../src/core/time/window.ts";
import { localDay, startOfDay, transitions, type Zone } from "../../src/core/time/zone.ts";

/** Lengths that generated windows have; few, so that events can lie on their edges. */
export const LENGTHS: readonly { readonly n: number; readonly unit: Unit }[] = [
  { n: 90, unit: "minute" },
  { n: 12, unit: "hour" },
  { n: 1, unit: "day" },
  { n: 2, unit: "day" },
  { n: 7, unit: "day" },
  { n: 30, unit: "day" },
  { n: 1, unit: "week" },
  { n: 1, unit: "month" },
  { n: 3, unit: "month" },
  { n: 1, unit: "quarter" },
  { n: 1, unit: "year" },
];

/** Exact lengths, for sequences and held values. */
export const DURATIONS: readonly { readonly n: number; readonly unit: Unit }[] = [
  { n: 90, unit: "minute" },
  { n: 1, unit: "day" },
  { n: 2, unit: "day" },
  { n: 1, unit: "week" },
];

/** Zones whose clocks change at odd times, by odd amounts, or not at all. */
export const ZONES = [
  "Europe/Berlin",
  "America/New_York",
  "America/Sao_Paulo",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Africa/Casablanca",
  "Pacific/Apia",
  "Etc/UTC",
] as const;

/** Where the moments of one case come from. */
export interface Moments {
  readonly at: Instant;
  readonly today: Day;
  /** An instant that something happened at: often on an edge or one millisecond beside it, sometimes after `at`. */
  readonly past: () => Instant;
  /** An instant shortly after another, often by exactly a duration of the pool. */
  readonly following: (before: Instant) => Instant;
  /** A date: often near today, at a month's end or on a leap day. */
  readonly date: () => Day;
}

/** An instant of evaluation near an edge of the calendar of a zone. */
export function evaluationInstant(draw: Random, zone: Zone): Instant {
  const year = 2019 + draw.int(8);
  const start = startOfDay(zone, day(year, 1, 1));
  const changes = transitions(zone, start, instant(start + 366 * 86_400_000)).map((change) => change.at);
  const days = [
    day(year, 1, 31),
    day(year, 2, 28),
    day(year, 3, 1),
    day(year, 3, 31),
    day(year, 5, 31),
    day(year, 12, 31),
    day(2024, 2, 29),
  ];
  const bases = [...changes, ...days.map((one) => startOfDay(zone, one)), instant(start + draw.int(31_536_000) * 1000)];
  const hours = draw.choice([0, 0, 1, 2, 12, 24, 25]) * 3_600_000;
  return instant(draw.choice(bases) + hours + draw.choice([-1, 0, 0, 1, 1_800_000]));
}

/** The moments of a case evaluated at `at` in some zones. */
export function momentsAround(draw: Random, at: Instant, zones: readonly Zone[]): Moments {
  const edges = zones.flatMap((zone) => edgesOf(at, zone));
  const used: Instant[] = [];
  const remember = (moment: number): Instant => {
    used.push(instant(moment));
    return instant(moment);
  };
  const nearby = () => draw.choice([-1, 0, 0, 0, 1]);
  const [zone] = zones;
  const today = zone === undefined ? (0 as Day) : localDay(zone, at);
  return {
    at,
    today,
    past: () => {
      const kind = draw.uniform();
      if (kind < 0.4) return remember(draw.choice(edges) + nearby());
      if (kind < 0.55 && used.length > 0) return draw.choice(used);
      if (kind < 0.62) return remember(at + nearby());
      if (kind < 0.7) return remember(at + 1000 * draw.int(60 * 86_400));
      return remember(at - 1000 * draw.int(draw.choice([3, 40, 400]) * 86_400));
    },
    following: (before) => {
      const { n, unit } = draw.choice(DURATIONS);
      return remember(before + draw.choice([0, 1, 1000, exactMilliseconds(n, unit) ?? 0]) + nearby());
    },
    date: () => dateNear(draw, today),
  };
}

function edgesOf(at: Instant, zone: Zone): readonly Instant[] {
  const today = localDay(zone, at);
  const rolling = LENGTHS.flatMap(({ n, unit }) => [rollingEdge(zone, at, n, unit), rollingEdgeForward(zone, at, n, unit)]);
  const { year, month } = dayParts(today);
  const calendar = [today, today - 1, today + 1, day(year, month, 1), day(year, 1, 1), addToDay(day(year, month, 1), -1, "month")];
  const changes = transitions(zone, instant(at - 400 * 86_400_000), at).map((change) => change.at);
  return [...rolling, ...calendar.map((one) => startOfDay(zone, one as Day)), ...changes];
}

function dateNear(draw: Random, today: Day): Day {
  const { year, month } = dayParts(today);
  const kind = draw.uniform();
  if (kind < 0.4) return (today + draw.choice([-30, -8, -7, -2, -1, 0, 1, 2, 7, 30, 31])) as Day;
  if (kind < 0.52) return day(1960 + 4 * draw.int(15), 2, 29);
  if (kind < 0.6) return addToDay(day(year, month, 1), draw.choice([-1, 1]), "month");
  if (kind < 0.7) return (day(year, month, 1) - 1) as Day;
  if (kind < 0.85) return addToDay((today + draw.int(40) - 10) as Day, -draw.int(60), "year");
  return (today - draw.int(800) + 100) as Day;
}
