import { Visitor } from "oxc-parser";
import { dottedName, type Finding, finding, nonBlankLines, type Rule } from "./source.ts";

/** Non-blank lines of a file, and of a function's body, from which on it is too long. Above them: split. */
export const limits = { file: 600, body: 80 } as const;

/** Files that may be longer. Empty, and meant to stay so. */
const longFiles: readonly string[] = [];

/** Files of at most so many lines. */
export const fileSize: Rule = (source) => {
  const lines = nonBlankLines(source.text);
  if (lines <= limits.file || longFiles.includes(source.path)) return [];
  return [finding(source, 0, `has ${lines} non-blank lines, more than ${limits.file}: split it`)];
};

/** Functions that fit on a screen, in the rooms. Tests are exempt: the callback that groups them is a function too. */
export const functionSize: Rule = (source) => {
  if (source.place.kind !== "room" || source.place.isTest) return [];
  const found: Finding[] = [];
  const check = ({ body }: { readonly body: { readonly start: number; readonly end: number } | null }): void => {
    if (body === null) return;
    const lines = nonBlankLines(inner(source.text.slice(body.start, body.end)));
    if (lines > limits.body)
      found.push(finding(source, body.start, `a function of ${lines} non-blank lines, more than ${limits.body}: split it`));
  };
  new Visitor({ FunctionDeclaration: check, FunctionExpression: check, ArrowFunctionExpression: check }).visit(source.program);
  return found;
};

/** A body without its braces. */
function inner(body: string): string {
  return body.startsWith("{") ? body.slice(1, -1) : body;
}

/** No `any` outside tests. */
export const noAny: Rule = (source) => {
  if (source.place.isTest) return [];
  const found: Finding[] = [];
  new Visitor({
    TSAnyKeyword: (node) => {
      found.push(finding(source, node.start, "`any`: say the type, or `unknown` and narrow it"));
    },
  }).visit(source.program);
  return found;
};

const clocks: readonly string[] = ["Date.now", "performance.now", "process.hrtime", "process.hrtime.bigint"];
const dice: readonly string[] = ["Math.random"];

/** Time and chance come from core and are passed in, so that what was computed can be computed again. */
export const noAmbientClock: Rule = (source) => {
  const { kind, name, isTest } = source.place;
  const reproducible = (kind === "room" && name !== "core") || (kind === "testkit" && name === "shop");
  if (!reproducible || isTest) return [];
  const found: Finding[] = [];
  const add = (offset: number, what: string): void => {
    found.push(finding(source, offset, `${what}: take the clock or the random source as a parameter; core makes them`));
  };
  new Visitor({
    NewExpression: ({ callee, arguments: given, start }) => {
      if (dottedName(callee) === "Date" && given.length === 0) add(start, "new Date() without arguments");
    },
    CallExpression: ({ callee, start }) => {
      if (dottedName(callee) === "Date") add(start, "Date()");
    },
    MemberExpression: (node) => {
      const name = dottedName(node)?.replace(/^globalThis\./, "");
      if (name === undefined) return;
      if (clocks.includes(name) || dice.includes(name) || /^Temporal\.Now\.\w+$/.test(name)) add(node.start, name);
    },
  }).visit(source.program);
  return found;
};

/** No enum and no namespace: they are code that types can not be stripped from. */
export const noEnumOrNamespace: Rule = (source) => {
  const found: Finding[] = [];
  new Visitor({
    TSEnumDeclaration: (node) => {
      found.push(finding(source, node.start, "an enum: use a union of literals, or a frozen object"));
    },
    TSModuleDeclaration: (node) => {
      if (node.kind !== "global" && node.id.type !== "Literal") found.push(finding(source, node.start, "a namespace: use a module"));
    },
  }).visit(source.program);
  return found;
};

/** No `let` or `var` at a module's top level: what can change belongs to a value that someone made and holds. */
export const noModuleState: Rule = (source) => {
  if (source.place.kind !== "room" || source.place.isTest) return [];
  return source.program.body
    .map((statement) => (statement.type === "ExportNamedDeclaration" && statement.declaration !== null ? statement.declaration : statement))
    .filter(
      (statement) =>
        statement.type === "VariableDeclaration" && !statement.declare && (statement.kind === "let" || statement.kind === "var"),
    )
    .map((statement) => finding(source, statement.start, "state of a module: make a value that holds it, and pass that"));
};
