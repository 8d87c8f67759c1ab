import { beforeAll, describe, expect, test } from "vitest";
import { random } from "../../src/core/random.ts";
import { DAYS } from "./calendar.ts";
import { TREATED_SHARE } from "./campaign.ts";
import { type Group, groups } from "./groups.ts";
import { makeLead } from "./lead.ts";
import { customersOf, makePerson } from "./person.ts";
import { seasons } from "./season.ts";
import { answer, ITEMS, itemModel, needClasses, needItems, REVERSED } from "./survey.ts";
import { knownCustomers } from "./truth.ts";

/** What the tests need of one customer. */
interface Row {
  readonly group: number;
  readonly female: boolean;
  readonly age: number;
  readonly rate: number;
  readonly dropout: number;
  readonly purchases: number;
  /** Repeat purchases less those to be expected. */
  readonly surprise: number;
  readonly basket: number;
  readonly value: number;
  readonly openRate: number;
  readonly eligible: boolean;
  readonly treated: boolean;
  readonly without: number;
  readonly with: number;
}

const CUSTOMERS = 24_000;
let rows: readonly Row[];

function expectedRepeats(group: Group, joined: number, count: number, rate: number, dropout: number): number {
  if (count === 0) return 0;
  const days = group.seasonal ? seasons.subarray(joined).reduce((sum, season) => sum + season, 0) : DAYS - joined;
  return -Math.expm1((-dropout * rate * days) / 7) / dropout;
}

beforeAll(() => {
  rows = Array.from(knownCustomers({ customers: CUSTOMERS, seed: 11 }), ({ person, truth }): Row => {
    const { count, rate, dropout } = truth.process;
    return {
      group: person.group,
      female: person.female,
      age: -person.birth,
      rate,
      dropout,
      purchases: count,
      surprise: Math.max(0, count - 1) - expectedRepeats(groups[person.group] as Group, person.createdDay, count, rate, dropout),
      basket: truth.basketMean / 100,
      value: (count * truth.basketMean) / 100,
      openRate: truth.openRate,
      eligible: truth.exposure.eligible,
      treated: truth.exposure.treated,
      without: Number(truth.buysWithout),
      with: Number(truth.buysWith),
    };
  });
});

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: readonly number[]): number => {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
};
/** By how many of its standard errors the mean of the values is away from what it should be. */
const away = (values: readonly number[], should: number): number => (mean(values) - should) / Math.sqrt(variance(values) / values.length);
/** The same for the difference of two means and 0. */
const apart = (a: readonly number[], b: readonly number[]): number =>
  (mean(a) - mean(b)) / Math.sqrt(variance(a) / a.length + variance(b) / b.length);
const correlation = (a: readonly number[], b: readonly number[]): number => {
  const [centreA, centreB] = [mean(a), mean(b)];
  return mean(a.map((value, i) => (value - centreA) * ((b[i] as number) - centreB))) / Math.sqrt(variance(a) * variance(b));
};
const of = (group: number): readonly Row[] => rows.filter((row) => row.group === group);
const ranked = (values: readonly number[]): readonly number[] => {
  const order = [...values.keys()].sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranks = new Array<number>(values.length);
  for (const [rank, i] of order.entries()) ranks[i] = rank;
  return ranks;
};
const each = groups.map((group, index) => [group.name, group, index] as const);

/** All tolerances are this many standard errors: one check in 16,000 would fail by chance, and the seed is fixed. */
const FOUR = 4;

describe("each group", () => {
  test("the shares sum to one, and are met", () => {
    expect(groups.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    for (const [name, { share }, index] of each)
      expect(Math.abs(of(index).length / CUSTOMERS - share), name).toBeLessThan(FOUR * Math.sqrt((share * (1 - share)) / CUSTOMERS));
  });

  test.each(each)("%s: rates, dropout, baskets and opening come from the distributions said", (_, group, index) => {
    const members = of(index);
    const { r, alpha } = group.rate;
    const { a, b } = group.dropout;
    const rates = members.map(({ rate }) => rate);
    expect(Math.abs(away(rates, r / alpha))).toBeLessThan(FOUR);
    expect(variance(rates) / (r / alpha ** 2)).toBeGreaterThan(0.75);
    expect(variance(rates) / (r / alpha ** 2)).toBeLessThan(1.3);
    expect(
      Math.abs(
        away(
          members.map(({ dropout }) => dropout),
          a / (a + b),
        ),
      ),
    ).toBeLessThan(FOUR);
    expect(
      Math.abs(
        away(
          members.map(({ basket }) => basket),
          group.basket.mean,
        ),
      ),
    ).toBeLessThan(FOUR);
    expect(
      Math.abs(
        away(
          members.map(({ openRate }) => openRate),
          group.open.a / (group.open.a + group.open.b),
        ),
      ),
    ).toBeLessThan(FOUR);
    expect(
      Math.abs(
        away(
          members.map(({ purchases }) => Number(purchases > 0)),
          group.firstPurchase,
        ),
      ) || 0,
    ).toBeLessThan(FOUR);
  });

  test.each(each)("%s: repeat purchases are as many as (1 - exp(-p λ t)) / p says", (_, __, index) => {
    expect(
      Math.abs(
        away(
          of(index).map(({ surprise }) => surprise),
          0,
        ),
      ),
    ).toBeLessThan(FOUR);
  });
});

describe("the trap", () => {
  test("sex and age tell the value apart, over all customers", () => {
    expect(
      apart(
        rows.filter(({ female }) => female).map(({ value }) => value),
        rows.filter(({ female }) => !female).map(({ value }) => value),
      ),
    ).toBeGreaterThan(6);
    expect(correlation(ranked(rows.map(({ age }) => age)), ranked(rows.map(({ value }) => value)))).toBeGreaterThan(0.2);
  });

  test.each(each)("%s: they say nothing once the group is known", (_, __, index) => {
    const members = of(index);
    const limit = FOUR / Math.sqrt(members.length);
    for (const what of ["value", "purchases", "basket", "openRate", "without"] as const) {
      const values = members.map((row) => row[what]);
      if (variance(values) === 0) continue;
      expect(
        Math.abs(
          correlation(
            members.map(({ female }) => Number(female)),
            values,
          ),
        ),
        what,
      ).toBeLessThan(limit);
      expect(Math.abs(correlation(ranked(members.map(({ age }) => age)), ranked(values))), what).toBeLessThan(limit);
    }
  });
});

describe("the campaign", () => {
  test("the arms are drawn at random, by the share said, whatever the group", () => {
    const eligible = rows.filter((row) => row.eligible);
    expect(
      Math.abs(
        away(
          eligible.map(({ treated }) => Number(treated)),
          TREATED_SHARE,
        ),
      ),
    ).toBeLessThan(FOUR);
    for (const what of ["group", "without", "value", "age"] as const)
      expect(
        Math.abs(
          correlation(
            eligible.map(({ treated }) => Number(treated)),
            eligible.map((row) => row[what]),
          ),
        ),
        what,
      ).toBeLessThan(FOUR / Math.sqrt(eligible.length));
  });

  test.each(each)("%s: the effect is what the group's probabilities say, and comparing the arms finds it", (_, group, index) => {
    const eligible = of(index).filter((row) => row.eligible);
    const base = mean(eligible.map(({ without }) => without));
    const truth = (1 - base) * group.campaign.persuaded - base * group.campaign.deterred;
    const effects = eligible.map((row) => row.with - row.without);
    if (truth === 0) expect(effects.every((effect) => effect === 0)).toBe(true);
    else expect(Math.abs(away(effects, truth))).toBeLessThan(FOUR);
    const treated = eligible.filter((row) => row.treated).map((row) => row.with);
    const control = eligible.filter((row) => !row.treated).map((row) => row.without);
    const error = Math.sqrt(variance(treated) / treated.length + variance(control) / control.length);
    expect(Math.abs(mean(treated) - mean(control) - truth) / error).toBeLessThan(FOUR);
  });

  test("one group is helped, one is harmed, one is not moved", () => {
    const effect = (name: string): number => {
      const eligible = of(groups.findIndex((group) => group.name === name)).filter((row) => row.eligible);
      return mean(eligible.map((row) => row.with - row.without));
    };
    expect(effect("bargain hunters")).toBeGreaterThan(0.1);
    expect(effect("big baskets")).toBeLessThan(-0.02);
    expect(effect("loyal regulars")).toBe(0);
  });
});

describe("the survey", () => {
  const stream = customersOf(11);
  const asked = Array.from({ length: 12_000 }, (_, i) => {
    const person = makePerson(stream, i + 1);
    return { person, answers: answer(stream.fork(i + 1).fork("survey"), person) };
  });
  const answered = asked.flatMap(({ person, answers }) => (answers === undefined ? [] : [{ person, answers }]));

  test("a fifth answers", () => {
    expect(
      Math.abs(
        away(
          asked.map(({ answers }) => Number(answers !== undefined)),
          0.2,
        ),
      ),
    ).toBeLessThan(FOUR);
  });

  test("items follow the latent score, the reverse keyed one against it", () => {
    const score = answered.map(({ person }) => person.psyche[0]);
    // Without rounding and ends the correlation is loading / sqrt(loading² + deviation²) times the score's spread: about 0.75.
    const clean = itemModel.loading / Math.hypot(itemModel.loading, itemModel.deviation);
    for (let item = 0; item < ITEMS; item++) {
      const values = answered.map(({ answers }) => answers.items[item] as number);
      const known = [...values.keys()].filter((i) => !Number.isNaN(values[i]));
      const found = correlation(
        known.map((i) => score[i] as number),
        known.map((i) => values[i] as number),
      );
      expect(item === REVERSED ? -found : found).toBeGreaterThan(clean - 0.08);
      expect(known.every((i) => [1, 2, 3, 4, 5].includes(values[i] as number))).toBe(true);
    }
  });

  test("needs are answered by class, and independently within a class", () => {
    for (const [index, { name, yes }] of needClasses.entries()) {
      const members = answered.filter(({ person }) => person.needs === index).map(({ answers }) => answers.needs);
      for (const [item, probability] of yes.entries())
        expect(Math.abs(mean(members.map((needs) => needs[item] as number)) - probability), `${name} ${needItems[item]}`).toBeLessThan(
          FOUR * Math.sqrt((probability * (1 - probability)) / members.length),
        );
      expect(
        Math.abs(
          correlation(
            members.map(([first]) => first as number),
            members.map(([, second]) => second as number),
          ),
        ),
      ).toBeLessThan(FOUR / Math.sqrt(members.length));
    }
  });
});

test("leads are won with the probability said", () => {
  const leads = random(11).fork("leads");
  const made = Array.from({ length: 6000 }, (_, i) => makeLead(leads, i + 1));
  expect(
    Math.abs(
      away(
        made.map(({ won, probability }) => Number(won) - probability),
        0,
      ),
    ),
  ).toBeLessThan(FOUR);
  for (const [low, high] of [
    [0, 0.15],
    [0.15, 0.4],
    [0.4, 1],
  ] as const) {
    const band = made.filter(({ probability }) => probability >= low && probability < high);
    expect(band.length).toBeGreaterThan(200);
    expect(
      Math.abs(
        away(
          band.map(({ won, probability }) => Number(won) - probability),
          0,
        ),
      ),
    ).toBeLessThan(FOUR);
  }
});
