import type { Example } from "../kind.ts";

/** Every form of the kind, against the catalog of `examples/names.ts`. */
export const examples: readonly Example[] = [
  { text: "reachable by email", english: "reachable by email" },
  { text: 'subscribed to "newsletter"', english: "subscribed to newsletter" },
  { text: 'unsubscribed from "price alerts"', english: 'unsubscribed from "price alerts"' },
  { text: 'no decision on "newsletter"', english: "no decision on newsletter" },
];
