import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDecimal,
  type Comparison,
  compareDecimal,
  type Decimal,
  decimal,
  decimalOfNumber,
  decimalToNumber,
  divideDecimal,
  divideFloor,
  divideHalfEven,
  formatDecimal,
  multiplyDecimal,
  normalDecimal,
  parseDecimal,
  rescale,
  scaledComparison,
  subtractDecimal,
} from "./decimal.ts";

const of = (text: string) => parseDecimal(text) as Decimal;
const anyDecimal = fc.record({ units: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), scale: fc.integer({ min: 0, max: 12 }) });
const small = fc.record({ units: fc.bigInt({ min: -300n, max: 300n }), scale: fc.integer({ min: 0, max: 3 }) });

describe("decimals as text", () => {
  test.each([
    ["1.50", "1.50"],
    ["-0.05", "-0.05"],
    ["+7", "7"],
    [".5", "0.5"],
    ["5.", "5"],
    ["1.0E+12", "1000000000000"],
    ["12.5e-3", "0.0125"],
    ["1.25e1", "12.5"],
    ["-0", "0"],
    ["0.1000000000000000055511151231257827", "0.1000000000000000055511151231257827"],
  ])("%s is %s", (text, written) => {
    expect(formatDecimal(of(text))).toBe(written);
  });

  test.each(["", ".", "-", "1,5", "1 000", "1e", "0x10", "NaN", "Infinity", "1e999999", "9".repeat(500), "１"])("%s is none", (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  });

  test("writing and reading gives the same", () => {
    fc.assert(
      fc.property(anyDecimal, (value) => {
        expect(parseDecimal(formatDecimal(value))).toEqual(value);
      }),
    );
  });

  test("doubles are taken as they print", () => {
    expect([0.1, 1e21, 5e-7, -3].map((n) => formatDecimal(decimalOfNumber(n) as Decimal))).toEqual([
      "0.1",
      "1000000000000000000000",
      "0.0000005",
      "-3",
    ]);
    expect(decimalOfNumber(Number.NaN)).toBeUndefined();
    expect(decimalToNumber(of("-12.50"))).toBe(-12.5);
  });
});

describe("arithmetic", () => {
  test("is exact", () => {
    expect(formatDecimal(addDecimal(of("0.1"), of("0.20")))).toBe("0.30");
    expect(formatDecimal(subtractDecimal(of("1"), of("0.001")))).toBe("0.999");
    expect(formatDecimal(multiplyDecimal(of("19.99"), of("3")))).toBe("59.97");
    expect(normalDecimal(of("1.500"))).toEqual({ units: 15n, scale: 1 });
    expect(normalDecimal(decimal(100))).toEqual({ units: 100n, scale: 0 });
  });

  test("compares by value, not by places", () => {
    fc.assert(
      fc.property(anyDecimal, anyDecimal, (a, b) => {
        const sign = subtractDecimal(a, b).units;
        expect(compareDecimal(a, b)).toBe(sign < 0n ? -1 : sign > 0n ? 1 : 0);
      }),
    );
    expect(compareDecimal(of("1.5"), of("1.50"))).toBe(0);
  });

  test.each([
    [5n, 2n, 2n],
    [7n, 2n, 4n],
    [-5n, 2n, -2n],
    [-7n, 2n, -4n],
    [7n, -2n, -4n],
    [5n, 3n, 2n],
    [-5n, 3n, -2n],
    [6n, 3n, 2n],
    [1n, 3n, 0n],
  ])("%i / %i is %i half to even", (a, b, quotient) => {
    expect(divideHalfEven(a, b)).toBe(quotient);
  });

  test("division is nearest, and even on a tie", () => {
    const divisor = fc.bigInt({ min: -50n, max: 50n }).filter((n) => n !== 0n);
    fc.assert(
      fc.property(fc.bigInt({ min: -500n, max: 500n }), divisor, (a, b) => {
        const q = divideHalfEven(a, b);
        const twiceError = 2n * (a - q * b);
        const size = b < 0n ? -b : b;
        expect(twiceError <= size && -twiceError <= size).toBe(true);
        if (twiceError === size || -twiceError === size) expect(q % 2n).toBe(0n);
        expect(divideFloor(a, b)).toBe(BigInt(Math.floor(Number(a) / Number(b))));
      }),
    );
    expect(formatDecimal(divideDecimal(of("1"), of("3"), 4))).toBe("0.3333");
    expect(formatDecimal(divideDecimal(of("0.025"), of("10"), 3))).toBe("0.002");
    expect(() => divideDecimal(of("1"), of("0.0"), 2)).toThrow(RangeError);
  });

  test("rescaling says whether something was lost", () => {
    expect(rescale(of("1.005"), 2)).toEqual({ value: { units: 100n, scale: 2 }, exact: false });
    expect(rescale(of("1.015"), 2)).toEqual({ value: { units: 102n, scale: 2 }, exact: false });
    expect(rescale(of("1.500"), 1)).toEqual({ value: { units: 15n, scale: 1 }, exact: true });
    expect(rescale(of("-2"), 3)).toEqual({ value: { units: -2000n, scale: 3 }, exact: true });
  });
});

describe("a comparison as one of scaled integers", () => {
  const compare = (op: Comparison, text: string) => {
    const made = scaledComparison(op, of(text), 2);
    return made.kind === "compare" ? `${made.op} ${made.units}` : made.kind;
  };

  test.each<[Comparison, string, string]>([
    [">", "1.005", ">= 101"],
    [">=", "1.005", ">= 101"],
    ["<", "1.005", "<= 100"],
    ["<=", "1.005", "<= 100"],
    ["=", "1.005", "never"],
    ["!=", "1.005", "always"],
    [">", "1", ">= 101"],
    [">=", "1", ">= 100"],
    ["<", "1.00", "<= 99"],
    ["<=", "1.000", "<= 100"],
    ["=", "1.50", "= 150"],
    ["!=", "1.5", "!= 150"],
    [">", "-1.005", ">= -100"],
    ["<", "-1.005", "<= -101"],
  ])("x %s %s is %s", (op, value, expected) => {
    expect(compare(op, value)).toBe(expected);
  });

  test("means the same for every number of that scale", () => {
    const op = fc.constantFrom<Comparison>("=", "!=", "<", "<=", ">", ">=");
    fc.assert(
      fc.property(small, fc.bigInt({ min: -300n, max: 300n }), fc.integer({ min: 0, max: 3 }), op, (value, units, scale, op) => {
        const order = compareDecimal({ units, scale }, value);
        const meant = { "=": order === 0, "!=": order !== 0, "<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0 }[op];
        const made = scaledComparison(op, value, scale);
        const holds =
          made.kind === "compare"
            ? { "=": units === made.units, "!=": units !== made.units, "<=": units <= made.units, ">=": units >= made.units }[made.op]
            : made.kind === "always";
        expect(holds).toBe(meant);
      }),
      { numRuns: 3000 },
    );
  });
});
