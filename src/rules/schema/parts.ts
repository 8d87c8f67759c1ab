import { z } from "zod";
import { PERIODS, type Period, UNITS, type Unit } from "../../core/time/unit.ts";
import type { Duration, Noted } from "../document.ts";
import { LIMITS } from "../limits.ts";
import { canonicalNumber } from "../text/numbers.ts";

/** A name of something in the catalog. */
export const name = text(LIMITS.name).min(1, "a name");

/** Any text, the empty one included. Lone surrogates are refused: no engine can hold them. */
export const written = text(LIMITS.text);

function text(limit: number) {
  return z
    .string()
    .max(limit, `at most ${limit} characters`)
    .refine((value) => value.isWellFormed(), "well-formed Unicode");
}

/** A decimal number as text, `-12.50`; kept in canonical form. */
export const decimal = z
  .string()
  .max(LIMITS.number, `a number of at most ${LIMITS.number} digits`)
  .regex(/^-?\d+(\.\d+)?$/, "a decimal number as text")
  .overwrite((value) => canonicalNumber(value) ?? value);

/** A whole number from `minimum` to the limit of counts. */
export function count(minimum: number): z.ZodType<number> {
  const expected = `a whole number from ${minimum} to ${LIMITS.count}`;
  return z.int(expected).min(minimum, expected).max(LIMITS.count, expected);
}

export const unit: z.ZodType<Unit> = z.enum(UNITS as readonly [Unit, ...Unit[]]);

export const period: z.ZodType<Period> = z.enum(PERIODS as readonly [Period, ...Period[]]);

export const duration: z.ZodType<Duration> = z.strictObject({ n: count(1), unit });

/** The key `note` of the nodes that may have one. A carriage return would end the comment of the text form. */
export const noted: { readonly note: z.ZodExactOptional<z.ZodType<NonNullable<Noted["note"]>>> } = {
  note: z.exactOptional(written.refine((value) => !value.includes("\r"), "a note without carriage returns")),
};

/** A key that is either absent or true. */
export const flag: z.ZodExactOptional<z.ZodLiteral<true>> = z.exactOptional(z.literal(true));
