import { emailForm, isEmail, phoneForm } from "../../core/text/contact.ts";
import { type Fragment, id, join, sql, statement } from "../../sql/statement.ts";

import type { Inferred } from "../types/infer.ts";
import type { Check, Context } from "./context.ts";
import { fillCustomers, fillTraits, holdAll } from "./fill.ts";
import { textOf } from "./orders.ts";
import { collectRejects, instantWithChecks, type NamedExpression, typedRows } from "./typed.ts";
import { whoOf } from "./who.ts";

/** Words that state consent, without blanks and marks; the first word of each list is the state itself. */
const STATES: Readonly<Record<"granted" | "denied" | "undecided" | "bounced" | "working", readonly string[]>> = {
  granted: [
    "granted",
    "subscribed",
    "subscribe",
    "optin",
    "optedin",
    "yes",
    "true",
    "1",
    "y",
    "ja",
    "oui",
    "si",
    "active",
    "confirmed",
    "accepted",
    "given",
  ],
  denied: [
    "denied",
    "unsubscribed",
    "unsubscribe",
    "optout",
    "optedout",
    "no",
    "false",
    "0",
    "n",
    "nein",
    "non",
    "withdrawn",
    "declined",
    "revoked",
    "inactive",
  ],
  undecided: ["undecided", "pending", "nodecision", "unknown", "notsubscribed", "nonsubscribed", "transactional", "unconfirmed", ""],
  bounced: ["bounced", "cleaned", "invalid", "hardbounce", "undeliverable"],
  working: ["working", "delivered", "valid"],
};

/**
 * Statements of consent, one per row. Without a purpose they are about `marketing`, without a channel about `email` if the
 * address (or the customer) is one. `bounced` and `working` are about the address. Other columns become traits.
 */
export async function convertConsent(context: Context): Promise<void> {
  const { fields } = context;
  const who = whoOf(fields.get("customer") as Inferred);
  const at = fields.get("at");
  const time = at === undefined ? undefined : instantWithChecks(context, at, false);
  const state = fields.get("state") as Inferred;
  const word = sql`regexp_replace(lower(CAST(${id(state.column.column)} AS VARCHAR)), '[^a-z0-9]', '', 'g')`;
  const branches = Object.entries(STATES).map(
    ([name, words]) => sql` WHEN ${word} IN (${join(words.map((one) => sql`${one}`))}) THEN ${name}`,
  );
  const addresses = fields.get("address") ?? (fields.get("customer")?.emails === true ? fields.get("customer") : undefined);
  const address = addresses === undefined ? undefined : await addressForms(context, addresses);
  const channel = fields.get("channel");
  const values: NamedExpression[] = [
    { name: "who", value: who.value },
    { name: "at", value: time?.value ?? sql`CAST(NULL AS BIGINT)` },
    { name: "state", value: sql`CASE${join(branches, "")} END` },
    { name: "channel", value: channel === undefined ? sql`'email'` : sql`lower(CAST(${id(channel.column.column)} AS VARCHAR))` },
    { name: "purpose", value: fields.has("purpose") ? textOf(fields.get("purpose")) : sql`'marketing'` },
    { name: "address", value: address ?? sql`CAST(NULL AS VARCHAR)` },
    { name: "given", value: addresses === undefined ? sql`false` : sql`${id(addresses.column.column)} IS NOT NULL` },
  ];
  const all = holdAll(context, [...context.traits, ...context.others]);
  const checks: Check[] = [
    ...who.checks,
    ...(time?.checks ?? []),
    { when: sql`(${id("state")} IS NULL)`, code: "invalid-cell:a state of consent", column: state.column.header },
    {
      when: sql`(${id("purpose")} IS NULL OR ${id("channel")} IS NULL)`,
      code: "invalid-cell:a purpose and channel",
      column: fields.get("purpose")?.column.header,
    },
    ...all.checks,
  ];
  const typed = await typedRows(context, [...values, ...all.values], checks);
  await collectRejects(context, typed);
  const from = sql`${typed.from} WHERE fault IS NULL`;
  const table = await context.stage.stageConsents();
  const aboutAddress = sql`state IN ('bounced', 'working')`;
  await context.engine.run(
    statement(sql`INSERT INTO temp.${id(table)} ("row", who_kind, who, purpose, channel, address, valid, state, stated_at, message)
      SELECT "row", ${who.kind}, who, CASE WHEN ${aboutAddress} THEN '' ELSE purpose END, channel,
        address, address IS NOT NULL, state, "at", NULL FROM ${from}`),
  );
  const rows = { from, row: sql`"row"`, whoKind: sql`${who.kind}`, who: sql`who` };
  await fillCustomers(context, {
    ...rows,
    ...(addresses === undefined ? {} : { email: sql`CASE WHEN channel = 'email' THEN address END` }),
  });
  await fillTraits(context, all.held, { ...rows, statedAt: sql`"at"` });
}

/** Addresses in their compared form, NULL for what is none; `core` decides once per different text. */
async function addressForms({ engine, raw }: Context, { column }: Inferred): Promise<Fragment> {
  const written: string[] = [];
  const forms: string[] = [];
  const cell = sql`CAST(${id(column.column)} AS VARCHAR)`;
  for await (const chunk of engine.stream(statement(sql`SELECT DISTINCT ${cell} AS v FROM ${raw.from} WHERE ${cell} IS NOT NULL`))) {
    for (const value of chunk.columns[0] ?? []) {
      const text = String(value);
      const form = isEmail(text) ? emailForm(text) : text.includes("@") ? undefined : phoneForm(text);
      if (form === undefined) continue;
      written.push(text);
      forms.push(form);
    }
  }
  await engine.run(
    statement(sql`CREATE OR REPLACE TEMP TABLE intake_address AS SELECT unnest(${written}) AS written, unnest(${forms}) AS form`),
  );
  return sql`(SELECT form FROM intake_address a WHERE a.written = ${cell})`;
}
