import type { Example } from "../kind.ts";

/** Every form of the kind, against the catalog of `examples/names.ts`. */
export const examples: readonly Example[] = [
  { text: 'top 10% by predicted_value within segment "Active"', english: 'in the top 10% by predicted value within the segment "Active"' },
  { text: "bottom 100 by sum(order.amount) in last 365 days", english: "among the bottom 100 by total order amount in the last 365 days" },
  { text: 'top 1000 by count(order where channel = "web")', english: "among the top 1000 by number of orders where channel is web" },
  { text: "top 2.5% by last(order)", english: "in the top 2.5% by date of the last order" },
  { text: "bottom 20% by days(login) in last 90 days", english: "in the bottom 20% by number of days with a login in the last 90 days" },
  { text: "top 10 by average(order.amount) in this year", english: "among the top 10 by average order amount this year" },
  {
    text: "top 5% by share(order where coupon is set) in last 365 days",
    english: "in the top 5% by share of orders in the last 365 days where coupon is set",
  },
  { text: "top 50 by distinct(view.category)", english: "among the top 50 by number of different view categories" },
  { text: "bottom 5% by age", english: "in the bottom 5% by age" },
];
