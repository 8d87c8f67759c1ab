import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { fixedClock } from "../../src/core/clock.ts";
import { importFile } from "../../src/intake/import.ts";
import { openWorkspace } from "../../src/warehouse/open.ts";
import { SHOP_NOW, shopSettings } from "../../testkit/shop/shop.ts";
import { type Bench, type Figure, ratioLine } from "../figure.ts";
import { settings } from "../hand.ts";
import { median, timed } from "../measure.ts";

const LINES = 541_909;
const map = {
  order_id: "invoice",
  customer: "customer",
  at: "at",
  product: "product",
  quantity: "quantity",
  unit_price: "price",
  country: "country",
};

/** A file of order lines, imported with everything that an import does, against SQL that makes the same tables and nothing else. */
export const orderLines: Figure = {
  name: "order-lines",
  title: `Import of ${LINES} order lines from CSV, against SQL written by hand`,
  run: async (bench) => {
    const file = await csv(bench);
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round <= Math.min(3, bench.size.rounds); round++) {
      ours.push((await timed(() => byImport(bench, file))).milliseconds);
      theirs.push((await timed(() => byHand(bench, file))).milliseconds);
    }
    return [ratioLine("order lines", median(ours.slice(1)), median(theirs.slice(1)), 2)];
  },
};

/** Lines of the shape of a shop's export: 4 372 customers, 25 900 invoices, some returned, times of day, three decimals. */
async function csv(bench: Bench): Promise<string> {
  const file = join(bench.scratch, "order-lines.csv");
  if (existsSync(file)) return file;
  const instance = await DuckDBInstance.create(":memory:", settings);
  const connection = await instance.connect();
  await connection.run(`COPY (
    SELECT CASE WHEN hash(i // 21) % 28 = 0 THEN 'C' ELSE '' END || (536365 + i // 21) AS invoice,
      'P' || (hash(i) % 4000) AS product,
      (CASE WHEN hash(i // 21) % 28 = 0 THEN -1 ELSE 1 END) * (1 + hash(i, 1) % 24) AS quantity,
      strftime(timestamp '2025-01-01' + to_seconds((i // 21) * 1200), '%Y-%m-%d %H:%M:%S') AS at,
      ((hash(i, 2) % 20000) / 1000)::decimal(9, 3) AS price,
      12346 + hash(i // 21, 3) % 4372 AS customer,
      (['United Kingdom', 'Germany', 'France', 'Spain'])[(1 + hash(i // 21, 3) % 4)::integer] AS country
    FROM range(${LINES}) t(i)) TO '${file}' (FORMAT csv, HEADER)`);
  connection.closeSync();
  instance.closeSync();
  return file;
}

async function byImport(bench: Bench, file: string): Promise<void> {
  const directory = join(bench.scratch, "order-lines");
  rmSync(directory, { recursive: true, force: true });
  const warehouse = await openWorkspace(directory, { clock: fixedClock(SHOP_NOW), create: true, settings: shopSettings });
  const report = await importFile(warehouse, file, { as: "order-lines", map });
  warehouse.close();
  if (report.imported !== LINES) throw new Error(`${report.imported} of ${LINES} lines imported`);
}

/** The tables that the import makes, with ids by content, local dates, folded text and order, by somebody who knows that the file is clean. */
async function byHand(bench: Bench, file: string): Promise<void> {
  const database = join(bench.scratch, "order-lines-by-hand.duckdb");
  for (const ending of ["", ".wal"]) rmSync(`${database}${ending}`, { force: true });
  const instance = await DuckDBInstance.create(database, settings);
  const connection = await instance.connect();
  const run = async (sql: string): Promise<void> => void (await connection.run(sql));
  const ids =
    "md5_number(concat_ws(chr(31), who, t, product, quantity, price, row_number() OVER (PARTITION BY who, t, product, quantity, price)))";
  await run("BEGIN");
  await run(`CREATE TEMP TABLE line AS SELECT customer AS who, invoice, product, lower(product) AS product_folded, quantity::integer AS quantity,
    (price::decimal(18, 3) * 1000)::bigint AS price, country, "at"::timestamp AS local,
    epoch_ms(("at"::timestamp) AT TIME ZONE 'Europe/Berlin') AS t FROM read_csv('${file}', all_varchar = true)`);
  await run(
    "CREATE TABLE customer AS SELECT row_number() OVER (ORDER BY who) AS customer, who AS id, min(t) AS since, arg_max(country, t) AS country FROM line GROUP BY who",
  );
  await run("CREATE TABLE identity AS SELECT 'id' AS kind, id AS value, customer, since AS first_seen FROM customer");
  await run("CREATE TEMP TABLE keyed AS SELECT c.customer, l.* FROM line l JOIN customer c ON l.who = c.id");
  for (const [name, sign, test] of [
    ["", "", "quantity > 0"],
    ["refund_", "-", "quantity < 0"],
  ]) {
    await run(`CREATE TABLE event_${name}order_line AS SELECT customer, t AS instant, ${ids} AS id, datediff('day', date '1970-01-01', local::date) AS local_date,
      invoice, lower(invoice) AS invoice_folded, product, product_folded, ${sign}quantity AS quantity, price FROM keyed WHERE ${test} ORDER BY customer, instant, id`);
    await run(`CREATE TABLE event_${name}order_line__time AS SELECT instant, customer FROM event_${name}order_line ORDER BY instant`);
    await run(`CREATE TABLE event_${name}order AS SELECT customer, min(t) AS instant, md5_number(invoice) AS id, min(datediff('day', date '1970-01-01', local::date)) AS local_date,
      invoice, lower(invoice) AS invoice_folded, sum(${sign}quantity * price) AS amount, 'EUR' AS amount__currency, sum(${sign}quantity) AS items FROM keyed WHERE ${test} GROUP BY customer, invoice ORDER BY customer, instant, id`);
    await run(`CREATE TABLE event_${name}order__time AS SELECT instant, customer FROM event_${name}order ORDER BY instant`);
  }
  await run(
    `CREATE TABLE trait_text AS SELECT customer, country AS value, lower(country) AS value_folded, min(t) AS valid_from FROM keyed GROUP BY customer, country ORDER BY customer, valid_from`,
  );
  await run(
    "CREATE TABLE customer_now AS SELECT customer, id, since, country, lower(country) AS country_folded FROM customer ORDER BY customer",
  );
  await run("COMMIT");
  await run("CHECKPOINT");
  connection.closeSync();
  instance.closeSync();
}
