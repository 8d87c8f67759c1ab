import { type Expression, type Program, parseSync } from "oxc-parser";
import { type Place, placeOf } from "./rooms.ts";

/** A file as the rules read it. */
export interface Source {
  /** From the repository's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly place: Place;
  readonly program: Program;
}

/** Something a rule objects to, at a line counted from 1. */
export interface Finding {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** A rule reads one file and answers with what it objects to. */
export type Rule = (source: Source) => readonly Finding[];

/** Parses a file; throws if it is not TypeScript, because a file that can not be read would pass every rule. */
export function read(path: string, text: string): Source {
  const { program, errors } = parseSync(path, text);
  const [first] = errors;
  if (first !== undefined) throw new Error(`${path} does not parse: ${first.message}`);
  return { path, text, place: placeOf(path), program };
}

/** A finding at the line of an offset into the file's text. */
export function finding(source: Source, offset: number, message: string): Finding {
  return { path: source.path, line: source.text.slice(0, offset).split("\n").length, message };
}

/** A finding as one line: `path:line message`. */
export function say({ path, line, message }: Finding): string {
  return `${path}:${line} ${message}`;
}

/** The lines that have something other than white space on them. */
export function nonBlankLines(text: string): number {
  return text.split("\n").filter((line) => line.trim() !== "").length;
}

/** `Date.now` for the expression of that name; undefined for anything but plain names joined by points. */
export function dottedName(expression: Expression): string | undefined {
  if (expression.type === "Identifier") return expression.name;
  if (expression.type !== "MemberExpression" || expression.computed) return undefined;
  const object = dottedName(expression.object);
  return object === undefined || expression.property.type !== "Identifier" ? undefined : `${object}.${expression.property.name}`;
}
