import { z } from "zod";
import { singleFilterSchema } from "../../schema/filters.ts";
import { flag, name, noted } from "../../schema/parts.ts";
import { windowSchema } from "../../schema/windows.ts";

export const schema = z.strictObject({
  kind: z.literal("did"),
  event: name,
  negated: flag,
  filter: z.exactOptional(singleFilterSchema),
  window: z.exactOptional(windowSchema),
  ...noted,
});
