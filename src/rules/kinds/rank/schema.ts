import { z } from "zod";
import { measureSchema } from "../../schema/measures.ts";
import { count, decimal, name, noted } from "../../schema/parts.ts";
import { windowSchema } from "../../schema/windows.ts";

const limit = z.union([z.strictObject({ count: count(1) }), z.strictObject({ percent: decimal })]);
const by = z.union([z.strictObject({ trait: name }), z.strictObject({ measure: measureSchema, window: z.exactOptional(windowSchema) })]);

export const schema = z.strictObject({
  kind: z.literal("rank"),
  direction: z.enum(["top", "bottom"]),
  limit,
  by,
  within: z.exactOptional(name),
  ...noted,
});
