import type { ConsentCondition } from "../../document.ts";
import type { Parser } from "../../text/parser.ts";
import type { TextFacet } from "../kind.ts";

export const text: TextFacet<ConsentCondition> = {
  begins(parser) {
    if (parser.isWord(0, "reachable")) return parser.isWord(1, "by");
    if (parser.isWord(0, "subscribed")) return parser.isWord(1, "to");
    // A trait of that name may be tested with `from 2025-01-01 to …`.
    if (parser.isWord(0, "unsubscribed")) return parser.isWord(1, "from") && parser.peek(2).type !== "date";
    return parser.isWord(0, "no") && parser.isWord(1, "decision") && parser.isWord(2, "on");
  },
  parse(parser) {
    const first = parser.next().keyword;
    parser.next();
    if (first === "reachable") return readChannel(parser);
    if (first === "no") parser.next();
    const purpose = parser.quotedName("a purpose in quotes");
    if (purpose === undefined) return undefined;
    const is = first === "no" ? "no decision" : (first as "subscribed" | "unsubscribed");
    const condition: ConsentCondition = { kind: "consent", test: { is, purpose: purpose.name } };
    parser.places.field(condition.test, "purpose", purpose.range);
    return condition;
  },
  print(condition, printer) {
    const { test } = condition;
    if (test.is === "reachable") return `reachable by ${printer.name(test.channel)}`;
    const preposition = { subscribed: "to", unsubscribed: "from", "no decision": "on" }[test.is];
    return `${test.is} ${preposition} ${printer.text(test.purpose)}`;
  },
};

function readChannel(parser: Parser): ConsentCondition | undefined {
  const channel = parser.name("a channel");
  if (channel === undefined) return undefined;
  const condition: ConsentCondition = { kind: "consent", test: { is: "reachable", channel: channel.name } };
  parser.places.field(condition.test, "channel", channel.range);
  return condition;
}
