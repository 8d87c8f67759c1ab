import { compareDecimal, parseDecimal } from "../../core/number/decimal.ts";
import { approximateMilliseconds, formatDuration } from "../../core/time/unit.ts";
import type { Value } from "../document.ts";

/** Whether the first of two literals certainly comes after the second; false where only the data can tell. */
export function runsBackwards(low: Value, high: Value): boolean {
  if (low.type === "number" && high.type === "number") {
    const a = parseDecimal(low.number);
    const b = parseDecimal(high.number);
    return a !== undefined && b !== undefined && !low.percent === !high.percent && compareDecimal(a, b) > 0;
  }
  if (low.type === "date" && high.type === "date") return low.date > high.date;
  if (low.type === "datetime" && high.type === "datetime")
    return isLocal(low.datetime) && isLocal(high.datetime) && low.datetime > high.datetime;
  if (low.type === "ago" && high.type === "ago") {
    // The longer ago, the earlier; lengths of different units only where they are far enough apart to be sure.
    const a = approximateMilliseconds(low.n, low.unit);
    const b = approximateMilliseconds(high.n, high.unit);
    return low.unit === high.unit ? low.n < high.n : a * 1.1 < b;
  }
  return false;
}

/** A literal as it is written. */
export function literal(value: Value): string {
  switch (value.type) {
    case "number":
      return `${value.number}${value.percent ? "%" : ""}${value.currency === undefined ? "" : ` ${value.currency}`}`;
    case "text":
      return `${value.exactly ? "exactly " : ""}${JSON.stringify(value.text)}`;
    case "boolean":
      return String(value.boolean);
    case "date":
      return value.date;
    case "datetime":
      return value.datetime;
    case "ago":
      return `${formatDuration(value.n, value.unit)} ago`;
    case "trait":
      return `trait(${value.trait})`;
  }
}

function isLocal(datetime: string): boolean {
  return !/(?:[Zz]|[+-]\d{2}:?\d{2})$/.test(datetime);
}
