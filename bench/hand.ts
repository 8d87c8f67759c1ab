/** The tables that somebody would make by hand for these questions, and a connection to them in this process. */
import { existsSync } from "node:fs";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

export interface Hand {
  /** The one number that a query gives. */
  readonly number: (sql: string) => Promise<number>;
  readonly run: (sql: string) => Promise<void>;
  readonly close: () => void;
}

/** The same memory and the same tuning as a workspace's engine (`warehouse/duckdb/open.ts`); threads are set alike, too. */
export const settings = {
  memory_limit: "1500MB",
  perfect_ht_threshold: "24",
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
} as const;

/** Opens the hand-made tables, making them from a closed workspace's file where they are not there yet. */
export async function openHand(file: string, workspace: string, threads: number): Promise<Hand> {
  const fresh = !existsSync(file);
  const instance = await DuckDBInstance.create(file, { ...settings, threads: String(threads) });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  if (fresh) await make(connection, workspace);
  return {
    number: async (sql) => Number((await connection.runAndReadAll(sql)).getRows()[0]?.[0]),
    run: async (sql) => void (await connection.run(sql)),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** Event tables: short name, type, columns. */
const events: readonly (readonly [name: string, type: string, columns: string])[] = [
  ["o", "order", "amount::decimal(18, 2) / 100 as amount, channel, coupon"],
  ["ol", "order_line", "product"],
  ["v", "visit", "platform"],
  ["w", "view", "product, category"],
  ["a", "cart", "product"],
];

async function make(connection: DuckDBConnection, workspace: string): Promise<void> {
  await connection.run(`ATTACH '${workspace}/warehouse.duckdb' AS ws (READ_ONLY)`);
  await connection.run("SET preserve_insertion_order = true");
  await connection.run(`CREATE TABLE c AS SELECT customer::integer AS k, id, country, city, tags, date '1970-01-01' + birth_date AS birth_date,
    location__latitude / 1e7 AS latitude, location__longitude / 1e7 AS longitude FROM ws.customer_now ORDER BY customer`);
  for (const [name, type, columns] of events) {
    const select = `SELECT customer::integer AS k, epoch_ms(instant)::timestamp AS t, date '1970-01-01' + local_date AS d, ${columns} FROM ws.event_${type}`;
    await connection.run(`CREATE TABLE ${name} AS ${select} ORDER BY k, t`);
    await connection.run(`CREATE TABLE ${name}_t AS ${select} ORDER BY t`);
  }
  await connection.run(`CREATE TABLE plan_history AS SELECT h.customer::integer AS k, h.value AS plan, h.valid_from, h.valid_to FROM ws.trait_text h
    WHERE h.trait = (SELECT (json_extract(t, '$.number'))::integer FROM (SELECT unnest(json_extract(value::json, '$.traits[*]')) AS t FROM ws.meta WHERE key = 'state') WHERE json_extract_string(t, '$.name') = 'plan')
      AND valid_to > valid_from ORDER BY k, valid_from`);
  await connection.run(`CREATE TABLE consent_now AS SELECT customer::integer AS k, purpose, channel, address, valid, state FROM ws.consent
    WHERE valid_to = (SELECT max(valid_to) FROM ws.consent) ORDER BY k`);
  await connection.run("DETACH ws");
  await connection.run("CHECKPOINT");
}
