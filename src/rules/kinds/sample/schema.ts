import { z } from "zod";
import { decimal, noted, written } from "../../schema/parts.ts";

export const schema = z.strictObject({ kind: z.literal("sample"), percent: decimal, seed: written, ...noted });
