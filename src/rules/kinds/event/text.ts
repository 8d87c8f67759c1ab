import type { Window } from "../../../core/time/window.ts";
import type { EventCondition, Test } from "../../document.ts";
import { isMoment } from "../../text/measures.ts";
import type { Parser } from "../../text/parser.ts";
import type { TextFacet } from "../kind.ts";

export const text: TextFacet<EventCondition> = {
  begins: (parser) => parser.beginsMeasure(),
  parse(parser) {
    const measure = parser.measure();
    const { window, test } = readWindowAndTest(parser, measure !== undefined && isMoment(measure));
    if (measure === undefined || test === undefined) return undefined;
    return window === undefined ? { kind: "event", measure, test } : { kind: "event", measure, window, test };
  },
  print(condition, printer) {
    return `${printer.measure(condition.measure)}${printer.window(condition.window)} ${printer.test(condition.test)}`;
  },
};

interface Rest {
  readonly window?: Window | undefined;
  readonly test?: Test | undefined;
}

/** What follows a measure: a window, perhaps, and a test. Behind a moment a window with no test behind it is the test. */
function readWindowAndTest(parser: Parser, moment: boolean): Rest {
  const start = parser.at;
  const first = moment ? readMomentPhrase(parser) : readWindowOrBetween(parser);
  if (first === undefined) return {};
  if (first.test === undefined || (first.window !== undefined && parser.beginsTest())) {
    if (!parser.beginsTest()) {
      parser.fail(["=", "!=", "<", "<=", ">", ">=", "between", "in", "not in", "was"], ["between", "in", "not", "was"]);
      return {};
    }
    const testStart = parser.at;
    const test = parser.test();
    return { window: first.window ?? readLateWindow(parser, start, testStart, test), test };
  }
  return { test: first.test, window: first.window === undefined ? readLateWindow(parser, start, start, first.test) : undefined };
}

/** A window or a test with `between`, if one is at hand; `undefined` if it could not be read. */
function readWindowOrBetween(parser: Parser): Rest | undefined {
  if (parser.isWord(0, "between")) return parser.between();
  if (!parser.beginsWindow()) return {};
  const window = parser.window();
  return window === undefined ? undefined : { window };
}

/** The same behind a moment, where both readings are kept until it is known whether a test follows. */
function readMomentPhrase(parser: Parser): Rest | undefined {
  const start = parser.at;
  if (parser.isWord(0, "before")) {
    const test = parser.dateTest();
    if (test === undefined) return undefined;
    return test.op === "before" && test.instant.type === "date" ? { test, window: { kind: "before", date: test.instant.date } } : { test };
  }
  if (parser.isWord(0, "after", "anniversary", "was") || (parser.isWord(0, "in") && parser.isWord(1, "next"))) {
    const test = parser.dateTest();
    return test === undefined ? undefined : { test };
  }
  const phrase = readWindowOrBetween(parser);
  return phrase?.window === undefined ? phrase : { window: phrase.window, test: parser.during(phrase.window, start) };
}

/** A window behind the comparison is reported with the text that moves it in front, and used. */
function readLateWindow(parser: Parser, start: number, testStart: number, test: Test | undefined): Window | undefined {
  if (test === undefined || !(parser.beginsWindow() || parser.isWord(0, "between"))) return undefined;
  const tested = parser.written(parser.since(testStart));
  const at = parser.at;
  const window = parser.isWord(0, "between") ? parser.between()?.window : parser.window();
  if (window === undefined) return undefined;
  const range = parser.since(at);
  const written = parser.written(range);
  const moved = `${written} ${tested}`;
  parser.issue("window-after-comparison", { window: written, moved, fix: { ...parser.since(start), text: moved } }, range);
  return window;
}
