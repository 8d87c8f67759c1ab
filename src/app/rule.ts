/** A rule on its way from text to members: the same steps for every use case that evaluates one. */
import { type Issue, KindredError } from "../core/issue.ts";
import type { Instant } from "../core/time/instant.ts";
import { evaluateMany, type Question } from "../evaluate/evaluate.ts";
import type { Keyset } from "../evaluate/keyset.ts";
import { check } from "../rules/check/check.ts";
import type { Definition, Rule } from "../rules/document.ts";
import { lint } from "../rules/lint/lint.ts";
import type { Names } from "../rules/names.ts";
import { inputsOf } from "../rules/planning/inputs.ts";
import { planDefinition, planRule } from "../rules/planning/plan.ts";
import { locate, parse } from "../rules/text/parse.ts";
import { ensureTyped } from "../warehouse/promote.ts";
import type { Session } from "./session.ts";
import { staleReferences } from "./staleness.ts";

/** A rule that can be planned, and what the lint says of it, each warning with its place in the text. */
export interface ReadRule {
  readonly rule: Rule;
  readonly lint: readonly Issue[];
}

/** A text as a rule, and everything wrong with it. */
interface TextIssues {
  /** Absent if the text could not be read. */
  readonly rule?: Rule;
  readonly issues: readonly Issue[];
  /** Gives issues with paths into the rule their places in the text. */
  readonly located: (issues: readonly Issue[]) => readonly Issue[];
}

/** What a text is as a rule, and everything wrong with it against the names of a workspace. Without an error it can be planned. */
export function issuesOf(text: string, names: Names, segment?: string): TextIssues {
  const parsed = parse(text);
  const readable = parsed.rule ?? parsed.partial;
  const found =
    readable === undefined
      ? []
      : [...check(readable, names, segment === undefined ? {} : { segment }), ...staleReferences(readable, names)];
  const located = (some: readonly Issue[]): readonly Issue[] => locate(some, parsed);
  const issues = [...parsed.issues, ...located(found)];
  return parsed.rule === undefined ? { issues, located } : { rule: parsed.rule, issues, located };
}

/** The rule of a text, with its lint. Throws a KindredError with every error at once. `segment` is the name it is or will be saved under. */
export function readRule(text: string, names: Names, segment?: string): ReadRule {
  const { rule, issues, located } = issuesOf(text, names, segment);
  const errors = issues.filter((issue) => issue.severity === "error");
  if (rule === undefined || errors.length > 0) throw new KindredError(errors);
  const warnings = issues.filter((issue) => issue.severity === "warning");
  return { rule, lint: [...warnings, ...located(lint(rule, names, segment === undefined ? {} : { name: segment }))] };
}

/** The question that a rule asks at an instant: in the workspace's zone, about customers. */
export function ruleQuestion(rule: Rule, names: Names, at: Instant): Question {
  const audience = "customers";
  return { set: planRule(rule, { names, at, zone: "workspace", audience }), at, audience };
}

/** The question that a saved segment asks at an instant. */
export function definitionQuestion(definition: Definition, names: Names, at: Instant): Question {
  const { audience } = definition;
  return { set: planDefinition(definition, { names, at, audience }), at, audience };
}

/** The members of each question, in their order; event types that live in the generic table are given tables of their own first. */
export async function answer(session: Session, questions: readonly Question[]): Promise<readonly Keyset[]> {
  await ensureTyped(session.warehouse, [...new Set(questions.flatMap(({ set }) => [...inputsOf(set).events]))]);
  return evaluateMany(questions, session.setting());
}
