import { type Issue, issue } from "../../core/issue.ts";
import { LIMITS } from "../limits.ts";
import { Lines } from "../text/lines.ts";

/** Objects and lists within each other: as many as the deepest rule needs, with room to say what is wrong below. */
export const JSON_LEVELS = 8 * (LIMITS.levels + 3);

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const SPACE = /[ \t\n\r]*/y;

/** What a JSON text holds, or what is wrong with it, with line and column. */
export type Json = { readonly value: unknown; readonly issues?: never } | { readonly issues: readonly Issue[]; readonly value?: never };

/**
 * Reads JSON like `JSON.parse`, but refuses what that lets pass: a key given twice (the last would win), and nesting without
 * limit. Objects have no prototype, so that no key is special.
 */
export function parseJson(source: string): Json {
  try {
    return { value: new Reader(source).whole() };
  } catch (error) {
    if (error instanceof Wrong) return { issues: [error.issue] };
    throw error;
  }
}

/** Leaves the recursion at the first mistake; caught in `parseJson`. */
class Wrong extends Error {
  readonly issue: Issue;
  constructor(issue: Issue) {
    super(issue.code);
    this.issue = issue;
  }
}

class Reader {
  readonly #source: string;
  #at = 0;
  #depth = 0;

  constructor(source: string) {
    this.#source = source;
  }

  whole(): unknown {
    const value = this.#value();
    this.#match(SPACE);
    if (this.#at < this.#source.length) this.#unexpected("the end");
    return value;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source);
    if (match !== null) this.#at = pattern.lastIndex;
    return match;
  }

  #accept(symbol: string): boolean {
    this.#match(SPACE);
    if (this.#source[this.#at] !== symbol) return false;
    this.#at += 1;
    return true;
  }

  #value(): unknown {
    if (this.#accept("{")) return this.#deeper(() => this.#object());
    if (this.#accept("[")) return this.#deeper(() => this.#list());
    if (this.#source[this.#at] === '"') return this.#string();
    const number = this.#match(NUMBER);
    if (number !== null) return Number(number[0]);
    const word = this.#match(WORD);
    if (word === null) return this.#unexpected("a value");
    return word[0] === "null" ? null : word[0] === "true";
  }

  #deeper<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > JSON_LEVELS) throw new Wrong(issue("too-deep", { limit: LIMITS.levels }, this.#place()) as Issue);
    const result = read();
    this.#depth -= 1;
    return result;
  }

  #string(): string {
    this.#match(SPACE);
    const to = this.#source[this.#at] === '"' ? this.#closing() : -1;
    const text = to < 0 ? undefined : readString(this.#source.slice(this.#at, to));
    if (text === undefined) return this.#unexpected("a text in double quotes");
    this.#at = to;
    return text;
  }

  /** Offset behind the quote that closes the one at hand; -1 without one. */
  #closing(): number {
    let at = this.#at + 1;
    while (at < this.#source.length && this.#source[at] !== '"') at += this.#source[at] === "\\" ? 2 : 1;
    return at < this.#source.length ? at + 1 : -1;
  }

  #object(): object {
    const object: Record<string, unknown> = Object.create(null);
    if (this.#accept("}")) return object;
    do {
      this.#match(SPACE);
      const place = this.#place();
      const key = this.#string();
      if (Object.hasOwn(object, key)) throw new Wrong(issue("duplicate-field", { field: key }, place) as Issue);
      if (!this.#accept(":")) this.#unexpected(":");
      object[key] = this.#value();
    } while (this.#accept(","));
    if (!this.#accept("}")) this.#unexpected(", or }");
    return object;
  }

  #list(): readonly unknown[] {
    const list: unknown[] = [];
    if (this.#accept("]")) return list;
    do list.push(this.#value());
    while (this.#accept(","));
    if (!this.#accept("]")) this.#unexpected(", or ]");
    return list;
  }

  #unexpected(expected: string): never {
    const rest = this.#source.slice(this.#at, this.#at + 12).trim();
    const found = this.#at >= this.#source.length ? "the end" : (/^\w+|^./u.exec(rest)?.[0] ?? "a blank");
    throw new Wrong(issue("malformed-json", { found, expected }, this.#place()) as Issue);
  }

  #place(): { readonly line: number; readonly column: number } {
    return new Lines(this.#source).place(this.#at);
  }
}

/** A JSON string with its quotes; `undefined` for wrong escapes and control characters. */
function readString(quoted: string): string | undefined {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return undefined;
  }
}
