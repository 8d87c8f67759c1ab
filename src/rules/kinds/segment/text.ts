import type { SegmentCondition } from "../../document.ts";
import type { Parser } from "../../text/parser.ts";
import type { TextFacet } from "../kind.ts";

export const text: TextFacet<SegmentCondition> = {
  begins(parser) {
    if (parser.isWord(0, "in")) return !parser.isSymbol(1, "=", "!=", "<", "<=", ">", ">=");
    return parser.isWord(0, "entered", "left") && parser.isWord(1, "segment");
  },
  parse(parser) {
    const word = parser.next().keyword;
    if (!parser.expectWord("segment")) return undefined;
    const name = parser.quotedName("a segment's name in quotes");
    if (name === undefined) return undefined;
    const how = word === "in" ? readStay(parser) : readChange(parser, word as "entered" | "left");
    if (how === undefined) return undefined;
    const condition: SegmentCondition = { kind: "segment", segment: name.name, how };
    parser.places.field(condition, "segment", name.range);
    return condition;
  },
  print(condition, printer) {
    const { how } = condition;
    const name = printer.text(condition.segment);
    if (how.is !== "in") return `${how.is} segment ${name}${printer.window(how.window)}`;
    return `in segment ${name}${how.forAtLeast === undefined ? "" : ` for at least ${printer.duration(how.forAtLeast)}`}`;
  },
};

function readStay(parser: Parser): SegmentCondition["how"] | undefined {
  if (!parser.acceptWord("for")) return { is: "in" };
  if (!parser.expectWord("at") || !parser.expectWord("least")) return undefined;
  const forAtLeast = parser.duration();
  return forAtLeast === undefined ? undefined : { is: "in", forAtLeast };
}

function readChange(parser: Parser, is: "entered" | "left"): SegmentCondition["how"] | undefined {
  const window = parser.window();
  return window === undefined ? undefined : { is, window };
}
