import type { Example } from "../kind.ts";

/** Every form of the kind, against the catalog of `examples/names.ts`. */
export const examples: readonly Example[] = [
  { text: "active(order) in at least 6 of last 12 months", english: "an order in at least 6 of the last 12 complete months" },
  {
    text: 'active(login where device = "phone") in at least 3 of last 4 weeks',
    english: "a login in at least 3 of the last 4 complete weeks where device is phone",
  },
];
