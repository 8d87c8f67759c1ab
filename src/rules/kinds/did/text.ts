import type { DidCondition } from "../../document.ts";
import type { Parser } from "../../text/parser.ts";
import type { TextFacet } from "../kind.ts";

export const text: TextFacet<DidCondition> = {
  begins: (parser) => parser.isWord(0, "did", "no") && !parser.isSymbol(1, "=", "!=", "<", "<=", ">", ">="),
  parse(parser) {
    const start = parser.at;
    const negated = parser.next().keyword === "no";
    const event = parser.name("an event");
    if (event === undefined) return undefined;
    if (parser.isSymbol(0, "=", "!=", "<", "<=", ">", ">=")) return readCounted(parser, start);
    const where = parser.acceptWord("where") || reportMissingWhere(parser);
    const filter = where ? parser.singleFilter() : undefined;
    if (where && filter === undefined) return undefined;
    const windowStart = parser.at;
    const windowed = parser.beginsWindow() || parser.isWord(0, "between");
    const window = windowed ? parser.window() : undefined;
    if (windowed && window === undefined) return undefined;
    if (windowed && !where && parser.isWord(0, "where")) return readLateFilter(parser, windowStart);
    const condition: DidCondition = {
      kind: "did",
      event: event.name,
      ...(negated ? { negated } : {}),
      ...(filter === undefined ? {} : { filter }),
      ...(window === undefined ? {} : { window }),
    };
    parser.places.field(condition, "event", event.range);
    return condition;
  },
  print(condition, printer) {
    const verb = condition.negated ? "no" : "did";
    return `${verb} ${printer.name(condition.event)}${printer.singleWhere(condition.filter)}${printer.window(condition.window)}`;
  },
};

/** A bracket behind the event without its `where` is reported; true if there is one. */
function reportMissingWhere(parser: Parser): boolean {
  if (!parser.isSymbol(0, "(")) return false;
  const { from } = parser.peek();
  parser.issue("unexpected-token", { found: "(", expected: ["where"], fix: { from, to: from, text: "where " } });
  return true;
}

/** `did E > 3` is reported with the count that it means. */
function readCounted(parser: Parser, start: number): undefined {
  const token = parser.peek();
  const range = parser.since(start);
  const event = parser.written(parser.since(start + 1));
  const fix = { ...range, text: `count(${event})` };
  parser.issue("unexpected-token", { found: token.text, expected: ["and", "or"], fix }, token);
  parser.test();
}

/** A filter behind the window is reported with the text that moves it in front. */
function readLateFilter(parser: Parser, windowStart: number): undefined {
  const window = parser.written(parser.since(windowStart));
  const at = parser.at;
  const where = parser.next();
  if (parser.singleFilter() === undefined) return undefined;
  const fix = { ...parser.since(windowStart), text: `${parser.written(parser.since(at))} ${window}` };
  parser.issue("unexpected-token", { found: "where", expected: ["and", "or"], fix }, where);
  return undefined;
}
