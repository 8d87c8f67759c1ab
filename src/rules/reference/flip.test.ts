import { describe, expect, test } from "vitest";
import { generateCase } from "../../../testkit/generate/generate.ts";
import { moment, type ToldPerson } from "../../../testkit/histories/person.ts";
import { ruleOf, type Story, settingsOf } from "../../../testkit/histories/story.ts";
import { random } from "../../core/random.ts";
import { formatInstant, instant } from "../../core/time/instant.ts";
import { evaluate } from "./evaluate.ts";
import { nextFlip } from "./flip.ts";

function flipOf(rule: string, one: ToldPerson, story: Partial<Story> = {}): string {
  const settings = settingsOf({ ...story, people: [one, ...(story.people ?? [])] });
  const [history] = settings.population;
  if (history === undefined) throw new RangeError("nobody");
  const flip = nextFlip(ruleOf(rule), history, settings, moment("2027-01-01T00:00:00Z"));
  return flip === undefined ? "stays" : `${flip.matches ? "in" : "out"} at ${formatInstant(flip.at)}`;
}

const visited = (at: string): ToldPerson => ({ id: "x", events: [{ event: "visit", at }] });

describe("when a rule flips by itself", () => {
  test("an event leaves a rolling window when the edge reaches it", () => {
    expect(flipOf("did visit in last 30 days", visited("2025-06-01T10:00:00Z"))).toBe("out at 2025-07-01T10:00:00Z");
    expect(flipOf("no visit in last 1 month", visited("2025-06-01T10:00:00Z"))).toBe("in at 2025-07-01T10:00:00Z");
    expect(flipOf("did visit", visited("2025-06-01T10:00:00Z"))).toBe("stays");
  });

  test("an event enters a window in the past, and leaves it again", () => {
    expect(flipOf("did visit between 30 and 20 days ago", visited("2025-06-01T10:00:00Z"))).toBe("in at 2025-06-21T10:00:00Z");
    expect(flipOf("did visit between 30 and 10 days ago", visited("2025-06-01T10:00:00Z"))).toBe("out at 2025-07-01T10:00:00Z");
  });

  test("calendar windows flip where a period begins in the zone", () => {
    expect(flipOf("did visit in this month", visited("2025-06-01T10:00:00Z"))).toBe("out at 2025-06-30T22:00:00Z");
    expect(flipOf("did visit in previous month", visited("2025-06-01T10:00:00Z"))).toBe("in at 2025-06-30T22:00:00Z");
    expect(flipOf("active(visit) in at least 1 of last 1 week", visited("2025-06-09T10:00:00Z"))).toBe("in at 2025-06-15T22:00:00Z");
  });

  test("trailing steps of a sequence, held values, dates and statements to come", () => {
    expect(flipOf("sequence(visit -> not order within 20 days)", visited("2025-06-01T10:00:00Z"))).toBe("in at 2025-06-21T10:00:00Z");
    const pro: ToldPerson = {
      id: "x",
      traits: [
        { trait: "plan", value: "pro", from: "2025-06-01T10:00:00Z" },
        { trait: "plan", value: "free", from: "2025-08-01T00:00:00Z" },
      ],
    };
    expect(flipOf('plan has been "pro" for at least 30 days', pro)).toBe("in at 2025-07-01T10:00:00Z");
    expect(flipOf('plan = "pro"', pro)).toBe("out at 2025-08-01T00:00:00Z");
    const renewal: ToldPerson = {
      id: "x",
      traits: [
        { trait: "renewal", value: "2025-07-10" },
        { trait: "birthday", value: "2004-02-29" },
      ],
    };
    expect(flipOf("renewal was in next 7 days", renewal)).toBe("in at 2025-07-02T22:00:00Z");
    expect(flipOf("birthday was anniversary in next 1 day", renewal)).toBe("in at 2026-02-27T23:00:00Z");
    expect(flipOf("birthday <= 22 years ago", renewal)).toBe("in at 2026-02-28T23:00:00Z");
  });

  test("pins, consents and stays", () => {
    const segments = { Germans: 'country = "DE"' };
    const pinned: ToldPerson = {
      id: "x",
      pins: [{ segment: "Germans", how: "in", since: "2025-06-01T00:00:00Z", until: "2025-07-01T00:00:00Z" }],
    };
    expect(flipOf('in segment "Germans"', pinned, { segments })).toBe("out at 2025-07-01T00:00:00Z");
    const stay: ToldPerson = {
      id: "x",
      traits: [{ trait: "country", value: "DE" }],
      stays: [{ segment: "Germans", since: "2025-06-01T00:00:00Z" }],
    };
    expect(flipOf('in segment "Germans" for at least 30 days', stay, { segments })).toBe("in at 2025-07-01T00:00:00Z");
    expect(flipOf('entered segment "Germans" in last 30 days', stay, { segments })).toBe("out at 2025-07-01T00:00:00Z");
    const consent: ToldPerson = { id: "x", consents: [{ address: "a@x", at: "2025-07-01T00:00:00Z" }] };
    expect(flipOf("reachable by email", consent)).toBe("in at 2025-07-01T00:00:00Z");
  });

  test("a rank flips when somebody else's value changes, or somebody comes to exist", () => {
    const mine: ToldPerson = { id: "x", traits: [{ trait: "points", value: 5 }] };
    const people: readonly ToldPerson[] = [
      { id: "y", created: "2025-08-01T00:00:00Z", traits: [{ trait: "points", value: 9, from: "2025-09-01T00:00:00Z" }] },
    ];
    expect(flipOf("top 1 by points", mine, { people })).toBe("out at 2025-09-01T00:00:00Z");
  });

  test("a customer who comes to exist later enters complements then", () => {
    expect(flipOf("no visit", { id: "x", created: "2025-07-01T00:00:00Z" })).toBe("in at 2025-07-01T00:00:00Z");
  });
});

test("nothing flips before the next flip, and then it does, to the millisecond", () => {
  let flips = 0;
  for (let seed = 1; seed <= 120; seed++) {
    const one = generateCase(seed);
    const settings = { ...one, population: one.population.slice(0, 12) };
    const draw = random(seed);
    const horizon = instant(one.at + draw.choice([2, 10, 100]) * 86_400_000);
    for (const history of settings.population.slice(0, 3)) {
      const now = evaluate(one.rule, history, settings).matches;
      const flip = nextFlip(one.rule, history, settings, horizon);
      if (flip !== undefined) {
        flips += 1;
        expect(evaluate(one.rule, history, { ...settings, at: flip.at }).matches, `seed ${seed}`).toBe(!now);
      }
      const end = flip === undefined ? horizon : flip.at - 1;
      const grid = Array.from({ length: 41 }, (_, i) => instant(Math.floor(one.at + ((end - one.at) * i) / 40)));
      for (const at of grid) {
        expect(
          evaluate(one.rule, history, { ...settings, at }).matches,
          `seed ${seed}, customer ${history.key}, ${formatInstant(at)}`,
        ).toBe(now);
      }
    }
  }
  expect(flips).toBeGreaterThan(10);
});
