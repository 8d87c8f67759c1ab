import { nearest } from "../../../core/text/nearest.ts";
import type { TraitCondition } from "../../document.ts";
import { FUNCTIONS } from "../../text/measures.ts";
import type { Parser } from "../../text/parser.ts";
import type { TextFacet } from "../kind.ts";

const CALLED = [...FUNCTIONS, "active", "sequence"];
const FOLLOWED: Readonly<Record<string, readonly string[]>> = {
  by: ["reachable"],
  to: ["subscribed"],
  from: ["unsubscribed"],
  segment: ["entered", "left", "in"],
};
const BEFORE_NUMBER = ["top", "bottom", "sample", "within"];

export const text: TextFacet<TraitCondition> = {
  begins: (parser) => parser.isName(0),
  parse(parser) {
    if (mistyped(parser)) return undefined;
    const trait = parser.name("a trait");
    if (trait === undefined) return undefined;
    const test = parser.traitTest();
    if (test === undefined) return undefined;
    const condition: TraitCondition = { kind: "trait", trait: trait.name, test };
    parser.places.field(condition, "trait", trait.range);
    return condition;
  },
  print: (condition, printer) => `${printer.name(condition.trait)} ${printer.test(condition.test)}`,
};

/** Reports a word that is no trait but a keyword with a slip in it, as the token behind it shows. */
function mistyped(parser: Parser): boolean {
  const token = parser.peek();
  if (token.type !== "word") return false;
  if (parser.isSymbol(1, "(")) {
    parser.fail([...CALLED], CALLED);
    skipCall(parser);
    return true;
  }
  const candidates = parser.peek(1).type === "number" ? BEFORE_NUMBER : (FOLLOWED[parser.peek(1).keyword] ?? []);
  const meant = nearest(token.keyword, candidates);
  if (meant === undefined || meant === token.keyword) return false;
  parser.fail([...candidates], candidates);
  return true;
}

/** Steps over a call and what may follow it, so that one slip gives one issue. */
function skipCall(parser: Parser): void {
  parser.next();
  parser.next();
  parser.skip([]);
  parser.acceptSymbol(")");
  if (parser.beginsWindow()) parser.window();
  if (parser.beginsTest()) parser.test();
}
