/** Random rules that `check` finds nothing wrong with: every kind, operator and window, nested. */
import type {
  ActivityCondition,
  Condition,
  ConditionKind,
  Conditions,
  ConsentCondition,
  DidCondition,
  EventCondition,
  GeoCondition,
  RankCondition,
  Rule,
  SampleCondition,
  SegmentCondition,
  SequenceCondition,
  Step,
  TraitCondition,
} from "../../src/rules/document.ts";
import { eventType, measure, someFilter } from "./measures.ts";
import { DURATIONS } from "./moments.ts";
import { comparable, type Draws, heldTest, test } from "./tests.ts";
import { window } from "./windows.ts";

/** A rule of at most `depth` levels of groups; conditions are of every kind. */
export function rule(draws: Draws, depth = 3): Rule {
  const { draw } = draws;
  if (depth === 0 || draw.chance(0.45)) return draw.chance(0.03) ? { kind: "everyone" } : condition(draws);
  const part = () => rule(draws, depth - 1);
  switch (draw.choice(["and", "or", "not", "group"] as const)) {
    case "and":
      return { kind: "and", rules: Array.from({ length: 2 + draw.int(2) }, part) };
    case "or":
      return { kind: "or", rules: Array.from({ length: 2 + draw.int(2) }, part) };
    case "not":
      return { kind: "not", rule: part() };
    case "group":
      return { kind: "group", rule: part() };
  }
}

/** How each kind is drawn; `undefined` where the catalog has nothing for it. */
const CONDITIONS: { readonly [K in ConditionKind]: (draws: Draws) => Conditions[K] | undefined } = {
  trait,
  event,
  did,
  sequence,
  activity,
  segment,
  rank,
  geo,
  sample,
  consent,
};
const KINDS: readonly ConditionKind[] = [
  "trait",
  "trait",
  "event",
  "event",
  "did",
  "sequence",
  "sequence",
  "activity",
  "segment",
  "rank",
  "geo",
  "sample",
  "consent",
];

/** One condition of any kind. */
function condition(draws: Draws): Condition {
  return CONDITIONS[draws.draw.choice(KINDS)](draws) ?? did(draws);
}

function trait(draws: Draws): TraitCondition | undefined {
  const { draw, names } = draws;
  const info = draw.choice([...names.traits.values()]);
  const drawn = (draw.chance(0.2) ? heldTest(info, draws) : undefined) ?? test(info, draws);
  return drawn === undefined ? undefined : { kind: "trait", trait: info.name, test: drawn };
}

function event(draws: Draws): EventCondition | undefined {
  const { measure: drawn, info } = measure(draws);
  const tested = test(info, draws);
  return tested === undefined ? undefined : { kind: "event", measure: drawn, ...someWindow(draws), test: tested };
}

function did(draws: Draws): DidCondition {
  const info = eventType(draws);
  const negated = draws.draw.chance(0.4) ? ({ negated: true } as const) : {};
  return { kind: "did", event: info.name, ...negated, ...someFilter(info, draws), ...someWindow(draws) };
}

function sequence(draws: Draws): SequenceCondition {
  const { draw } = draws;
  const steps: Step[] = [step(draws, undefined, false)];
  for (let i = 0; i < draw.choice([1, 1, 2, 3]); i++) {
    const before = steps.findLast((one) => !one.negated);
    steps.push(step(draws, before, draw.chance(0.4)));
  }
  return { kind: "sequence", steps, ...someWindow(draws) };
}

function step(draws: Draws, before: Step | undefined, negated: boolean): Step {
  const { draw, names } = draws;
  const info = draw.chance(0.6) ? (names.events.get("view") ?? eventType(draws)) : eventType(draws);
  const earlier = before === undefined ? undefined : names.events.get(before.event);
  const shared = [...info.properties.values()].filter((property) => {
    const there = earlier?.properties.get(property.name);
    const types = there?.type === property.type && property.type !== "list" && property.type !== "money";
    return types && comparable(property, names);
  });
  return {
    event: info.name,
    ...(negated ? { negated: true as const } : {}),
    ...(draw.chance(0.3) ? someFilter(info, draws) : {}),
    ...(shared.length > 0 && draw.chance(0.4) ? { same: draw.choice(shared).name } : {}),
    ...(before !== undefined && draw.chance(0.5) ? { within: draw.choice(DURATIONS) } : {}),
  };
}

function activity(draws: Draws): ActivityCondition {
  const { draw } = draws;
  const info = eventType(draws);
  const of = 1 + draw.int(6);
  const period = draw.choice(["day", "week", "month", "quarter", "year"] as const);
  return { kind: "activity", event: info.name, ...someFilter(info, draws), atLeast: 1 + draw.int(Math.min(of, 3)), of, period };
}

function segment(draws: Draws): SegmentCondition | undefined {
  const { draw, names, moments } = draws;
  if (names.segments.size === 0) return undefined;
  const name = draw.choice([...names.segments.keys()]);
  if (draw.chance(0.3))
    return { kind: "segment", segment: name, how: { is: draw.choice(["entered", "left"]), window: window(draw, moments) } };
  const held = draw.chance(0.4) ? { forAtLeast: draw.choice(DURATIONS) } : {};
  return { kind: "segment", segment: name, how: { is: "in", ...held } };
}

function rank(draws: Draws): RankCondition | undefined {
  const { draw, names } = draws;
  const ordered = ["number", "money", "date", "datetime", "score"];
  const limit = draw.chance(0.5) ? { count: 1 + draw.int(8) } : { percent: draw.choice(["10", "12.5", "33.3333", "50", "100", "0.01"]) };
  const direction = draw.choice(["top", "bottom"] as const);
  const within = names.segments.size > 0 && draw.chance(0.4) ? { within: draw.choice([...names.segments.keys()]) } : {};
  if (draw.chance(0.4)) {
    const traits = [...names.traits.values()].filter(
      (one) => ordered.includes(one.type) && (one.type !== "money" || comparable(one, names)),
    );
    if (traits.length > 0) return { kind: "rank", direction, limit, by: { trait: draw.choice(traits).name }, ...within };
  }
  const { measure: drawn, info } = measure(draws);
  if (!ordered.includes(info.type)) return undefined;
  return { kind: "rank", direction, limit, by: { measure: drawn, ...someWindow(draws) }, ...within };
}

function geo({ draw }: Draws): GeoCondition {
  const center = draw.choice([
    { latitude: "52.52", longitude: "13.405" },
    { latitude: "-33.9", longitude: "180" },
    { latitude: "90", longitude: "0" },
    { place: "zürich" },
  ]);
  return { kind: "geo", distance: draw.choice(["0.01", "1", "11.1", "600", "10007.557"]), unit: draw.choice(["km", "mi"]), center };
}

function sample({ draw }: Draws): SampleCondition {
  return { kind: "sample", percent: draw.choice(["0", "10", "33.3", "50", "100"]), seed: draw.choice(["a", "spring 2026", "é"]) };
}

function consent({ draw, names }: Draws): ConsentCondition {
  if (draw.chance(0.4)) return { kind: "consent", test: { is: "reachable", channel: draw.choice([...names.channels]) } };
  const is = draw.choice(["subscribed", "unsubscribed", "no decision"] as const);
  return { kind: "consent", test: { is, purpose: draw.choice([...names.purposes]) } };
}

function someWindow({ draw, moments }: Draws) {
  return draw.chance(0.65) ? { window: window(draw, moments) } : {};
}
