import { describe, expect, test } from "vitest";
import type { ToldPerson } from "../../../testkit/histories/person.ts";
import { ruleOf, type Story, settingsOf, who } from "../../../testkit/histories/story.ts";
import { members } from "./evaluate.ts";

/** People who each visited once, named after the instant. */
const visitors = (...instants: readonly string[]): readonly ToldPerson[] =>
  instants.map((at) => ({ id: at, events: [{ event: "visit", at }] }));
const bornOn = (...dates: readonly string[]): readonly ToldPerson[] =>
  dates.map((value) => ({ id: value, traits: [{ trait: "birthday", value }] }));
const renewing = (...dates: readonly string[]): readonly ToldPerson[] =>
  dates.map((value) => ({ id: value, traits: [{ trait: "renewal", value }] }));
const meeting = (...instants: readonly string[]): readonly ToldPerson[] =>
  instants.map((value) => ({ id: value, traits: [{ trait: "appointment", value }] }));

describe("Meaning 7: windows", () => {
  test("Meaning 7: a rolling window is (at - n, at]", () => {
    const people = visitors("2025-06-14T12:00:00.000Z", "2025-06-14T12:00:00.001Z", "2025-06-15T12:00:00.000Z", "2025-06-15T12:00:00.001Z");
    expect(who("did visit in last 1 day", { people })).toEqual(["2025-06-14T12:00:00.001Z", "2025-06-15T12:00:00.000Z"]);
    expect(who("did visit in last 24 hours", { people })).toEqual(["2025-06-14T12:00:00.001Z", "2025-06-15T12:00:00.000Z"]);
  });

  test("Meaning 7: in last 1 day is a day back from now, yesterday is a calendar day", () => {
    const people = visitors("2025-06-14T08:00:00Z", "2025-06-14T20:00:00Z", "2025-06-15T08:00:00Z");
    expect(who("did visit in last 1 day", { people })).toEqual(["2025-06-14T20:00:00Z", "2025-06-15T08:00:00Z"]);
    expect(who("did visit in yesterday", { people })).toEqual(["2025-06-14T08:00:00Z", "2025-06-14T20:00:00Z"]);
  });

  test("Meaning 7: calendar periods are [start, end) in the zone; an event at midnight belongs to the day that starts", () => {
    // Midnight in Berlin in summer is 22:00 UTC.
    const people = visitors("2025-06-13T21:59:59.999Z", "2025-06-13T22:00:00Z", "2025-06-14T21:59:59.999Z", "2025-06-14T22:00:00Z");
    expect(who("did visit in yesterday", { people })).toEqual(["2025-06-13T22:00:00Z", "2025-06-14T21:59:59.999Z"]);
    expect(who("did visit in today", { people })).toEqual(["2025-06-14T22:00:00Z"]);
  });

  test("Meaning 7: this, previous, between … ago, from … to, since and before", () => {
    const people = visitors(
      "2025-02-28T23:00:00Z",
      "2025-05-31T21:59:59Z",
      "2025-05-31T22:00:00Z",
      "2025-06-10T12:00:00Z",
      "2025-06-13T12:00:00Z",
    );
    expect(who("did visit in this month", { people })).toEqual(["2025-05-31T22:00:00Z", "2025-06-10T12:00:00Z", "2025-06-13T12:00:00Z"]);
    expect(who("did visit in previous month", { people })).toEqual(["2025-05-31T21:59:59Z"]);
    expect(who("did visit in previous 3 months", { people })).toEqual(["2025-02-28T23:00:00Z", "2025-05-31T21:59:59Z"]);
    expect(who("did visit in this quarter", { people })).toHaveLength(4);
    expect(who("did visit between 5 and 2 days ago", { people })).toEqual(["2025-06-13T12:00:00Z"]);
    expect(who("did visit from 2025-03-01 to 2025-05-31", { people })).toEqual(["2025-02-28T23:00:00Z", "2025-05-31T21:59:59Z"]);
    expect(who("did visit since 2025-06-10", { people })).toEqual(["2025-06-10T12:00:00Z", "2025-06-13T12:00:00Z"]);
    expect(who("did visit before 2025-06-01", { people })).toEqual(["2025-02-28T23:00:00Z", "2025-05-31T21:59:59Z"]);
  });
});

describe("Meaning 8: zones", () => {
  test("Meaning 8: bounds go by the wall clock of the rule's zone", () => {
    const people = visitors("2025-06-14T23:00:00Z");
    expect(who("did visit in today", { people })).toEqual(["2025-06-14T23:00:00Z"]);
    expect(who("did visit in today", { people, ruleZone: "America/New_York" })).toEqual([]);
  });

  test("Meaning 8: each customer's own zone if the rule says so; without one, or with an unknown one, the workspace's", () => {
    const at = "2025-06-14T23:00:00Z";
    const person = (id: string, zone?: string): ToldPerson => ({
      id,
      events: [{ event: "visit", at }],
      traits: zone === undefined ? [] : [{ trait: "time_zone", value: zone }],
    });
    const people = [
      person("none"),
      person("unknown", "Mars/Olympus"),
      person("new york", "America/New_York"),
      person("berlin", "europe/berlin"),
    ];
    expect(who("did visit in today", { people, ruleZone: "customer" })).toEqual(["none", "unknown", "berlin"]);
    expect(who("did visit in yesterday", { people, ruleZone: "customer" })).toEqual(["new york"]);
  });

  test("Meaning 8: days are by wall clock, so a day with a change of the clock has 23 or 25 hours", () => {
    // Berlin put its clocks forward on 30 March 2025 at 01:00 UTC: noon to noon is 23 hours.
    const people = visitors("2025-03-29T10:30:00Z", "2025-03-29T11:30:00Z");
    const at = "2025-03-30T10:00:00Z";
    expect(who("did visit in last 1 day", { people, at })).toEqual(["2025-03-29T11:30:00Z"]);
    expect(who("did visit in last 24 hours", { people, at })).toEqual(["2025-03-29T10:30:00Z", "2025-03-29T11:30:00Z"]);
  });

  test("Meaning 8: a clamped month ends with its last day", () => {
    // One month before 31 March is the end of 28 February, in Berlin 23:00 UTC.
    const people = visitors("2025-02-28T22:59:59.999Z", "2025-02-28T23:00:00Z");
    expect(who("did visit in last 1 month", { people, at: "2025-03-31T08:00:00Z" })).toEqual(["2025-02-28T23:00:00Z"]);
    expect(who("did visit in last 1 month", { people, at: "2025-03-29T08:00:00Z" })).toEqual(["2025-02-28T23:00:00Z"]);
  });

  test("Meaning 8: the second pass of a repeated hour keeps the edge; it never moves back", () => {
    // Berlin's clock went back from 03:00 to 02:00 on 26 October 2025 at 01:00 UTC. A day before 02:30 is 00:30 UTC.
    const people = visitors("2025-10-25T00:29:59Z", "2025-10-25T00:45:00Z", "2025-10-25T01:00:00Z");
    expect(who("did visit in last 1 day", { people, at: "2025-10-26T00:30:00Z" })).toEqual([
      "2025-10-25T00:45:00Z",
      "2025-10-25T01:00:00Z",
    ]);
    // In the second pass of 02:15 the edge stands where it stood at the end of the first.
    expect(who("did visit in last 1 day", { people, at: "2025-10-26T01:15:00Z" })).toEqual(["2025-10-25T01:00:00Z"]);
  });

  test("Meaning 8: a birthday on 29 February falls on 1 March in other years, for ages and anniversaries alike", () => {
    const people = bornOn("2004-02-28", "2004-02-29", "2004-03-01");
    const eve: Story = { people, at: "2022-02-28T12:00:00Z" };
    expect(who("birthday <= 18 years ago", eve)).toEqual(["2004-02-28"]);
    expect(who("birthday <= 18 years ago", { people, at: "2022-03-01T12:00:00Z" })).toEqual(["2004-02-28", "2004-02-29", "2004-03-01"]);
    expect(who("birthday was anniversary in next 1 day", eve)).toEqual(["2004-02-29", "2004-03-01"]);
    expect(who("birthday was anniversary in next 1 day", { people, at: "2024-02-28T12:00:00Z" })).toEqual(["2004-02-29"]);
  });

  test("Meaning 8: an anniversary is at least a year after the date, and may lie in the next year", () => {
    const people = bornOn("2025-06-20", "2024-06-20", "2000-01-02");
    expect(who("birthday was anniversary in next 7 days", { people })).toEqual(["2024-06-20"]);
    expect(who("birthday was anniversary in next 7 days", { people, at: "2025-12-28T12:00:00Z" })).toEqual(["2000-01-02"]);
  });

  test("Meaning 8: durations between two rows are exact elapsed time: a day is 24 hours", () => {
    const chain = (id: string, second: string): ToldPerson => ({
      id,
      events: [
        { event: "view", at: "2025-03-29T10:00:00Z" },
        { event: "cart", at: second },
      ],
    });
    const people = [chain("24 hours", "2025-03-30T10:00:00Z"), chain("more", "2025-03-30T10:00:00.001Z")];
    expect(who("sequence(view -> cart within 1 day)", { people })).toEqual(["24 hours"]);
  });

  test("Meaning 8: weeks start on the workspace's day", () => {
    // 15 June 2025 is a Sunday, the 9th a Monday.
    const people = visitors("2025-06-09T08:00:00Z", "2025-06-15T08:00:00Z");
    expect(who("did visit in this week", { people })).toEqual(["2025-06-09T08:00:00Z", "2025-06-15T08:00:00Z"]);
    expect(who("did visit in this week", { people, weekStarts: 7 })).toEqual(["2025-06-15T08:00:00Z"]);
  });
});

describe("Meaning 9: dates without a time", () => {
  test("Meaning 9: a date is compared as a date in the zone, never as midnight UTC", () => {
    // Half past midnight in Berlin on 16 June is still the 15th in UTC.
    const people = renewing("2025-06-15", "2025-06-16", "2025-06-17");
    const at = "2025-06-15T22:30:00Z";
    expect(who("renewal was in today", { people, at })).toEqual(["2025-06-16"]);
    expect(who("renewal was in today", { people, at, ruleZone: "UTC" })).toEqual(["2025-06-15"]);
    expect(who("renewal = 2025-06-16", { people, at })).toEqual(["2025-06-16"]);
    expect(who("renewal was in next 1 day", { people, at })).toEqual(["2025-06-17"]);
  });

  test("Meaning 9: in last n days on dates is (today - n, today], before and after … ago leave the day itself out", () => {
    const people = renewing("2025-06-10", "2025-06-11", "2025-06-15", "2025-06-16");
    expect(who("renewal was in last 5 days", { people })).toEqual(["2025-06-11", "2025-06-15"]);
    expect(who("renewal was before 5 days ago", { people })).toEqual([]);
    expect(who("renewal was before 4 days ago", { people })).toEqual(["2025-06-10"]);
    expect(who("renewal was after 4 days ago", { people })).toEqual(["2025-06-15", "2025-06-16"]);
    expect(who("renewal was between 5 and 3 days ago", { people })).toEqual(["2025-06-11"]);
    expect(who("renewal was in this month", { people })).toHaveLength(4);
  });

  test("Meaning 9: a date compared with a datetime is all of that local day", () => {
    const people = meeting("2025-06-14T21:59:59.999Z", "2025-06-14T22:00:00Z", "2025-06-15T21:59:59.999Z", "2025-06-15T22:00:00Z");
    const [before, first, last, after] = people.map((one) => one.id);
    expect(who("appointment = 2025-06-15", { people })).toEqual([first, last]);
    expect(who("appointment != 2025-06-15", { people })).toEqual([before, after]);
    expect(who("appointment was before 2025-06-15", { people })).toEqual([before]);
    expect(who("appointment <= 2025-06-15", { people })).toEqual([before, first, last]);
    expect(who("appointment was after 2025-06-15", { people })).toEqual([after]);
    expect(who("appointment >= 2025-06-15", { people })).toEqual([first, last, after]);
    expect(who("appointment between 2025-06-15 and 2025-06-15", { people })).toEqual([first, last]);
    expect(who("appointment in (2025-06-14, 2025-06-16)", { people })).toEqual([before, after]);
  });

  test("Meaning 9: datetimes: before and after an instant leave it out; … ago is the rolling edge; in next is (at, at + n]", () => {
    const people = meeting(
      "2025-06-10T12:00:00Z",
      "2025-06-10T12:00:00.001Z",
      "2025-06-15T12:00:00Z",
      "2025-06-15T12:00:00.001Z",
      "2025-06-16T12:00:00Z",
    );
    const [edge, beside, now, soon, tomorrow] = people.map((one) => one.id);
    expect(who("appointment was before 5 days ago", { people })).toEqual([]);
    expect(who("appointment was after 5 days ago", { people })).toEqual([beside, now, soon, tomorrow]);
    expect(who("appointment = 5 days ago", { people })).toEqual([edge]);
    expect(who("appointment was before 2025-06-10T14:00:00.001", { people })).toEqual([edge]);
    expect(who("appointment was in next 1 day", { people })).toEqual([soon, tomorrow]);
    expect(who("appointment was in last 5 days", { people })).toEqual([beside, now]);
    expect(who("appointment was in this month", { people })).toHaveLength(5);
  });
});

describe("Meaning 10 and 11: event time", () => {
  test("Meaning 10: an event stamped ahead of at does not exist until its time has come", () => {
    const people = visitors("2025-06-15T12:09:00Z");
    expect(who("did visit", { people })).toEqual([]);
    expect(who("did visit", { people, at: "2025-06-15T12:09:00Z" })).toHaveLength(1);
  });

  test("Meaning 11: late events are simply events: they count by their own time, whenever they came", () => {
    const early: ToldPerson = { id: "x", events: [{ event: "visit", at: "2025-06-15T10:00:00Z" }] };
    const late: ToldPerson = { ...early, events: [...(early.events ?? []), { event: "visit", at: "2025-06-01T10:00:00Z" }] };
    expect(who("first(visit) was before 2025-06-02", { people: [early] })).toEqual([]);
    expect(who("first(visit) was before 2025-06-02", { people: [late] })).toEqual(["x"]);
  });
});

describe("Meaning 12: trait values over time", () => {
  const country = (value: string | undefined, from?: string, received?: string, id?: string) => ({
    trait: "country",
    ...(value === undefined ? {} : { value }),
    ...(from === undefined ? {} : { from }),
    ...(received === undefined ? {} : { received }),
    ...(id === undefined ? {} : { id }),
  });
  const inGermany = (at: string, ...traits: readonly ReturnType<typeof country>[]) =>
    who('country = "DE"', { people: [{ id: "x", traits }], at }).length === 1;

  test("Meaning 12: the value with the latest valid-from not after at holds", () => {
    const moved = [country("DE", "2025-03-01T00:00:00Z"), country("FR", "2025-05-01T00:00:00Z")];
    expect(inGermany("2025-02-28T23:59:59.999Z", ...moved)).toBe(false);
    expect(inGermany("2025-03-01T00:00:00Z", ...moved)).toBe(true);
    expect(inGermany("2025-05-01T00:00:00Z", ...moved)).toBe(false);
  });

  test("Meaning 12: a later not set hides an earlier value", () => {
    expect(inGermany("2025-06-01T00:00:00Z", country("DE", "2025-03-01T00:00:00Z"), country(undefined, "2025-05-01T00:00:00Z"))).toBe(
      false,
    );
  });

  test("Meaning 12: ties go by receive time, then message id", () => {
    const from = "2025-03-01T00:00:00Z";
    const at = "2025-06-01T00:00:00Z";
    expect(inGermany(at, country("DE", from, "2025-03-03T00:00:00Z"), country("FR", from, "2025-03-02T00:00:00Z"))).toBe(true);
    expect(inGermany(at, country("DE", from, from, "b".repeat(32)), country("FR", from, from, "a".repeat(32)))).toBe(true);
    expect(inGermany(at, country("DE", from, from, "a".repeat(32)), country("FR", from, from, "b".repeat(32)))).toBe(false);
  });

  test("Meaning 12: a first value without a date holds from the beginning, later ones from when they were received", () => {
    const statements = [country("DE", undefined, "2025-03-01T00:00:00Z"), country("FR", undefined, "2025-05-01T00:00:00Z")];
    expect(inGermany("1950-01-01T00:00:00Z", ...statements)).toBe(true);
    expect(inGermany("2025-04-30T23:59:59.999Z", ...statements)).toBe(true);
    expect(inGermany("2025-05-01T00:00:00Z", ...statements)).toBe(false);
  });

  test("Meaning 12: has been … for: the chain of equal values covers the whole time; less than is so now, but not that long", () => {
    const plan = (value: string | undefined, from?: string) => ({
      trait: "plan",
      ...(value === undefined ? {} : { value }),
      ...(from === undefined ? {} : { from }),
    });
    const people: readonly ToldPerson[] = [
      { id: "always", traits: [plan("pro")] },
      { id: "to the millisecond", traits: [plan("pro", "2025-05-16T12:00:00Z")] },
      { id: "too short", traits: [plan("pro", "2025-05-16T12:00:00.001Z")] },
      { id: "said again", traits: [plan("pro", "2025-01-01T00:00:00Z"), plan("PRO", "2025-06-01T00:00:00Z")] },
      {
        id: "interrupted",
        traits: [plan("pro", "2025-01-01T00:00:00Z"), plan("free", "2025-06-01T00:00:00Z"), plan("pro", "2025-06-02T00:00:00Z")],
      },
      {
        id: "unset between",
        traits: [plan("pro", "2025-01-01T00:00:00Z"), plan(undefined, "2025-06-01T00:00:00Z"), plan("pro", "2025-06-02T00:00:00Z")],
      },
      { id: "no longer", traits: [plan("pro", "2025-01-01T00:00:00Z"), plan("free", "2025-06-14T00:00:00Z")] },
    ];
    expect(who('plan has been "pro" for at least 30 days', { people })).toEqual(["always", "to the millisecond", "said again"]);
    expect(who('plan has been "pro" for less than 30 days', { people })).toEqual(["too short", "interrupted", "unset between"]);
  });
});

test("Meaning 7: who did something in the last 10 days did it in the last 30, at any instant", () => {
  const people = visitors("2025-05-16T12:00:00Z", "2025-06-05T12:00:00Z", "2025-06-14T12:00:00Z", "2025-07-01T00:00:00Z");
  for (let day = 1; day <= 60; day++) {
    const settings = settingsOf({ people, at: new Date(Date.UTC(2025, 4, 20 + day, 12)).toISOString() });
    const narrow = members(ruleOf("did visit in last 10 days"), settings);
    const wide = members(ruleOf("did visit in last 30 days"), settings);
    expect(narrow.isSubsetOf(new Set(wide)), `day ${day}`).toBe(true);
  }
});
