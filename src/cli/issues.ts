import type { Issue, RenderedIssue } from "../core/issue.ts";
import { render } from "../core/issue.ts";
import type { Io } from "./io.ts";

/** The issues as people read them: place, message, hint; one paragraph each. `source` is the text that lines and columns refer to. */
export function issueText(issue: RenderedIssue, source?: string): string {
  const lines = [`${issue.severity === "warning" ? "warning" : "error"}: ${placeText(issue)}${issue.message}`];
  const excerpt = excerptOf(issue, source);
  if (excerpt !== undefined) lines.push(...excerpt);
  if (issue.hint !== undefined) lines.push(`  ${issue.hint}`);
  lines.push(`  [${issue.code}]`);
  return `${lines.join("\n")}\n`;
}

/** Writes issues to standard error, as paragraphs or as JSON lines. */
export function writeIssues(io: Io, issues: readonly Issue[], options: { json: boolean; source?: string }): void {
  const rendered = issues.map(render);
  if (options.json) io.err(`${JSON.stringify({ issues: rendered })}\n`);
  else for (const issue of rendered) io.err(issueText(issue, options.source));
}

function placeText(issue: RenderedIssue): string {
  if (issue.line !== undefined) return `line ${issue.line}${issue.column === undefined ? "" : `, column ${issue.column}`}: `;
  if (issue.path !== undefined && issue.path.length > 0) return `at ${issue.path.join(".")}: `;
  return "";
}

function excerptOf(issue: RenderedIssue, source: string | undefined): string[] | undefined {
  if (source === undefined || issue.line === undefined || issue.column === undefined) return undefined;
  const line = source.split("\n")[issue.line - 1];
  if (line === undefined || line.length > 400) return undefined;
  return [`  ${line}`, `  ${" ".repeat(issue.column - 1)}^`];
}
