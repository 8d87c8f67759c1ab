/** Amounts in several currencies (language, "Meaning" 17). */
import { minorDigits } from "../../core/number/currency.ts";
import { multiplyDecimal, rescale } from "../../core/number/decimal.ts";
import type { Day } from "../../core/time/date.ts";
import type { Observed } from "../history.ts";
import type { Names, ValueInfo } from "../names.ts";
import type { Rate, ReferenceContext } from "./context.ts";

export type Amount = Extract<Observed, { type: "money" }>;

/**
 * The currency that amounts are compared in: the only one found, if the other side of the comparison (`wanted`, a currency
 * or several) has no other; else the workspace's. `undefined` if no currency is known at all.
 */
function comparisonCurrency(info: ValueInfo, wanted: readonly string[], names: Names): string | undefined {
  const all = new Set([...(info.currencies ?? []).map((currency) => currency.code), ...wanted]);
  return all.size > 1 ? names.settings.currency : [...all][0];
}

/**
 * The amount in another currency: by the last rate not after the day, half to even at the currency's minor unit (or at the
 * catalog's scale, if that is finer). `undefined` if there is no rate so early. An amount in that currency already stays.
 */
function inCurrency(amount: Amount, target: string, day: Day, info: ValueInfo, rates: readonly Rate[]): Amount | undefined {
  if (amount.currency === target) return amount;
  const rate = lastRate(amount.currency, day, rates);
  if (rate === undefined) return undefined;
  const scale = Math.max(minorDigits(target), info.scale ?? 0);
  return { type: "money", amount: rescale(multiplyDecimal(amount.amount, rate.rate), scale).value, currency: target };
}

/** The amount as a condition compares it: converted if its field has several currencies, or another than it is compared with. */
export function comparableAmount(
  amount: Amount,
  subject: { readonly info: ValueInfo; readonly day: Day },
  wanted: readonly string[],
  context: ReferenceContext,
): Amount | undefined {
  const target = comparisonCurrency(subject.info, wanted, context.names);
  return target === undefined ? amount : inCurrency(amount, target, subject.day, subject.info, context.rates);
}

function lastRate(currency: string, day: Day, rates: readonly Rate[]): Rate | undefined {
  let last: Rate | undefined;
  for (const rate of rates) {
    if (rate.currency === currency && rate.day <= day && (last === undefined || rate.day >= last.day)) last = rate;
  }
  return last;
}
