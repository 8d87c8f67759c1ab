import { BEGINNING, type Instant } from "../../../core/time/instant.ts";
import type { ConsentCondition } from "../../document.ts";
import type { ReferenceContext } from "../../reference/context.ts";

/** The statements to come. */
export function crossings(_condition: ConsentCondition, context: ReferenceContext): readonly Instant[] {
  return context.history.consents.map((statement) => statement.at ?? BEGINNING);
}
