import { z } from "zod";
import { measureSchema } from "../../schema/measures.ts";
import { noted } from "../../schema/parts.ts";
import { testSchema } from "../../schema/tests.ts";
import { windowSchema } from "../../schema/windows.ts";

export const schema = z.strictObject({
  kind: z.literal("event"),
  measure: measureSchema,
  window: z.exactOptional(windowSchema),
  test: testSchema,
  ...noted,
});
