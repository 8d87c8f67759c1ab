import { id, sql } from "../../sql/statement.ts";
import type { Inferred } from "../types/infer.ts";
import type { Check, Context } from "./context.ts";
import { fillCustomers, fillEvents, fillTraits, type Held, holdAll } from "./fill.ts";
import { textOf } from "./orders.ts";
import { collectRejects, instantWithChecks, type NamedExpression, typedRows } from "./typed.ts";
import { emailOf, whoOf } from "./who.ts";

/**
 * Answers of a survey, one row per respondent: each item is a trait, stated when it was answered. A row with a time is also an
 * event `survey_answered` with its wave.
 */
export async function convertSurvey(context: Context): Promise<void> {
  const { fields } = context;
  const who = whoOf(fields.get("customer") as Inferred);
  const values: NamedExpression[] = [{ name: "who", value: who.value }];
  const checks: Check[] = [...who.checks];
  const at = fields.get("at");
  if (at !== undefined) {
    const found = instantWithChecks(context, at, true);
    values.push({ name: "at", value: found.value });
    checks.push(...found.checks);
  }
  const wave = fields.get("wave");
  values.push({ name: "wave", value: textOf(wave) });
  const email = fields.get("email");
  if (email !== undefined) values.push({ name: "email", value: emailOf(email) });
  const all = holdAll(context, [...context.others, ...context.traits]);
  const typed = await typedRows(context, [...values, ...all.values], [...checks, ...all.checks]);
  await collectRejects(context, typed);
  const from = sql`${typed.from} WHERE fault IS NULL`;
  const rows = { from, row: sql`"row"`, whoKind: sql`${who.kind}`, who: sql`who` };
  await fillCustomers(context, { ...rows, ...(email === undefined ? {} : { email: id("email") }) });
  await fillTraits(context, all.held, { ...rows, statedAt: at === undefined ? sql`NULL` : sql`"at"` });
  if (at === undefined) return;
  const held: Held[] = wave === undefined ? [] : [{ field: { name: "wave", type: "text" }, parts: [sql`wave`] }];
  await fillEvents(context, "survey_answered", held, { ...rows, instant: sql`"at"`, message: sql`NULL` });
}
