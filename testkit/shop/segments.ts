/** The demo's ready-made segments: rules in the segment language, in the order in which they are saved. */

export interface ShopSegment {
  readonly name: string;
  /** The rule. */
  readonly text: string;
  readonly description: string;
}

export const shopSegments: readonly ShopSegment[] = [
  {
    name: "Champions",
    text: "count(order) in last 365 days >= 8 and did order in last 60 days",
    description: "Buy often and have bought lately.",
  },
  {
    name: "New customers",
    text: "created_at was in last 30 days and plan is set",
    description: "Joined within the last 30 days; leads have no plan.",
  },
  {
    name: "Lapsing regulars",
    text: "count(order) between 730 and 180 days ago >= 4 and no order in last 180 days",
    description: "Bought regularly and then stopped, half a year ago or longer.",
  },
  {
    name: "Bargain hunters",
    text: "share(order where coupon is set) in last 730 days >= 0.5 and count(order) in last 730 days >= 3",
    description: "At least every second order with a coupon.",
  },
  {
    name: "Big basket, web only",
    text: 'maximum(order.amount where channel = "web") in last 365 days > 150 EUR and not did order where channel != "web"',
    description: "A large order on the web, and never one elsewhere.",
  },
  {
    name: "Birthday soon",
    text: "birth_date anniversary in next 14 days and reachable by email",
    description: "Have their birthday within two weeks and can be sent an e-mail.",
  },
  {
    name: "Near Berlin",
    text: "within 50 km of (52.52, 13.405)",
    description: "Live within 50 km of the shop's store in Berlin.",
  },
  {
    name: "Newsletter fans",
    text: "count(newsletter_opened) in last 365 days >= 3 and did newsletter_clicked in last 365 days",
    description: "Open the newsletter more often than not, and follow it.",
  },
  {
    name: "Cart abandoners",
    text: "sequence(view -> cart same product within 2 days -> not order within 7 days) in last 60 days",
    description: "Put something they had looked at into the cart and did not order within a week.",
  },
  {
    name: "Silent but reachable",
    text: "reachable by email and no order in last 365 days and no visit in last 180 days and did order",
    description: "Customers of old who may still be written to.",
  },
  {
    name: "Holdout",
    text: 'sample 5% seed "holdout 2026"',
    description: "One in twenty, never written to, to measure against.",
  },
  {
    name: "Middling spenders",
    text: "sum(order.amount) in last 365 days between 150 EUR and 300 EUR",
    description: "Looks like one kind of customer and mixes two opposite ones: many small baskets, and a single large one.",
  },
];
