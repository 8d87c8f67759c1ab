/** People added to or kept out of a segment by hand. */
import { FOREVER, type Instant } from "../../core/time/instant.ts";
import { sql } from "../../sql/statement.ts";
import { count, rows, run, type Warehouse } from "../warehouse.ts";

export interface PinRecord {
  readonly segment: string;
  readonly customer: number;
  readonly how: "in" | "out";
  readonly author: string;
  readonly reason: string;
  readonly since: Instant;
  /** `FOREVER` while it has no end. */
  readonly until: Instant;
}

/** Pins a customer from now on, in place of an earlier pin of that customer in that segment. */
export async function pin(warehouse: Warehouse, given: Omit<PinRecord, "since" | "until"> & { readonly until?: Instant }): Promise<void> {
  const now = warehouse.clock.now();
  await warehouse.change(async () => {
    await end(warehouse, given.segment, given.customer, now);
    await run(
      warehouse.engine,
      sql`INSERT INTO pin VALUES (${given.segment}, ${given.customer}, ${given.how}, ${given.author}, ${given.reason}, ${now}, ${given.until ?? FOREVER})`,
    );
  });
}

/** Ends the pin of a customer in a segment; what it was stays recorded. */
export async function unpin(warehouse: Warehouse, segment: string, customer: number): Promise<void> {
  await warehouse.change(() => end(warehouse, segment, customer, warehouse.clock.now()));
}

/** All pins of a segment, past ones included, oldest first. */
export async function pinsOf(warehouse: Warehouse, segment: string): Promise<readonly PinRecord[]> {
  const found = await rows(warehouse.engine, sql`SELECT * FROM pin WHERE segment = ${segment} ORDER BY since, customer`);
  return found.map((one) => ({
    segment,
    customer: count(one.customer),
    how: one.how === "in" ? "in" : "out",
    author: String(one.author),
    reason: String(one.reason),
    since: count(one.since) as Instant,
    until: count(one.until) as Instant,
  }));
}

async function end(warehouse: Warehouse, segment: string, customer: number, now: Instant): Promise<void> {
  const same = sql`segment = ${segment} AND customer = ${customer} AND until > ${now}`;
  await run(warehouse.engine, sql`DELETE FROM pin WHERE ${same} AND since >= ${now}`);
  await run(warehouse.engine, sql`UPDATE pin SET until = ${now} WHERE ${same}`);
}
