import type { Example } from "../kind.ts";

/** Every form of the kind, against the catalog of `examples/names.ts`. */
export const examples: readonly Example[] = [
  { text: 'within 10 km of "Berlin"', english: "within 10 km of Berlin" },
  { text: "within 2.5 mi of (52.5, 13.4)", english: "within 2.5 mi of latitude 52.5 and longitude 13.4" },
];
