import { phoneForm } from "../../core/text/contact.ts";
import { type Fragment, id, join, sql, statement } from "../../sql/statement.ts";
import type { Inferred } from "../types/infer.ts";
import type { Check, Context, Named } from "./context.ts";
import { fillCustomers, fillTraits, type Held, holdAll } from "./fill.ts";
import { placeOf } from "./place.ts";
import { collectRejects, instantWithChecks, type NamedExpression, typedRows } from "./typed.ts";
import { emailOf, whoOf } from "./who.ts";

/**
 * Customers, one row each: every column but those of fields is a trait. An address or number beside the id is a further
 * identity and a trait. Without a date of its own a row's first value holds from the beginning.
 */
export async function convertCustomers(context: Context): Promise<void> {
  const { fields } = context;
  const idColumn = fields.get("id") ?? fields.get("customer");
  const email = fields.get("email");
  const by = idColumn ?? (email as Inferred);
  const who = whoOf(by);
  const checks: Check[] = [...who.checks];
  const values: NamedExpression[] = [{ name: "who", value: who.value }];
  const at = fields.get("at");
  if (at !== undefined) add(instantWithChecks(context, at, false), values, checks);
  const created = fields.get("created_at");
  if (created !== undefined) {
    const { value } = instantWithChecks(context, created, false);
    values.push({ name: "created", value });
  }
  const place = placeOf(context);
  if (place !== undefined) {
    values.push(...place.parts.map((part, index) => ({ name: `place_${index}`, value: part })));
    if (place.check !== undefined) checks.push(place.check);
  }
  if (email !== undefined && email !== by) values.push({ name: "email", value: emailOf(email) });
  const phone = fields.get("phone");
  if (phone !== undefined) values.push({ name: "phone", value: await phoneOf(context, phone) });
  values.push(...(await consentValues(context)));
  const kept: Named[] = [...context.traits, ...context.others, ...traitsOfFields(context, by)];
  const all = holdAll(context, kept);
  const typed = await typedRows(context, [...values, ...all.values], [...checks, ...all.checks]);
  await collectRejects(context, typed);
  const from = sql`${typed.from} WHERE fault IS NULL`;
  const rows = { from, row: sql`"row"`, whoKind: sql`${who.kind}`, who: sql`who` };
  await fillCustomers(context, {
    ...rows,
    ...(created === undefined ? {} : { created: sql`created` }),
    ...(email === undefined || email === by ? {} : { email: sql`email` }),
    ...(phone === undefined ? {} : { phone: sql`phone` }),
  });
  const held: Held[] =
    place === undefined ? [] : [{ field: { name: "location", type: "location" }, parts: [id("place_0"), id("place_1")] }];
  await stageConsents(context, typed.from, who.kind);
  await fillTraits(context, [...all.held, ...held], { ...rows, statedAt: at === undefined ? sql`NULL` : sql`"at"` });
}

/** Fields that are facts about the customer too, under the field's name. */
function traitsOfFields({ fields }: Context, by: Inferred): readonly Named[] {
  return (["email", "phone", "created_at", "country"] as const).flatMap((field): Named[] => {
    const column = fields.get(field);
    return column === undefined || (column === by && field !== "email") ? [] : [{ name: field, column }];
  });
}

function add(found: { value: Fragment; checks: readonly Check[] }, values: NamedExpression[], checks: Check[]): void {
  values.push({ name: "at", value: found.value });
  checks.push(...found.checks);
}

const YES = ["yes", "true", "1", "y", "subscribed"] as const;

/** The columns that the rows' statements of consent need. */
async function consentValues(context: Context): Promise<readonly NamedExpression[]> {
  const values: NamedExpression[] = [];
  for (const [index, consent] of context.consents.entries()) {
    const { state, address, channel } = consent;
    if ("column" in state) {
      const word = sql`lower(CAST(${id(state.column.column.column)} AS VARCHAR))`;
      const no = state.no === undefined ? sql`CAST(NULL AS VARCHAR)` : sql`CASE WHEN ${word} IS NOT NULL THEN ${state.no} END`;
      const yes = sql`${word} IN (${join(YES.map((one) => sql`${one}`))})`;
      values.push({ name: `state_${index}`, value: sql`CASE WHEN ${yes} THEN ${state.yes} ELSE ${no} END` });
    } else values.push({ name: `state_${index}`, value: sql`${state.constant}` });
    const times = consent.at.map((column) => instantWithChecks(context, column, false).value);
    values.push({ name: `since_${index}`, value: sql`coalesce(${join([...times, sql`CAST(NULL AS BIGINT)`])})` });
    const form =
      address === undefined ? sql`CAST(NULL AS VARCHAR)` : channel === "email" ? emailOf(address) : await phoneOf(context, address);
    values.push({ name: `address_${index}`, value: form });
  }
  return values;
}

async function stageConsents(context: Context, from: Fragment, whoKind: string): Promise<void> {
  for (const [index, { channel, purpose }] of context.consents.entries()) {
    const table = await context.stage.stageConsents();
    const [state, since, address] = [id(`state_${index}`), id(`since_${index}`), id(`address_${index}`)];
    await context.engine.run(
      statement(sql`INSERT INTO temp.${id(table)} ("row", who_kind, who, purpose, channel, address, valid, state, stated_at, message)
        SELECT "row", ${whoKind}, who, CASE WHEN ${state} = 'bounced' THEN '' ELSE ${purpose} END, ${channel}, ${address}, ${address} IS NOT NULL, ${state}, ${since}, NULL
        FROM ${from} WHERE fault IS NULL AND ${state} IS NOT NULL`),
    );
  }
}

/** Telephone numbers in their compared form, which `core` computes once per different text. */
async function phoneOf({ engine, raw }: Context, { column }: Inferred): Promise<Fragment> {
  const written: string[] = [];
  const forms: string[] = [];
  const cell = sql`CAST(${id(column.column)} AS VARCHAR)`;
  for await (const chunk of engine.stream(statement(sql`SELECT DISTINCT ${cell} AS v FROM ${raw.from} WHERE ${cell} IS NOT NULL`))) {
    for (const value of chunk.columns[0] ?? []) {
      const form = phoneForm(String(value));
      if (form === undefined) continue;
      written.push(String(value));
      forms.push(form);
    }
  }
  await engine.run(
    statement(
      sql`CREATE OR REPLACE TEMP TABLE ${id(`intake_phone_${column.column}`)} AS SELECT unnest(${written}) AS written, unnest(${forms}) AS form`,
    ),
  );
  return sql`(SELECT form FROM ${id(`intake_phone_${column.column}`)} p WHERE p.written = ${cell})`;
}
