import { sql } from "../../sql/statement.ts";
import { count, rows, type Warehouse } from "../warehouse.ts";

export interface FoundCustomer {
  readonly customer: number;
  readonly id: string;
}

/** The customer whom a text names: by id, else by any identity; who was merged away is found as the one they were merged into. */
export async function findCustomer(warehouse: Warehouse, text: string): Promise<FoundCustomer | undefined> {
  const { engine } = warehouse;
  const [named] = await rows(engine, sql`SELECT customer, id FROM customer_now WHERE id = ${text} LIMIT 1`);
  if (named !== undefined) return { customer: count(named.customer), id: String(named.id) };
  const [other] = await rows(
    engine,
    sql`SELECT n.customer, n.id FROM identity i JOIN customer_now n ON n.customer = i.customer WHERE i.value = ${text}
      ORDER BY list_position(['id', 'email', 'phone', 'anonymous'], i.kind) LIMIT 1`,
  );
  return other === undefined ? undefined : { customer: count(other.customer), id: String(other.id) };
}
