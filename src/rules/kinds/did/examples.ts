import type { Example } from "../kind.ts";

/** Every form of the kind, against the catalog of `examples/names.ts`. */
export const examples: readonly Example[] = [
  { text: "did order", english: "at least one order" },
  { text: "did order in last 30 days", english: "at least one order in the last 30 days" },
  { text: "no order in last 60 days", english: "no order in the last 60 days" },
  { text: 'did order where channel = "web" in last 30 days', english: "at least one order in the last 30 days where channel is web" },
  {
    text: 'did order where (channel = "web" and not coupon is set) between 90 and 30 days ago',
    english: "at least one order between 90 and 30 days ago where (channel is web and coupon is not set)",
  },
  {
    text: "no refund where amount >= 100 EUR in previous year",
    english: "no refund in the previous calendar year where amount is at least 100 EUR",
  },
  {
    text: 'did view where product contains "sneaker" in yesterday',
    english: 'at least one view yesterday where product contains "sneaker"',
  },
  { text: "no login before 2025-01-01", english: "no login before 1 January 2025" },
  {
    text: 'did order where tags has any ("sale", "gift") in this week',
    english: "at least one order this week where at least one of sale and gift is among tags",
  },
  {
    text: "did order where delivery_date was in next 3 days in last 30 days",
    english: "at least one order in the last 30 days where delivery date is in the next 3 days",
  },
  { text: "did order in last 2 quarters", english: "at least one order in the last 2 quarters" },
];
