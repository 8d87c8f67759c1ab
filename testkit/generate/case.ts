/** One generated evaluation: everything two evaluators need to be compared on. */
import type { Instant } from "../../src/core/time/instant.ts";
import type { Rule } from "../../src/rules/document.ts";
import type { History } from "../../src/rules/history.ts";
import type { Names } from "../../src/rules/names.ts";
import type { Rate } from "../../src/rules/reference/context.ts";

export interface Case {
  /** Reproduces the case: `generateCase(seed)`. */
  readonly seed: number;
  /** Types, settings and, in `segments`, the definitions that the rule may refer to. */
  readonly names: Names;
  /** Keys are 1 to the number of customers. */
  readonly population: readonly History[];
  /** Rates into the workspace's currency, `names.settings.currency`. */
  readonly rates: readonly Rate[];
  readonly at: Instant;
  readonly rule: Rule;
  /** `workspace`, `customer` or an IANA name. */
  readonly zone: string;
  readonly audience: "customers" | "with anonymous";
  /** Values of the trait `time_zone` that occur in the population, as written, each once; for `planRule`. */
  readonly zonesInUse: readonly string[];
}
