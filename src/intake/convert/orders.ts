import { type Fragment, id, join, sql, statement } from "../../sql/statement.ts";
import type { Inferred } from "../types/infer.ts";
import type { Check, Context, Named } from "./context.ts";
import { currencyChecks, currencyOf } from "./field.ts";
import { fillCustomers, fillEvents, fillTraits, type Held, holdAll } from "./fill.ts";
import { amountScale, rescaled, unitsOf } from "./money.ts";
import { collectRejects, instantWithChecks, type NamedExpression, typedRows } from "./typed.ts";
import { emailOf, whoOf } from "./who.ts";

/**
 * Orders, one row each. A negative amount is a `refund`; an order whose status says cancelled is a `cancelled_order` and no
 * order; one that was refunded is an order and a `refund`, of its refunded amount if the file has one. The order id, if there is one,
 * is the message id, so the same order in two files counts once.
 */
export async function convertOrders(context: Context): Promise<void> {
  const { fields } = context;
  const who = whoOf(fields.get("customer") as Inferred);
  const at = instantWithChecks(context, fields.get("at") as Inferred, true);
  const amountColumn = fields.get("amount") as Inferred;
  const amount = unitsOf(amountColumn, true);
  const refunded = fields.get("refund_amount");
  const refund = refunded === undefined ? undefined : unitsOf(refunded, false);
  const scale = amountScale(context, [amount.scale, refund?.scale]);
  const email = fields.get("email");
  const values: NamedExpression[] = [
    { name: "who", value: who.value },
    { name: "at", value: at.value },
    { name: "amount", value: rescaled(amount.value, amount.scale, scale) },
    { name: "currency", value: currencyOf(context, amountColumn) },
    { name: "order_id", value: textOf(fields.get("order_id")) },
    { name: "status", value: textOf(fields.get("status")) },
    ...(refund === undefined ? [] : [{ name: "refund_amount", value: rescaled(refund.value, refund.scale, scale) }]),
    ...(email === undefined ? [] : [{ name: "email", value: emailOf(email) }]),
  ];
  const others: Named[] = [...context.others, ...asProperties(context, ["status"])];
  const all = holdAll(context, others);
  const traits = holdAll(context, [...context.traits, ...asProperties(context, ["country"])], others.length);
  const checks: Check[] = [
    ...who.checks,
    ...at.checks,
    ...amount.checks,
    ...(refund?.checks ?? []),
    ...currencyChecks(context, amountColumn),
    ...all.checks,
    ...traits.checks,
  ];
  const typed = await typedRows(context, [...values, ...all.values, ...traits.values], checks);
  await collectRejects(context, typed);
  const cancelled = statusIn(context, context.cancelledStates);
  const wasRefunded = statusIn(context, context.refundedStates);
  const good = sql`${typed.from} WHERE fault IS NULL`;
  const money = (value: Fragment): Held => ({
    field: { name: "amount", type: "money", scale },
    parts: [value, sql`currency`],
  });
  const orderId: Held[] = fields.has("order_id") ? [{ field: { name: "order_id", type: "text" }, parts: [sql`order_id`] }] : [];
  const currency: Held[] = fields.has("currency") ? [{ field: { name: "currency", type: "text" }, parts: [sql`currency`] }] : [];
  const rows = { row: sql`"row"`, whoKind: sql`${who.kind}`, who: sql`who` };
  const stage = async (event: string, condition: Fragment, value: Fragment) => {
    const from = sql`${good} AND ${condition}`;
    if (await isEmpty(context, from)) return;
    await fillEvents(context, event, [...orderId, money(value), ...currency, ...all.held], {
      ...rows,
      from,
      instant: sql`"at"`,
      message: sql`order_id`,
    });
  };
  await stage("order", sql`amount >= 0 AND NOT ${cancelled}`, sql`amount`);
  await stage("cancelled_order", sql`amount >= 0 AND ${cancelled}`, sql`amount`);
  const back = refund === undefined ? sql`amount` : sql`coalesce(nullif(refund_amount, 0), amount)`;
  const refunding = refund === undefined ? wasRefunded : sql`(${wasRefunded} OR coalesce(refund_amount, 0) > 0)`;
  await stage("refund", sql`(amount < 0 OR (NOT ${cancelled} AND ${refunding}))`, sql`CASE WHEN amount < 0 THEN -amount ELSE ${back} END`);
  if (email !== undefined && email !== fields.get("customer")) await fillCustomers(context, { ...rows, from: good, email: sql`email` });
  await fillTraits(context, traits.held, { ...rows, from: good, statedAt: sql`"at"` });
}

/** Mapped columns that are kept as properties or traits under the field's name. */
export function asProperties(
  { fields }: Context,
  names: readonly ("status" | "country" | "category" | "channel" | "product")[],
): readonly Named[] {
  return names.flatMap((name): Named[] => {
    const column = fields.get(name);
    return column === undefined ? [] : [{ name, column: { ...column, type: { type: "text" } } }];
  });
}

/** Whether the status of a row is one of these, ignoring case, blanks, dashes and underscores. */
export function statusIn(context: Context, states: readonly string[]): Fragment {
  if (!context.fields.has("status") || states.length === 0) return sql`false`;
  return sql`coalesce(regexp_replace(lower(${id("status")}), '[^a-z]', '', 'g') IN (${join(states.map((state) => sql`${state}`))}), false)`;
}

export function textOf(inferred: Inferred | undefined): Fragment {
  return inferred === undefined ? sql`CAST(NULL AS VARCHAR)` : sql`CAST(${id(inferred.column.column)} AS VARCHAR)`;
}

export async function isEmpty({ engine }: Context, from: Fragment): Promise<boolean> {
  const rows = await engine.rows(statement(sql`SELECT 1 AS one FROM ${from} LIMIT 1`));
  return rows.length === 0;
}
