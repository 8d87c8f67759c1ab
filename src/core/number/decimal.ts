/** An exact decimal number: units × 10^−scale. The scale is at least 0; 1.50 is {150, 2}. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/** Comparison operators of the segment language. */
export type Comparison = "=" | "!=" | "<" | "<=" | ">" | ">=";

/** A comparison of a column of scaled integers with one integer, or one that is the same for every value that is set. */
export type ScaledComparison =
  | { readonly kind: "compare"; readonly op: "=" | "!=" | "<=" | ">="; readonly units: bigint }
  | { readonly kind: "never" }
  | { readonly kind: "always" };

const MAX_DIGITS = 400;

/** The decimal of an integer. */
export function decimal(units: bigint | number, scale = 0): Decimal {
  return { units: BigInt(units), scale };
}

/**
 * The number in plain text: sign, digits, a point, an exponent ("-12.50", ".5", "1.0E+12"). The digits written after the
 * point stay in the scale. `undefined` for anything else, separators of thousands included, and beyond 400 digits.
 */
export function parseDecimal(text: string): Decimal | undefined {
  const m = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text);
  if (m === null) return undefined;
  const whole = m[2] ?? "";
  const fraction = m[3] ?? "";
  const exponent = Number(m[4] ?? 0);
  const digits = whole + fraction;
  if (digits === "" || digits.length > MAX_DIGITS || Math.abs(exponent) > MAX_DIGITS) return undefined;
  const scale = fraction.length - exponent;
  const units = BigInt(`${digits}${scale < 0 ? "0".repeat(-scale) : ""}`);
  return { units: m[1] === "-" ? -units : units, scale: Math.max(0, scale) };
}

/** The decimal that JavaScript prints for a finite number; `undefined` for NaN and infinities. */
export function decimalOfNumber(value: number): Decimal | undefined {
  return Number.isFinite(value) ? parseDecimal(String(value)) : undefined;
}

/** Plain digits with all places of the scale: {150, 2} is "1.50". */
export function formatDecimal(value: Decimal): string {
  const negative = value.units < 0n;
  const digits = (negative ? -value.units : value.units).toString().padStart(value.scale + 1, "0");
  const point = digits.length - value.scale;
  const text = value.scale === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return negative ? `-${text}` : text;
}

/** The nearest double, for display and for models only. */
export function decimalToNumber(value: Decimal): number {
  return Number(formatDecimal(value));
}

/** The same number without zeros at the end of its places. Equal numbers have equal normal forms. */
export function normalDecimal(value: Decimal): Decimal {
  let { units, scale } = value;
  while (scale > 0 && units % 10n === 0n) {
    units /= 10n;
    scale -= 1;
  }
  return { units, scale };
}

/** Negative, 0 or positive as a is less than, equal to or greater than b. */
export function compareDecimal(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const scale = Math.max(a.scale, b.scale);
  const x = a.units * powerOfTen(scale - a.scale);
  const y = b.units * powerOfTen(scale - b.scale);
  return x < y ? -1 : x > y ? 1 : 0;
}

/** a + b, in the larger scale. */
export function addDecimal(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { units: a.units * powerOfTen(scale - a.scale) + b.units * powerOfTen(scale - b.scale), scale };
}

/** a − b, in the larger scale. */
export function subtractDecimal(a: Decimal, b: Decimal): Decimal {
  return addDecimal(a, { units: -b.units, scale: b.scale });
}

/** a × b, exactly: the scales add up. */
export function multiplyDecimal(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, scale: a.scale + b.scale };
}

/** a ÷ b rounded half to even at a scale. Throws a RangeError if b is 0. */
export function divideDecimal(a: Decimal, b: Decimal, scale: number): Decimal {
  if (b.units === 0n) throw new RangeError("division by zero");
  return { units: divideHalfEven(a.units * powerOfTen(b.scale + scale), b.units * powerOfTen(a.scale)), scale };
}

/** The number at another scale, half to even, and whether nothing was lost. */
export function rescale(value: Decimal, scale: number): { readonly value: Decimal; readonly exact: boolean } {
  if (scale >= value.scale) return { value: { units: value.units * powerOfTen(scale - value.scale), scale }, exact: true };
  const divisor = powerOfTen(value.scale - scale);
  return { value: { units: divideHalfEven(value.units, divisor), scale }, exact: value.units % divisor === 0n };
}

/** The quotient rounded to the nearest integer, a half to the even one. The divisor must not be 0. */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const floor = divideFloor(numerator, denominator);
  const twice = 2n * (numerator - floor * denominator);
  const size = denominator < 0n ? -denominator : denominator;
  const rest = denominator < 0n ? -twice : twice;
  if (rest < size) return floor;
  if (rest > size) return floor + 1n;
  return floor % 2n === 0n ? floor : floor + 1n;
}

/** The quotient rounded towards −∞. The divisor must not be 0. */
export function divideFloor(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator % denominator !== 0n && numerator < 0n !== denominator < 0n ? quotient - 1n : quotient;
}

/**
 * `x op value` for a column that stores x × 10^scale as integers, as an exact comparison of those integers: x > 1.005 at
 * scale 2 is units >= 101; x = 1.005 at scale 2 is never so, x != 1.005 always. Equal meanings have equal forms.
 */
export function scaledComparison(op: Comparison, value: Decimal, scale: number): ScaledComparison {
  const numerator = value.units * powerOfTen(Math.max(0, scale - value.scale));
  const denominator = powerOfTen(Math.max(0, value.scale - scale));
  const floor = divideFloor(numerator, denominator);
  const exact = floor * denominator === numerator;
  switch (op) {
    case "=":
      return exact ? { kind: "compare", op, units: floor } : { kind: "never" };
    case "!=":
      return exact ? { kind: "compare", op, units: floor } : { kind: "always" };
    case "<":
      return { kind: "compare", op: "<=", units: exact ? floor - 1n : floor };
    case "<=":
      return { kind: "compare", op, units: floor };
    case ">":
      return { kind: "compare", op: ">=", units: floor + 1n };
    case ">=":
      return { kind: "compare", op, units: exact ? floor : floor + 1n };
  }
}

/** 10 to an exponent of at least 0. */
export function powerOfTen(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}
