/** One run of the reference evaluation: one instant, one definition's zone and audience, many customers. */
import { failure } from "../../core/issue.ts";
import { fold } from "../../core/text/fold.ts";
import type { Instant } from "../../core/time/instant.ts";
import { UTC, type Zone, zone } from "../../core/time/zone.ts";
import type { Definition, Rule } from "../document.ts";
import type { History, Pin } from "../history.ts";
import type { Outcome, ReferenceContext, ReferenceSettings } from "./context.ts";
import { traitAt, traitIntervals } from "./traits.ts";
import { belongs } from "./universe.ts";

/** How a rule is evaluated; `evaluate.ts` provides it, so that references can evaluate rules in their turn. */
export interface Evaluator {
  readonly truth: (rule: Rule, context: ReferenceContext) => Outcome;
  readonly crossings: (rule: Rule, context: ReferenceContext) => readonly Instant[];
}

export interface Run {
  readonly settings: ReferenceSettings;
  readonly evaluator: Evaluator;
  readonly horizon: Instant;
  /** The audience of the rule that was asked for; segments that it leads to have theirs within it. */
  readonly audience: Definition["audience"];
  readonly made: Map<object, unknown>;
  readonly contexts: Map<History, ReferenceContext>;
  readonly segments: Map<string, { readonly definition: Definition; readonly run: Run }>;
}

/** A run that has evaluated nothing yet. */
export function startRun(
  settings: ReferenceSettings,
  evaluator: Evaluator,
  horizon: Instant = settings.at,
  audience: Definition["audience"] = settings.audience ?? "customers",
): Run {
  return { settings, evaluator, horizon, audience, made: new Map(), contexts: new Map(), segments: new Map() };
}

/** The run's view of one customer. */
export function viewOf(run: Run, history: History): ReferenceContext {
  const made = run.contexts.get(history);
  if (made !== undefined) return made;
  const { names, at, rates, population, evidence = 5, audience = "customers" } = run.settings;
  const workspaceZone = zone(names.settings.zone) ?? UTC;
  const everybody = () => population.filter((one) => !one.gone && (audience === "with anonymous" || !one.anonymous));
  const context: ReferenceContext = {
    names,
    at,
    zone: zoneOf(run.settings, history, workspaceZone),
    workspaceZone,
    history,
    rates,
    evidence,
    horizon: run.horizon,
    universe: () => population.filter((one) => belongs(one, at, audience)).map((one) => viewOf(run, one)),
    everybody: () => everybody().map((one) => viewOf(run, one)),
    segment: (name) => segmentTruth(run, name, history),
    segmentCrossings: (name) => segmentCrossings(run, name, history),
    known: (rule) => run.settings.known?.(rule, history.key),
    once: (key, make) => {
      if (!run.made.has(key)) run.made.set(key, make());
      return run.made.get(key) as ReturnType<typeof make>;
    },
  };
  run.contexts.set(history, context);
  return context;
}

/** The zone that a rule is evaluated in: the workspace's, a fixed one, or the one that the trait `time_zone` names at `at`. */
function zoneOf(settings: ReferenceSettings, history: History, workspaceZone: Zone): Zone {
  if (settings.zone === "workspace") return workspaceZone;
  if (settings.zone !== "customer") {
    const fixed = zone(settings.zone);
    if (fixed === undefined) throw failure("unknown-zone", { name: settings.zone });
    return fixed;
  }
  const own = traitAt(history, "time_zone", settings.at)?.value;
  return (own?.type === "text" ? zone(fold(own.text)) : undefined) ?? workspaceZone;
}

/**
 * Instants at which the truth of a rule may change for the customer, in no order; a superset. Where each customer has a zone
 * of its own, the zones to come and those of the others (ranks compare them) count as well, and the instants of moving.
 */
export function crossingsInZones(
  rule: Rule,
  history: History,
  settings: ReferenceSettings,
  evaluator: Evaluator,
  horizon: Instant,
  audience?: Definition["audience"],
): readonly Instant[] {
  const inZone = (name: string) =>
    evaluator.crossings(rule, viewOf(startRun({ ...settings, zone: name }, evaluator, horizon, audience), history));
  if (settings.zone !== "customer") return inZone(settings.zone);
  const stays = [history, ...settings.population].flatMap((one) => traitIntervals(one, "time_zone"));
  const zones = new Set(["workspace"]);
  for (const { value } of stays) {
    const own = value?.type === "text" ? zone(fold(value.text)) : undefined;
    if (own !== undefined) zones.add(own.name);
  }
  return [...stays.map((stay) => stay.from), ...[...zones].flatMap(inZone)];
}

function segmentRun(run: Run, name: string): { readonly definition: Definition; readonly run: Run } {
  const made = run.segments.get(name);
  if (made !== undefined) return made;
  const definition = run.settings.names.segments.get(name);
  if (definition === undefined) throw failure("segment-missing", { name });
  // Who is outside the audience of the rule that was asked for is in none of its segments.
  const audience = run.audience === "with anonymous" ? definition.audience : "customers";
  const inner = startRun({ ...run.settings, zone: definition.zone, audience }, run.evaluator, run.horizon, run.audience);
  const segment = { definition, run: inner };
  run.segments.set(name, segment);
  return segment;
}

/** Truth of a saved segment: its rule, unless the customer is pinned; kept out beats added. */
function segmentTruth(run: Run, name: string, history: History): Outcome {
  const { definition, run: inner } = segmentRun(run, name);
  const { at, audience = "customers" } = inner.settings;
  if (!belongs(history, at, audience)) return { matches: false, reason: "not-in-universe" };
  const truth = run.evaluator.truth(definition.rule, viewOf(inner, history));
  const pinned = (how: Pin["how"]) => history.pins.some((pin) => pin.segment === name && pin.how === how && isInForce(pin, at));
  if (pinned("out")) return { matches: false, reason: "pinned-out", parts: [truth] };
  if (pinned("in")) return { matches: true, reason: "pinned-in", parts: [truth] };
  return { matches: truth.matches, reason: truth.reason, parts: [truth] };
}

function segmentCrossings(run: Run, name: string, history: History): readonly Instant[] {
  const { definition, run: inner } = segmentRun(run, name);
  const pins = history.pins.filter((pin) => pin.segment === name);
  return [
    ...crossingsInZones(definition.rule, history, inner.settings, run.evaluator, run.horizon, run.audience),
    ...pins.flatMap((pin) => [pin.since, ...(pin.until === undefined ? [] : [pin.until])]),
  ];
}

function isInForce(pin: Pin, at: Instant): boolean {
  return pin.since <= at && (pin.until === undefined || pin.until > at);
}
