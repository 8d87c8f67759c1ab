import { z } from "zod";
import { parseDay, parseLocal } from "../../core/time/date.ts";
import { parseInstant } from "../../core/time/instant.ts";
import type { DateValue, Value } from "../document.ts";
import { canonicalDatetime } from "../text/literals.ts";
import { count, decimal, flag, name, unit, written } from "./parts.ts";

/** A date of the calendar, YYYY-MM-DD. */
export const date = z.string().refine((text) => parseDay(text) !== undefined, "a date such as 2025-03-01");

const DATETIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?$/;

/** A date and time, local or with its offset; kept in canonical form. */
const datetime = z
  .string()
  .refine(
    (text) => DATETIME.test(text) && (parseInstant(text) ?? parseLocal(text)) !== undefined,
    "a date and time such as 2025-03-01T14:30",
  )
  .overwrite(canonicalDatetime);

const dates = [
  z.strictObject({ type: z.literal("date"), date }),
  z.strictObject({ type: z.literal("datetime"), datetime }),
  z.strictObject({ type: z.literal("ago"), n: count(0), unit }),
] as const;

/** `2025-03-01`, `2025-03-01T10:00`, `30 days ago`. */
export const dateValueSchema: z.ZodType<DateValue> = z.discriminatedUnion("type", dates);

const number = z
  .strictObject({
    type: z.literal("number"),
    number: decimal,
    percent: flag,
    currency: z.exactOptional(z.string().regex(/^[A-Z]{3}$/, "a currency such as EUR")),
  })
  .refine((value) => value.percent === undefined || value.currency === undefined, "a percentage or a currency, not both");

export const valueSchema: z.ZodType<Value> = z.discriminatedUnion("type", [
  ...dates,
  number,
  z.strictObject({ type: z.literal("text"), text: written, exactly: flag }),
  z.strictObject({ type: z.literal("boolean"), boolean: z.boolean() }),
  z.strictObject({ type: z.literal("trait"), trait: name }),
]);
