import { CURRENCIES, minorDigits } from "../../core/number/currency.ts";
import type { Value } from "../document.ts";
import type { DescribeContext } from "./context.ts";
import { dateValueWords } from "./dates.ts";
import { nameWords, numberWords, textWords } from "./words.ts";

/** A value in words: DE, 500 EUR, 20%, 1 March 2025, "the customer's budget". */
export function valueWords(value: Value): string {
  switch (value.type) {
    case "text":
      return `${value.exactly ? "exactly " : ""}${value.exactly ? JSON.stringify(value.text) : textWords(value.text)}`;
    case "number":
      return value.currency === undefined
        ? `${numberWords(value.number)}${value.percent ? "%" : ""}`
        : amountWords(value.number, value.currency);
    case "boolean":
      return String(value.boolean);
    case "trait":
      return `the customer's ${nameWords(value.trait)}`;
    default:
      return dateValueWords(value);
  }
}

/** "500 EUR", "250.50 EUR": cents, where there are any, with all their digits. */
function amountWords(number: string, currency: string): string {
  const [whole, fraction] = number.split(".");
  const digits = CURRENCIES.includes(currency) ? minorDigits(currency) : 0;
  return `${numberWords(fraction === undefined ? number : `${whole}.${fraction.padEnd(digits, "0")}`)} ${currency}`;
}

/** Whether a value is a point in time, so that "before" and "after" are the words to compare it with. */
export function isDated(value: Value, context: DescribeContext): boolean {
  if (value.type === "date" || value.type === "datetime" || value.type === "ago") return true;
  if (value.type !== "trait") return false;
  const type = context.names?.traits.get(value.trait)?.type;
  return type === "date" || type === "datetime";
}
