/** Why one customer is in or out: the reference evaluation of its history, with rankings answered by the engine. */

import type { Day } from "../core/time/date.ts";
import type { Instant } from "../core/time/instant.ts";
import { isCondition, references, walk } from "../rules/check/walk.ts";
import type { Condition, Definition, Rule } from "../rules/document.ts";
import type { Names } from "../rules/names.ts";
import { inputsOf } from "../rules/planning/inputs.ts";
import { planRule } from "../rules/planning/plan.ts";
import type { Outcome, Rate, ReferenceSettings } from "../rules/reference/context.ts";
import { evaluate as reference } from "../rules/reference/evaluate.ts";
import { nextFlip } from "../rules/reference/flip.ts";
import { columns, select, table } from "../sql/build.ts";
import { print } from "../sql/print.ts";
import { dialectOf, evaluateMany, type Question, type Setting } from "./evaluate.ts";
import { loadHistory } from "./history.ts";
import { has } from "./keyset.ts";
import { integer } from "./observed.ts";

export interface ExplainOptions {
  readonly names: Names;
  readonly at: Instant;
  /** `workspace`, `customer` or an IANA name. */
  readonly zone: string;
  readonly audience: Definition["audience"];
  /** Values of the trait `time_zone` in use, as for `planRule`. */
  readonly zonesInUse?: readonly string[];
  /** Until when the next flip is looked for; no flip is looked for without it. */
  readonly horizon?: Instant;
}

export interface Explained {
  readonly outcome: Outcome;
  /** When the truth changes by the passing of time alone, rankings taken as they are now; absent if it does not up to the horizon. */
  readonly flip?: { readonly at: Instant; readonly matches: boolean };
}

/** The truth tree of a rule for one customer; `undefined` if there is no such customer. The rule must have passed `check`. */
export async function explain(rule: Rule, key: number, options: ExplainOptions, setting: Setting): Promise<Explained | undefined> {
  const { names, at, zone, audience, zonesInUse, horizon } = options;
  const plan = planRule(rule, { names, at, zone, audience, ...(zonesInUse === undefined ? {} : { zonesInUse }) });
  const inputs = inputsOf(plan);
  const history = await loadHistory(key, { names, inputs }, setting);
  if (history === undefined) return undefined;
  const ranks = await rankTruths(rule, key, options, setting);
  const settings: ReferenceSettings = {
    names,
    at,
    zone,
    audience,
    population: [history],
    rates: inputs.rates ? await loadRates(setting) : [],
    known: (asked) => ranks.get(asked),
  };
  const outcome = reference(rule, history, settings);
  const flip = horizon === undefined ? undefined : nextFlip(rule, history, settings, horizon);
  return { outcome, ...(flip === undefined ? {} : { flip }) };
}

/** The table of exchange rates. */
async function loadRates(setting: Setting): Promise<readonly Rate[]> {
  const query = select(columns("currency", "date", "units", "scale"), { from: table("rate") });
  const rows = await setting.engine.rows(print(query, dialectOf(setting.engine)));
  return rows.map((row) => ({
    currency: String(row.currency),
    day: Number(row.date) as Day,
    rate: { units: integer(row.units ?? 0), scale: Number(row.scale) },
  }));
}

/** The truths of all rankings in a rule and in the segments that it refers to, each in the zone and audience that it stands in. */
async function rankTruths(rule: Rule, key: number, options: ExplainOptions, setting: Setting): Promise<ReadonlyMap<Rule, boolean>> {
  const asked = new Map<Condition, Question>();
  collectRanks(rule, options, asked, new Set());
  if (asked.size === 0) return new Map();
  const sets = await evaluateMany([...asked.values()], setting);
  return new Map([...asked.keys()].map((condition, index) => [condition, sets[index] !== undefined && has(sets[index], key)]));
}

function collectRanks(rule: Rule, options: ExplainOptions, asked: Map<Condition, Question>, seen: Set<string>): void {
  const { names, at, audience } = options;
  for (const { node } of walk(rule)) {
    if (isCondition(node) && node.kind === "rank") asked.set(node, { set: planRule(node, options), at, audience });
  }
  for (const { segment } of references(rule)) {
    const definition = names.segments.get(segment);
    const inner = definition?.audience === "customers" ? "customers" : audience;
    const place = JSON.stringify([segment, inner]);
    if (definition === undefined || seen.has(place)) continue;
    seen.add(place);
    collectRanks(definition.rule, { ...options, zone: definition.zone, audience: inner }, asked, seen);
  }
}
