import { type Currency, currency, minorDigits } from "./currency.ts";
import { compareDecimal, type Decimal, formatDecimal, multiplyDecimal, parseDecimal, rescale } from "./decimal.ts";

export { CURRENCIES, type Currency, currency, minorDigits } from "./currency.ts";

/** An exact amount in one currency. */
export interface Money {
  readonly amount: Decimal;
  readonly currency: Currency;
}

/**
 * The amount in another currency: amount × rate, half to even at the minor unit of `toCurrency`. The rate is how much of
 * `toCurrency` one of the money's currency is worth. Throws a RangeError for an unknown code.
 */
export function convert(money: Money, rate: Decimal, toCurrency: Currency): Money {
  return roundToMinor({ amount: multiplyDecimal(money.amount, rate), currency: toCurrency });
}

/** The amount half to even at its currency's minor unit: 1.005 EUR is 1.00 EUR. */
export function roundToMinor(money: Money): Money {
  return { amount: rescale(money.amount, minorDigits(money.currency)).value, currency: money.currency };
}

/** The amount in whole minor units (cents), or `undefined` if it has a fraction of one. */
export function minorUnits(money: Money): bigint | undefined {
  const { value, exact } = rescale(money.amount, minorDigits(money.currency));
  return exact ? value.units : undefined;
}

/** Negative, 0 or positive as a is less than, equal to or greater than b. Throws a RangeError for different currencies. */
export function compareMoney(a: Money, b: Money): -1 | 0 | 1 {
  if (a.currency !== b.currency) throw new RangeError(`${a.currency} and ${b.currency} cannot be compared`);
  return compareDecimal(a.amount, b.amount);
}

/**
 * An amount with its currency before or after it, code or sign: "500 EUR", "€500.00", "-5 USD". Plain decimals only, no
 * separators of thousands. `undefined` for anything else.
 */
export function parseMoney(text: string): Money | undefined {
  const m = /^([+-]?)\s*([^\d\s.+-][^\d\s+-]*)?\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*([^\d\s.+-][^\d\s+-]*)?$/u.exec(text.trim());
  if (m === null) return undefined;
  const [, sign = "", before, number = "", after] = m;
  if ((before === undefined) === (after === undefined) || (sign !== "" && /^[+-]/.test(number))) return undefined;
  const amount = parseDecimal(sign + number);
  const code = currency(before ?? after ?? "");
  return amount === undefined || code === undefined ? undefined : { amount, currency: code };
}

/** "500.00 EUR": with at least the currency's minor digits. */
export function formatMoney(money: Money): string {
  const scale = Math.max(money.amount.scale, minorDigits(money.currency));
  return `${formatDecimal(rescale(money.amount, scale).value)} ${money.currency}`;
}
