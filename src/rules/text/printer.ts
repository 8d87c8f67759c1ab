import type { Window } from "../../core/time/window.ts";
import type { Duration, Filter, HeldTest, Measure, Test, Value } from "../document.ts";
import { printName } from "./cursor.ts";
import { printDuration } from "./durations.ts";
import { printSingleWhere, printWhere } from "./filters.ts";
import { printMeasure } from "./measures.ts";
import { quoteText } from "./quotes.ts";
import { printTest } from "./tests.ts";
import { printValue } from "./values.ts";
import { printWindow } from "./windows.ts";

/** What a condition kind prints its canonical text with. */
export interface Printer {
  /** In backticks where needed. */
  readonly name: (name: string) => string;
  readonly text: (text: string) => string;
  readonly value: (value: Value) => string;
  readonly test: (test: Test | HeldTest) => string;
  readonly duration: (duration: Duration) => string;
  /** ` in last 30 days` with the space in front, or nothing. */
  readonly window: (window: Window | undefined) => string;
  /** ` where …` with the space in front, or nothing; of several lines if there are notes in it. */
  readonly where: (filter: Filter | undefined) => string;
  /** The same behind `did E`: one test or a group. */
  readonly singleWhere: (filter: Filter | undefined) => string;
  readonly measure: (measure: Measure) => string;
}

export const printer: Printer = Object.freeze({
  name: printName,
  text: quoteText,
  value: printValue,
  test: printTest,
  duration: printDuration,
  window: (window: Window | undefined) => (window === undefined ? "" : ` ${printWindow(window)}`),
  where: printWhere,
  singleWhere: printSingleWhere,
  measure: printMeasure,
});
