import { failure } from "../../../core/issue.ts";
import { chordLimit, METRES, type SpherePoint, toSphere } from "../../../core/sphere.ts";
import type { GeoCondition } from "../../document.ts";
import type { SetNode } from "../../plan.ts";
import type { PlanContext } from "../../planning/context.ts";

/** The centre on the sphere and the largest squared chord. */
export function plan(condition: GeoCondition, context: PlanContext): SetNode {
  const metres = Number(condition.distance) * METRES[condition.unit];
  return { op: "near", trait: "location", center: planCenter(condition.center, context), limit: chordLimit(metres), at: context.at };
}

function planCenter(center: GeoCondition["center"], context: PlanContext): SpherePoint {
  if ("latitude" in center) return toSphere(Number(center.latitude), Number(center.longitude));
  const [place] = context.names.places(center.place);
  if (place === undefined) throw failure("unknown-place", { name: center.place });
  return toSphere(place.latitude, place.longitude);
}
