/** Random tests that have a meaning for a type of value. */

import { compareDecimal, type Decimal, decimal, formatDecimal, normalDecimal } from "../../src/core/number/decimal.ts";
import type { Random } from "../../src/core/random.ts";
import { type Day, formatDay } from "../../src/core/time/date.ts";
import type { Comparator, HeldTest, Test, Value } from "../../src/rules/document.ts";
import type { Names, TraitInfo, ValueInfo } from "../../src/rules/names.ts";
import { DURATIONS, type Moments } from "./moments.ts";
import { number, TEXTS } from "./values.ts";
import { dateValue, length, window } from "./windows.ts";

const COMPARATORS: readonly Comparator[] = ["=", "!=", "<", "<=", ">", ">="];
const PATTERNS = ["^[a-z]", "[A-Z]{2}", "(?i)strasse", "^.*$", "o.e|a", "s$", "\\d+ ?%", "(?s)two.lines", "two.lines", "ß|ø"];
const SCORES = ["0", "0.1", "0.25", "0.5", "0.75", "1", "123.456"];

/** What random tests draw from. */
export interface Draws {
  readonly draw: Random;
  readonly names: Names;
  readonly moments: Moments;
}

/** A test of a value of the type; `undefined` where amounts cannot be compared because there are no rates for them. */
export function test(info: ValueInfo, draws: Draws): Test | undefined {
  const { draw } = draws;
  if (draw.chance(0.06)) return { op: "set", ...(draw.chance(0.5) ? { negated: true } : {}) };
  if (info.type === "money" && !comparable(info, draws.names)) return undefined;
  switch (info.type) {
    case "text":
      return textTest(draws, info);
    case "number":
    case "money":
      return draw.choice([comparison, comparison, between, inList])(info, draws);
    case "score":
      return draw.choice([comparison, comparison, between])(info, draws);
    case "boolean":
      return { op: draw.choice(["=", "!="]), value: versus(info, draws) ?? { type: "boolean", boolean: draw.chance(0.5) } };
    case "date":
    case "datetime":
      return dateTest(info, draws);
    case "list":
      return listTest(info, draws);
    case "location":
      return { op: "set", ...(draw.chance(0.5) ? { negated: true } : {}) };
  }
}

/** A value held for some time; `undefined` for types that are not held. */
export function heldTest(info: ValueInfo, draws: Draws): HeldTest | undefined {
  const { draw } = draws;
  if (["list", "location", "score"].includes(info.type) || (info.type === "money" && !comparable(info, draws.names))) return undefined;
  return { op: "held", value: value(info, draws), how: draw.choice(["at least", "less than"]), duration: draw.choice(DURATIONS) };
}

/** Whether amounts of the field can be compared: one currency, or rates for all but the workspace's. */
export function comparable(info: ValueInfo, names: Names): boolean {
  const found = info.currencies ?? [];
  return found.length < 2 || found.every((currency) => convertible(currency, names));
}

function convertible(currency: { readonly code: string; readonly from: string }, names: Names): boolean {
  const first = names.rates.get(currency.code);
  return currency.code === names.settings.currency || (first !== undefined && first <= currency.from);
}

function comparison(info: ValueInfo, draws: Draws): Test {
  const { draw, names } = draws;
  const compared = value(info, draws);
  const [only, ...others] = info.currencies ?? [];
  const abroad = compared.type === "number" && only !== undefined && others.length === 0 && convertible(only, names);
  // Amounts of one foreign currency may be compared with an amount in the workspace's.
  const home = abroad && draw.chance(0.2) ? { currency: names.settings.currency } : {};
  return { op: draw.choice(COMPARATORS), value: { ...compared, ...home } };
}

function between(info: ValueInfo, draws: Draws): Test {
  const [a, b] = [value(info, draws, info.type !== "money"), value(info, draws, info.type !== "money")];
  if (a.type !== "number" || b.type !== "number") return { op: "between", low: a, high: b };
  const [low, high] = compareDecimal(amountOf(a), amountOf(b)) <= 0 ? [a, b] : [b, a];
  return { op: "between", low, high: { ...high, ...(low.currency === undefined ? {} : { currency: low.currency }) } };
}

function inList(info: ValueInfo, draws: Draws): Test {
  const { draw } = draws;
  const values = Array.from({ length: 1 + draw.int(4) }, () => value(info, draws, info.type !== "money"));
  return { op: "in", values, ...(draw.chance(0.4) ? { negated: true } : {}) };
}

function textTest(draws: Draws, info: ValueInfo): Test {
  const { draw } = draws;
  const part = () => {
    const whole = [...draw.choice(TEXTS)];
    const start = draw.int(whole.length);
    return whole.slice(start, start + 1 + draw.int(whole.length - start)).join("");
  };
  switch (draw.int(6)) {
    case 0:
    case 1:
      return { op: draw.choice(["=", "!="]), value: value(info, draws) };
    case 2:
      return inList(info, draws);
    case 3:
      return { op: "contains", text: part(), ...(draw.chance(0.4) ? { negated: true } : {}) };
    case 4:
      return { op: draw.choice(["starts", "ends"]), text: part() };
    default:
      return { op: "matches", text: draw.choice(PATTERNS) };
  }
}

function dateTest(info: ValueInfo, draws: Draws): Test {
  const { draw, moments } = draws;
  const dated = info.type === "date";
  switch (draw.int(dated ? 7 : 6)) {
    case 0:
      return comparison(info, draws);
    case 1:
      return inList(info, draws);
    case 2:
      return { op: draw.choice(["before", "after"]), instant: dateValue(draw, moments, dated) };
    case 3:
      return { op: "during", window: window(draw, moments, dated) };
    case 4:
      return { op: "next", ...length(draw, dated) };
    case 5: {
      const [a, b] = [moments.date(), moments.date()].sort((x, y) => x - y);
      const literal = (day: Day | undefined): Value => ({ type: "date", date: formatDay(day ?? moments.today) });
      return { op: "between", low: literal(a), high: literal(b) };
    }
    default:
      return { op: "anniversary", days: draw.choice([1, 2, 7, 30, 365]) };
  }
}

function listTest(info: ValueInfo, { draw }: Draws): Test {
  const how = draw.choice(["one", "any", "all", "none"] as const);
  const item = (): Value =>
    info.element === "number" ? { type: "number", number: written(near(draw, info)) } : { type: "text", text: draw.choice(TEXTS) };
  return { op: "has", how, values: Array.from({ length: how === "one" ? 1 : 1 + draw.int(3) }, item) };
}

/** A literal of the type, or sometimes another trait of the customer (`mixed`: where that may stand beside literals). */
function value(info: ValueInfo, draws: Draws, mixed = true): Value {
  const { draw, moments } = draws;
  const other = mixed && draw.chance(0.12) ? versus(info, draws) : undefined;
  if (other !== undefined) return other;
  switch (info.type) {
    case "text":
      return { type: "text", text: draw.choice(TEXTS), ...(draw.chance(0.25) ? { exactly: true } : {}) };
    case "money":
      return { type: "number", number: written(near(draw, info)), ...currencyFor(info, draws) };
    case "score":
      return { type: "number", number: draw.choice(SCORES) };
    case "boolean":
      return { type: "boolean", boolean: draw.chance(0.5) };
    case "date":
      return dateValue(draw, moments, true);
    case "datetime":
      return dateValue(draw, moments, false);
    default:
      return draw.chance(0.1)
        ? { type: "number", number: written(near(draw, info)), percent: true }
        : { type: "number", number: written(near(draw, info)) };
  }
}

/** A number of the pool, sometimes with more decimals than the field has. */
function near(draw: Random, info: ValueInfo): Decimal {
  const base = number(draw, info.scale ?? 0);
  return draw.chance(0.25) ? decimal(base.units * 10n + BigInt(draw.choice([0, 1, 5])), base.scale + 1) : base;
}

function written(value: Decimal): string {
  return formatDecimal(normalDecimal(value));
}

function amountOf(value: Extract<Value, { type: "number" }>): Decimal {
  const [whole = "0", fraction = ""] = value.number.split(".");
  return decimal(BigInt(whole + fraction), fraction.length + (value.percent ? 2 : 0));
}

/** Nothing, the only currency found, or the workspace's where everything converts into it. One choice per field. */
function currencyFor(info: ValueInfo, { draw, names }: Draws): { readonly currency?: string } {
  const [only, ...others] = info.currencies ?? [];
  const home = names.settings.currency;
  if (only === undefined || draw.chance(0.3)) return {};
  return { currency: others.length === 0 ? only.code : home };
}

function versus(info: ValueInfo, { draw, names }: Draws): Value | undefined {
  const fits = (trait: TraitInfo) => trait.type === info.type && (info.type !== "money" || together(info, trait, names));
  const traits = [...names.traits.values()].filter(fits);
  return traits.length === 0 || info.type === "list" ? undefined : { type: "trait", trait: draw.choice(traits).name };
}

/** Whether the amounts of both fields are of one currency, or all of them convert. */
function together(a: ValueInfo, b: ValueInfo, names: Names): boolean {
  const all = [...(a.currencies ?? []), ...(b.currencies ?? [])];
  return new Set(all.map((currency) => currency.code)).size < 2 || all.every((currency) => convertible(currency, names));
}
