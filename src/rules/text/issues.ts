import { type Issue, type IssueCode, type IssueParameters, issue } from "../../core/issue.ts";
import { LIMITS } from "../limits.ts";
import { short } from "./lexer.ts";
import type { Lines } from "./lines.ts";
import type { Range } from "./token.ts";

/** Collects what is wrong with a text, each with line and column; beyond the limit the rest is only counted. */
export class Issues {
  readonly #lines: Lines;
  readonly #found: { readonly from: number; readonly issue: Issue }[] = [];
  #more = 0;

  constructor(lines: Lines) {
    this.#lines = lines;
  }

  /** Records an issue with the range of the source that it is about. */
  readonly report = <C extends IssueCode>(code: C, parameters: IssueParameters<C>, range: Range): void => {
    if (this.#found.length >= LIMITS.issues) this.#more += 1;
    else this.#found.push({ from: range.from, issue: issue(code, shortened(parameters), this.#lines.place(range.from)) as Issue });
  };

  /** Whether the limit is reached, so that nothing more need be worked out. */
  get full(): boolean {
    return this.#found.length >= LIMITS.issues;
  }

  /** Everything recorded, in the order of the source. */
  all(): readonly Issue[] {
    const sorted = this.#found.toSorted((a, b) => a.from - b.from).map((found) => found.issue);
    return this.#more === 0 ? sorted : [...sorted, issue("more-issues", { count: this.#more }) as Issue];
  }
}

/** Parameters for a message: pieces of the source cut to a readable length. Fixes, which are objects, stay whole. */
function shortened<P extends object>(parameters: P): P {
  const entries = Object.entries(parameters).map(([key, value]) => [key, typeof value === "string" ? short(value, 200) : value]);
  return Object.fromEntries(entries) as P;
}
