import { formatDuration, type Period } from "../../../core/time/unit.ts";
import type { ActivityCondition, Filter } from "../../document.ts";
import type { Parser } from "../../text/parser.ts";
import type { TextFacet } from "../kind.ts";

export const text: TextFacet<ActivityCondition> = {
  begins: (parser) => parser.isWord(0, "active") && parser.isSymbol(1, "("),
  parse(parser) {
    parser.next();
    const subject = readSubject(parser);
    const share = readShare(parser);
    if (subject === undefined || share === undefined) return undefined;
    const { event, filter } = subject;
    const condition: ActivityCondition = { kind: "activity", event: event.name, ...(filter === undefined ? {} : { filter }), ...share };
    parser.places.field(condition, "event", event.range);
    return condition;
  },
  print(condition, printer) {
    const of = formatDuration(condition.of, condition.period);
    return `active(${printer.name(condition.event)}${printer.where(condition.filter)}) in at least ${condition.atLeast} of last ${of}`;
  },
};

function readSubject(parser: Parser): { event: NonNullable<ReturnType<Parser["name"]>>; filter: Filter | undefined } | undefined {
  const opened = parser.next();
  const event = parser.name("an event");
  const where = event !== undefined && parser.acceptWord("where");
  const filter = where ? parser.filter() : undefined;
  parser.closeCall(opened, ["where"]);
  return event === undefined || (where && filter === undefined) ? undefined : { event, filter };
}

/** `in at least 6 of last 12 months`. */
function readShare(parser: Parser): Pick<ActivityCondition, "atLeast" | "of" | "period"> | undefined {
  for (const word of ["in", "at", "least"]) if (!parser.expectWord(word)) return undefined;
  const atLeast = parser.count();
  if (atLeast === undefined || !parser.expectWord("of") || !parser.expectWord("last")) return undefined;
  const of = parser.count();
  if (of === undefined) return undefined;
  if (parser.isWord(0, "minute", "minutes", "hour", "hours")) {
    parser.fail(["days", "weeks", "months", "quarters", "years"]);
    return undefined;
  }
  const period = parser.unit() as Period | undefined;
  return period === undefined ? undefined : { atLeast, of, period };
}
