import { type Issue, type IssueCode, type IssueParameters, issue } from "../../core/issue.ts";
import { nearest } from "../../core/text/nearest.ts";
import type { Names } from "../names.ts";

/** Where in a document: keys and places in lists, from the root. */
export type Path = readonly (string | number)[];

/** What a check needs to know: the workspace's names, and where in the document the checked node stands. */
export interface CheckContext {
  readonly names: Names;
  readonly path: Path;
  /** Name under which the rule is or will be saved; a reference that leads back to it is a cycle. */
  readonly segment?: string;
}

/** The same context for a node further down. */
export function below<X extends { readonly path: Path }>(context: X, ...steps: Path): X {
  return { ...context, path: [...context.path, ...steps] };
}

/** An issue at the context's node, or at a part of it named by further steps. */
export function report<C extends IssueCode>(
  context: { readonly path: Path },
  code: C,
  parameters: IssueParameters<C>,
  ...steps: Path
): Issue {
  return issue(code, parameters, { path: [...context.path, ...steps] }) as Issue;
}

/** `{ nearest }` with the known name that looks most like the unknown one; nothing where none is near. */
export function near(name: string, known: Iterable<string>): { readonly nearest?: string } {
  const found = nearest(name, known);
  return found === undefined ? {} : { nearest: found };
}
