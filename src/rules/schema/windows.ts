import { z } from "zod";
import type { Window } from "../../core/time/window.ts";
import { count, period, unit } from "./parts.ts";
import { date } from "./values.ts";

const withoutBefore = [
  z.strictObject({ kind: z.literal("last"), n: count(1), unit }),
  z.strictObject({ kind: z.literal("period"), which: z.enum(["today", "yesterday"]) }),
  z.strictObject({ kind: z.literal("this"), period }),
  z.strictObject({ kind: z.literal("previous"), n: count(1), period }),
  z.strictObject({ kind: z.literal("ago"), from: count(0), to: count(0), unit }),
  z.strictObject({ kind: z.literal("dates"), from: date, to: date }),
  z.strictObject({ kind: z.literal("since"), date }),
] as const;

export const windowSchema: z.ZodType<Window> = z.discriminatedUnion("kind", [
  ...withoutBefore,
  z.strictObject({ kind: z.literal("before"), date }),
]);

/** A window as the test of a date: `before` a date is a test of its own there. */
export const testedWindowSchema: z.ZodType<Window> = z.discriminatedUnion("kind", withoutBefore);
