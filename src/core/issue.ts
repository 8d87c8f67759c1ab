import { commandIssues } from "./issues/command.ts";
import type { Entry, Severity } from "./issues/entry.ts";
import { intakeIssues } from "./issues/intake.ts";
import { languageIssues } from "./issues/language.ts";
import { lintIssues } from "./issues/lint.ts";
import { warehouseIssues } from "./issues/warehouse.ts";

type Language = keyof typeof languageIssues;
type Lint = keyof typeof lintIssues;
type Intake = keyof typeof intakeIssues;
type Warehouse = keyof typeof warehouseIssues;
type Command = keyof typeof commandIssues;
type Shared =
  | (Language & (Lint | Intake | Warehouse | Command))
  | (Lint & (Intake | Warehouse | Command))
  | (Intake & (Warehouse | Command))
  | (Warehouse & Command);

/** Every issue there is: code to parameters, message and hint. A new code is one line in a topic file. */
export const catalogue = {
  ...languageIssues,
  ...lintIssues,
  ...intakeIssues,
  ...warehouseIssues,
  ...commandIssues,
} as const satisfies { readonly [C in Shared]: "two topics have this code" };

/** A code of the catalogue, in kebab case. */
export type IssueCode = keyof typeof catalogue;

/** The parameters that the code C carries. */
export type IssueParameters<C extends IssueCode> = (typeof catalogue)[C] extends Entry<infer P> ? P : never;

/** Where in what the user wrote: a path into a document, or a line and column (both from 1) of a text. */
export interface Place {
  readonly path?: readonly (string | number)[];
  readonly line?: number;
  readonly column?: number;
}

/** One thing that is wrong, as plain data. A union over all codes: testing `code` narrows `parameters`. */
export type Issue<C extends IssueCode = IssueCode> = C extends IssueCode
  ? Place & { readonly code: C; readonly parameters: IssueParameters<C>; readonly severity: Severity }
  : never;

/** The shape in which an issue leaves the program: command line, API and web app alike. Warnings say so. */
export interface RenderedIssue extends Place {
  readonly code: IssueCode;
  readonly message: string;
  readonly hint?: string;
  readonly parameters: object;
  readonly severity?: "warning";
}

/** An issue with the severity of its catalogue entry. The type checks that the parameters are those of the code. */
export function issue<C extends IssueCode>(code: C, parameters: IssueParameters<C>, place: Place = {}): Issue<C> {
  return { code, parameters, severity: catalogue[code].severity, ...place } as Issue<C>;
}

/** The issue in words. Absent places and hints are left out. */
export function render(issue: Issue): RenderedIssue {
  const entry = catalogue[issue.code] as Entry<object>;
  const hint = entry.hint(issue.parameters);
  return {
    code: issue.code,
    message: entry.message(issue.parameters),
    ...(issue.path === undefined ? {} : { path: issue.path }),
    ...(issue.line === undefined ? {} : { line: issue.line }),
    ...(issue.column === undefined ? {} : { column: issue.column }),
    ...(hint === undefined ? {} : { hint }),
    parameters: issue.parameters,
    ...(issue.severity === "warning" ? { severity: "warning" as const } : {}),
  };
}

/** Whether any of the issues is an error, not only a warning. */
export function hasErrors(issues: readonly Issue[]): boolean {
  return issues.some((issue) => issue.severity === "error");
}

/** What is thrown when something cannot be done: all the reasons at once. Its message is theirs, one per line. */
export class KindredError extends Error {
  override readonly name = "KindredError";
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[], options?: ErrorOptions) {
    super(issues.map((issue) => render(issue).message).join("\n"), options);
    this.issues = issues;
  }
}

/** A KindredError with one issue. */
export function failure<C extends IssueCode>(code: C, parameters: IssueParameters<C>, place: Place = {}): KindredError {
  return new KindredError([issue(code, parameters, place) as Issue]);
}
