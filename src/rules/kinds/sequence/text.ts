import type { SequenceCondition, Step } from "../../document.ts";
import { LIMITS } from "../../limits.ts";
import type { Parser } from "../../text/parser.ts";
import type { Printer } from "../../text/printer.ts";
import type { TextFacet } from "../kind.ts";

export const text: TextFacet<SequenceCondition> = {
  begins: (parser) => parser.isWord(0, "sequence") && parser.isSymbol(1, "("),
  parse(parser) {
    parser.next();
    const opened = parser.next();
    const steps = readSteps(parser);
    parser.closeCall(opened, ["->", "where", "same", "within"]);
    const windowed = parser.beginsWindow() || parser.isWord(0, "between");
    const window = windowed ? parser.window() : undefined;
    if (steps === undefined || (windowed && window === undefined)) return undefined;
    parser.places.node(steps, opened);
    if (steps.length > LIMITS.steps) parser.issue("too-many-steps", { count: steps.length, limit: LIMITS.steps }, opened);
    return window === undefined ? { kind: "sequence", steps } : { kind: "sequence", steps, window };
  },
  print(condition, printer) {
    return `sequence(${condition.steps.map((step) => printStep(step, printer)).join(" -> ")})${printer.window(condition.window)}`;
  },
};

/** The steps, all of them looked at; `undefined` if one could not be read. */
function readSteps(parser: Parser): readonly Step[] | undefined {
  const steps: Step[] = [];
  let complete = true;
  do {
    const step = readStep(parser);
    if (step !== undefined) steps.push(step);
    else {
      complete = false;
      parser.skip(["->", "and", "or"]);
    }
  } while (parser.acceptSymbol("->"));
  return complete ? steps : undefined;
}

function readStep(parser: Parser): Step | undefined {
  const start = parser.at;
  const negated = parser.acceptWord("not");
  const event = parser.name("an event");
  if (event === undefined) return undefined;
  const where = parser.acceptWord("where");
  const filter = where ? parser.filter() : undefined;
  if (where && filter === undefined) return undefined;
  const limits = readLimits(parser);
  if (limits === undefined) return undefined;
  const step: Step = {
    event: event.name,
    ...(negated ? { negated } : {}),
    ...(filter === undefined ? {} : { filter }),
    ...limits,
  };
  parser.places.field(step, "event", event.range);
  return parser.places.node(step, parser.since(start));
}

/** `same PROPERTY` and `within DURATION`, each at most once, in either order. */
function readLimits(parser: Parser): Pick<Step, "same" | "within"> | undefined {
  let limits: Pick<Step, "same" | "within"> = {};
  for (;;) {
    if (limits.same === undefined && parser.acceptWord("same")) {
      const same = parser.name("a property");
      if (same === undefined) return undefined;
      limits = { ...limits, same: same.name };
    } else if (limits.within === undefined && parser.acceptWord("within")) {
      const within = parser.duration();
      if (within === undefined) return undefined;
      limits = { ...limits, within };
    } else {
      return limits;
    }
  }
}

function printStep(step: Step, printer: Printer): string {
  const same = step.same === undefined ? "" : ` same ${printer.name(step.same)}`;
  const within = step.within === undefined ? "" : ` within ${printer.duration(step.within)}`;
  return `${step.negated ? "not " : ""}${printer.name(step.event)}${printer.where(step.filter)}${same}${within}`;
}
