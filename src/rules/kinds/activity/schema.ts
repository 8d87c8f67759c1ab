import { z } from "zod";
import { filterSchema } from "../../schema/filters.ts";
import { count, name, noted, period } from "../../schema/parts.ts";

export const schema = z.strictObject({
  kind: z.literal("activity"),
  event: name,
  filter: z.exactOptional(filterSchema),
  atLeast: count(1),
  of: count(1),
  period,
  ...noted,
});
