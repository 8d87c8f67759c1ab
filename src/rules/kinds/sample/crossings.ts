import type { Instant } from "../../../core/time/instant.ts";

/** A sample never changes by the passing of time. */
export function crossings(): readonly Instant[] {
  return [];
}
