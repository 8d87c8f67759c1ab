import { hasErrors, type Issue, type Place } from "../../core/issue.ts";
import type { Condition, Rule } from "../document.ts";
import type { TextFacet } from "../kinds/kind.ts";
import { texts } from "../kinds/texts.ts";
import { LIMITS } from "../limits.ts";
import { Issues } from "./issues.ts";
import { tokenize } from "./lexer.ts";
import { Lines } from "./lines.ts";
import { Notes } from "./notes.ts";
import { Parser } from "./parser.ts";
import { Places } from "./places.ts";
import { readTree, type TreeForm } from "./tree.ts";

const FACETS = Object.values(texts) as readonly TextFacet<Condition>[];

const STARTERS =
  "not everyone did no in entered left reachable subscribed unsubscribed within sample top bottom active sequence count days sum average minimum maximum distinct first last nth share".split(
    " ",
  );

/** What a text was read as. */
export interface Parsed {
  /** The document; absent if anything is wrong. */
  readonly rule?: Rule;
  /** What could be read although something is wrong: good for further checks and for completion, never for evaluation. */
  readonly partial?: Rule;
  /** Everything wrong with the text, in its order, each with line and column. */
  readonly issues: readonly Issue[];
  /** Line and column of a path into `rule` or `partial`, as issues of checks have it. */
  readonly placeOf: (path: readonly (string | number)[]) => Place;
  /** UTF-16 offsets of the same. */
  readonly rangeOf: (path: readonly (string | number)[]) => { readonly from: number; readonly to: number } | undefined;
}

/** Reads a rule. Never throws, whatever the text; takes time in proportion to its length. */
export function parse(source: string): Parsed {
  const lines = new Lines(source);
  const issues = new Issues(lines);
  const places = new Places(lines);
  const rule = read(source, issues, places);
  const all = issues.all();
  const result = rule === undefined ? {} : hasErrors(all) ? { partial: rule } : { rule };
  return {
    ...result,
    issues: all,
    placeOf: (path) => (rule === undefined ? {} : places.place(rule, path)),
    rangeOf: (path) => (rule === undefined ? undefined : places.range(rule, path)),
  };
}

/**
 * Issues of a check with line and column in the text besides their paths into its document. What reading the text found at the
 * same place already is left out.
 */
export function locate(issues: readonly Issue[], parsed: Parsed): readonly Issue[] {
  const known = new Set(parsed.issues.map(keyOf));
  const located = issues.map((issue) => (issue.path === undefined ? issue : { ...issue, ...parsed.placeOf(issue.path) }));
  return located.filter((issue) => !known.has(keyOf(issue)));
}

function keyOf(issue: Issue): string {
  return `${issue.code} ${issue.line}:${issue.column}`;
}

function read(source: string, issues: Issues, places: Places): Rule | undefined {
  if (source.length > LIMITS.rule) {
    issues.report("too-long", { length: source.length, limit: LIMITS.rule }, { from: 0, to: source.length });
    return undefined;
  }
  const { tokens, comments, gaps } = tokenize(source.toWellFormed(), issues.report);
  const parser = new Parser({ source, tokens, gaps, issues, places, notes: new Notes(comments) });
  if (tokens.length === 1) {
    issues.report("empty-rule", {}, { from: 0, to: source.length });
    return undefined;
  }
  const counter = { conditions: 0 };
  const rule = readTree(parser, form(counter));
  if (counter.conditions > LIMITS.conditions) {
    issues.report("too-many-conditions", { count: counter.conditions, limit: LIMITS.conditions }, { from: 0, to: source.length });
  }
  return rule;
}

function form(counter: { conditions: number }): TreeForm<Rule> {
  return {
    leaf: (cursor) => {
      counter.conditions += 1;
      return readCondition(cursor as Parser);
    },
    begins: (cursor) => cursor.isSymbol(0, "(") || cursor.isWord(0, "not", "did", "no", "everyone") || beginsCondition(cursor as Parser),
    ends: () => false,
    not: (rule) => ({ kind: "not", rule }),
    group: (rule) => ({ kind: "group", rule }),
    many: (kind, rules) => ({ kind, rules }),
    noted: (rule, note) => ({ ...rule, note }),
    whole: true,
  };
}

/** Whether what is at hand looks like the beginning of a condition rather than a stray word. */
function beginsCondition(parser: Parser): boolean {
  if (parser.isSymbol(1, "=", "!=", "<", "<=", ">", ">=") || parser.isWord(1, "is", "has")) return parser.isName(0);
  return FACETS.some((facet) => facet !== (texts.trait as TextFacet<Condition>) && facet.begins(parser)) && !parser.isWord(0, "in");
}

function readCondition(parser: Parser): Rule | undefined {
  if (parser.acceptWord("everyone")) return { kind: "everyone" };
  const facet = FACETS.find((candidate) => candidate.begins(parser));
  if (facet !== undefined) return facet.parse(parser);
  if (parser.peek().type === "word" && parser.isSymbol(1, "=", "!=", "<", "<=", ">", ">=")) {
    parser.reserved();
    parser.traitTest();
    return undefined;
  }
  parser.fail(["a condition"], STARTERS);
  return undefined;
}
