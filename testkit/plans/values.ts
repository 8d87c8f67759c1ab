/** Values in the form in which plans see them, and plan tests on them. */
import { RE2JS } from "re2js";
import { compareDecimal, decimal, divideHalfEven, powerOfTen, rescale } from "../../src/core/number/decimal.ts";
import { fold } from "../../src/core/text/fold.ts";
import { normalForm } from "../../src/core/text/normal.ts";
import { type Day, dayParts } from "../../src/core/time/date.ts";
import type { Comparator } from "../../src/rules/document.ts";
import type { Observed } from "../../src/rules/history.ts";
import type { Field, PlanTest } from "../../src/rules/plan.ts";
import type { Rate } from "../../src/rules/reference/context.ts";

/** What an engine has in its columns: integers at the field's scale, text as written and folded, lists, a quotient. */
export type Cell =
  | { readonly integer: bigint; readonly scale: number }
  | { readonly written: string; readonly folded: string }
  | { readonly elements: readonly (string | bigint)[] }
  | { readonly score: number }
  | { readonly numerator: bigint; readonly denominator: bigint; readonly scale: number }
  | { readonly point: readonly [number, number] };

/** The cell of an observed value; `undefined` if it is missing, or an amount without a rate so early. */
export function cellOf(value: Observed | undefined, field: Field, day: Day, rates: readonly Rate[]): Cell | undefined {
  if (value === undefined) return undefined;
  const scale = field.scale ?? 0;
  switch (value.type) {
    case "text":
      return value.text === "" ? undefined : { written: normalForm(value.text), folded: fold(value.text) };
    case "number":
      return { integer: rescale(value.number, scale).value.units, scale };
    case "money":
      return amountCell(rescale(value.amount, scale).value.units, value.currency, field, day, rates);
    case "boolean":
      return { integer: value.boolean ? 1n : 0n, scale: 0 };
    case "date":
      return { integer: BigInt(value.day), scale: 0 };
    case "datetime":
      return { integer: BigInt(value.instant), scale: 0 };
    case "list":
      return { elements: value.items.map((item) => (typeof item === "string" ? fold(item) : rescale(item, scale).value.units)) };
    case "location":
      return { point: [value.latitude, value.longitude] };
    case "score":
      return { score: value.score };
  }
}

function amountCell(units: bigint, currency: string, field: Field, day: Day, rates: readonly Rate[]): Cell | undefined {
  const scale = field.scale ?? 0;
  if (field.convert === undefined) return { integer: units, scale };
  const { to, scale: target } = field.convert;
  const { units: rate, scale: places } =
    currency === to
      ? decimal(1)
      : (rates.filter((one) => one.currency === currency && one.day <= day).sort((a, b) => b.day - a.day)[0]?.rate ?? decimal(-1));
  if (rate < 0n) return undefined;
  return { integer: divideHalfEven(units * rate * powerOfTen(target), powerOfTen(scale + places)), scale: target };
}

/** Whether a cell passes; `other` gives the cell of the trait that `versus` compares with. */
export function cellPasses(cell: Cell | undefined, test: PlanTest, other: (trait: Field) => Cell | undefined): boolean {
  if (test.op === "set") return (cell === undefined) === test.negated;
  if (test.op === "all") return test.of.every((part) => cellPasses(cell, part, other));
  if (test.op === "any") return test.of.some((part) => cellPasses(cell, part, other));
  if (cell === undefined || test.op === "never") return false;
  switch (test.op) {
    case "integer":
      return "integer" in cell && compared(test.compare, cell.integer < test.value ? -1 : cell.integer > test.value ? 1 : 0);
    case "integers":
      return "integer" in cell && test.values.includes(cell.integer) !== test.negated;
    case "range":
      return "integer" in cell && cell.integer > test.after && cell.integer <= test.upto;
    case "ratio":
      if (!("numerator" in cell)) return false;
      return compared(
        test.compare,
        compareDecimal(decimal(cell.numerator, cell.scale), decimal(test.units * cell.denominator, test.scale)),
      );
    case "score":
      return "score" in cell && compared(test.compare, cell.score - test.value);
    case "text":
      return "written" in cell && test.values.includes(test.form === "written" ? cell.written : cell.folded) !== test.negated;
    case "contains":
      return "written" in cell && cell.folded.includes(test.text) !== test.negated;
    case "starts":
      return "written" in cell && cell.folded.startsWith(test.text);
    case "ends":
      return "written" in cell && cell.folded.endsWith(test.text);
    case "matches":
      return "written" in cell && RE2JS.compile(test.pattern).matcher(cell.written).find();
    case "has":
      return "elements" in cell && hasPasses(cell.elements, test);
    case "anniversary":
      return "integer" in cell && test.ranges.some((range) => inYear(Number(cell.integer) as Day, range));
    case "versus":
      return versusPasses(cell, other(test.trait), test.compare);
  }
}

function hasPasses(elements: readonly (string | bigint)[], test: Extract<PlanTest, { op: "has" }>): boolean {
  const wanted: readonly (string | bigint)[] = [...(test.texts ?? []), ...(test.integers ?? [])];
  const found = (one: string | bigint) => elements.includes(one);
  if (test.how === "all") return wanted.every(found);
  return wanted.some(found) === (test.how === "any");
}

function inYear(date: Day, range: { readonly from: number; readonly upto: number; readonly before: bigint }): boolean {
  const { month, day } = dayParts(date);
  const monthDay = 100 * month + day;
  return monthDay >= range.from && monthDay <= range.upto && BigInt(date) < range.before;
}

/** The order of two cells; `undefined` if they cannot be compared. */
export function orderOf(a: Cell, b: Cell): number | undefined {
  if ("written" in a && "written" in b) return a.folded === b.folded ? 0 : 1;
  if ("score" in a && "score" in b) return a.score - b.score;
  const [x, y] = [fraction(a), fraction(b)];
  if (x === undefined || y === undefined) return undefined;
  return compareDecimal(decimal(x.numerator * y.denominator, x.scale), decimal(y.numerator * x.denominator, y.scale));
}

function versusPasses(cell: Cell, other: Cell | undefined, compare: Comparator): boolean {
  const order = other === undefined ? undefined : orderOf(cell, other);
  return order !== undefined && compared(compare, order);
}

function fraction(cell: Cell): { numerator: bigint; denominator: bigint; scale: number } | undefined {
  if ("integer" in cell) return { numerator: cell.integer, denominator: 1n, scale: cell.scale };
  return "numerator" in cell ? cell : undefined;
}

function compared(compare: Comparator, order: number): boolean {
  const holds = { "=": order === 0, "!=": order !== 0, "<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0 };
  return holds[compare];
}
