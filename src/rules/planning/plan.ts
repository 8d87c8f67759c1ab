/** From a checked document to a plan, in which everything that engines would do differently is decided. */
import { failure } from "../../core/issue.ts";
import type { Instant } from "../../core/time/instant.ts";
import { UTC, type Zone, zone } from "../../core/time/zone.ts";
import type { Condition, Definition, Rule } from "../document.ts";
import type { Kind } from "../kinds/kind.ts";
import { kinds } from "../kinds/registry.ts";
import type { Names } from "../names.ts";
import type { SetNode } from "../plan.ts";
import { complement, intersection, UNIVERSE, union } from "./algebra.ts";
import type { PlanContext } from "./context.ts";
import { grouped, type ZoneInUse, zonesInUse } from "./zones.ts";

/** What a plan depends on besides the rule. */
export interface PlanSettings {
  readonly names: Names;
  /** The one instant of the run. */
  readonly at: Instant;
  /** `workspace`, `customer` (each customer's own, by the trait `time_zone`) or an IANA name. */
  readonly zone: string;
  /**
   * Values of the trait `time_zone` that occur, as written or folded: a rule with the zone `customer` is planned for these.
   * Without them it is planned for every zone there is, which is right, but slower. A value left out counts as unknown.
   */
  readonly zonesInUse?: readonly string[];
  /** Who the node `universe` will be; `customers` (no anonymous visitors) unless said otherwise. */
  readonly audience?: Definition["audience"];
}

/**
 * The plan of a rule that `check` found nothing wrong with. Segments that it refers to are planned within it, each with its own
 * zone, pins and audience, as `segment` nodes. Throws a KindredError `segment-missing` where one does not exist.
 */
export function planRule(rule: Rule, settings: PlanSettings): SetNode {
  return planIn(rule, { settings, universe: UNIVERSE, path: [], segments: new Map() });
}

/**
 * The plan of a saved segment: its rule in its own zone, those pinned into it added and those pinned out of it removed.
 * `settings.audience` is the run's: in a run over anonymous visitors a segment for customers still leaves them out.
 */
export function planDefinition(definition: Definition, settings: Omit<PlanSettings, "zone">): SetNode {
  return planSegment(definition, { settings: { ...settings, zone: definition.zone }, universe: UNIVERSE, path: [], segments: new Map() });
}

interface Run {
  readonly settings: PlanSettings;
  readonly universe: SetNode;
  /** Names of the segments that are being planned. */
  readonly path: readonly string[];
  readonly segments: Map<string, SetNode>;
}

function planSegment(definition: Definition, run: Run): SetNode {
  const { name } = definition;
  const { at, audience = "customers" } = run.settings;
  if (run.path.includes(name)) throw failure("segment-cycle", { cycle: [...run.path, name] });
  // In the universe of customers there are none but named ones.
  const universe: SetNode = definition.audience === "customers" && audience === "with anonymous" ? { op: "named" } : UNIVERSE;
  const inner: Run = { ...run, settings: { ...run.settings, zone: definition.zone }, universe, path: [...run.path, name] };
  const pinned = (how: "in" | "out"): SetNode => ({ op: "pinned", segment: name, how, at });
  const members = intersection([union([planIn(definition.rule, inner), pinned("in")]), complement(pinned("out")), universe]);
  return { op: "segment", name, of: members };
}

function planIn(rule: Rule, run: Run): SetNode {
  switch (rule.kind) {
    case "everyone":
      return run.universe;
    case "group":
      return planIn(rule.rule, run);
    case "not":
      return complement(planIn(rule.rule, run));
    case "and":
      return intersection(rule.rules.map((part) => planIn(part, run)));
    case "or":
      return union(rule.rules.map((part) => planIn(part, run)));
    default:
      return planCondition(rule, run);
  }
}

/**
 * The condition's plan in the rule's zone. With the zone `customer` it is planned in each zone, and the customers of each
 * group of zones with equal plans are looked for in theirs; a plan that never looked at the zone holds for all of them.
 */
function planCondition(condition: Condition, run: Run): SetNode {
  const { settings } = run;
  const workspaceZone = zone(settings.names.settings.zone) ?? UTC;
  const zones: readonly ZoneInUse[] =
    settings.zone === "customer"
      ? zonesInUse(workspaceZone, settings.names, settings.zonesInUse)
      : [{ zone: fixedZone(settings.zone, workspaceZone), texts: [] }];
  const { plan } = kindOf(condition);
  let looked = false;
  const [first] = zones;
  const watched = contextIn(first?.zone ?? workspaceZone, zones, run, workspaceZone, () => {
    looked = true;
  });
  const simple = plan(condition, watched);
  if (!looked || zones.length < 2) return simple;
  const groups = grouped(zones, settings.at, (own) => plan(condition, contextIn(own, zones, run, workspaceZone)));
  return union(groups.map(({ members = UNIVERSE, value }) => intersection([members, value])));
}

function contextIn(own: Zone, zones: readonly ZoneInUse[], run: Run, workspaceZone: Zone, look?: () => void): PlanContext {
  const { names, at } = run.settings;
  return {
    names,
    at,
    get zone() {
      look?.();
      return own;
    },
    workspaceZone,
    universe: run.universe,
    perZone: (make) => grouped(zones, at, (one) => make(contextIn(one, zones, run, workspaceZone))),
    segment: (name) => planReference(name, run),
  };
}

/** A missing segment is an error and never everybody: a reference does not widen what refers to it. */
function planReference(name: string, run: Run): SetNode {
  const known = run.segments.get(name);
  if (known !== undefined) return known;
  const definition = run.settings.names.segments.get(name);
  if (definition === undefined) throw failure("segment-missing", { name });
  const planned = planSegment(definition, run);
  run.segments.set(name, planned);
  return planned;
}

function fixedZone(name: string, workspaceZone: Zone): Zone {
  if (name === "workspace") return workspaceZone;
  const fixed = zone(name);
  if (fixed === undefined) throw failure("unknown-zone", { name });
  return fixed;
}

function kindOf(condition: Condition): Kind<Condition> {
  // The registry gives each kind its own condition type; the kind's name ties the two together.
  return kinds[condition.kind] as unknown as Kind<Condition>;
}
