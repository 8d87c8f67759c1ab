import { type Fragment, id, sql, statement } from "../../sql/statement.ts";
import type { StagedTraits } from "../../warehouse/staging/stage.ts";
import type { Inferred } from "../types/infer.ts";
import type { Check, Context, Named } from "./context.ts";
import { currencyChecks, currencyOf } from "./field.ts";
import { fillCustomers, fillEvents, type Held, holdAll, insertTrait, stageTraits } from "./fill.ts";
import { amountScale, rescaled, unitsOf } from "./money.ts";
import { asProperties, isEmpty, statusIn, textOf } from "./orders.ts";
import { collectRejects, instantWithChecks, type NamedExpression, TYPED, type Typed, typedRows } from "./typed.ts";
import { emailOf, whoOf } from "./who.ts";

const ORDERS = "intake_order";

/**
 * Order lines: one `order` per order id with amount, items, currency and channel, and one `order_line` per row. Lines with a
 * negative quantity or of a cancelled order id become `refund` and `refund_line` with positive amounts; orders whose status
 * says cancelled become `cancelled_order` and `cancelled_order_line`. An order that belongs to two customers or names two
 * currencies is rejected with all its rows.
 */
export async function convertOrderLines(context: Context): Promise<void> {
  const { fields } = context;
  const who = whoOf(fields.get("customer") as Inferred);
  const line = lineAmount(context);
  const email = fields.get("email");
  const others: Named[] = [...context.others, ...asProperties(context, ["product", "category", "channel", "status"])];
  const all = holdAll(context, others);
  const traits = holdAll(context, [...context.traits, ...asProperties(context, ["country"])], others.length);
  const at = instantWithChecks(context, fields.get("at") as Inferred, true);
  const values: NamedExpression[] = [
    { name: "order_id", value: textOf(fields.get("order_id")) },
    { name: "who", value: who.value },
    { name: "at", value: at.value },
    ...line.values,
    { name: "status", value: textOf(fields.get("status")) },
    { name: "disposition", value: disposition(context) },
    ...(email === undefined ? [] : [{ name: "email", value: emailOf(email) }]),
  ];
  const orderId = fields.get("order_id")?.column.header;
  const checks: Check[] = [
    ...who.checks,
    { when: sql`(${id("order_id")} IS NULL)`, code: "no-order", column: orderId },
    ...at.checks,
    ...line.checks,
    ...all.checks,
    ...traits.checks,
    { when: sql`false`, code: "order-of-two-customers", column: orderId },
    { when: sql`false`, code: "order-in-two-currencies", column: fields.get("currency")?.column.header ?? orderId },
  ];
  const typed = await typedRows(context, [...values, ...all.values, ...traits.values], checks);
  const channel = all.held.find(({ field }) => field.name === "channel");
  await makeOrders(context, typed, channel);
  await rejectMixedOrders(context, typed);
  await collectRejects(context, typed);
  await stageOrders(context, who.kind, line, channel);
  await stageLines(context, typed, who.kind, line, all.held);
  const good = sql`${typed.from} WHERE fault IS NULL`;
  const rows = { row: sql`"row"`, whoKind: sql`${who.kind}`, who: sql`who` };
  if (email !== undefined && email !== fields.get("customer")) await fillCustomers(context, { ...rows, from: good, email: sql`email` });
  const tables = await stageTraits(context, traits.held);
  for (const trait of traits.held) await stageChanges(context, tables, trait, typed, who.kind);
}

interface Line {
  readonly values: readonly NamedExpression[];
  readonly checks: readonly Check[];
  readonly quantityScale: number;
  readonly priceScale: number | undefined;
  readonly amountScale: number;
}

/** Quantity, price and amount of a line; the amount is the product of the other two unless the file states it. */
function lineAmount(context: Context): Line {
  const { fields } = context;
  const quantity = unitsOf(fields.get("quantity") as Inferred, true);
  const priced = fields.get("unit_price");
  const stated = fields.get("amount");
  const money = (priced ?? stated) as Inferred;
  const units = unitsOf(money, true);
  const lineScale = priced === undefined ? units.scale : quantity.scale + units.scale;
  const total = further(fields.get("order_amount"));
  const refund = further(fields.get("refund_amount"));
  const scale = amountScale(context, [lineScale, total?.scale, refund?.scale]);
  const totals = [
    ...(total === undefined ? [] : [{ name: "order_amount", value: rescaled(total.value, total.scale, scale) }]),
    ...(refund === undefined ? [] : [{ name: "refund_amount", value: rescaled(refund.value, refund.scale, scale) }]),
  ];
  return {
    values: [
      { name: "quantity", value: quantity.value },
      { name: "price", value: units.value },
      { name: "amount", value: rescaled(priced === undefined ? sql`price` : sql`(quantity * price)`, lineScale, scale) },
      { name: "currency", value: currencyOf(context, money) },
      ...totals,
    ],
    checks: [
      ...quantity.checks,
      ...units.checks,
      {
        when: priced === undefined ? sql`(price < 0 AND quantity > 0)` : sql`(price < 0)`,
        code: "negative-price",
        column: money.column.header,
      },
      ...currencyChecks(context, money),
    ],
    quantityScale: quantity.scale,
    priceScale: priced === undefined ? undefined : units.scale,
    amountScale: scale,
  };
}

function further(inferred: Inferred | undefined) {
  return inferred === undefined ? undefined : unitsOf(inferred, false);
}

/** What becomes of a line: `order`, `refund` or `cancelled_order`. */
function disposition(context: Context): Fragment {
  const { cancelledPrefix, fields } = context;
  const column = fields.get("cancelled");
  const truth =
    column === undefined
      ? sql`false`
      : sql`coalesce(lower(CAST(${id(column.column.column)} AS VARCHAR)) NOT IN ('', 'false', 'no', '0', 'n', 'nein'), false)`;
  const prefixed = cancelledPrefix === undefined ? sql`false` : sql`starts_with(order_id, ${cancelledPrefix})`;
  return sql`CASE WHEN quantity < 0 OR ${prefixed} OR ${truth} THEN 'refund' WHEN ${statusIn(context, context.cancelledStates)} THEN 'cancelled_order' ELSE 'order' END`;
}

/** One row per order and disposition, from the rows without a fault. */
async function makeOrders(context: Context, typed: Typed, channel: Held | undefined): Promise<void> {
  const total = context.fields.has("order_amount");
  const refund = context.fields.has("refund_amount");
  await context.engine.run(
    statement(sql`CREATE OR REPLACE TEMP TABLE ${id(ORDERS)} AS
      SELECT order_id, disposition, min("row") AS "row", min(who) AS who, max(who) AS other_who, min("at") AS "at",
        min(currency) AS currency, max(currency) AS other_currency, CAST(sum(abs(amount)) AS BIGINT) AS lines_amount,
        CAST(sum(abs(quantity)) AS BIGINT) AS items, ${channel === undefined ? sql`NULL` : sql`arg_min(${channel.parts[0] ?? sql`NULL`}, "row")`} AS channel,
        ${total ? sql`max(order_amount)` : sql`CAST(NULL AS BIGINT)`} AS order_amount,
        ${refund ? sql`max(refund_amount)` : sql`CAST(NULL AS BIGINT)`} AS refund_amount, bool_or(${statusIn(context, context.refundedStates)}) AS refunded
      FROM ${typed.from} WHERE fault IS NULL GROUP BY order_id, disposition`),
  );
}

/** Rejects the rows of orders that are not one customer's, or not in one currency. */
async function rejectMixedOrders({ engine }: Context, typed: Typed): Promise<void> {
  const mixed = sql`SELECT order_id, min(who) <> max(other_who) AS customers FROM ${id(ORDERS)} GROUP BY order_id
    HAVING min(who) <> max(other_who) OR min(currency) <> max(other_currency)`;
  await engine.run(statement(sql`CREATE OR REPLACE TEMP TABLE intake_mixed AS ${mixed}`));
  const rows = await engine.rows(statement(sql`SELECT count(*) AS n FROM intake_mixed`));
  if (Number(rows[0]?.n) === 0) return;
  const [two, currencies] = [typed.checks.length - 2, typed.checks.length - 1];
  await engine.run(
    statement(sql`UPDATE ${id(TYPED)} SET fault = CASE WHEN m.customers THEN ${two} ELSE ${currencies} END
      FROM intake_mixed m WHERE m.order_id = ${id(TYPED)}.order_id AND fault IS NULL`),
  );
  await engine.run(statement(sql`DELETE FROM ${id(ORDERS)} WHERE order_id IN (SELECT order_id FROM intake_mixed)`));
}

async function stageOrders(context: Context, whoKind: string, line: Line, channel: Held | undefined): Promise<void> {
  const amount = (value: Fragment): Held => ({
    field: { name: "amount", type: "money", scale: line.amountScale },
    parts: [value, sql`currency`],
  });
  const held = (value: Fragment): Held[] => [
    { field: { name: "order_id", type: "text" }, parts: [sql`order_id`] },
    amount(value),
    { field: { name: "items", type: "number", scale: line.quantityScale }, parts: [sql`items`] },
    ...(context.fields.has("currency") ? [{ field: { name: "currency", type: "text" } as const, parts: [sql`currency`] }] : []),
    ...(channel === undefined ? [] : [{ field: channel.field, parts: [sql`channel`] }]),
  ];
  const rows = { row: sql`"row"`, whoKind: sql`${whoKind}`, who: sql`who`, instant: sql`"at"`, message: sql`order_id` };
  for (const event of ["order", "refund", "cancelled_order"]) {
    const own = sql`${id(ORDERS)} WHERE disposition = ${event}`;
    const refunds = event === "refund" ? sql`${id(ORDERS)} o WHERE ${refundRows()}` : own;
    if (await isEmpty(context, refunds)) continue;
    const value =
      event === "refund"
        ? sql`CASE WHEN disposition = 'refund' THEN lines_amount ELSE coalesce(nullif(refund_amount, 0), order_amount, lines_amount) END`
        : sql`coalesce(order_amount, lines_amount)`;
    await fillEvents(context, event, held(value), { ...rows, from: refunds });
  }
}

/** Refunds are lines that came back and, of orders without such lines, those that the shop marks as refunded. */
function refundRows(): Fragment {
  return sql`(disposition = 'refund' OR (disposition = 'order' AND (refunded OR coalesce(refund_amount, 0) > 0)
    AND NOT EXISTS (SELECT 1 FROM ${id(ORDERS)} r WHERE r.order_id = o.order_id AND r.disposition = 'refund')))`;
}

async function stageLines(context: Context, typed: Typed, whoKind: string, line: Line, others: readonly Held[]): Promise<void> {
  const held: Held[] = [
    { field: { name: "order_id", type: "text" }, parts: [sql`order_id`] },
    { field: { name: "quantity", type: "number", scale: line.quantityScale }, parts: [sql`abs(quantity)`] },
    ...(line.priceScale === undefined
      ? []
      : [{ field: { name: "unit_price", type: "money", scale: line.priceScale } as const, parts: [sql`price`, sql`currency`] }]),
    { field: { name: "amount", type: "money", scale: line.amountScale }, parts: [sql`abs(amount)`, sql`currency`] },
    ...others,
  ];
  const rows = { row: sql`"row"`, whoKind: sql`${whoKind}`, who: sql`who`, instant: sql`"at"`, message: sql`NULL` };
  for (const event of ["order", "refund", "cancelled_order"]) {
    const from = sql`${typed.from} WHERE fault IS NULL AND disposition = ${event}`;
    if (await isEmpty(context, from)) continue;
    await fillEvents(context, `${event}_line`, held, { ...rows, from });
  }
}

/** A trait that rows repeat is stated where it changes, in the order of time. */
async function stageChanges(context: Context, tables: readonly StagedTraits[], held: Held, typed: Typed, whoKind: string): Promise<void> {
  const value = held.parts[0] ?? sql`NULL`;
  await context.engine.run(
    statement(sql`CREATE OR REPLACE TEMP TABLE intake_change AS
      WITH stated AS (SELECT who, ${value} AS value, "at", min("row") AS "row" FROM ${typed.from} WHERE fault IS NULL AND ${value} IS NOT NULL GROUP BY ALL),
        several AS (SELECT who FROM stated GROUP BY who HAVING min(value) <> max(value))
      SELECT who, value, min("at") AS "at", arg_min("row", "at") AS "row" FROM stated WHERE who NOT IN (SELECT who FROM several) GROUP BY who, value
      UNION ALL
      SELECT who, value, "at", "row" FROM (SELECT *, lag(value) OVER (PARTITION BY who ORDER BY "at", "row") AS before FROM stated
        WHERE who IN (SELECT who FROM several)) WHERE before IS DISTINCT FROM value`),
  );
  const rows = { row: sql`"row"`, whoKind: sql`${whoKind}`, who: sql`who`, statedAt: sql`"at"`, from: sql`intake_change WHERE true` };
  await insertTrait({ ...context, emptyClears: false }, tables, { field: held.field, parts: [sql`value`] }, rows);
}
