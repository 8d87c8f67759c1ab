/** Numbers computed from one customer's events (language, "Meaning" 5 and 6). */
import { addDecimal, type Decimal, decimal, formatDecimal, normalDecimal } from "../../core/number/decimal.ts";
import { fold } from "../../core/text/fold.ts";
import type { Bounds, Window } from "../../core/time/window.ts";
import { localDay } from "../../core/time/zone.ts";
import type { Measure } from "../document.ts";
import type { Observed, ObservedEvent } from "../history.ts";
import type { ValueInfo } from "../names.ts";
import { compareSeen } from "./compare.ts";
import type { ReferenceContext, Seen } from "./context.ts";
import { boundsOf, eventsOf } from "./events.ts";
import { passesFilter } from "./filters.ts";
import { comparableAmount } from "./money.ts";
import { isSet } from "./traits.ts";

/** Currencies that a value is compared with; `undefined` where it is not compared and amounts stay as they are. */
export type Wanted = readonly string[] | undefined;

/** A measure's value for one customer, and the events that it was taken from. */
export interface Measured {
  readonly value?: Seen;
  readonly events: readonly ObservedEvent[];
}

/** The type of a measure's values. */
export function measureInfo(measure: Measure, context: ReferenceContext): ValueInfo {
  if (measure.fn === "count" || measure.fn === "days" || measure.fn === "distinct") return { type: "number", scale: 0 };
  if (measure.fn === "share") return { type: "number" };
  const property = propertyOfMeasure(measure);
  return property === undefined ? { type: "datetime" } : propertyInfo(measure.event, property, context);
}

/** The property that a measure reads, if it reads one. */
export function propertyOfMeasure(measure: Measure): string | undefined {
  return "property" in measure ? measure.property : undefined;
}

/** The measure over the events of a window; `wanted` are the currencies that the result is compared with. */
export function measured(measure: Measure, window: Window | undefined, wanted: Wanted, context: ReferenceContext): Measured {
  const bounds = boundsOf(window, context);
  if (measure.fn === "share") return share(measure, bounds, context);
  const events = eventsOf(measure.event, measure.filter, bounds, context);
  const value = valueOver(events, measure, wanted, context);
  return value === undefined ? { events } : { value, events };
}

function valueOver(
  events: readonly ObservedEvent[],
  measure: Exclude<Measure, { fn: "share" }>,
  wanted: Wanted,
  context: ReferenceContext,
): Seen | undefined {
  switch (measure.fn) {
    case "count":
      return { type: "number", number: decimal(events.length) };
    case "days":
      return { type: "number", number: decimal(new Set(events.map((event) => localDay(context.zone, event.instant))).size) };
    case "first":
      return pick(events[0], measure.property, wanted, context);
    case "last":
      return pick(events.at(-1), measure.property, wanted, context);
    case "nth":
      return pick(events[measure.n - 1], measure.property, wanted, context);
    default: {
      const values = events.map((event) => propertyOf(event, measure.property, wanted, context)).filter((value) => value !== undefined);
      return aggregate(measure.fn, values);
    }
  }
}

function aggregate(fn: "sum" | "average" | "minimum" | "maximum" | "distinct", values: readonly Observed[]): Seen | undefined {
  switch (fn) {
    case "distinct":
      return { type: "number", number: decimal(new Set(values.map(identity)).size) };
    case "sum":
      return sum(values);
    case "average": {
      if (values.length === 0) return undefined;
      const total = sum(values);
      const numerator = total.type === "money" ? total.amount : total.number;
      const currency = total.type === "money" ? { currency: total.currency } : {};
      return { type: "ratio", numerator, denominator: decimal(values.length), ...currency };
    }
    case "minimum":
      return values.reduce<Observed | undefined>(
        (least, value) => (least !== undefined && precedes(least, value) ? least : value),
        undefined,
      );
    case "maximum":
      return values.reduce<Observed | undefined>((most, value) => (most !== undefined && precedes(value, most) ? most : value), undefined);
  }
}

function precedes(a: Observed, b: Observed): boolean {
  return (compareSeen(a, b) ?? 0) <= 0;
}

function sum(values: readonly Observed[]): Extract<Observed, { type: "number" | "money" }> {
  let total: Decimal = decimal(0);
  let currency: string | undefined;
  for (const value of values) {
    if (value.type === "number") total = addDecimal(total, value.number);
    if (value.type === "money") {
      total = addDecimal(total, value.amount);
      currency = value.currency;
    }
  }
  return currency === undefined ? { type: "number", number: total } : { type: "money", amount: total, currency };
}

function share(measure: Extract<Measure, { fn: "share" }>, bounds: Bounds, context: ReferenceContext): Measured {
  const all = eventsOf(measure.event, undefined, bounds, context);
  const events = all.filter((event) => passesFilter(measure.filter, event, context));
  if (all.length === 0) return { events };
  return { value: { type: "ratio", numerator: decimal(events.length), denominator: decimal(all.length) }, events };
}

/** The moment of the event, or the value of its property; missing if there is no such event or it lacks the property. */
function pick(event: ObservedEvent | undefined, property: string | undefined, wanted: Wanted, context: ReferenceContext): Seen | undefined {
  if (event === undefined) return undefined;
  return property === undefined ? { type: "datetime", instant: event.instant } : propertyOf(event, property, wanted, context);
}

function propertyOf(event: ObservedEvent, property: string, wanted: Wanted, context: ReferenceContext): Observed | undefined {
  const value = event.properties.get(property);
  if (!isSet(value)) return undefined;
  if (value.type !== "money" || wanted === undefined) return value;
  return comparableAmount(value, { info: propertyInfo(event.type, property, context), day: event.localDay }, wanted, context);
}

function propertyInfo(event: string, property: string, context: ReferenceContext): ValueInfo {
  return context.names.events.get(event)?.properties.get(property) ?? { type: "text" };
}

/** Equal for values that count as one: text by its folded form, numbers by their value. */
function identity(value: Observed): string {
  switch (value.type) {
    case "text":
      return fold(value.text);
    case "number":
      return formatDecimal(normalDecimal(value.number));
    case "money":
      return formatDecimal(normalDecimal(value.amount));
    case "boolean":
      return String(value.boolean);
    case "date":
      return String(value.day);
    case "datetime":
      return String(value.instant);
    case "score":
      return String(value.score);
    case "list":
    case "location":
      return JSON.stringify(value, (_key, part: unknown) => (typeof part === "bigint" ? part.toString() : part));
  }
}
