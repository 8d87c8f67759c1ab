import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { countRule } from "../../src/app/count.ts";
import { importInto } from "../../src/app/import.ts";
import { initWorkspace } from "../../src/app/init.ts";
import { type Raw, rawTables } from "./raw.ts";
import { sharedFile, testOn } from "./shared.ts";

const file = sharedFile("online-retail", "online_retail.csv.gz");
const test = testOn(file);

/** Evaluated at the end of the last day of the data, in the shop's zone. */
const at = "2011-12-09";
const end = "timestamp '2011-12-09 23:59:59.999'";

/** Customers and instants of a table; durations between events are elapsed time, so wall clock is not enough. */
function instants(table: string): string {
  return `select customer, min(moment) at time zone 'Europe/London' t from ${table} group by customer, invoice`;
}

/** Rules beside the SQL that counts the same customers in the raw file. Times are the shop's local ones on both sides. */
const cases: readonly (readonly [rule: string, sql: string])[] = [
  ["did order", "select count(distinct customer) from sale"],
  ["did refund", "select count(distinct customer) from back"],
  ["everyone", "select count(distinct CustomerID) from line where CustomerID is not null"],
  ["count(order) >= 10", "select count(*) from (select customer from sale group by 1 having count(distinct invoice) >= 10)"],
  ["sum(order.amount) > 1000", "select count(*) from (select customer from sale group by 1 having sum(quantity * price) > 1000)"],
  [
    "count(order) in last 90 days >= 2",
    `select count(*) from (select customer from sale where moment > ${end} - interval 90 days group by 1 having count(distinct invoice) >= 2)`,
  ],
  [
    "no order in last 180 days",
    `select (select count(distinct CustomerID) from line where CustomerID is not null) - count(distinct customer) from sale where moment > ${end} - interval 180 days`,
  ],
  ['count(order_line where product = "85123A") >= 1', "select count(distinct customer) from sale where lower(product) = '85123a'"],
  [
    "distinct(order_line.product) >= 50",
    "select count(*) from (select customer from sale group by 1 having count(distinct lower(product)) >= 50)",
  ],
  [
    "average(order.amount) > 500",
    "select count(*) from (select customer from (select customer, invoice, sum(quantity * price) amount from sale group by 1, 2) group by 1 having avg(amount) > 500)",
  ],
  [
    "first(order) was in last 30 days",
    `select count(*) from (select customer from sale group by 1 having min(moment) > ${end} - interval 30 days)`,
  ],
  ["last(order) was before 2011-06-01", "select count(*) from (select customer from sale group by 1 having max(moment) < '2011-06-01')"],
  ["days(order) >= 5", "select count(*) from (select customer from sale group by 1 having count(distinct moment::date) >= 5)"],
  ["sum(refund.amount) > 100", "select count(*) from (select customer from back group by 1 having sum(-quantity * price) > 100)"],
  ["maximum(order_line.unit_price) > 100", "select count(distinct customer) from sale where price > 100"],
  [
    "active(order) in at least 6 of last 12 months",
    "select count(*) from (select customer from sale where moment >= '2010-12-01' and moment < '2011-12-01' group by 1 having count(distinct date_trunc('month', moment)) >= 6)",
  ],
  [
    "share(order_line where quantity >= 12) > 50%",
    "select count(*) from (select customer from sale group by 1 having 2 * count(*) filter (where quantity >= 12) > count(*))",
  ],
  [
    "sequence(order -> refund within 7 days)",
    `select count(distinct s.customer) from (${instants("sale")}) s join (${instants("back")}) b on s.customer = b.customer and b.t > s.t and b.t <= s.t + interval 168 hours`,
  ],
  ["top 10% by sum(order.amount)", "select ceil(count(distinct CustomerID) / 10.0) from line where CustomerID is not null"],
  ['country in ("germany", "FRANCE")', "select count(*) from home where country in ('Germany', 'France')"],
  [
    'not country = "United Kingdom" and count(order) >= 3',
    "select count(*) from home join (select customer from sale group by 1 having count(distinct invoice) >= 3) using (customer) where country <> 'United Kingdom'",
  ],
  [
    "count(order) in previous month >= 1",
    "select count(distinct customer) from sale where moment >= '2011-11-01' and moment < '2011-12-01'",
  ],
];

describe("UCI Online Retail", () => {
  let directory = "";
  let raw: Raw | undefined;

  beforeAll(async () => {
    if (file === undefined) return;
    directory = mkdtempSync(join(tmpdir(), "kindred-online-retail-"));
    await initWorkspace(directory, { zone: "Europe/London", currency: "GBP" });
    raw = await rawTables([
      `create table line as select * from read_csv('${file}', all_varchar = true)`,
      "create table part as select CustomerID customer, InvoiceNo invoice, StockCode product, Quantity::int quantity, UnitPrice::decimal(18,4) price, InvoiceDate::timestamp moment, Country country from line where CustomerID is not null",
      "create table sale as select * from part where quantity > 0 and invoice not like 'C%'",
      "create table back as select * from part where quantity < 0 or invoice like 'C%'",
      "create table home as select customer, arg_max(country, moment) country from part group by 1",
    ]);
  }, 120_000);

  afterAll(() => {
    raw?.close();
    if (directory !== "") rmSync(directory, { recursive: true, force: true });
  });

  const columns = [
    "order_id=InvoiceNo",
    "customer=CustomerID",
    "at=InvoiceDate",
    "product=StockCode",
    "quantity=Quantity",
    "unit_price=UnitPrice",
    "country=Country",
  ];

  test("the file imports with a report that adds up, and once is enough", async () => {
    const options = { as: "order-lines", map: columns } as const;
    const report = await importInto({ directory, file: file ?? "", options });
    expect(report.read).toBe(541_909);
    expect(report.reasons["no-customer"]).toBe(135_080);
    expect(report.imported + report.duplicates + report.rejected).toBe(report.read);
    const again = await importInto({ directory, file: file ?? "", options });
    expect(again.imported).toBe(0);
    expect(again.imported + again.duplicates + again.rejected).toBe(report.read);
  }, 300_000);

  test.each(cases)("%s", async (rule, sql) => {
    const { json } = await countRule({ directory, text: rule, at });
    expect(json.universe).toBe(4372);
    expect(json.count).toBe(await raw?.number(sql));
  });
});
