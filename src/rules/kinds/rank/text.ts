import type { RankCondition } from "../../document.ts";
import type { Parser } from "../../text/parser.ts";
import type { TextFacet } from "../kind.ts";

export const text: TextFacet<RankCondition> = {
  begins: (parser) => parser.isWord(0, "top", "bottom") && parser.peek(1).type === "number",
  parse(parser) {
    const direction = parser.next().keyword as "top" | "bottom";
    const limit = readLimit(parser);
    if (!parser.expectWord("by")) return undefined;
    const by = readBy(parser);
    if (limit === undefined || by === undefined) return undefined;
    if (!parser.isWord(0, "within")) return { kind: "rank", direction, limit, by };
    parser.next();
    const segment = parser.expectWord("segment") ? parser.quotedName("a segment's name in quotes") : undefined;
    if (segment === undefined) return undefined;
    const condition: RankCondition = { kind: "rank", direction, limit, by, within: segment.name };
    parser.places.field(condition, "within", segment.range);
    return condition;
  },
  print(condition, printer) {
    const { limit, by } = condition;
    const amount = "percent" in limit ? `${limit.percent}%` : String(limit.count);
    const what = "trait" in by ? printer.name(by.trait) : `${printer.measure(by.measure)}${printer.window(by.window)}`;
    const within = condition.within === undefined ? "" : ` within segment ${printer.text(condition.within)}`;
    return `${condition.direction} ${amount} by ${what}${within}`;
  },
};

function readLimit(parser: Parser): RankCondition["limit"] | undefined {
  if (!parser.isSymbol(1, "%")) {
    const count = parser.count();
    return count === undefined ? undefined : { count };
  }
  const percent = parser.next().text;
  parser.next();
  return { percent };
}

function readBy(parser: Parser): RankCondition["by"] | undefined {
  const start = parser.at;
  if (!parser.beginsMeasure()) {
    const trait = parser.name("a trait or a measure");
    if (trait === undefined) return undefined;
    const by = parser.places.node({ trait: trait.name }, parser.since(start));
    parser.places.field(by, "trait", trait.range);
    return by;
  }
  const measure = parser.measure();
  const windowed = parser.beginsWindow() || parser.isWord(0, "between");
  const window = windowed ? parser.window() : undefined;
  if (measure === undefined || (windowed && window === undefined)) return undefined;
  return parser.places.node(window === undefined ? { measure } : { measure, window }, parser.since(start));
}
