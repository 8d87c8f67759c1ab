/** The zones of customers who each have their own (language, "Meaning" 8). */
import { fold } from "../../core/text/fold.ts";
import type { Instant } from "../../core/time/instant.ts";
import { type Zone, zone, zoneNames } from "../../core/time/zone.ts";
import type { Names } from "../names.ts";
import type { Field, SetNode } from "../plan.ts";
import { complement } from "./algebra.ts";
import type { ZoneGroup } from "./context.ts";
import { canonical } from "./key.ts";

const TIME_ZONE: Field = { name: "time_zone", type: "text" };

/** One zone to plan in, with the folded values of the trait `time_zone` that name it. */
export interface ZoneInUse {
  readonly zone: Zone;
  readonly texts: readonly string[];
}

/**
 * The zones that customers may have, the workspace's first. `values` are the values of the trait `time_zone` in use; without
 * them every zone there is. Values that name no zone mean the workspace's, as does a missing one.
 */
export function zonesInUse(workspaceZone: Zone, names: Names, values: readonly string[] = zoneNames()): readonly ZoneInUse[] {
  const byTarget = new Map<string, { zone: Zone; texts: Set<string> }>([[workspaceZone.target, { zone: workspaceZone, texts: new Set() }]]);
  for (const value of names.traits.get("time_zone")?.type === "text" ? values : []) {
    const text = fold(value);
    const own = zone(text);
    if (own === undefined) continue;
    const known = byTarget.get(own.target) ?? { zone: own, texts: new Set() };
    byTarget.set(own.target, known);
    known.texts.add(text);
  }
  return [...byTarget.values()].map((one) => ({ zone: one.zone, texts: [...one.texts].sort() }));
}

/** What `make` gives in each zone, equal results joined, with the customers of the joined zones. The first zone is everybody else's. */
export function grouped<T>(zones: readonly ZoneInUse[], at: Instant, make: (zone: Zone) => T): readonly ZoneGroup<T>[] {
  const groups = new Map<string, { value: T; zones: ZoneInUse[] }>();
  for (const one of zones) {
    const value = make(one.zone);
    const key = canonical(value);
    const group = groups.get(key) ?? { value, zones: [] };
    groups.set(key, group);
    group.zones.push(one);
  }
  const [first, ...others] = groups.values();
  if (first === undefined) return [];
  if (others.length === 0) return [{ value: first.value }];
  const living = (inZones: readonly ZoneInUse[]): SetNode => ({
    op: "trait",
    trait: TIME_ZONE,
    at,
    test: { op: "text", form: "folded", values: inZones.flatMap((one) => one.texts).sort(), negated: false },
  });
  return [
    { value: first.value, members: complement(living(others.flatMap((group) => group.zones))) },
    ...others.map((group) => ({ value: group.value, members: living(group.zones) })),
  ];
}
