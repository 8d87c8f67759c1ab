import { stopwatch } from "../core/clock.ts";
import { type Issue, type RenderedIssue, render } from "../core/issue.ts";
import { formatInstant } from "../core/time/instant.ts";
import { size } from "../evaluate/keyset.ts";
import { answer, readRule, ruleQuestion } from "./rule.ts";
import { type Access, withSession } from "./session.ts";

export interface CountOptions extends Access {
  readonly text: string;
  /** As a person writes it: `now` (the default), `data`, a date, an instant. */
  readonly at?: string;
}

/** What `count --json` prints. */
export interface Counted {
  readonly count: number;
  readonly universe: number;
  /** Count over universe; 0 where nobody exists. */
  readonly share: number;
  readonly at: string;
  /** Time of reading, planning and evaluating the rule, without opening the workspace. */
  readonly milliseconds: number;
  /** Warnings. */
  readonly issues: readonly RenderedIssue[];
}

/** How many customers a rule matches at an instant. Throws a KindredError with everything wrong with the rule. */
export async function countRule(options: CountOptions): Promise<{ readonly json: Counted; readonly lint: readonly Issue[] }> {
  return withSession(options, async (session) => {
    const elapsed = stopwatch();
    const names = await session.names();
    const at = session.at(options.at);
    const { rule, lint } = readRule(options.text, names);
    const question = ruleQuestion(rule, names, at);
    const [members, everyone] = await answer(session, [question, { ...question, set: { op: "universe" } }]);
    const count = members === undefined ? 0 : size(members);
    const universe = everyone === undefined ? 0 : size(everyone);
    const share = universe === 0 ? 0 : count / universe;
    const milliseconds = Math.round(elapsed());
    return { json: { count, universe, share, at: formatInstant(at), milliseconds, issues: lint.map(render) }, lint };
  });
}
