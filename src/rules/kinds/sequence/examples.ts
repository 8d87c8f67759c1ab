import type { Example } from "../kind.ts";

/** Every form of the kind, against the catalog of `examples/names.ts`. */
export const examples: readonly Example[] = [
  {
    text: "sequence(view -> cart same product within 2 days -> not order within 7 days) in last 30 days",
    english: "in the last 30 days a view, then within 2 days a cart with the same product, then within 7 days no order",
  },
  { text: "sequence(view -> not order -> refund)", english: "a view, then no order until a refund" },
  {
    text: 'sequence(order where channel = "web" -> order where channel = "store" within 12 hours)',
    english: "an order where channel is web, then within 12 hours an order where channel is store",
  },
  {
    text: "sequence(cart -> not order within 1 day -> email_opened within 3 days) in this month",
    english: "this month a cart, then within 1 day no order, then within 3 days an email opened event",
  },
  { text: "sequence(cart -> not order) since 2025-01-01", english: "since 1 January 2025 a cart, then no order after it" },
];
