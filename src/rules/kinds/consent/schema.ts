import { z } from "zod";
import { name, noted } from "../../schema/parts.ts";

const test = z.discriminatedUnion("is", [
  z.strictObject({ is: z.literal("reachable"), channel: name }),
  z.strictObject({ is: z.enum(["subscribed", "unsubscribed", "no decision"]), purpose: name }),
]);

export const schema = z.strictObject({ kind: z.literal("consent"), test, ...noted });
