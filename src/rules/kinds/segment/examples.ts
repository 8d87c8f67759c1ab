import type { Example } from "../kind.ts";

/** Every form of the kind, against the catalog of `examples/names.ts`. */
export const examples: readonly Example[] = [
  { text: 'in segment "Active"', english: 'in the segment "Active"' },
  { text: 'in segment "Buyers" for at least 30 days', english: 'in the segment "Buyers" for at least 30 days' },
  { text: 'entered segment "Active" in last 7 days', english: 'entered the segment "Active" in the last 7 days' },
  { text: 'left segment "Buyers" in previous month', english: 'left the segment "Buyers" in the previous calendar month' },
];
