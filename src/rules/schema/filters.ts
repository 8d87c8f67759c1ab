import { z } from "zod";
import type { Filter } from "../document.ts";
import { LIMITS } from "../limits.ts";
import { name, noted } from "./parts.ts";
import { testSchema } from "./tests.ts";

const test = z.strictObject({ kind: z.literal("test"), property: name, test: testSchema, ...noted });
const group = z.strictObject({ kind: z.literal("group"), filter: z.lazy(() => filterSchema), ...noted });
const not = z.strictObject({ kind: z.literal("not"), filter: z.lazy(() => unarySchema), ...noted });
const and = z.strictObject({ kind: z.literal("and"), filters: many(z.lazy(() => unarySchema)), ...noted });
const or = z.strictObject({ kind: z.literal("or"), filters: many(z.lazy(() => alternativeSchema)), ...noted });

function many(of: z.ZodType<Filter>): z.ZodType<readonly Filter[]> {
  return z.array(of).min(2, "two or more").max(LIMITS.tests);
}

/** What `not` and `and` hold: anything with `and` or `or` needs a group around it, as in text. */
const unarySchema: z.ZodType<Filter> = z.discriminatedUnion("kind", [test, group, not]);
const alternativeSchema: z.ZodType<Filter> = z.discriminatedUnion("kind", [test, group, not, and]);

/** A predicate on an event's properties. */
export const filterSchema: z.ZodType<Filter> = z.discriminatedUnion("kind", [test, group, not, and, or]);

/** The filter of `did E` and `no E`: one test or a group. */
export const singleFilterSchema: z.ZodType<Filter> = z.discriminatedUnion("kind", [test, group]);
