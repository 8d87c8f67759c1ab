import { type RenderedIssue, render } from "../core/issue.ts";
import { statementsOf } from "../evaluate/statements.ts";
import { describe } from "../rules/describe/describe.ts";
import type { Rule } from "../rules/document.ts";
import { lint } from "../rules/lint/lint.ts";
import { print } from "../rules/text/print.ts";
import { issuesOf, ruleQuestion } from "./rule.ts";
import { type Access, type Session, withSession } from "./session.ts";

export interface CheckOptions extends Access {
  readonly text: string;
  /** Also print what this engine would be asked. */
  readonly sql?: "duckdb" | "clickhouse";
}

/** What `check --json` prints. */
export interface Checked {
  readonly valid: boolean;
  /** Canonical text. */
  readonly text?: string;
  readonly english?: string;
  readonly document?: Rule;
  readonly issues: readonly RenderedIssue[];
  readonly lint: readonly RenderedIssue[];
  readonly sql?: readonly { readonly text: string; readonly parameters: readonly unknown[] }[];
}

/** Everything there is to say about a rule without evaluating it. Never throws for what is wrong with the rule. */
export async function checkRule(options: CheckOptions): Promise<Checked> {
  return withSession(
    options,
    async (session) => {
      const names = await session.names();
      const { rule, issues, located } = issuesOf(options.text, names);
      const valid = rule !== undefined && issues.every((issue) => issue.severity !== "error");
      const said = rule === undefined ? {} : { text: print(rule), english: describe(rule, names), document: rule };
      return {
        valid,
        ...said,
        issues: issues.map(render),
        lint: valid ? located(lint(rule, names)).map(render) : [],
        ...(valid && options.sql !== undefined ? { sql: await asked(session, rule, options.sql) } : {}),
      };
    },
    true,
  );
}

async function asked(session: Session, rule: Rule, engine: "duckdb" | "clickhouse"): Promise<NonNullable<Checked["sql"]>> {
  const question = ruleQuestion(rule, await session.names(), session.at("now"));
  return statementsOf(question, session.setting(), engine).map(({ text, parameters }) => ({
    text,
    parameters: parameters.map((parameter) => ("value" in parameter ? plain(parameter.value) : null)),
  }));
}

function plain(value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  return Array.isArray(value) ? value.map(plain) : value;
}
