import fc from "fast-check";
import moment from "moment-timezone";
import { describe, expect, test } from "vitest";
import { type Day, daysInMonth } from "./date.ts";
import { firstInstantWithEdge, rollingEdge, rollingEdgeForward } from "./edge.ts";
import { BEFORE_BEGINNING, FOREVER, formatInstant, type Instant, parseInstant } from "./instant.ts";
import { DAY, HOUR, MINUTE, type Unit } from "./unit.ts";
import { startOfDay, toLocal, transitions, type Zone, zone } from "./zone.ts";

const named = (name: string) => zone(name) as Zone;
const instant = (text: string) => parseInstant(text) as Instant;
const back = (name: string, text: string, n: number, unit: Unit) => formatInstant(rollingEdge(named(name), instant(text), n, unit));
const ahead = (name: string, text: string, n: number, unit: Unit) => formatInstant(rollingEdgeForward(named(name), instant(text), n, unit));

const ZONES = [
  ...["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "America/St_Johns", "Africa/Casablanca"],
  ...["America/Sao_Paulo", "America/Havana", "Pacific/Kwajalein", "Asia/Tehran", "Asia/Kathmandu", "Asia/Gaza", "Etc/UTC"],
].map(named);
const unit = fc.constantFrom<Unit>("day", "week", "month", "quarter", "year");
const count = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 150 }));
/** Zones with instants, most of them near a change of the clock or a month's end. */
const zoneAndInstant = fc.constantFrom(...ZONES).chain((z) => {
  const changes = transitions(z, instant("1965-01-01T00:00:00Z"), instant("2060-01-01T00:00:00Z")).map((t) => t.at as number);
  const monthEnds = Array.from({ length: 120 }, (_, i) => Date.UTC(2018, i, 1));
  const near = fc.tuple(fc.constantFrom(...changes, ...monthEnds), fc.integer({ min: -2 * DAY, max: 2 * DAY })).map(([t, d]) => t + d);
  const any = fc.integer({ min: Date.UTC(1960, 0, 1), max: Date.UTC(2060, 0, 1) });
  return fc
    .tuple(fc.constant(z), fc.oneof({ weight: 4, arbitrary: near }, { weight: 1, arbitrary: any }))
    .map(([zone, t]) => [zone, t as Instant] as const);
});

/** Zone, at, number, unit, edge, why. */
type Case = [string, string, number, Unit, string, string];

describe("a rolling edge", () => {
  test.each<Case>([
    ["Europe/Berlin", "2026-03-30T10:00:00Z", 1, "day", "2026-03-29T10:00:00Z", "after a night of 23 hours"],
    ["Europe/Berlin", "2026-03-29T10:00:00Z", 1, "day", "2026-03-28T11:00:00Z", "over the change by wall clock"],
    ["Europe/Berlin", "2026-03-29T10:00:00Z", 24, "hour", "2026-03-28T10:00:00Z", "over the change by elapsed time"],
    ["Europe/Berlin", "2026-03-30T00:30:00Z", 1, "day", "2026-03-29T01:00:00Z", "to a missing time: the change"],
    ["Europe/Berlin", "2026-10-26T01:30:00Z", 1, "day", "2026-10-25T00:30:00Z", "to a repeated time: the first pass"],
    ["Europe/Berlin", "2026-10-25T00:59:59.999Z", 1, "day", "2026-10-24T00:59:59.999Z", "at the end of the first pass"],
    ["Europe/Berlin", "2026-10-25T01:30:00Z", 1, "day", "2026-10-24T00:59:59.999Z", "in the second pass: it stays"],
    ["America/New_York", "2026-11-01T06:30:00Z", 7, "day", "2026-10-25T05:59:59.999Z", "in the second pass: it stays"],
    ["Australia/Lord_Howe", "2026-04-04T15:10:00Z", 1, "week", "2026-03-28T14:59:59.999Z", "in a second half-hour: it stays"],
    ["Pacific/Apia", "2011-12-31T22:00:00Z", 1, "day", "2011-12-30T22:00:00Z", "after the day that was left out"],
    ["Pacific/Apia", "2011-12-30T22:00:00Z", 1, "day", "2011-12-30T10:00:00Z", "to the day that was left out: the change"],
    ["Etc/UTC", "2025-03-31T10:00:00Z", 1, "month", "2025-02-28T23:59:59.999Z", "to a shorter month: its last millisecond"],
    ["Etc/UTC", "2025-03-28T10:00:00Z", 1, "month", "2025-02-28T10:00:00Z", "to the last day of a shorter month"],
    ["Etc/UTC", "2025-04-01T00:00:00Z", 1, "month", "2025-03-01T00:00:00Z", "on the first of a month"],
    ["Etc/UTC", "2024-02-29T12:00:00Z", 1, "year", "2023-02-28T23:59:59.999Z", "on a leap day"],
    ["Etc/UTC", "2024-02-29T12:00:00Z", 4, "year", "2020-02-29T12:00:00Z", "from leap day to leap day"],
    ["Etc/UTC", "2025-05-31T12:00:00Z", 1, "quarter", "2025-02-28T23:59:59.999Z", "by a quarter"],
  ])("%s, %s less %i %s is %s: %s", (name, at, n, u, expected) => {
    expect(back(name, at, n, u)).toBe(expected);
  });

  test("is the latest value of t - n over all t so far, by a search that knows nothing of the closed form", () => {
    fc.assert(
      fc.property(zoneAndInstant, count, unit, ([z, at], n, u) => {
        expect(rollingEdge(z, at, n, u)).toBe(latest(z, at, (t) => shiftedByHand(z, t, -n, u)));
      }),
      { numRuns: 150 },
    );
  });

  test("never moves back", () => {
    fc.assert(
      fc.property(zoneAndInstant, fc.integer({ min: 0, max: 3 * DAY }), count, unit, ([z, at], later, n, u) => {
        const then = (at + later) as Instant;
        expect(rollingEdge(z, then, n, u)).toBeGreaterThanOrEqual(rollingEdge(z, at, n, u));
        expect(rollingEdgeForward(z, then, n, u)).toBeGreaterThanOrEqual(rollingEdgeForward(z, at, n, u));
      }),
      { numRuns: 3000 },
    );
  });

  test("that reaches behind everything leaves nothing out", () => {
    expect(rollingEdge(named("Etc/UTC"), 0 as Instant, 300, "year")).toBe(BEFORE_BEGINNING);
    expect(rollingEdge(named("Etc/UTC"), 0 as Instant, 1e12, "month")).toBe(BEFORE_BEGINNING);
    expect(rollingEdge(named("Etc/UTC"), 0 as Instant, 1e15, "minute")).toBe(BEFORE_BEGINNING);
  });
});

describe("a rolling edge forwards", () => {
  test.each<Case>([
    ["Europe/Berlin", "2026-03-28T10:00:00Z", 1, "day", "2026-03-29T09:00:00Z", "over the change by wall clock"],
    ["Europe/Berlin", "2026-03-28T01:30:00Z", 1, "day", "2026-03-29T01:00:00Z", "to a missing time: the change"],
    ["Europe/Berlin", "2026-10-24T00:30:00Z", 1, "day", "2026-10-25T00:30:00Z", "to a repeated time: the first pass"],
    ["Etc/UTC", "2025-01-31T10:00:00Z", 1, "month", "2025-02-28T23:59:59.999Z", "to a shorter month: its last millisecond"],
    ["Etc/UTC", "2025-01-31T10:00:00Z", 36, "hour", "2025-02-01T22:00:00Z", "by hours"],
  ])("%s, %s and %i %s is %s: %s", (name, at, n, u, expected) => {
    expect(ahead(name, at, n, u)).toBe(expected);
  });

  test("is the latest value of t + n over all t so far", () => {
    fc.assert(
      fc.property(zoneAndInstant, count, unit, ([z, at], n, u) => {
        expect(rollingEdgeForward(z, at, n, u)).toBe(latest(z, at, (t) => shiftedByHand(z, t, n, u)));
      }),
      { numRuns: 100 },
    );
  });

  test("ends with time itself", () => {
    expect(rollingEdgeForward(named("Etc/UTC"), 0 as Instant, 1e12, "year")).toBe(FOREVER);
  });
});

describe("the first instant with an edge", () => {
  test("is the first, in every zone and unit", () => {
    const any = fc.constantFrom<Unit>("minute", "hour", "day", "week", "month", "quarter", "year");
    fc.assert(
      fc.property(zoneAndInstant, count, any, ([z, target], n, u) => {
        const first = firstInstantWithEdge(z, n, u, target);
        expect(rollingEdge(z, first, n, u)).toBeGreaterThanOrEqual(target);
        expect(rollingEdge(z, (first - 1) as Instant, n, u)).toBeLessThan(target);
      }),
      { numRuns: 2000 },
    );
  });

  test("tells when an order drops out of the last month", () => {
    const drops = (order: string) => formatInstant(firstInstantWithEdge(named("Etc/UTC"), 1, "month", instant(order)));
    expect(drops("2025-02-28T10:00:00Z")).toBe("2025-03-28T10:00:00Z");
    expect(drops("2025-03-31T10:00:00Z")).toBe("2025-05-01T00:00:00Z");
  });

  test("is never, for what never comes", () => {
    expect(firstInstantWithEdge(named("Etc/UTC"), 10, "year", FOREVER)).toBe(FOREVER);
    expect(firstInstantWithEdge(named("Etc/UTC"), 1, "day", BEFORE_BEGINNING)).toBe(BEFORE_BEGINNING);
  });
});

/** The latest value over the minutes of the three days before, the last millisecond before each change, and `at`. */
function latest(z: Zone, at: Instant, value: (t: Instant) => number): number {
  const times: number[] = [at];
  for (let t = at - 3 * DAY; t < at; t += 17 * MINUTE) times.push(t);
  for (const change of transitions(z, (at - 3 * DAY) as Instant, at)) times.push(change.at - 1);
  return Math.max(...times.map((t) => value(t as Instant)));
}

/** One shift of one instant, with the calendar and the offsets of other sources. */
function shiftedByHand(z: Zone, t: Instant, n: number, u: Unit): number {
  const local = toLocal(z, t);
  const date = new Date(local.day * DAY);
  const months = { month: 1, quarter: 3, year: 12 }[u as string] ?? 0;
  const days = { day: 1, week: 7 }[u as string] ?? 0;
  if (months === 0) return firstReading(z, (local.day + days * n) * DAY + local.millisecond);
  const index = date.getUTCFullYear() * 12 + date.getUTCMonth() + months * n;
  const year = Math.floor(index / 12);
  const length = daysInMonth(year, (index % 12) + 1);
  if (date.getUTCDate() > length) return startOfDay(z, (Date.UTC(year, (index % 12) + 1, 1) / DAY) as Day) - 1;
  return firstReading(z, Date.UTC(year, index % 12, date.getUTCDate()) + local.millisecond);
}

/** The first instant at which the clock has come to a reading, or past it, among all that the offsets around it allow. */
function firstReading(z: Zone, local: number): number {
  const source = moment.tz.zone(z.name);
  const offset = (t: number) => -Math.round((source?.utcOffset(t) ?? Number.NaN) * 60) * 1000;
  const candidates: number[] = [];
  for (let t = local - 30 * HOUR; t <= local + 30 * HOUR; t += HOUR / 2) candidates.push(local - offset(t));
  for (const change of transitions(z, (local - 30 * HOUR) as Instant, (local + 30 * HOUR) as Instant)) candidates.push(change.at);
  return Math.min(...candidates.filter((t) => t + offset(t) >= local));
}
