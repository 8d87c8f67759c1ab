import { type Figure, type Line, ratioLine } from "../figure.ts";
import { median, timed } from "../measure.ts";
import { countIn, nothingKept } from "./cold.ts";

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
    const median8 = async (change: string): Promise<{ readonly cold: number; readonly warm: number }> => {
      const cold: number[] = [];
      const warm: number[] = [];
      for (let round = 0; round <= bench.size.rounds; round++) {
        const setting = await nothingKept(session);
        cold.push((await timed(() => countIn(setting, session, whole))).milliseconds);
        warm.push((await timed(() => countIn(setting, session, change))).milliseconds);
      }
      return { cold: median(cold.slice(1)), warm: median(warm.slice(1)) };
    };
    const lines: Line[] = [];
    for (const [index, [, after]] of conditions.entries()) {
      const changed = conditions.map(([before], i) => (i === index ? after : before)).join(" and ");
      const { cold, warm } = await median8(changed);
      lines.push(ratioLine(`changed to ${after}`, warm, cold, 0.25));
    }
    return lines;
  },
};
