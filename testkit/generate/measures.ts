/** Random measures and filters. */
import type { Filter, Measure } from "../../src/rules/document.ts";
import type { EventInfo, PropertyInfo, ValueInfo, ValueType } from "../../src/rules/names.ts";
import { comparable, type Draws, test } from "./tests.ts";

/** A measure and the type of its values. */
export interface Typed {
  readonly measure: Measure;
  readonly info: ValueInfo;
}

const COUNTED: ValueInfo = { type: "number", scale: 0 };
const SHARE: ValueInfo = { type: "number", scale: 2 };

/** An event type of the catalog. */
export function eventType({ draw, names }: Draws): EventInfo {
  return draw.choice([...names.events.values()]);
}

/** A filter with at most a few tests, or none where the event has no properties. */
function filter(event: EventInfo, draws: Draws, depth = 2): Filter | undefined {
  const { draw } = draws;
  if (event.properties.size === 0) return undefined;
  if (depth > 0 && draw.chance(0.4)) {
    const parts = [filter(event, draws, depth - 1), filter(event, draws, depth - 1)].filter((part) => part !== undefined);
    const [first] = parts;
    if (first === undefined) return undefined;
    const kind = draw.choice(["and", "or", "not", "group"] as const);
    if (kind === "and" || kind === "or") return parts.length === 2 ? { kind, filters: parts } : first;
    return { kind, filter: first };
  }
  const property = draw.choice([...event.properties.values()]);
  const drawn = test(property, draws);
  return drawn === undefined ? undefined : { kind: "test", property: property.name, test: drawn };
}

/** `{ filter }`, sometimes. */
export function someFilter(event: EventInfo, draws: Draws): { readonly filter?: Filter } {
  const drawn = draws.draw.chance(0.5) ? filter(event, draws) : undefined;
  return drawn === undefined ? {} : { filter: drawn };
}

/** Any measure, of a property only where its amounts can be compared. */
export function measure(draws: Draws): Typed {
  const { draw } = draws;
  const info = eventType(draws);
  const event = info.name;
  const filtered = someFilter(info, draws);
  const counted: Typed = { measure: { fn: draw.choice(["count", "days"]), event, ...filtered }, info: COUNTED };
  switch (draw.int(8)) {
    case 0:
    case 1:
      return counted;
    case 2:
    case 3: {
      const property = propertyOf(info, ["number", "money"], draws);
      if (property === undefined) return counted;
      return { measure: { fn: draw.choice(["sum", "average"]), event, property: property.name, ...filtered }, info: property };
    }
    case 4: {
      const property = propertyOf(info, ["number", "money", "date", "datetime"], draws);
      if (property === undefined) return counted;
      return { measure: { fn: draw.choice(["minimum", "maximum"]), event, property: property.name, ...filtered }, info: property };
    }
    case 5: {
      const property = propertyOf(info, ["text", "number", "money", "boolean", "date", "datetime"], draws);
      if (property === undefined) return counted;
      return { measure: { fn: "distinct", event, property: property.name, ...filtered }, info: COUNTED };
    }
    case 6: {
      const share = filter(info, draws);
      return share === undefined ? counted : { measure: { fn: "share", event, filter: share }, info: SHARE };
    }
    default:
      return moment(info, filtered, draws);
  }
}

function moment(info: EventInfo, filtered: { readonly filter?: Filter }, draws: Draws): Typed {
  const { draw } = draws;
  const property = draw.chance(0.5) ? propertyOf(info, undefined, draws) : undefined;
  const fields = { event: info.name, ...filtered, ...(property === undefined ? {} : { property: property.name }) };
  const fn = draw.choice(["first", "last", "nth"] as const);
  return { measure: fn === "nth" ? { fn, n: 1 + draw.int(3), ...fields } : { fn, ...fields }, info: property ?? { type: "datetime" } };
}

function propertyOf(info: EventInfo, types: readonly ValueType[] | undefined, { draw, names }: Draws): PropertyInfo | undefined {
  const fitting = [...info.properties.values()].filter(
    (property) => (types === undefined || types.includes(property.type)) && (property.type !== "money" || comparable(property, names)),
  );
  return fitting.length === 0 ? undefined : draw.choice(fitting);
}
