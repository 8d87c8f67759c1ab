import type { Issue } from "../../core/issue.ts";
import { compareDecimal, decimal, parseDecimal } from "../../core/number/decimal.ts";
import { type CheckContext, report } from "./context.ts";

/** What is wrong with a percentage that must lie between 0 and 100, `above 0` leaving the 0 out; the key is `percent`. */
export function checkPercent(text: string, from: "0" | "above 0", context: CheckContext): readonly Issue[] {
  const percent = parseDecimal(text);
  if (percent === undefined) return [report(context, "invalid-number", { found: text }, "percent")];
  const low = compareDecimal(percent, decimal(0));
  const inside = compareDecimal(percent, decimal(100)) <= 0 && (low > 0 || (low === 0 && from === "0"));
  return inside
    ? []
    : [
        report(
          context,
          "number-out-of-range",
          { found: `${text}%`, minimum: "0%", maximum: "100%", ...(from === "0" ? {} : { above: true as const }) },
          "percent",
        ),
      ];
}
