import { LIMITS } from "../limits.ts";
import { literalAt, type Report } from "./literals.ts";
import { type Quoted, quoteName, quoteText, readQuoted } from "./quotes.ts";
import type { Comment, Token, TokenType } from "./token.ts";

/** A source as tokens, the last of which is `end`, and the comments between them. */
export interface Lexed {
  readonly tokens: readonly Token[];
  readonly comments: readonly Comment[];
  /** Indices of tokens in front of which something was skipped that has no meaning. */
  readonly gaps: ReadonlySet<number>;
}

const SPACE = /[\s\uFEFF]+/y;
const LINE_END = /\r\n|\n|\r/g;
const COMMENT = /#[^\n\r]*/y;
const WORD = /[\p{L}_][\p{L}\p{M}\p{Nd}_]*/uy;
const HYPHENED = /(?:-[\p{L}\p{Nd}_][\p{L}\p{M}\p{Nd}_]*)+/uy;
const SYMBOL = /->|<=|>=|!=|[()[\],.=<>%]/y;
const WRONG_SYMBOL = /===?|<>|=<|=>|!==|&&?|\|\|?|[≤≥≠→⇒!]|[–—]>/uy;
const UNKNOWN = /[^\s\uFEFF\p{L}\p{Nd}_()[\],.=<>%"'`#“”„‘’‚«»‹›+-]+|[+-]+/uy;
const MEANT: Readonly<Record<string, string>> = {
  "==": "=",
  "===": "=",
  "<>": "!=",
  "!==": "!=",
  "=<": "<=",
  "=>": ">=",
  "≤": "<=",
  "≥": ">=",
  "≠": "!=",
  "→": "->",
  "⇒": "->",
  "–>": "->",
  "—>": "->",
  "&": "and",
  "&&": "and",
  "|": "or",
  "||": "or",
  "!": "not",
};
const CLOSING: Readonly<Record<string, string>> = {
  '"': '"',
  "`": "`",
  "'": "'",
  "“": '”“"',
  "”": '”"',
  "„": '“”"',
  "‘": "’‘'",
  "’": "’'",
  "‚": "‘’'",
  "«": "»",
  "»": "«",
  "‹": "›",
  "›": "‹",
};

/** Reads a source into tokens. Never throws: what cannot be read is reported and skipped or repaired. Linear in time. */
export function tokenize(source: string, report: Report): Lexed {
  const lexer = new Lexer(source, report);
  while (lexer.step());
  return lexer;
}

interface Draft {
  text: string;
  before: number;
  behind: boolean;
  /** Blank lines of the source up to here. */
  blanksBefore: number;
}

class Lexer implements Lexed {
  readonly tokens: Token[] = [];
  readonly comments: Comment[] = [];
  readonly gaps = new Set<number>();
  readonly #source: string;
  readonly #report: Report;
  /** Comments since the last token: blank lines below them are still to come. */
  #open: Draft[] = [];
  #blanks = 0;
  #at = 0;
  #newLine = true;

  constructor(source: string, report: Report) {
    this.#source = source;
    this.#report = report;
  }

  /** Reads one token, comment or stretch of blanks; false behind the `end`. */
  step(): boolean {
    if (this.#at >= this.#source.length) {
      this.#push("end", "", this.#at);
      return false;
    }
    if (!(this.#blank() || this.#comment() || this.#word() || this.#quoted() || this.#literal() || this.#symbol())) this.#unknown();
    return true;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#source)?.[0];
  }

  #push(type: TokenType, text: string, to: number): true {
    const keyword = type === "word" && /^[A-Za-z]+$/.test(text) ? text.toLowerCase() : "";
    for (const { blanksBefore, ...comment } of this.#open) this.comments.push({ ...comment, blanks: this.#blanks - blanksBefore });
    this.#open = [];
    this.tokens.push({ type, text, keyword, from: this.#at, to });
    this.#at = to;
    this.#newLine = false;
    return true;
  }

  #blank(): boolean {
    const found = this.#match(SPACE);
    if (found === undefined) return false;
    const ends = found.match(LINE_END)?.length ?? 0;
    if (ends > 0) this.#newLine = true;
    this.#blanks += Math.max(0, ends - 1);
    this.#at += found.length;
    return true;
  }

  #comment(): boolean {
    const found = this.#match(COMMENT);
    if (found === undefined) return false;
    const text = found.slice(found[1] === " " ? 2 : 1);
    const behind = !this.#newLine && this.tokens.length > 0;
    this.#open.push({ text, before: this.tokens.length, behind, blanksBefore: this.#blanks });
    this.#at += found.length;
    return true;
  }

  #word(): boolean {
    const word = this.#match(WORD);
    if (word === undefined) return false;
    const from = this.#at;
    HYPHENED.lastIndex = from + word.length;
    const rest = HYPHENED.exec(this.#source)?.[0];
    if (rest === undefined) return this.#push("word", word, from + word.length);
    const found = word + rest;
    const to = from + found.length;
    const quoted = quoteName(found);
    this.#report("unquoted-name", { found, quoted, fix: { from, to, text: quoted } }, { from, to });
    return this.#push("name", found, to);
  }

  #quoted(): boolean {
    const opening = this.#source[this.#at] as string;
    const closing = CLOSING[opening];
    if (closing === undefined) return false;
    const quoted = readQuoted(this.#source, this.#at + 1, closing);
    const type = opening === "`" ? "name" : "text";
    for (const range of quoted.wrong) {
      this.#report("invalid-escape", { found: this.#source.slice(range.from, range.to) }, range);
    }
    this.#checkQuoted(opening, type, quoted);
    this.#push(type, quoted.text, quoted.to);
    if (!quoted.closed) this.gaps.add(this.tokens.length);
    return true;
  }

  #checkQuoted(opening: string, type: "name" | "text", quoted: Quoted): void {
    const range = { from: this.#at, to: quoted.to };
    const limit = LIMITS[type];
    if (quoted.text.length > limit) this.#report("too-long", { length: quoted.text.length, limit }, range);
    if (!quoted.closed) this.#report(type === "name" ? "unclosed-name" : "unclosed-text", {}, range);
    else if (type === "name" && quoted.text === "") this.#report("empty-name", {}, range);
    else if (type === "text" && opening !== '"') {
      const right = quoteText(quoted.text);
      this.#report(
        "wrong-quotes",
        { found: short(this.#source.slice(range.from, range.to)), quoted: short(right), fix: { ...range, text: right } },
        range,
      );
    }
  }

  #literal(): boolean {
    const c = this.#source.charCodeAt(this.#at);
    // A point behind a token belongs to it: `order.5` is no number.
    if (c === 0x2e && this.tokens.at(-1)?.to === this.#at) return false;
    if (!((c >= 0x30 && c <= 0x39) || c === 0x2b || c === 0x2d || c === 0x2e)) return false;
    const literal = literalAt(this.#source, this.#at, this.#report);
    return literal === undefined ? false : this.#push(literal.type, literal.text, literal.to);
  }

  #symbol(): boolean {
    const wrong = this.#match(WRONG_SYMBOL);
    const right = this.#match(SYMBOL);
    if (wrong !== undefined && wrong.length > (right?.length ?? 0)) {
      const symbol = MEANT[wrong] as string;
      const range = { from: this.#at, to: this.#at + wrong.length };
      this.#report("wrong-symbol", { found: wrong, symbol, fix: { ...range, text: symbol } }, range);
      return this.#push(/^[a-z]/.test(symbol) ? "word" : "symbol", symbol, range.to);
    }
    return right === undefined ? false : this.#push("symbol", right, this.#at + right.length);
  }

  #unknown(): void {
    const found = this.#match(UNKNOWN) ?? (this.#source[this.#at] as string);
    const range = { from: this.#at, to: this.#at + found.length };
    const fix = /^;+$/.test(found) ? { fix: { ...range, text: "" } } : {};
    this.#report("unexpected-character", { found: short(found), ...fix }, range);
    this.gaps.add(this.tokens.length);
    this.#at = range.to;
  }
}

/** A piece of source for a message: at most so many characters. */
export function short(text: string, limit = 40): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).toWellFormed()}…`;
}
