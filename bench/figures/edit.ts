import { readRule, ruleQuestion } from "../../src/app/rule.ts";
import type { Session } from "../../src/app/session.ts";
import { rememberConditions } from "../../src/evaluate/conditions.ts";
import { evaluate } from "../../src/evaluate/evaluate.ts";
import { size } from "../../src/evaluate/keyset.ts";
import { SHOP_NOW } from "../../testkit/shop/shop.ts";
import { type Figure, ratioLine } from "../figure.ts";
import { median, timed } from "../measure.ts";
import { coldCount } from "./cold.ts";

/** Eight conditions over the shop, and for each what it is changed to. */
const conditions: readonly (readonly [before: string, after: string])[] = [
  ["count(order) in last 365 days >= 2", "count(order) in last 365 days >= 3"],
  ["sum(order.amount) in last 730 days > 50", "sum(order.amount) in last 730 days > 60"],
  ["did visit in last 180 days", "did visit in last 170 days"],
  ["count(view) in last 365 days >= 3", "count(view) in last 365 days >= 4"],
  ["no refund in last 90 days", "no refund in last 80 days"],
  ['country in ("DE", "FR", "AT", "NL")', 'country in ("DE", "FR", "AT")'],
  ["did newsletter_opened in last 365 days", "did newsletter_opened in last 300 days"],
  ["reachable by email", 'subscribed to "newsletter"'],
];

/** What a person waits for who changes one of eight conditions. */
export const edit: Figure = {
  name: "edit",
  title: "Eight conditions, one changed, against the whole rule cold",
  run: async (bench) => {
    const session = await bench.session();
    const whole = conditions.map(([before]) => before).join(" and ");
    const coldTimes: number[] = [];
    for (let round = 0; round <= bench.size.rounds; round++) coldTimes.push((await timed(() => coldCount(session, whole))).milliseconds);
    const cold = median(coldTimes.slice(1));
    const lines = [];
    for (const [index, [, after]] of conditions.entries()) {
      const changed = conditions.map(([before], i) => (i === index ? after : before)).join(" and ");
      const times: number[] = [];
      for (let round = 0; round <= bench.size.rounds; round++) times.push(await warmCount(session, whole, changed));
      lines.push(ratioLine(`changed to ${after}`, median(times.slice(1)), cold, 0.25));
    }
    return lines;
  },
};

/** Milliseconds of counting the changed rule right after the one before it. */
async function warmCount(session: Session, before: string, after: string): Promise<number> {
  const kept = { ...session.setting(), conditions: rememberConditions() };
  const count = async (text: string): Promise<number> => {
    const names = await session.names();
    return size(await evaluate(ruleQuestion(readRule(text, names).rule, names, SHOP_NOW), kept));
  };
  await count(before);
  return (await timed(() => count(after))).milliseconds;
}
