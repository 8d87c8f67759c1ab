import { z } from "zod";
import { duration, name, noted } from "../../schema/parts.ts";
import { windowSchema } from "../../schema/windows.ts";

const how = z.discriminatedUnion("is", [
  z.strictObject({ is: z.literal("in"), forAtLeast: z.exactOptional(duration) }),
  z.strictObject({ is: z.enum(["entered", "left"]), window: windowSchema }),
]);

export const schema = z.strictObject({ kind: z.literal("segment"), segment: name, how, ...noted });
