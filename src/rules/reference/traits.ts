/** Trait values over time (language, "Meaning" 3 and 12). */
import { BEGINNING, type Instant } from "../../core/time/instant.ts";
import type { History, Observed, TraitStatement } from "../history.ts";

/** A stretch of time during which a trait has one value, from `from` until the next one begins. */
export interface TraitInterval {
  readonly from: Instant;
  /** Absent: not set. */
  readonly value?: Observed;
}

/**
 * From when on a statement holds: its date; without one from the beginning if it was the first received about its trait, else
 * from when it was received. `all` holds at least the statements of the same trait.
 */
export function validFrom(statement: TraitStatement, all: readonly TraitStatement[]): Instant {
  if (statement.at !== undefined) return statement.at;
  const earlier = all.some((other) => other.trait === statement.trait && receivedBefore(other, statement));
  return earlier ? statement.received : BEGINNING;
}

/** The values of a trait in the order of time; of statements valid from the same instant only the one received last counts. */
export function traitIntervals(history: History, trait: string): readonly TraitInterval[] {
  const statements = history.traits.filter((statement) => statement.trait === trait);
  const dated = statements.map((statement) => ({ statement, from: validFrom(statement, statements) }));
  dated.sort((a, b) => a.from - b.from || (receivedBefore(a.statement, b.statement) ? -1 : 1));
  const intervals: TraitInterval[] = [];
  for (const { statement, from } of dated) {
    if (intervals.at(-1)?.from === from) intervals.pop();
    intervals.push(isSet(statement.value) ? { from, value: statement.value } : { from });
  }
  return intervals;
}

/** The interval in force at an instant: the latest that begins not after it; `undefined` before the first. */
export function traitAt(history: History, trait: string, at: Instant): TraitInterval | undefined {
  return traitIntervals(history, trait).findLast((interval) => interval.from <= at);
}

/** Whether something was observed: empty text is "not set", an empty list is a value. */
export function isSet(value: Observed | undefined): value is Observed {
  return value !== undefined && !(value.type === "text" && value.text === "");
}

function receivedBefore(a: TraitStatement, b: TraitStatement): boolean {
  return a.received < b.received || (a.received === b.received && a.id < b.id);
}
