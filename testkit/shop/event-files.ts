/** The files of events: one per type. */
import { DAY } from "../../src/core/time/unit.ts";
import { NOW } from "./calendar.ts";
import { campaign } from "./campaign.ts";
import { type EventName, eventNames } from "./ledger.ts";
import { issues } from "./newsletters.ts";
import { coupons, orderChannels, topics } from "./orders.ts";
import { categories, firstProduct } from "./products.ts";
import { devices, platforms, referrers } from "./sessions.ts";
import { amount, customerId, instantOf, named, productId, quoted } from "./sql.ts";

/** How a file is imported: what `--as` and `--map` say. */
interface Mapping {
  readonly as: string;
  readonly map: Readonly<Record<string, string>>;
}

/** A file to be written: its name without an ending, its statement, and how it is imported. */
export interface Sheetwork extends Mapping {
  readonly name: string;
  readonly select: string;
}

const productCategory = `[${categories.flatMap((category, c) => Array<string>((firstProduct[c + 1] as number) - (firstProduct[c] as number)).fill(quoted(category))).join(", ")}][product]`;
const orderId = (number: string): string => `'O' || substr(${customerId("customer")}, 2) || '-' || ${number}`;
const lastDays = NOW - (3 * DAY) / 1000;
const product = `${productId("product")} AS product, ${productCategory} AS category`;
const productPrice = (prices: readonly number[]): string => `${amount(`[${prices.join(", ")}][product]`)} AS price`;

/** The columns of each type after customer, instant and id. */
function properties(prices: readonly number[]): Readonly<Record<EventName, string>> {
  const seen = `${product}, ${productPrice(prices)}`;
  const issue = `${named(
    "issue",
    issues.map(({ name }) => name),
    0,
  )} AS campaign`;
  const line = `${orderId("order_number")} AS order_id, ${product}, quantity, ${amount("cents")} AS unit_price, 'EUR' AS currency`;
  return {
    visit: `${named("page", categories)} AS page, ${named("platform", platforms)} AS platform, ${named("device", devices)} AS device, ${named("referrer", referrers)} AS referrer`,
    view: seen,
    cart: seen,
    order: `${orderId("number")} AS order_id, ${amount("cents")} AS amount, 'EUR' AS currency, items, ${named("channel", orderChannels)} AS channel, ${named("coupon", coupons)} AS coupon, CASE WHEN moment > ${lastDays} THEN 'open' ELSE 'shipped' END AS status`,
    order_line: line,
    refund: `${orderId("order_number")} AS order_id, ${amount("cents")} AS amount, 'EUR' AS currency`,
    refund_line: line,
    newsletter_sent: issue,
    newsletter_opened: issue,
    newsletter_clicked: issue,
    login: `${named("platform", platforms)} AS platform`,
    support_ticket: `${named("topic", topics)} AS topic`,
    review: `${product}, rating`,
    campaign_assigned: `${quoted(campaign.name)} AS campaign, ${named("arm", ["letter", "holdout"])} AS arm`,
    campaign_sent: `${quoted(campaign.name)} AS campaign, 'post' AS channel, ${quoted(campaign.coupon)} AS offer`,
  };
}

/** The statements of all event files. `prices` are the products' prices in cents, from product 1 on. */
export function eventFiles(format: "parquet" | "csv", prices: readonly number[]): readonly Sheetwork[] {
  const columns = properties(prices);
  return eventNames.map((event) => {
    const head = `${customerId("customer")} AS customer, ${instantOf("moment", format)} AS "at"`;
    const isOrder = event === "order";
    const id = isOrder ? "" : `, '${event}-' || substr(${customerId("customer")}, 2) || '-' || number AS id`;
    const map = isOrder
      ? { customer: "customer", at: "at", order_id: "order_id", amount: "amount", currency: "currency", status: "status" }
      : { customer: "customer", at: "at", id: "id", ...(columns[event].includes("AS currency") ? { currency: "currency" } : {}) };
    return { name: event, as: isOrder ? "orders" : event, map, select: `SELECT ${head}${id}, ${columns[event]} FROM event_${event}` };
  });
}
