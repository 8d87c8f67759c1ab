import { z } from "zod";
import type { HeldTest, Test, Value } from "../document.ts";
import { LIMITS } from "../limits.ts";
import { count, duration, flag, unit, written } from "./parts.ts";
import { dateValueSchema, valueSchema } from "./values.ts";
import { testedWindowSchema } from "./windows.ts";

const values: z.ZodType<readonly Value[]> = z.array(valueSchema).min(1, "at least one value").max(LIMITS.values);

const tests = [
  z.strictObject({ op: z.enum(["=", "!=", "<", "<=", ">", ">="]), value: valueSchema }),
  z
    .strictObject({ op: z.literal("between"), low: valueSchema, high: valueSchema })
    .refine(
      ({ low, high }) => !(low.type === "number" && low.percent === undefined && low.currency === undefined && high.type === "ago"),
      "two values; a range of time ago is a window",
    ),
  z.strictObject({ op: z.literal("in"), values, negated: flag }),
  z.strictObject({ op: z.literal("set"), negated: flag }),
  z.strictObject({ op: z.literal("contains"), text: written, negated: flag }),
  z.strictObject({ op: z.enum(["starts", "ends", "matches"]), text: written }),
  z
    .strictObject({ op: z.literal("has"), how: z.enum(["one", "any", "all", "none"]), values })
    .refine((test) => test.how !== "one" || test.values.length === 1, 'one value; "any" takes several'),
  z.strictObject({ op: z.enum(["before", "after"]), instant: dateValueSchema }),
  z.strictObject({ op: z.literal("during"), window: testedWindowSchema }),
  z.strictObject({ op: z.literal("next"), n: count(1), unit }),
  z.strictObject({ op: z.literal("anniversary"), days: count(1) }),
] as const;

const held = z.strictObject({ op: z.literal("held"), value: valueSchema, how: z.enum(["at least", "less than"]), duration });

export const testSchema: z.ZodType<Test> = z.discriminatedUnion("op", tests);

/** Tests of traits, `has been … for …` among them. */
export const traitTestSchema: z.ZodType<Test | HeldTest> = z.discriminatedUnion("op", [...tests, held]);
