import { RE2JS } from "re2js";
import { failure } from "../issue.ts";
import { normalForm } from "./normal.ts";
import { patternProblem } from "./pattern-syntax.ts";

export { patternProblem } from "./pattern-syntax.ts";

/** A pattern of `matches`, ready to use. */
export interface Pattern {
  /** As written, in normal form C. */
  readonly source: string;
  /** What an engine with RE2 is given: the same with its default flags spelled out. */
  readonly engine: string;
  /** Whether it is found anywhere in the text, which is read in normal form C as written, not folded. */
  matches(text: string): boolean;
}

/**
 * The pattern, compiled. `.` does not match a line feed and ^ and $ are the ends of the text unless the pattern says (?s) or
 * (?m); case counts unless it says (?i). Throws `invalid-pattern` for one outside the subset (`patternProblem`).
 */
export function compilePattern(text: string): Pattern {
  const source = normalForm(text);
  const problem = patternProblem(source);
  if (problem !== undefined) throw failure("invalid-pattern", { pattern: text, ...problem });
  const engine = enginePattern(source);
  const compiled = RE2JS.compile(engine);
  return { source, engine, matches: (subject) => compiled.matcher(normalForm(subject)).find() };
}

/**
 * The pattern as an engine with RE2 is given it, for its function that searches anywhere (regexp_matches, match). All flags are
 * off whatever the engine sets by itself (ClickHouse sets s). The form also keeps engines from searching by a text of their
 * own reading instead of by RE2: DuckDB 1.5 rewrites patterns of literals and anchors to LIKE, wrongly where an anchor does not
 * stand at its end of the text, but not a group; ClickHouse 26.7 looks for a literal that must occur, wrongly before `é*`, but
 * not where the flag i is named.
 */
export function enginePattern(source: string): string {
  return `(?-ims:(${source}))`;
}
