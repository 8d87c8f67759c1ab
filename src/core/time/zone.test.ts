import fc from "fast-check";
import moment from "moment-timezone";
import { describe, expect, test } from "vitest";
import { type Day, formatDay, formatLocal, parseDay, parseLocal } from "./date.ts";
import { formatInstant, type Instant, MAX_INSTANT, MIN_INSTANT, parseInstant } from "./instant.ts";
import {
  fromLocal,
  highestLocal,
  localDay,
  offsetAt,
  startOfDay,
  toLocal,
  transitions,
  UTC,
  ZONE_DATA_VERSION,
  type Zone,
  zone,
  zoneNames,
} from "./zone.ts";

const named = (name: string) => zone(name) as Zone;
const at = (text: string) => parseInstant(text) as Instant;
const clock = (name: string, text: string) => formatLocal(toLocal(named(name), at(text)));
const midnight = (name: string, text: string) => formatInstant(startOfDay(named(name), parseDay(text) as Day));
const resolve = (name: string, text: string) => {
  const local = parseLocal(text);
  return local === undefined ? "" : formatInstant(fromLocal(named(name), local.day, local.millisecond));
};
const anyZone = fc.constantFrom(...zoneNames()).map(named);
const anyInstant = fc.integer({ min: MIN_INSTANT, max: MAX_INSTANT }).map((n) => n as Instant);

describe("names", () => {
  test("in any case, aliases included", () => {
    expect(zone("europe/BERLIN")?.name).toBe("Europe/Berlin");
    expect(zone("US/Eastern")).toMatchObject({ name: "US/Eastern", target: "America/New_York" });
    expect([zone("Europe/Atlantis"), zone(""), zone("__proto__")]).toEqual([undefined, undefined, undefined]);
    expect(zone("UTC")?.target).toBe(UTC.name);
    expect(zone("Asia/Tokyo")).toBe(zone("asia/tokyo"));
  });

  test("are those of the release that is recorded", () => {
    expect(ZONE_DATA_VERSION).toMatch(/^20\d\d[a-z]$/);
    expect(ZONE_DATA_VERSION).toBe(moment.tz.dataVersion);
    expect(zoneNames()).toEqual([...moment.tz.names()].sort());
  });
});

describe("offsets", () => {
  test("agree with the source in every zone from 1900 to 2299", () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (z, t) => {
        expect(offsetAt(z, t)).toBe(-Math.round((moment.tz.zone(z.name)?.utcOffset(t) ?? Number.NaN) * 60) * 1000 + 0);
      }),
      { numRuns: 5000 },
    );
  });

  test("change at the millisecond", () => {
    const summer = at("2026-03-29T01:00:00Z");
    expect(offsetAt(named("Europe/Berlin"), (summer - 1) as Instant)).toBe(3_600_000);
    expect(offsetAt(named("Europe/Berlin"), summer)).toBe(7_200_000);
    expect(transitions(named("Europe/Berlin"), at("2026-01-01T00:00:00Z"), at("2026-12-31T00:00:00Z"))).toEqual([
      { at: summer, before: 3_600_000, after: 7_200_000 },
      { at: at("2026-10-25T01:00:00Z"), before: 7_200_000, after: 3_600_000 },
    ]);
  });

  test("go on after the rules were last written down", () => {
    expect(clock("Europe/Berlin", "2299-07-01T12:00:00Z")).toBe("2299-07-01T14:00:00");
    expect(clock("America/New_York", "2299-12-01T12:00:00Z")).toBe("2299-12-01T07:00:00");
  });

  test("before standard time was local mean time", () => {
    expect(clock("Europe/Amsterdam", "1900-01-01T00:00:00Z")).toBe(clock("Europe/Brussels", "1900-01-01T00:00:00Z"));
    expect(clock("America/New_York", "1850-01-01T12:00:00Z")).toBe("1850-01-01T07:03:58");
  });
});

describe("a wall clock's reading", () => {
  test.each([
    ["Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:00:00Z", "is missing in spring: the instant of the change"],
    ["Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30:00Z", "is repeated in autumn: the first pass"],
    ["America/New_York", "2026-03-08T02:59:59.999", "2026-03-08T07:00:00Z", "is missing in spring"],
    ["America/New_York", "2026-11-01T01:00", "2026-11-01T05:00:00Z", "is repeated in autumn"],
    ["Australia/Lord_Howe", "2026-10-04T02:10", "2026-10-03T15:30:00Z", "is missing for half an hour"],
    ["Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45:00Z", "is repeated for half an hour"],
    ["Pacific/Apia", "2011-12-30T12:00", "2011-12-30T10:00:00Z", "is on a day that Samoa left out"],
    ["Asia/Kathmandu", "2026-01-01T00:00", "2025-12-31T18:15:00Z", "is a quarter off"],
  ])("%s %s is %s: it %s", (name, local, instant) => {
    expect(resolve(name, local)).toBe(instant);
  });

  test("is where an instant leads back to, if it was the first such reading", () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (z, t) => {
        const local = toLocal(z, t);
        const back = fromLocal(z, local.day, local.millisecond);
        expect(back).toBeLessThanOrEqual(t);
        if (back < t) expect(highestLocal(z, (t - 1) as Instant)).toBeGreaterThanOrEqual(highestLocal(z, back));
        else expect(highestLocal(z, t)).toBe(t + offsetAt(z, t));
      }),
      { numRuns: 3000 },
    );
  });
});

describe("days", () => {
  test.each([
    ["Europe/Berlin", "2026-06-01", "2026-05-31T22:00:00Z"],
    ["America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z"],
    ["America/Havana", "2025-11-02", "2025-11-02T04:00:00Z"],
    ["Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"],
    ["Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"],
  ])("in %s %s begins at %s", (name, date, instant) => {
    expect(midnight(name, date)).toBe(instant);
  });

  test("hold every instant once, also where a clock went back over midnight", () => {
    const stJohns = named("America/St_Johns");
    const changes = transitions(stJohns, at("1990-01-01T00:00:00Z"), at("2011-01-01T00:00:00Z")).map((t) => t.at);
    const near = fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -7_200_000, max: 7_200_000 })).map(([t, d]) => (t + d) as Instant);
    const cases = fc.oneof(fc.tuple(anyZone, anyInstant), fc.tuple(fc.constant(stJohns), near));
    fc.assert(
      fc.property(cases, ([z, t]) => {
        const date = localDay(z, t);
        expect(startOfDay(z, date)).toBeLessThanOrEqual(t);
        expect(startOfDay(z, (date + 1) as Day)).toBeGreaterThan(t);
      }),
      { numRuns: 3000 },
    );
  });

  test("is the clock's, but for the hour after it went back over midnight", () => {
    // At 00:01 on 7 November 2010 the clocks of St. John's went back to 23:01 on the 6th.
    const t = at("2010-11-07T03:00:00Z");
    expect(clock("America/St_Johns", formatInstant(t))).toBe("2010-11-06T23:30:00");
    expect(formatDay(localDay(named("America/St_Johns"), t))).toBe("2010-11-07");
  });
});
