import type { Window } from "../../core/time/window.ts";
import type { DateTest, Duration, Filter, HeldTest, Measure, Test, Value } from "../document.ts";
import { LIMITS } from "../limits.ts";
import { readBetween } from "./between.ts";
import { Cursor } from "./cursor.ts";
import { beginsDateTest, during, readDateTest } from "./dates.ts";
import { readCount, readDuration, readUnit } from "./durations.ts";
import { readFilter, readSingleFilter } from "./filters.ts";
import { beginsMeasure, readMeasure } from "./measures.ts";
import { beginsTest, readTest } from "./tests.ts";
import { readText, readValue } from "./values.ts";
import { beginsWindow, readWindow } from "./windows.ts";

/** What a condition kind reads its text with: the cursor, and the parts of the grammar that several kinds share. */
export class Parser extends Cursor {
  value(): Value | undefined {
    return readValue(this);
  }

  /** A text in quotes; unquoted words are reported and read. */
  text(what?: string): { readonly text: string; readonly range: { readonly from: number; readonly to: number } } | undefined {
    return readText(this, what);
  }

  /** A name in double quotes: of a segment, a purpose or a place. */
  quotedName(what: string): { readonly name: string; readonly range: { readonly from: number; readonly to: number } } | undefined {
    const read = readText(this, what);
    if (read === undefined) return undefined;
    if (read.text === "") this.issue("empty-name", {}, read.range);
    if (read.text.length > LIMITS.name) this.issue("too-long", { length: read.text.length, limit: LIMITS.name }, read.range);
    return { name: read.text, range: read.range };
  }

  /** A whole number from `minimum`, by default 1. */
  count(minimum?: number): number | undefined {
    return readCount(this, minimum);
  }

  unit(): Duration["unit"] | undefined {
    return readUnit(this);
  }

  duration(): Duration | undefined {
    return readDuration(this);
  }

  beginsTest(): boolean {
    return beginsTest(this);
  }

  test(): Test | undefined {
    return readTest(this);
  }

  /** A test of a trait, where `has been … for …` may stand too. */
  traitTest(): Test | HeldTest | undefined {
    return readTest(this, true);
  }

  /** `between … and …`: a window or a test. */
  between(): ReturnType<typeof readBetween> {
    return readBetween(this);
  }

  beginsDateTest(): boolean {
    return beginsDateTest(this);
  }

  dateTest(): DateTest | undefined {
    return readDateTest(this);
  }

  /** A window that turned out to be the test of a date; `start` is the index of its first token. */
  during(window: Window, start: number): DateTest {
    return during(this, window, start);
  }

  /** Whether a window is at hand; `between` is left to the caller. */
  beginsWindow(): boolean {
    return beginsWindow(this);
  }

  window(): Window | undefined {
    return readWindow(this);
  }

  /** A whole predicate, behind `where`. */
  filter(): Filter | undefined {
    return readFilter(this);
  }

  /** One test or a bracketed group, behind `did E where`. */
  singleFilter(): Filter | undefined {
    return readSingleFilter(this);
  }

  beginsMeasure(): boolean {
    return beginsMeasure(this);
  }

  measure(): Measure | undefined {
    return readMeasure(this);
  }
}
