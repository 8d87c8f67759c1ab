import type { Warning } from "../../lint/context.ts";

/** Nothing of its own: a sample of everybody or nobody shows as a condition that is always true or false. */
export function lintSample(): readonly Warning[] {
  return [];
}
