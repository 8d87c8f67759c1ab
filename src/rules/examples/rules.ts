import type { Example } from "../kinds/kind.ts";

/** Whole rules: how conditions are joined, and how brackets and complements are said. */
export const ruleExamples: readonly Example[] = [
  { text: "everyone", english: "everyone" },
  { text: "not everyone", english: "nobody" },
  {
    text: `count(order) in last 365 days >= 4
and no order in last 60 days
and country in ("DE", "FR")
and reachable by email`,
    english: "at least 4 orders in the last 365 days, no order in the last 60 days, country is DE or FR, and reachable by email",
  },
  { text: 'country = "DE" and reachable by email', english: "country is DE and reachable by email" },
  { text: 'country = "DE" or reachable by email', english: "either country is DE or reachable by email" },
  { text: 'country in ("DE", "FR") and reachable by email', english: "country is DE or FR, and reachable by email" },
  {
    text: 'country in ("DE", "FR", "IT") and reachable by email and age >= 18',
    english: "country is DE, FR, or IT; reachable by email; and age is at least 18",
  },
  {
    text: '(country = "DE" or country = "AT") and reachable by email',
    english: "either country is DE or country is AT, and reachable by email",
  },
  {
    text: 'country = "DE" and reachable by email or in segment "Staff"',
    english: 'either both country is DE and reachable by email, or in the segment "Staff"',
  },
  {
    text: '(country = "DE" or country = "AT" or country = "CH") and (plan = "pro" or age > 60)',
    english: "either country is DE, country is AT, or country is CH; and either plan is pro or age is above 60",
  },
  { text: 'not country = "DE"', english: "it is not true that country is DE" },
  { text: 'not in segment "Staff"', english: 'not in the segment "Staff"' },
  { text: 'not (country = "DE" or reachable by email)', english: "neither country is DE nor reachable by email" },
  { text: 'not (country = "DE" and reachable by email)', english: "not both country is DE and reachable by email" },
  { text: 'not (country = "DE" or country = "AT" or plan = "pro")', english: "none of country is DE, country is AT, or plan is pro" },
  { text: 'not (country = "DE" and age > 60 and plan = "pro")', english: "not all of country is DE, age is above 60, and plan is pro" },
  {
    text: 'not count(order) in last 90 days >= 2 and not subscribed to "newsletter"',
    english: "fewer than 2 orders in the last 90 days and not subscribed to newsletter",
  },
  {
    text: 'sum(order.amount where channel = "web") in last 90 days > 500 EUR and not in segment "Staff"',
    english: 'a total order amount above 500 EUR in the last 90 days where channel is web, and not in the segment "Staff"',
  },
  {
    text: `sequence(view -> cart same product within 2 days -> not order within 7 days) in last 30 days
and country = "DE"`,
    english: "in the last 30 days a view, then within 2 days a cart with the same product, then within 7 days no order; and country is DE",
  },
  {
    text: "first(order) in last 365 days was before 2025-03-01 or renewal_date was in next 30 days",
    english: "either the first order in the last 365 days was before 1 March 2025 or renewal date is in the next 30 days",
  },
  {
    text: '(country = "DE" or (age > 60 and (plan = "pro" or newsletter = true))) and reachable by email',
    english: "(either country is DE; or both age is above 60, and either plan is pro or newsletter is true), and reachable by email",
  },
];
