import { readRule, ruleQuestion } from "../../src/app/rule.ts";
import type { Session } from "../../src/app/session.ts";
import { rememberConditions } from "../../src/evaluate/conditions.ts";
import { evaluate, type Setting } from "../../src/evaluate/evaluate.ts";
import { size } from "../../src/evaluate/keyset.ts";
import { SHOP_NOW } from "../../testkit/shop/shop.ts";
import type { Bench, Figure, Line } from "../figure.ts";
import { ratioLine } from "../figure.ts";
import { versus } from "../measure.ts";
import { referenceRules } from "../rules.ts";

/** Each reference rule from its text to the set of its members, with no condition kept from before. */
export const cold: Figure = {
  name: "cold",
  title: "Reference rules, cold, against SQL written by hand",
  run: async (bench: Bench) => {
    const session = await bench.session();
    const hand = await bench.hand();
    const lines: Line[] = [];
    let ours = 0;
    let theirs = 0;
    for (const { kind, text, sql } of referenceRules) {
      const result = await versus(
        () => nothingKept(session),
        (setting) => countIn(setting, session, text),
        () => hand.number(sql),
        bench.size.rounds,
      );
      if (result.a !== result.b) throw new Error(`${text}: ${result.a} customers here, ${result.b} by hand`);
      ours += result.ours;
      theirs += result.theirs;
      lines.push(ratioLine(`${kind}: ${text}`, result.ours, result.theirs, 1.25, `${result.a} customers`));
    }
    return [...lines, ratioLine("sum over all rules", ours, theirs, 1.1)];
  },
};

/** Reads, plans and evaluates a rule. */
export async function countIn(setting: Setting, session: Session, text: string): Promise<number> {
  const names = await session.names();
  return size(await evaluate(ruleQuestion(readRule(text, names).rule, names, SHOP_NOW), setting));
}

/** A setting without any condition kept; who there is, a workspace knows from its first question on. */
export async function nothingKept(session: Session): Promise<Setting> {
  const setting = { ...session.setting(), conditions: rememberConditions() };
  await evaluate({ set: { op: "universe" }, at: SHOP_NOW, audience: "customers" }, setting);
  return setting;
}
