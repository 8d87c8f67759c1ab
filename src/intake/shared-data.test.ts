import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Bench, bench, sharedFile } from "../../testkit/intake/bench.ts";
import { type ImportOptions, importFile } from "./import.ts";
import type { ImportReport } from "./report.ts";

let at: Bench;
beforeEach(async () => {
  at = await bench({ zone: "Europe/London", currency: "GBP" });
});
afterEach(() => at.close());

/** A test over a file of the shared data sets; skipped, by name, where they are absent. */
function over(path: string, options: ImportOptions, check: (report: ImportReport) => Promise<void> | void): void {
  const file = sharedFile(path);
  it.skipIf(file === undefined)(`${path}${file === undefined ? " (not here: ../shared/data)" : ""}`, async () => {
    const report = await importFile(at.warehouse, file ?? "", options);
    expect(report.imported + report.duplicates + report.rejected).toBe(report.read);
    await check(report);
  });
}

const one = async (query: string) => (await at.rows(query))[0];

describe("the shared data sets import with their known totals", () => {
  over("cdnow/CDNOW_master.txt.gz", {}, async (report) => {
    expect(report).toMatchObject({
      as: "orders",
      read: 69_659,
      imported: 69_659,
      rejected: 0,
      customersCreated: 23_570,
      events: { order: 69_659 },
    });
    expect(await one("SELECT sum(amount) AS cents FROM event_order")).toEqual({ cents: 250_031_563 });
    expect(await one("SELECT min(id) AS first, max(id) AS last FROM customer")).toEqual({ first: "00001", last: "23570" });
  });

  over("cdnow/CDNOW_sample.txt", { as: "orders", map: { customer: "column1", at: "column3", amount: "column5" } }, (report) => {
    expect(report).toMatchObject({ read: 6919, imported: 6919, customersCreated: 2357 });
  });

  over("online-retail/online_retail.csv.gz", {}, async (report) => {
    expect(report).toMatchObject({
      as: "order-lines",
      read: 541_909,
      imported: 406_829,
      duplicates: 0,
      rejected: 135_080,
      reasons: { "no-customer": 135_080 },
      customersCreated: 4372,
      events: { order: 18_536, refund: 3654, order_line: 397_924, refund_line: 8905 },
    });
    expect(await one("SELECT (SELECT sum(amount) FROM event_order) - (SELECT sum(amount) FROM event_refund) AS net")).toEqual({
      net: 8_300_065_814,
    });
  });

  over(
    "superstore/superstore.csv.gz",
    { as: "order-lines", map: { "trait.segment": "Segment", "trait.state": "State" } },
    async (report) => {
      expect(report).toMatchObject({ read: 9993, imported: 9993, customersCreated: 793, events: { order: 5009, order_line: 9993 } });
      expect(
        await one("SELECT count(DISTINCT value) AS states FROM trait_text WHERE value NOT IN ('Consumer', 'Corporate', 'Home Office')"),
      ).toEqual({ states: 49 });
      expect(await one("SELECT DISTINCT amount__currency AS currency FROM event_order")).toEqual({ currency: "CLP" });
    },
  );

  over("rfm-orders/rfm_data_orders.csv", {}, async (report) => {
    expect(report).toMatchObject({ as: "orders", read: 4906, imported: 4906, customersCreated: 995, events: { order: 4906 } });
    expect(await one("SELECT count(*) AS n FROM identity WHERE kind = 'email'")).toEqual({ n: 995 });
  });

  over("customer-personality/marketing_campaign.csv", {}, async (report) => {
    expect(report).toMatchObject({ as: "customers", read: 2240, imported: 2240, customersCreated: 2240 });
    expect(await one("SELECT count(*) FILTER (income IS NULL) AS missing, count(*) AS n FROM customer_now")).toEqual({
      missing: 24,
      n: 2240,
    });
  });

  over("telco-churn/Telco-Customer-Churn.csv", {}, async (report) => {
    expect(report).toMatchObject({ as: "customers", read: 7043, imported: 7043, customersCreated: 7043 });
    expect(
      await one("SELECT count(*) FILTER (churn) AS churned, count(*) FILTER (total_charges IS NULL) AS blank FROM customer_now"),
    ).toEqual({ churned: 1869, blank: 11 });
  });

  over("bgnbd-example-log/example_transactions.csv", {}, (report) => {
    expect(report).toMatchObject({ as: "transaction", read: 15_273, imported: 15_273, events: { transaction: 15_273 } });
  });

  over("mall-customers/Mall_Customers.csv", {}, async (report) => {
    expect(report).toMatchObject({ as: "customers", read: 200, imported: 200 });
    expect(await one("SELECT avg(age) AS age, avg(annual_income_k) AS income FROM customer_now")).toEqual({ age: 38.85, income: 60.56 });
  });

  over("young-people-survey/responses.csv", { map: { customer: "#row" } }, (report) => {
    expect(report).toMatchObject({ as: "survey", read: 1010, imported: 1010, customersCreated: 1010 });
  });

  over("movielens-100k/u.data.gz", { as: "rating", map: { customer: "column1", at: "column4" } }, (report) => {
    expect(report).toMatchObject({ read: 100_000, imported: 100_000, customersCreated: 943, events: { rating: 100_000 } });
    expect(report.notes).toContainEqual({ kind: "epoch", column: "column4", unit: "seconds" });
  });
});
