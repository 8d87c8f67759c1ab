import { parseDecimal, scaledComparison } from "../../core/number/decimal.ts";
import { parseDay } from "../../core/time/date.ts";
import type { Unit } from "../../core/time/unit.ts";
import type { Comparator, HeldTest, Test, Value } from "../document.ts";
import type { ValueInfo } from "../names.ts";
import { range, type Values } from "./domain.ts";

/** How values of a subject are counted in whole steps, so that tests on it become sets of integers, or that they only are equal or not. */
export type Grid =
  | { readonly kind: "items"; readonly name: string; readonly all?: readonly string[] }
  /** Numbers at a scale; days; or steps before now in one unit. */
  | { readonly kind: "steps"; readonly name: string; readonly scale: number; readonly unit?: Unit };

/** Digits after the point at which values without steps of their own (averages, instants) are told apart. */
const FINE = 30;

/** The grid on which a test of a value of that type can be read; `undefined` for tests that compare with nothing fixed. */
export function gridOf(test: Test | HeldTest, info: ValueInfo): Grid | undefined {
  switch (info.type) {
    case "text":
      return { kind: "items", name: "text" };
    case "boolean":
      return { kind: "items", name: "boolean", all: ["true", "false"] };
    case "number":
    case "money":
      return { kind: "steps", name: "number", scale: info.scale ?? 0 };
    case "score":
      return { kind: "steps", name: "number", scale: FINE };
    case "date":
    case "datetime":
      return dateGrid(test, info.type);
    default:
      return undefined;
  }
}

/** The steps of the grid that compare so with a literal; `undefined` where only the data can tell. */
export function compared(comparator: Comparator, value: Value, grid: Extract<Grid, { kind: "steps" }>): Values | undefined {
  if (value.type === "number" && grid.unit === undefined) {
    const written = parseDecimal(value.number);
    if (written === undefined) return undefined;
    return scaled(comparator, value.percent ? { units: written.units, scale: written.scale + 2 } : written, grid.scale);
  }
  if (value.type === "date" && grid.unit === undefined) {
    const day = parseDay(value.date);
    return day === undefined ? undefined : scaled(comparator, { units: BigInt(day), scale: 0 }, grid.scale);
  }
  if (value.type === "ago" && value.unit === grid.unit) return scaled(comparator, { units: BigInt(-value.n), scale: 0 }, grid.scale);
  return undefined;
}

function scaled(comparator: Comparator, value: { readonly units: bigint; readonly scale: number }, scale: number): Values {
  const found = scaledComparison(comparator, value, scale);
  if (found.kind !== "compare") return found.kind === "never" ? { kind: "ranges", ranges: [] } : range(undefined, undefined);
  const { op, units } = found;
  if (op === "<=") return range(undefined, units);
  if (op === ">=") return range(units, undefined);
  if (op === "=") return range(units, units);
  return { kind: "ranges", ranges: [{ to: units - 1n }, { from: units + 1n }] };
}

/** Calendar dates are days; what is counted back from now has a grid of its own for each unit. */
function dateGrid(test: Test | HeldTest, type: "date" | "datetime"): Grid | undefined {
  const unit = agoUnit(test);
  if (unit !== undefined) return { kind: "steps", name: `${unit}s from now`, scale: type === "date" ? 0 : FINE, unit };
  return { kind: "steps", name: "days", scale: 0 };
}

function agoUnit(test: Test | HeldTest): Unit | undefined {
  if (test.op === "during") return test.window.kind === "last" || test.window.kind === "ago" ? test.window.unit : undefined;
  const values =
    test.op === "between"
      ? [test.low, test.high]
      : test.op === "before" || test.op === "after"
        ? [test.instant]
        : "value" in test
          ? [test.value]
          : [];
  return values.flatMap((value) => (value.type === "ago" ? [value.unit] : []))[0];
}
