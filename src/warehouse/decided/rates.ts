/** Exchange rates into the workspace's currency, each from its date on. */
import { type Day, formatDay } from "../../core/time/date.ts";
import { join, sql } from "../../sql/statement.ts";
import { count, rows, run, type Warehouse } from "../warehouse.ts";

export interface RateRecord {
  readonly currency: string;
  readonly date: Day;
  /** Workspace currency per one unit: `units / 10^scale`. */
  readonly units: bigint;
  readonly scale: number;
}

const CHUNK = 1000;

/** Adds rates; one for a currency and date that has one already takes its place. */
export async function putRates(warehouse: Warehouse, rates: readonly RateRecord[]): Promise<void> {
  await warehouse.change(async (draft) => {
    const { engine } = warehouse;
    for (let i = 0; i < rates.length; i += CHUNK) {
      const part = rates.slice(i, i + CHUNK);
      const values = join(part.map((rate) => sql`(${rate.currency}, ${rate.date}, ${rate.units}, ${rate.scale})`));
      await run(engine, sql`DELETE FROM rate WHERE (currency, date) IN (SELECT (c, d) FROM (VALUES ${values}) AS given(c, d, u, s))`);
      await run(engine, sql`INSERT INTO rate SELECT c, d::INTEGER, u, s::INTEGER FROM (VALUES ${values}) AS given(c, d, u, s)`);
    }
    const first = await rows(engine, sql`SELECT currency, min(date) AS date FROM rate GROUP BY currency ORDER BY currency`);
    draft.rates = first.map((one) => ({ code: String(one.currency), from: formatDay(count(one.date) as Day) }));
  });
}

/** All rates, by currency and date. */
export async function listRates(warehouse: Warehouse): Promise<readonly RateRecord[]> {
  const found = await rows(warehouse.engine, sql`SELECT * FROM rate ORDER BY currency, date`);
  return found.map((one) => ({
    currency: String(one.currency),
    date: count(one.date) as Day,
    units: BigInt(count(one.units)),
    scale: count(one.scale),
  }));
}
