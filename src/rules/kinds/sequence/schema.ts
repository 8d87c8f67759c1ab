import { z } from "zod";
import { LIMITS } from "../../limits.ts";
import { filterSchema } from "../../schema/filters.ts";
import { duration, flag, name, noted } from "../../schema/parts.ts";
import { windowSchema } from "../../schema/windows.ts";

const step = z.strictObject({
  event: name,
  negated: flag,
  filter: z.exactOptional(filterSchema),
  same: z.exactOptional(name),
  within: z.exactOptional(duration),
});

export const schema = z.strictObject({
  kind: z.literal("sequence"),
  steps: z.array(step).min(1, "at least one step").max(LIMITS.steps),
  window: z.exactOptional(windowSchema),
  ...noted,
});
