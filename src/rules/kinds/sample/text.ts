import type { SampleCondition } from "../../document.ts";
import type { TextFacet } from "../kind.ts";

export const text: TextFacet<SampleCondition> = {
  begins: (parser) => parser.isWord(0, "sample") && parser.peek(1).type === "number",
  parse(parser) {
    parser.next();
    const percent = parser.next();
    const sign = parser.acceptSymbol("%");
    if (!sign) {
      const fix = { from: percent.to, to: percent.to, text: "%" };
      parser.issue("unexpected-token", { found: parser.peek().text, expected: ["%"], fix });
    }
    if (!parser.expectWord("seed")) return undefined;
    const seed = parser.text("a seed in quotes");
    if (seed === undefined) return undefined;
    const condition: SampleCondition = { kind: "sample", percent: percent.text, seed: seed.text };
    parser.places.field(condition, "percent", percent);
    return condition;
  },
  print: (condition, printer) => `sample ${condition.percent}% seed ${printer.text(condition.seed)}`,
};
