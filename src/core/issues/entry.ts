/** How grave an issue is: an error stops what was asked for, a warning (lint) does not. */
export type Severity = "error" | "warning";

/** One line of the catalogue: how a code with parameters P reads. Parameters are plain JSON and never personal data. */
export interface Entry<P extends object> {
  readonly severity: Severity;
  /** What is wrong, one sentence for the person who wrote it. */
  readonly message: (parameters: P) => string;
  /** What to do about it; `undefined` when there is nothing better to say than the message. */
  readonly hint: (parameters: P) => string | undefined;
}

/** The texts of an entry as written in a topic file; a hint may be left out. */
export interface EntryTexts<P extends object> {
  readonly message: (parameters: P) => string;
  readonly hint?: (parameters: P) => string | undefined;
}

/** An entry whose issues are errors. */
export function entry<P extends object>(texts: EntryTexts<P>): Entry<P> {
  return { severity: "error", message: texts.message, hint: texts.hint ?? noHint };
}

/** An entry whose issues are warnings. */
export function warning<P extends object>(texts: EntryTexts<P>): Entry<P> {
  return { severity: "warning", message: texts.message, hint: texts.hint ?? noHint };
}

/** The parameters of an entry that needs none. */
export type None = Readonly<Record<never, never>>;

/** "Did you mean X?", or `undefined` when no known name is near. */
export function didYouMean(nearest: string | undefined): string | undefined {
  return nearest === undefined ? undefined : `Did you mean ${nearest}?`;
}

/** "a", "a or b", "a, b or c": a list of alternatives for a sentence. */
export function alternatives(items: readonly string[]): string {
  const last = items.at(-1);
  if (last === undefined) return "nothing";
  return items.length === 1 ? last : `${items.slice(0, -1).join(", ")} or ${last}`;
}

function noHint(): undefined {
  return undefined;
}
