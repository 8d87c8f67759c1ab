/** What planning a condition needs to know, and what it may ask for. */

import type { Instant } from "../../core/time/instant.ts";
import type { Zone } from "../../core/time/zone.ts";
import type { Names } from "../names.ts";
import type { SetNode } from "../plan.ts";

export interface PlanContext {
  readonly names: Names;
  /** The one instant of the run. */
  readonly at: Instant;
  /** The zone in which dates begin and calendar periods are laid; one of several where each customer has its own. */
  readonly zone: Zone;
  /** The workspace's zone: the stored local date of events is in it, and the dates of exchange rates. */
  readonly workspaceZone: Zone;
  /** The set of all customers that a condition without a segment of its own is about. */
  readonly universe: SetNode;
  /**
   * What `make` gives in each zone that the rule uses, equal results joined. `members` are the customers living in those
   * zones; absent if one result holds for everybody. Conditions that look at several customers at once need it; the others
   * are planned zone by zone from outside.
   */
  readonly perZone: <T>(make: (context: PlanContext) => T) => readonly ZoneGroup<T>[];
  /** The set of a saved segment as a `segment` node. Throws a KindredError `segment-missing` if there is none. */
  readonly segment: (name: string) => SetNode;
}

export interface ZoneGroup<T> {
  readonly members?: SetNode;
  readonly value: T;
}
