import { explainOn } from "../../src/app/explain.ts";
import { formatInstant } from "../../src/core/time/instant.ts";
import { SHOP_NOW } from "../../testkit/shop/shop.ts";
import type { Figure } from "../figure.ts";
import { median, timed } from "../measure.ts";

const rule =
  'count(order) in last 365 days >= 4 and no order in last 60 days and country in ("DE", "FR") and reachable by email and did visit in last 30 days';
const CUSTOMERS = 200;

/** The truth tree and the next flip of one customer, as somebody who opens a profile waits for it. */
export const explain: Figure = {
  name: "explain",
  title: "explain for one customer, in process",
  run: async (bench) => {
    const session = await bench.session();
    const times: number[] = [];
    for (let i = 0; i <= CUSTOMERS; i++) {
      const customer = `C${String(1 + Math.floor((i * bench.size.customers) / (CUSTOMERS + 1))).padStart(6, "0")}`;
      times.push((await timed(() => explainOn(session, { text: rule, customer, at: formatInstant(SHOP_NOW) }))).milliseconds);
    }
    const ours = median(times.slice(1));
    return [{ what: `median over ${CUSTOMERS} customers`, ours, reach: { limit: "< 30 ms", reached: ours < 30 } }];
  },
};
