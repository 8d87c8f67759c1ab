import type { Issue } from "../../../core/issue.ts";
import { compareDecimal, type Decimal, decimal, parseDecimal } from "../../../core/number/decimal.ts";
import { below, type CheckContext, report } from "../../check/context.ts";
import { TYPE_NAMES } from "../../check/types.ts";
import type { GeoCondition } from "../../document.ts";

/** The trait that holds where a customer is. */
export const LOCATION_TRAIT = "location";

/** Half of the Earth's circumference in kilometres, rounded up: everything lies within it. */
const FURTHEST = 20_040;

/** There is a location to test, the centre is one place on Earth, and the distance makes sense. */
export function checkGeo(condition: GeoCondition, context: CheckContext): readonly Issue[] {
  return [...checkLocation(context), ...checkDistance(condition, context), ...checkCenter(condition.center, below(context, "center"))];
}

function checkLocation(context: CheckContext): readonly Issue[] {
  const trait = context.names.traits.get(LOCATION_TRAIT);
  if (trait === undefined) return [report(context, "no-location", { trait: LOCATION_TRAIT })];
  return trait.type === "location" ? [] : [report(context, "no-location", { trait: LOCATION_TRAIT, type: TYPE_NAMES[trait.type] })];
}

function checkDistance(condition: GeoCondition, context: CheckContext): readonly Issue[] {
  const distance = parseDecimal(condition.distance);
  if (distance === undefined) return [report(context, "invalid-number", { found: condition.distance }, "distance")];
  if (compareDecimal(distance, decimal(0)) > 0 && compareDecimal(distance, decimal(FURTHEST)) <= 0) return [];
  const parameters = {
    found: `${condition.distance} ${condition.unit}`,
    minimum: `0 ${condition.unit}`,
    maximum: `${FURTHEST} ${condition.unit}`,
    above: true as const,
  };
  return [report(context, "number-out-of-range", parameters, "distance")];
}

function checkCenter(center: GeoCondition["center"], context: CheckContext): readonly Issue[] {
  if ("place" in center) return checkPlace(center.place, context);
  const good = isWithin(parseDecimal(center.latitude), 90) && isWithin(parseDecimal(center.longitude), 180);
  return good ? [] : [report(context, "invalid-place", { found: `(${center.latitude}, ${center.longitude})` })];
}

function checkPlace(name: string, context: CheckContext): readonly Issue[] {
  const places = context.names.places(name);
  if (places.length === 0) return [report(context, "unknown-place", { name }, "place")];
  if (places.length === 1) return [];
  const candidates = places.slice(0, 10).map((place) => `${place.name}, ${place.country} (${place.latitude}, ${place.longitude})`);
  return [report(context, "ambiguous-place", { name, candidates }, "place")];
}

function isWithin(value: Decimal | undefined, limit: number): boolean {
  return value !== undefined && compareDecimal(value, decimal(-limit)) >= 0 && compareDecimal(value, decimal(limit)) <= 0;
}
