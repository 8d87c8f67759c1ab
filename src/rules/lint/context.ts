import type { Issue } from "../../core/issue.ts";
import type { Path } from "../check/context.ts";
import type { Rule } from "../document.ts";
import type { Names } from "../names.ts";

/** What is known of a rule's members and its surroundings; whatever is absent is not linted. */
export interface LintFacts {
  /** Name under which the rule is or will be saved. */
  readonly name?: string;
  readonly members?: number;
  readonly universe?: number;
  /** Other segments with the part of both segments' members that is in both, 0 to 1. */
  readonly overlaps?: readonly { readonly segment: string; readonly share: number }[];
  /** Members that can be reached by each channel. */
  readonly reachable?: readonly { readonly channel: string; readonly members: number }[];
  /** Days since each trait was last brought up to date. */
  readonly staleness?: ReadonlyMap<string, number>;
  /** Campaigns, exports and segments that use the saved segment. */
  readonly uses?: number;
}

/** What a lint needs to know: the names, and where in the document the linted node stands. */
export interface LintContext {
  readonly names: Names;
  readonly path: Path;
}

/** A replacement of the node at `path`. */
export interface Fix {
  readonly path: Path;
  readonly rule: Rule;
}

/** A warning about a rule, with what to put in its place where that is plain. */
export type Warning = Issue & { readonly fix?: Fix };

/** The warning with its fix; without one the warning alone. */
export function withFix(warning: Issue, fix: Fix | undefined): Warning {
  return fix === undefined ? warning : { ...warning, fix };
}
