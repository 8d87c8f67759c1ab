import type { Example } from "../kind.ts";

/** Every form of the kind, against the catalog of `examples/names.ts`. */
export const examples: readonly Example[] = [
  { text: "count(order) in last 365 days >= 4", english: "at least 4 orders in the last 365 days" },
  { text: "count(order) > 10", english: "more than 10 orders" },
  { text: "count(order) < 3", english: "fewer than 3 orders" },
  { text: "count(order) <= 2", english: "at most 2 orders" },
  { text: "count(order) = 0", english: "no order" },
  { text: "count(order) != 1", english: "a number of orders other than 1" },
  { text: "count(order) between 2 and 5", english: "from 2 to 5 orders" },
  { text: "count(order) in (1, 2, 3)", english: "exactly 1, 2, or 3 orders" },
  { text: "count(order) not in (1, 2)", english: "a number of orders other than 1 or 2" },
  { text: "count(order) >= trait(order_target)", english: "a number of orders of at least the customer's order target" },
  {
    text: 'count(order where channel = "web" and amount > 50 EUR) in this quarter >= 1',
    english: "at least 1 order this quarter where (channel is web and amount is above 50 EUR)",
  },
  {
    text: 'count(view where category = "shoes" or (category = "bags" and seconds >= 30)) in today >= 3',
    english: "at least 3 views today where (either category is shoes, or both category is bags and seconds is at least 30)",
  },
  { text: "count(email_opened) in previous month >= 3", english: "at least 3 email opened events in the previous calendar month" },
  { text: "count(login) in previous 3 weeks < 1", english: "no login in the previous 3 calendar weeks" },
  { text: "days(login) in last 30 days >= 10", english: "logins on at least 10 days in the last 30 days" },
  {
    text: 'sum(order.amount where channel = "web") in last 90 days > 500 EUR',
    english: "a total order amount above 500 EUR in the last 90 days where channel is web",
  },
  { text: "sum(order.amount) > trait(monthly_budget)", english: "a total order amount above the customer's monthly budget" },
  {
    text: "average(order.amount) in previous year between 20 EUR and 50 EUR",
    english: "an average order amount from 20 EUR to 50 EUR in the previous calendar year",
  },
  { text: "average(order.items) < 2.5", english: "average order items below 2.5" },
  { text: "minimum(order.amount) since 2025-01-01 >= 10 EUR", english: "a smallest order amount of at least 10 EUR since 1 January 2025" },
  {
    text: "maximum(order.amount) from 2025-01-01 to 2025-12-31 < 100 EUR",
    english: "a largest order amount below 100 EUR from 1 January 2025 to 31 December 2025",
  },
  { text: "maximum(order.delivery_date) was in last 14 days", english: "the latest order delivery date was in the last 14 days" },
  { text: "distinct(view.category) in last 7 days >= 3", english: "at least 3 different view categories in the last 7 days" },
  {
    text: 'share(order where channel = "web") in last 365 days >= 50%',
    english: "channel is web in at least 50% of orders in the last 365 days",
  },
  { text: "share(order where not coupon is set) > 0.8", english: "coupon is not set in more than 80% of orders" },
  { text: "first(order) was in last 30 days", english: "the first order was in the last 30 days" },
  { text: "first(order) in last 365 days was before 2025-03-01", english: "the first order in the last 365 days was before 1 March 2025" },
  { text: "last(order) was between 60 and 30 days ago", english: "the last order was between 60 and 30 days ago" },
  { text: 'last(order where channel = "web") was in yesterday', english: "the last order (where channel is web) was yesterday" },
  { text: "last(order) < 90 days ago", english: "the last order was earlier than 90 days ago" },
  { text: "nth[2](order) was after 2025-01-01", english: "the 2nd order was after 1 January 2025" },
  { text: 'first(order.channel) = "web"', english: "channel is web in the first order" },
  { text: "last(order.amount) in last 30 days > 100 EUR", english: "amount is above 100 EUR in the last order in the last 30 days" },
  { text: "nth[3](order.coupon) in last 365 days is set", english: "coupon is set in the 3rd order in the last 365 days" },
  { text: "last(order.gift) = true", english: "gift is true in the last order" },
];
