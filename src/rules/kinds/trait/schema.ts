import { z } from "zod";
import { name, noted } from "../../schema/parts.ts";
import { traitTestSchema } from "../../schema/tests.ts";

export const schema = z.strictObject({ kind: z.literal("trait"), trait: name, test: traitTestSchema, ...noted });
