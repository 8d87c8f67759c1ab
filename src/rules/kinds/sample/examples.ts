import type { Example } from "../kind.ts";

/** Every form of the kind, against the catalog of `examples/names.ts`. */
export const examples: readonly Example[] = [
  { text: 'sample 10% seed "spring"', english: 'in the random sample of 10% with seed "spring"' },
  { text: 'sample 0.5% seed "panel 2025"', english: 'in the random sample of 0.5% with seed "panel 2025"' },
];
