import { describe, expect, test } from "vitest";
import { type Decimal, parseDecimal } from "./decimal.ts";
import {
  CURRENCIES,
  compareMoney,
  convert,
  currency,
  formatMoney,
  type Money,
  minorDigits,
  minorUnits,
  parseMoney,
  roundToMinor,
} from "./money.ts";

const of = (text: string) => parseDecimal(text) as Decimal;
const money = (text: string) => parseMoney(text) as Money;

describe("currencies", () => {
  test("are known by code in any case, and by sign", () => {
    expect(["eur", " USD ", "€", "$", "£", "¥", "zł", "R$"].map(currency)).toEqual([
      "EUR",
      "USD",
      "EUR",
      "USD",
      "GBP",
      "JPY",
      "PLN",
      "BRL",
    ]);
    expect(["kr", "EURO", "", "XYZ"].map(currency)).toEqual([undefined, undefined, undefined, undefined]);
  });

  test("have the digits of ISO 4217", () => {
    expect(["EUR", "JPY", "KWD", "CLF", "HUF", "ISK", "BGN", "DEM", "ITL"].map(minorDigits)).toEqual([2, 0, 3, 4, 2, 0, 2, 2, 0]);
    expect(() => minorDigits("XYZ")).toThrow(RangeError);
  });

  test("agree with the host where it knows them, in code and number of digits", () => {
    // CLDR counts the digits in use, not those of ISO 4217; where they differ, ISO counts here.
    const inUse = new Set(Intl.supportedValuesOf("currency"));
    expect(CURRENCIES.filter((code) => !/^[A-Z]{3}$/.test(code))).toEqual([]);
    expect(["AED", "EUR", "GBP", "USD", "ZAR"].filter((code) => !inUse.has(code) || !CURRENCIES.includes(code))).toEqual([]);
    expect(CURRENCIES.length).toBeGreaterThan(170);
  });
});

describe("amounts", () => {
  test.each([
    ["500 EUR", "500.00 EUR"],
    ["€500.5", "500.50 EUR"],
    ["-5 USD", "-5.00 USD"],
    ["-$5", "-5.00 USD"],
    ["$-5", "-5.00 USD"],
    ["12zł", "12.00 PLN"],
    ["1000 jpy", "1000 JPY"],
    ["0.005 EUR", "0.005 EUR"],
  ])("%s is %s", (text, written) => {
    expect(formatMoney(money(text))).toBe(written);
  });

  test.each(["500", "EUR", "EUR 500 EUR", "1,500 EUR", "5 kr", "--5 EUR", "-$-5", "5 E UR", ""])("%s is none", (text) => {
    expect(parseMoney(text)).toBeUndefined();
  });

  test("convert half to even at the minor unit of the target", () => {
    expect(formatMoney(convert(money("10.05 USD"), of("0.9"), "EUR"))).toBe("9.04 EUR");
    expect(formatMoney(convert(money("10.15 USD"), of("0.9"), "EUR"))).toBe("9.14 EUR");
    expect(formatMoney(convert(money("9.99 EUR"), of("162.35"), "JPY"))).toBe("1622 JPY");
    expect(formatMoney(convert(money("-0.025 EUR"), of("1"), "USD"))).toBe("-0.02 USD");
  });

  test("in minor units, or not at all", () => {
    expect([money("1.50 EUR"), money("1.505 EUR"), money("7 JPY"), money("7.5 JPY")].map(minorUnits)).toEqual([
      150n,
      undefined,
      7n,
      undefined,
    ]);
    expect(formatMoney(roundToMinor(money("1.505 EUR")))).toBe("1.50 EUR");
  });

  test("of one currency are compared, of two are not", () => {
    expect(compareMoney(money("1.5 EUR"), money("1.50 EUR"))).toBe(0);
    expect(compareMoney(money("-1 EUR"), money("1 EUR"))).toBe(-1);
    expect(() => compareMoney(money("1 EUR"), money("1 USD"))).toThrow(RangeError);
  });
});
