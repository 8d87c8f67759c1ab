import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Bench, bench } from "../../testkit/intake/bench.ts";

let here: Bench;
beforeEach(async () => {
  here = await bench();
});
afterEach(() => here.close());

describe("what a column is called says what it holds", () => {
  test("a file of refunds is not taken for orders, and its amounts are money where a row names a currency", async () => {
    const report = await here.load(
      "customer,at,id,amount,currency\nA,2025-10-01T10:00:00Z,r1,16.58,EUR\nB,2025-10-02T10:00:00Z,r2,3.00,EUR\n",
      {
        name: "refunds_2025.csv",
      },
    );
    expect(report).toMatchObject({ as: "refund", imported: 2 });
    expect(await here.rows("SELECT amount, amount__currency FROM event_refund ORDER BY amount")).toEqual([
      { amount: 300, amount__currency: "EUR" },
      { amount: 1658, amount__currency: "EUR" },
    ]);
  });

  test("codes that happen to be digits stay text", async () => {
    await here.load("id,postal_code,household_size\nA,76106,2\nB,30671,1\n", { as: "customers" });
    expect(await here.rows("SELECT postal_code, household_size FROM customer_now ORDER BY id")).toEqual([
      { postal_code: "76106", household_size: 2 },
      { postal_code: "30671", household_size: 1 },
    ]);
  });

  test("a country of a customers file keeps its name", async () => {
    const report = await here.load("id,country\nA,DE\nB,FR\n", { as: "customers" });
    expect(report.named).toEqual({ country: "country" });
  });
});
