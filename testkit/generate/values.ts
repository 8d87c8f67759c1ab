/** Pools of values: small, so that equal values, near values and values that only fold alike meet often. */

import { type Decimal, decimal } from "../../src/core/number/decimal.ts";
import type { Random } from "../../src/core/random.ts";
import { normalForm } from "../../src/core/text/normal.ts";
import type { Observed } from "../../src/rules/history.ts";
import type { ValueInfo } from "../../src/rules/names.ts";
import type { Moments } from "./moments.ts";

/** Texts with marks, cases, ligatures, signs and quotes; all in normal form C, as texts are stored. */
export const TEXTS: readonly string[] = [
  "DE",
  "de",
  "FR",
  "Straße",
  "STRASSE",
  "strasse",
  "Zoë",
  "Zoe\u0308",
  "ZOE",
  "ø",
  "O",
  "Œuvre",
  "oeuvre",
  "ΣΊΣΥΦΟΣ",
  "σίσυφος",
  "İstanbul",
  "ıstanbul",
  "istanbul",
  "ﬁn",
  "fin",
  "Ａ",
  "a",
  "web",
  "Web shop",
  "100 %",
  "_",
  "%",
  "it's",
  'say "hi"',
  "back\\slash",
  "two\nlines",
  "日本",
  "ｱ",
  "ア",
  "が",
  "か",
  "й",
  "и",
  "😀",
  " pad ",
].map(normalForm);

/** Amounts in whole minor units, around round numbers and around half of the last place. */
const UNITS = [0n, 1n, 2n, 3n, 5n, 9n, 10n, 49n, 50n, 51n, 99n, 100n, 101n, 250n, 999n, 1000n, 1001n, 4999n, 5000n, 123_456n];

export const CURRENCIES = ["EUR", "USD", "JPY", "KWD"] as const;

/** A number of the scale from a small pool, sometimes below zero. */
export function number(draw: Random, scale: number): Decimal {
  const units = draw.choice(UNITS);
  return decimal(draw.chance(0.15) ? -units : units, scale);
}

/** A value of the type. `currencies` are those that amounts may have. */
export function observed(draw: Random, info: ValueInfo, moments: Moments, currencies: readonly string[]): Observed {
  const scale = info.scale ?? 0;
  switch (info.type) {
    case "text":
      return { type: "text", text: draw.choice(TEXTS) };
    case "number":
      return { type: "number", number: number(draw, scale) };
    case "money":
      return { type: "money", amount: number(draw, scale), currency: draw.choice(currencies) };
    case "boolean":
      return { type: "boolean", boolean: draw.chance(0.5) };
    case "date":
      return { type: "date", day: moments.date() };
    case "datetime":
      return { type: "datetime", instant: moments.past() };
    case "list":
      return { type: "list", items: items(draw, info) };
    case "location":
      return {
        type: "location",
        latitude: draw.choice([52.52, 52.5201, 48.2, -33.9, 90, 0]),
        longitude: draw.choice([13.405, 16.37, 180, -180, 0]),
      };
    case "score":
      return { type: "score", score: draw.choice([0, 0.1, 0.25, 0.5, 0.75, 1, -1.5, 1e-9, 123.456]) };
  }
}

function items(draw: Random, info: ValueInfo): readonly (string | Decimal)[] {
  const length = draw.int(4);
  const scale = info.scale ?? 0;
  return Array.from({ length }, () => (info.element === "number" ? number(draw, scale) : draw.choice(TEXTS)));
}
