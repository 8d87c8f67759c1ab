import { compareDecimal, decimal, parseDecimal } from "../../core/number/decimal.ts";
import type { Test, Value } from "../document.ts";

/**
 * Whether a test of a count (a whole number from 0 on, never missing) comes out the same for every customer: `true` always,
 * `false` never, `undefined` if it depends.
 */
export function settled(test: Test): boolean | undefined {
  if (test.op === "set") return test.negated !== true;
  if (test.op === "in") {
    const possible = test.values.some((value) => isCount(value) !== false);
    return possible ? undefined : test.negated === true;
  }
  if (test.op === "between") {
    const high = sign(test.high);
    return high !== undefined && high < 0 ? false : undefined;
  }
  if (test.op === "=" || test.op === "!=") return isCount(test.value) === false ? test.op === "!=" : undefined;
  if (!("value" in test)) return undefined;
  const compared = sign(test.value);
  if (compared === undefined) return undefined;
  switch (test.op) {
    case ">=":
      return compared <= 0 ? true : undefined;
    case ">":
      return compared < 0 ? true : undefined;
    case "<":
      return compared <= 0 ? false : undefined;
    case "<=":
      return compared < 0 ? false : undefined;
  }
}

/** Whether a literal can be a count; `undefined` where only the data can tell. */
function isCount(value: Value): boolean | undefined {
  if (value.type !== "number") return undefined;
  const number = parseDecimal(value.number);
  if (number === undefined) return undefined;
  const scale = number.scale + (value.percent ? 2 : 0);
  return number.units >= 0n && number.units % 10n ** BigInt(scale) === 0n;
}

function sign(value: Value): -1 | 0 | 1 | undefined {
  if (value.type !== "number") return undefined;
  const number = parseDecimal(value.number);
  return number === undefined ? undefined : compareDecimal(number, decimal(0));
}
