import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KindredError } from "../issue.ts";
import { addToDay, type Day, formatDay, parseDay } from "./date.ts";
import { BEFORE_BEGINNING, FOREVER, formatInstant, type Instant, parseInstant } from "./instant.ts";
import { DAY, PERIODS, UNITS, type Weekday } from "./unit.ts";
import {
  dayNextBounds,
  dayWindowBounds,
  endedPeriods,
  firstInstantWithBound,
  nextBounds,
  valueWindowBounds,
  type Window,
  type WindowContext,
  windowBounds,
} from "./window.ts";
import { localDay, startOfDay, toLocal, transitions, type Zone, zone } from "./zone.ts";

const berlin = zone("Europe/Berlin") as Zone;
const at = parseInstant("2026-03-31T10:00:00+02:00") as Instant;
const context: WindowContext = { at, zone: berlin, weekStarts: 1 };

/** (after, upto] in Berlin's clock; the last millisecond of a day reads as the day with a bar. */
const read = (t: Instant): string => {
  const { day, millisecond } = toLocal(berlin, t);
  return millisecond === DAY - 1 ? `${formatDay(day)}|` : `${formatDay(day)} ${formatInstant(millisecond as Instant).slice(11, 16)}`;
};
const bounds = (window: Window, in_: WindowContext = context) => {
  const { after, upto } = windowBounds(window, in_);
  return [after === BEFORE_BEGINNING ? "everything" : read(after), read(upto)];
};
const days = (window: Window) => {
  const found = dayWindowBounds(window, context);
  return found === undefined ? undefined : [formatDay(found.after), formatDay(found.upto)];
};

const date = fc.integer({ min: 17_000, max: 22_000 }).map((n) => formatDay(n as Day));
const n = fc.integer({ min: 0, max: 60 });
const unit = fc.constantFrom(...UNITS);
const period = fc.constantFrom(...PERIODS);
const anyWindow: fc.Arbitrary<Window> = fc.oneof(
  fc.record({ kind: fc.constant("last" as const), n, unit }),
  fc.record({ kind: fc.constant("period" as const), which: fc.constantFrom("today" as const, "yesterday" as const) }),
  fc.record({ kind: fc.constant("this" as const), period }),
  fc.record({ kind: fc.constant("previous" as const), n, period }),
  fc.record({ kind: fc.constant("ago" as const), from: fc.integer({ min: 30, max: 60 }), to: fc.integer({ min: 0, max: 30 }), unit }),
  fc.record({ kind: fc.constant("dates" as const), from: date, to: date }),
  fc.record({ kind: fc.constant("since" as const), date }),
  fc.record({ kind: fc.constant("before" as const), date }),
);
const zones = ["Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Australia/Lord_Howe", "America/Sao_Paulo"].map(
  (name) => zone(name) as Zone,
);
const weekStarts = fc.constantFrom<Weekday>(1, 6, 7);
const zoneAndInstant = fc.constantFrom(...zones).chain((z) => {
  const changes = transitions(z, Date.UTC(2000, 0) as Instant, Date.UTC(2030, 0) as Instant).map((t) => t.at as number);
  const near = fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -DAY, max: DAY })).map(([t, d]) => (t + d) as Instant);
  const any = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2030, 0) }).map((t) => t as Instant);
  return fc.tuple(fc.constant(z), fc.oneof(near, any));
});

describe("the bounds of a window over events", () => {
  test.each<[string, Window, [string, string]]>([
    ["in last 30 days", { kind: "last", n: 30, unit: "day" }, ["2026-03-01 10:00", "2026-03-31 10:00"]],
    ["in last 1 month", { kind: "last", n: 1, unit: "month" }, ["2026-02-28|", "2026-03-31 10:00"]],
    ["in last 90 minutes", { kind: "last", n: 90, unit: "minute" }, ["2026-03-31 08:30", "2026-03-31 10:00"]],
    ["in today", { kind: "period", which: "today" }, ["2026-03-30|", "2026-03-31 10:00"]],
    ["in yesterday", { kind: "period", which: "yesterday" }, ["2026-03-29|", "2026-03-30|"]],
    ["in this week", { kind: "this", period: "week" }, ["2026-03-29|", "2026-03-31 10:00"]],
    ["in this month", { kind: "this", period: "month" }, ["2026-02-28|", "2026-03-31 10:00"]],
    ["in this quarter", { kind: "this", period: "quarter" }, ["2025-12-31|", "2026-03-31 10:00"]],
    ["in this year", { kind: "this", period: "year" }, ["2025-12-31|", "2026-03-31 10:00"]],
    ["in previous week", { kind: "previous", n: 1, period: "week" }, ["2026-03-22|", "2026-03-29|"]],
    ["in previous 3 months", { kind: "previous", n: 3, period: "month" }, ["2025-11-30|", "2026-02-28|"]],
    ["in previous 2 quarters", { kind: "previous", n: 2, period: "quarter" }, ["2025-06-30|", "2025-12-31|"]],
    ["between 60 and 30 days ago", { kind: "ago", from: 60, to: 30, unit: "day" }, ["2026-01-30 10:00", "2026-03-01 10:00"]],
    ["from 2026-03-01 to 2026-03-10", { kind: "dates", from: "2026-03-01", to: "2026-03-10" }, ["2026-02-28|", "2026-03-10|"]],
    ["from 2026-03-30 to 2026-04-10", { kind: "dates", from: "2026-03-30", to: "2026-04-10" }, ["2026-03-29|", "2026-03-31 10:00"]],
    ["since 2026-03-29", { kind: "since", date: "2026-03-29" }, ["2026-03-28|", "2026-03-31 10:00"]],
    ["before 2026-03-29", { kind: "before", date: "2026-03-29" }, ["everything", "2026-03-28|"]],
    ["before 2027-01-01", { kind: "before", date: "2027-01-01" }, ["everything", "2026-03-31 10:00"]],
  ])("%s", (_, window, expected) => {
    expect(bounds(window)).toEqual(expected);
  });

  test("weeks begin when the workspace says", () => {
    const starting = (start: Weekday) => bounds({ kind: "this", period: "week" }, { ...context, weekStarts: start })[0];
    expect([1, 2, 3, 7].map((start) => starting(start as Weekday))).toEqual(["2026-03-29|", "2026-03-30|", "2026-03-24|", "2026-03-28|"]);
  });

  test("an event at midnight belongs to the day that starts", () => {
    const midnight = startOfDay(berlin, parseDay("2026-03-31") as Day);
    expect(windowBounds({ kind: "period", which: "today" }, context).after).toBe(midnight - 1);
    expect(windowBounds({ kind: "period", which: "yesterday" }, context).upto).toBe(midnight - 1);
  });

  test("a window that lies ahead is empty", () => {
    const { after, upto } = windowBounds({ kind: "dates", from: "2027-01-01", to: "2027-02-01" }, context);
    expect(after).toBeGreaterThan(upto);
  });

  test("only grow, and never go past the present", () => {
    fc.assert(
      fc.property(anyWindow, zoneAndInstant, fc.integer({ min: 0, max: 40 * DAY }), weekStarts, (window, [z, t], later, start) => {
        const then = (t + later) as Instant;
        for (const boundsOf of [windowBounds, valueWindowBounds]) {
          const now = boundsOf(window, { at: t, zone: z, weekStarts: start });
          const next = boundsOf(window, { at: then, zone: z, weekStarts: start });
          expect(next.after).toBeGreaterThanOrEqual(now.after);
          expect(next.upto).toBeGreaterThanOrEqual(now.upto);
        }
        expect(windowBounds(window, { at: t, zone: z, weekStarts: start }).upto).toBeLessThanOrEqual(t);
      }),
      { numRuns: 3000 },
    );
  });

  test("a calendar window holds exactly the instants of its dates", () => {
    fc.assert(
      fc.property(anyWindow, zoneAndInstant, zoneAndInstant, weekStarts, (window, [z, now], [, t], start) => {
        fc.pre(window.kind !== "last" && window.kind !== "ago" && t <= now);
        const in_ = { at: now, zone: z, weekStarts: start };
        const { after, upto } = windowBounds(window, in_);
        const dates = dayWindowBounds(window, in_) as { after: Day; upto: Day };
        const d = localDay(z, t);
        expect(after < t && t <= upto).toBe(dates.after < d && d <= dates.upto);
      }),
      { numRuns: 3000 },
    );
  });

  test("a date that is none is an issue", () => {
    expect(() => windowBounds({ kind: "since", date: "2026-02-30" }, context)).toThrow(KindredError);
  });
});

describe("the bounds over instants that are values", () => {
  test("calendar windows count whole, rolling ones end now", () => {
    expect(read(valueWindowBounds({ kind: "this", period: "year" }, context).upto)).toBe("2026-12-31|");
    expect(read(valueWindowBounds({ kind: "dates", from: "2027-01-01", to: "2027-02-01" }, context).upto)).toBe("2027-02-01|");
    expect(valueWindowBounds({ kind: "since", date: "2026-01-01" }, context).upto).toBe(at);
    expect(valueWindowBounds({ kind: "last", n: 1, unit: "day" }, context).upto).toBe(at);
  });
});

describe("the bounds over dates", () => {
  test.each<[string, Window, [string, string] | undefined]>([
    ["in last 30 days", { kind: "last", n: 30, unit: "day" }, ["2026-03-01", "2026-03-31"]],
    ["in last 1 month", { kind: "last", n: 1, unit: "month" }, ["2026-02-28", "2026-03-31"]],
    ["in last 2 hours", { kind: "last", n: 2, unit: "hour" }, undefined],
    ["between 2 and 1 hours ago", { kind: "ago", from: 2, to: 1, unit: "hour" }, undefined],
    ["in today", { kind: "period", which: "today" }, ["2026-03-30", "2026-03-31"]],
    ["in this month", { kind: "this", period: "month" }, ["2026-02-28", "2026-03-31"]],
    ["in this year", { kind: "this", period: "year" }, ["2025-12-31", "2026-12-31"]],
    ["between 60 and 30 days ago", { kind: "ago", from: 60, to: 30, unit: "day" }, ["2026-01-30", "2026-03-01"]],
    ["from 2027-01-01 to 2027-02-01", { kind: "dates", from: "2027-01-01", to: "2027-02-01" }, ["2026-12-31", "2027-02-01"]],
    ["since 2026-03-29", { kind: "since", date: "2026-03-29" }, ["2026-03-28", "2026-03-31"]],
    ["before 2026-03-29", { kind: "before", date: "2026-03-29" }, ["0000-12-31", "2026-03-28"]],
    ["in last 9999 years", { kind: "last", n: 9999, unit: "year" }, ["0000-12-31", "2026-03-31"]],
  ])("%s", (_, window, expected) => {
    expect(days(window)).toEqual(expected);
  });

  test("in next 30 days begins tomorrow", () => {
    expect(dayNextBounds(30, "day", context)).toEqual({ after: parseDay("2026-03-31"), upto: parseDay("2026-04-30") });
    expect(dayNextBounds(30, "hour", context)).toBeUndefined();
    expect(nextBounds(30, "day", context)).toEqual({ after: at, upto: parseInstant("2026-04-30T10:00:00+02:00") });
  });
});

describe("when something comes in or drops out", () => {
  const event = parseInstant("2026-03-31T23:30:00+02:00") as Instant;
  const first = (window: Window, side: "after" | "upto") => read(firstInstantWithBound(window, side, event, berlin, 1));

  test("calendar windows turn at midnight", () => {
    expect(first({ kind: "period", which: "today" }, "after")).toBe("2026-04-01 00:00");
    expect(first({ kind: "period", which: "yesterday" }, "upto")).toBe("2026-04-01 00:00");
    expect(first({ kind: "this", period: "year" }, "after")).toBe("2027-01-01 00:00");
    expect(first({ kind: "last", n: 2, unit: "day" }, "after")).toBe("2026-04-02 23:30");
    expect(first({ kind: "since", date: "2026-01-01" }, "upto")).toBe("2026-03-31 23:30");
  });

  test("fixed dates never do", () => {
    expect(firstInstantWithBound({ kind: "before", date: "2027-01-01" }, "after", event, berlin, 1)).toBe(FOREVER);
  });
});

describe("ended periods", () => {
  test("are whole and do not include the one under way", () => {
    expect(endedPeriods(berlin, at, 3, "month", 1).map(read)).toEqual([
      "2025-12-01 00:00",
      "2026-01-01 00:00",
      "2026-02-01 00:00",
      "2026-03-01 00:00",
    ]);
    expect(endedPeriods(berlin, at, 1, "week", 7).map(read)).toEqual(["2026-03-22 00:00", "2026-03-29 00:00"]);
  });

  test("join up as `previous` does", () => {
    fc.assert(
      fc.property(zoneAndInstant, fc.integer({ min: 1, max: 12 }), period, weekStarts, ([z, t], count, p, start) => {
        const edges = endedPeriods(z, t, count, p, start);
        const { after, upto } = windowBounds({ kind: "previous", n: count, period: p }, { at: t, zone: z, weekStarts: start });
        expect([edges[0], edges[count]]).toEqual([after + 1, upto + 1]);
        expect(edges).toHaveLength(count + 1);
        const current = localDay(z, edges[count] as Instant);
        expect(edges[count]).toBe(startOfDay(z, addToDay(current, 0, "day")));
      }),
    );
  });
});
