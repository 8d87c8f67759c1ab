/** Where the happenings of the shop are written: one sheet per type of event, with numbered rows per customer. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { openSheet, type Sheet } from "./sheet.ts";

/** The types of event, each with its own columns after customer, number and instant (seconds since 1970). */
const eventColumns = {
  visit: ["page", "platform", "device", "referrer"],
  view: ["product"],
  cart: ["product"],
  order: ["cents", "items", "channel", "coupon"],
  order_line: ["order_number", "product", "quantity", "cents"],
  refund: ["order_number", "cents"],
  refund_line: ["order_number", "product", "quantity", "cents"],
  newsletter_sent: ["issue"],
  newsletter_opened: ["issue"],
  newsletter_clicked: ["issue"],
  login: ["platform"],
  support_ticket: ["topic"],
  review: ["product", "rating"],
  campaign_assigned: ["arm"],
  campaign_sent: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type EventName = keyof typeof eventColumns;

export const eventNames = Object.keys(eventColumns) as readonly EventName[];

/** Writes the events of one customer after another. */
export interface Ledger {
  /** Begins with the next customer. */
  begin(customer: number): void;
  /** Writes an event with up to four values; answers its number among the customer's events of this type, from 1. */
  write(event: EventName, at: number, a?: number, b?: number, c?: number, d?: number): number;
  /** Events written so far. */
  count(): number;
  close(): void;
}

/** Makes the tables `event_<name>` and answers the ledger that fills them. */
export async function openLedger(connection: DuckDBConnection): Promise<Ledger> {
  const sheets = {} as Record<EventName, Sheet>;
  for (const event of eventNames)
    sheets[event] = await openSheet(connection, `event_${event}`, ["customer", "number", "moment", ...eventColumns[event]]);
  const numbers = Object.fromEntries(eventNames.map((event) => [event, 0])) as Record<EventName, number>;
  let customer = 0;
  let count = 0;
  return {
    begin(next) {
      customer = next;
      for (const event of eventNames) numbers[event] = 0;
    },
    write(event, at, a = 0, b = 0, c = 0, d = 0) {
      const number = ++numbers[event];
      count += 1;
      sheets[event].add(customer, number, at, a, b, c, d);
      return number;
    },
    count: () => count,
    close() {
      for (const event of eventNames) sheets[event].close();
    },
  };
}
