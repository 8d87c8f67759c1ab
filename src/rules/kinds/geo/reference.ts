import { failure } from "../../../core/issue.ts";
import { isWithin, METRES, toSphere } from "../../../core/sphere.ts";
import type { GeoCondition } from "../../document.ts";
import type { Names } from "../../names.ts";
import type { Outcome, ReferenceContext } from "../../reference/context.ts";
import { traitAt } from "../../reference/traits.ts";

/** The trait `location` lies within the distance on a great circle; without a location nothing matches. */
export function reference(condition: GeoCondition, context: ReferenceContext): Outcome {
  const now = traitAt(context.history, "location", context.at);
  if (now?.value?.type !== "location") return { matches: false, reason: "missing" };
  const center = centerOf(condition.center, context.names);
  const place = toSphere(now.value.latitude, now.value.longitude);
  const matches = isWithin(place, toSphere(center.latitude, center.longitude), Number(condition.distance) * METRES[condition.unit]);
  return { matches, reason: matches ? "passes" : "fails", seen: now.value, since: now.from };
}

function centerOf(center: GeoCondition["center"], names: Names): { readonly latitude: number; readonly longitude: number } {
  if ("latitude" in center) return { latitude: Number(center.latitude), longitude: Number(center.longitude) };
  const place = names.places(center.place)[0];
  if (place === undefined) throw failure("unknown-place", { name: center.place });
  return place;
}
