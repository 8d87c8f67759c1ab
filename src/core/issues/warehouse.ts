import { entry } from "./entry.ts";

/** What can go wrong between Kindred and its stores. */
export const warehouseIssues = {
  "warehouse-failed": entry<{ engine: string; reason: string }>({
    message: (p) => `${p.engine} could not do it: ${p.reason}`,
  }),
  "warehouse-locked": entry<{ holder?: string }>({
    message: (p) => `The workspace is in use${p.holder === undefined ? "" : ` by ${p.holder}`}.`,
    hint: () => "Stop the other process, or speak to its server with --server.",
  }),
  "interrupted": entry<{ milliseconds: number }>({
    message: (p) => `Stopped after ${p.milliseconds} ms, before it was done.`,
  }),
  "not-supported": entry<{ engine: string; operation: string }>({
    message: (p) => `${p.engine} has no ${p.operation}.`,
  }),
} as const;
