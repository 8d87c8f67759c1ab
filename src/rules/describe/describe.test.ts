import { expect, describe as suite, test } from "vitest";
import { generateCases } from "../../../testkit/generate/generate.ts";
import { conditions } from "../check/walk.ts";
import type { Rule } from "../document.ts";
import { exampleNames } from "../examples/names.ts";
import { members } from "../reference/evaluate.ts";
import { parse } from "../text/parse.ts";
import { print } from "../text/print.ts";
import { describe } from "./describe.ts";
import { eventNoun, nameWords, numberWords, ordinal, textWords, withArticle } from "./words.ts";

function english(text: string, names = true): string {
  const { rule } = parse(text);
  if (rule === undefined) throw new Error(`nothing was read from ${text}`);
  return names ? describe(rule, exampleNames) : describe(rule);
}

suite("complements", () => {
  test.each([
    ["not count(order) in last 90 days >= 4", "fewer than 4 orders in the last 90 days"],
    ["not count(order) < 1", "at least 1 order"],
    ["not count(order) = 0", "a number of orders other than 0"],
    ["not count(order) between 2 and 5", "fewer than 2 or more than 5 orders"],
    ["not count(order) in (1, 2)", "a number of orders other than 1 or 2"],
    ["not count(order) not in (1, 2)", "exactly 1 or 2 orders"],
    ["not count(order) > trait(order_target)", "without a number of orders above the customer's order target"],
    ["not days(login) in last 30 days > 9", "logins on at most 9 days in the last 30 days"],
    ["not sum(order.amount) > 500 EUR", "a total order amount of at most 500 EUR"],
    ["not sum(order.amount) between 5 EUR and 9 EUR", "a total order amount below 5 EUR or above 9 EUR"],
    ["not average(order.amount) > 500 EUR", "without an average order amount above 500 EUR"],
    ["not first(order) was in last 30 days", "it is not true that the first order was in the last 30 days"],
    ["not share(order where gift = true) > 10%", "it is not true that gift is true in more than 10% of orders"],
    ["not no order in last 5 days", "at least one order in the last 5 days"],
    ["not did order", "no order"],
    ["not country is set", "country is not set"],
    ["not (country is not set)", "country is set"],
    ['not country != "DE"', "it is not true that country is something other than DE"],
    ["not active(order) in at least 6 of last 12 months", "an order in fewer than 6 of the last 12 complete months"],
    ['not entered segment "Active" in last 7 days', 'did not enter the segment "Active" in the last 7 days'],
    ['not left segment "Active" in today', 'did not leave the segment "Active" today'],
    ['not no decision on "newsletter"', "a decision on newsletter"],
    ["not sequence(view -> not cart)", "not this sequence: a view, then no cart after it"],
    ['not within 5 km of "Paris"', "not within 5 km of Paris"],
    ["not top 5% by age", "not in the top 5% by age"],
    ['not (not (country = "DE" or age > 5))', "either country is DE or age is above 5"],
    [
      'reachable by email and not (country = "DE" and (age > 5 or age < 3))',
      "reachable by email; and not both country is DE, and either age is above 5 or age is below 3",
    ],
    ["did order where (not (gift = true or coupon is set))", "at least one order where (neither gift is true nor coupon is set)"],
  ])("%s", (text, expected) => {
    expect(english(text)).toBe(expected);
  });
});

suite("words", () => {
  test.each([
    ["order", "order", "orders"],
    ["category_view", "category view", "category views"],
    ["purchase_inquiry", "purchase inquiry", "purchase inquiries"],
    ["box", "box", "boxes"],
    ["orders", "orders", "orders"],
    ["email_opened", "email opened event", "email opened events"],
    ["Order Completed", "Order Completed event", "Order Completed events"],
    ["feed", "feed", "feeds"],
    ["email-sent", "email-sent event", "email-sent events"],
    ["a.b", '"a.b" event', '"a.b" events'],
  ])("the event %s is %s, %s", (name, singular, plural) => {
    expect(eventNoun(name)).toEqual({ singular, plural });
  });

  test("articles, ordinals and numbers", () => {
    expect(["order", "view", "user", "email opened event", "hour", "orders"].map(withArticle)).toEqual([
      "an order",
      "a view",
      "a user",
      "an email opened event",
      "an hour",
      "orders",
    ]);
    expect([1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(ordinal)).toEqual([
      "1st",
      "2nd",
      "3rd",
      "4th",
      "11th",
      "12th",
      "13th",
      "21st",
      "102nd",
      "111th",
    ]);
    expect(["5", "1000", "10000", "-1234567.25", "0.5"].map(numberWords)).toEqual(["5", "1000", "10,000", "-1,234,567.25", "0.5"]);
  });

  test("text that could be taken for something else stands in quotes", () => {
    expect(["DE", "IT", "web-shop", "Zoë"].map(textWords)).toEqual(["DE", "IT", "web-shop", "Zoë"]);
    expect(["true", "not", "5", "a b", "x,y", "", "and"].map(textWords)).toEqual([
      '"true"',
      '"not"',
      '"5"',
      '"a b"',
      '"x,y"',
      '""',
      '"and"',
    ]);
    expect(nameWords("Größe (cm)")).toBe('"Größe (cm)"');
  });
});

test("names make better phrases, but are not needed", () => {
  expect(english("contract_end < trait(renewal_date)")).toBe("contract end is before the customer's renewal date");
  expect(english("contract_end < trait(renewal_date)", false)).toBe("contract end is below the customer's renewal date");
});

/** What a rule selects among the customers of a generated case. */
test.each(Array.from({ length: 25 }, (_, i) => i + 1))("case %i: rules that read alike select alike", (seed) => {
  const cases = generateCases(seed, 30);
  const [one] = cases;
  if (one === undefined) throw new Error("no case");
  const { names, at, zone, audience, population, rates } = one;
  const rules = cases.flatMap(({ rule }) => [rule, ...conditions(rule).flatMap(({ node }): Rule[] => [node, { kind: "not", rule: node }])]);
  const byEnglish = new Map<string, Map<string, Rule>>();
  for (const rule of rules) {
    const words = describe(rule, names);
    expect(words).not.toMatch(/undefined|\[object|NaN| {2}/);
    byEnglish.set(words, (byEnglish.get(words) ?? new Map()).set(print(rule), rule));
  }
  for (const [words, alike] of byEnglish) {
    if (alike.size < 2) continue;
    const selected = [...alike.values()].map((rule) => [...members(rule, { names, at, zone, audience, population, rates })].sort());
    for (const each of selected) expect(each, `${words}\n${[...alike.keys()].join("\n")}`).toEqual(selected[0]);
  }
});
