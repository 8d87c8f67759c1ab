import type { Instant } from "../../../core/time/instant.ts";
import type { GeoCondition } from "../../document.ts";
import type { ReferenceContext } from "../../reference/context.ts";
import { traitCrossings } from "../../reference/crossings.ts";

/** The location's statements to come. */
export function crossings(_condition: GeoCondition, context: ReferenceContext): readonly Instant[] {
  return traitCrossings("location", context);
}
