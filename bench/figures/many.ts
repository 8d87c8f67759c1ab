import { readRule, ruleQuestion } from "../../src/app/rule.ts";
import { random } from "../../src/core/random.ts";
import { evaluate, evaluateMany } from "../../src/evaluate/evaluate.ts";
import { equal } from "../../src/evaluate/keyset.ts";
import { SHOP_NOW } from "../../testkit/shop/shop.ts";
import { type Figure, ratioLine } from "../figure.ts";
import { timed } from "../measure.ts";

const RULES = 100;

/** Conditions that the rules are drawn from: thresholds and windows over four event types, traits and consent. */
const pool: readonly string[] = [
  ...["order", "visit", "view", "cart"].flatMap((event) =>
    [30, 60, 90, 180, 365].flatMap((days) => [`did ${event} in last ${days} days`, `count(${event}) in last ${days} days >= 3`]),
  ),
  ...[100, 200, 400].flatMap((amount) => [`sum(order.amount) in last 365 days > ${amount}`, `average(order.amount) > ${amount / 4}`]),
  ...["DE", "FR", "AT", "NL"].map((country) => `country = "${country}"`),
  "last(order) was before 180 days ago",
  "reachable by email",
  'subscribed to "newsletter"',
];

/** A hundred rules of two to four conditions, in one run and one at a time. */
export const many: Figure = {
  name: "many",
  title: `${RULES} rules that share conditions, against one at a time`,
  run: async (bench) => {
    const session = await bench.session();
    const names = await session.names();
    const draw = random("many");
    const questions = Array.from({ length: RULES }, () => {
      const conditions = Array.from({ length: 2 + draw.int(3) }, () => pool[draw.int(pool.length)] ?? "everyone");
      return ruleQuestion(readRule(conditions.join(" and "), names).rule, names, SHOP_NOW);
    });
    const { conditions: _, ...setting } = session.setting();
    await evaluate(questions[0] as (typeof questions)[number], setting);
    const together = await timed(() => evaluateMany(questions, setting));
    const alone = await timed(async () => {
      const sets = [];
      for (const question of questions) sets.push(await evaluate(question, setting));
      return sets;
    });
    const same = together.result.every((set, i) => equal(set, alone.result[i] ?? set));
    if (!same) throw new Error("a rule has other members in company than alone");
    return [ratioLine(`${RULES} rules from ${pool.length} conditions`, together.milliseconds, alone.milliseconds, 0.5)];
  },
};
