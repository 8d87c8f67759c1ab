import type { Warning } from "../../lint/context.ts";

/** Nothing of its own: what such conditions can do wrong shows in the group that they stand in. */
export function lintEvent(): readonly Warning[] {
  return [];
}
