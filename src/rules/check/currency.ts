import type { Issue } from "../../core/issue.ts";
import { CURRENCIES } from "../../core/number/currency.ts";
import type { Names, ValueInfo } from "../names.ts";
import { type CheckContext, near, report } from "./context.ts";
import type { Subject } from "./types.ts";

/**
 * What keeps the amounts of a field from being compared with each other: several currencies were found, and the rates do not
 * convert all of them into the workspace's from the first date on which they occur.
 */
export function checkAmounts(subject: Subject, context: CheckContext): readonly Issue[] {
  const found = subject.info.currencies ?? [];
  if (subject.info.type !== "money" || found.length < 2) return [];
  const { rates, settings } = context.names;
  const foreign = found.filter((currency) => currency.code !== settings.currency);
  if (foreign.some((currency) => !rates.has(currency.code))) {
    return [
      report(context, "mixed-currencies", {
        name: subject.name,
        currencies: found.map((currency) => currency.code),
        home: settings.currency,
      }),
    ];
  }
  return foreign.flatMap((currency) => checkRate(currency, context));
}

/** What is wrong with a literal's currency, given that the amounts themselves can be compared. */
export function checkLiteralCurrency(subject: Subject, wanted: string | undefined, context: CheckContext): readonly Issue[] {
  if (wanted === undefined) return [];
  if (!CURRENCIES.includes(wanted)) return [report(context, "unknown-currency", { code: wanted, ...near(wanted, CURRENCIES) }, "currency")];
  const found = subject.info.currencies ?? [];
  const only = found[0];
  if (only === undefined) return [];
  const home = context.names.settings.currency;
  const compared = found.length === 1 ? only.code : home;
  if (wanted === compared) return [];
  if (found.length > 1 || wanted !== home || !context.names.rates.has(only.code)) {
    return [report(context, "currency-mismatch", { name: subject.name, currency: compared, found: wanted }, "currency")];
  }
  return checkRate(only, context);
}

/** What keeps the amounts of two fields from being compared with each other. */
export function checkSameCurrency(subject: Subject, other: Subject, context: CheckContext): readonly Issue[] {
  const mine = currencyOf(subject.info, context.names);
  const theirs = currencyOf(other.info, context.names);
  if (mine === undefined || theirs === undefined || mine === theirs) return [];
  const home = context.names.settings.currency;
  const foreign = [...(subject.info.currencies ?? []), ...(other.info.currencies ?? [])].filter((currency) => currency.code !== home);
  if (foreign.some((currency) => !context.names.rates.has(currency.code))) {
    return [report(context, "currency-mismatch", { name: subject.name, currency: mine, found: theirs })];
  }
  return foreign.flatMap((currency) => checkRate(currency, context));
}

/** The currency in which a field's amounts are compared: the only one found, else the workspace's; `undefined` without amounts. */
export function currencyOf(info: ValueInfo, names: Names): string | undefined {
  const found = info.currencies ?? [];
  return found.length > 1 ? names.settings.currency : found[0]?.code;
}

function checkRate(currency: { readonly code: string; readonly from: string }, context: CheckContext): readonly Issue[] {
  const first = context.names.rates.get(currency.code);
  // Dates are YYYY-MM-DD, so the order of the text is the order of time.
  if (first !== undefined && first <= currency.from) return [];
  return [report(context, "rate-missing", { from: currency.code, to: context.names.settings.currency, date: currency.from })];
}
