import type { Condition, Rule } from "../document.ts";
import type { TextFacet } from "../kinds/kind.ts";
import { texts } from "../kinds/texts.ts";
import { layoutTree, needsGroup, type Shape } from "./layout.ts";
import { printer } from "./printer.ts";

/** Columns that canonical text tries to stay within. */
const WIDTH = 100;

/**
 * The canonical text of a rule: one line where it fits within 100 columns and holds no notes, else broken at `and`, `or` and
 * brackets. No line feed at its end. `parse` of it gives the same document.
 */
export function print(rule: Rule): string {
  return layoutTree(rule, shapeOf, WIDTH);
}

/** The canonical text of one condition, as `print` has it, without its note. */
export function printCondition(condition: Condition): string {
  return (texts[condition.kind] as TextFacet<Condition>).print(condition, printer);
}

function shapeOf(rule: Rule): Shape<Rule> {
  switch (rule.kind) {
    case "and":
    case "or":
      return { kind: rule.kind, parts: rule.rules.map((part) => within(rule.kind, part)), note: rule.note };
    case "not":
    case "group":
      return { kind: rule.kind, parts: [within(rule.kind, rule.rule)], note: rule.note };
    case "everyone":
      return { kind: "leaf", parts: [], note: rule.note, text: "everyone" };
    default:
      return { kind: "leaf", parts: [], note: rule.note, text: printCondition(rule) };
  }
}

/** A part, in a group where its document lacks one and text would mean something else. */
function within(outer: Rule["kind"], part: Rule): Rule {
  return needsGroup(outer, part.kind) ? { kind: "group", rule: part } : part;
}
