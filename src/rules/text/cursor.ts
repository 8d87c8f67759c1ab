import type { IssueCode, IssueParameters } from "../../core/issue.ts";
import { nearest } from "../../core/text/nearest.ts";
import { LIMITS } from "../limits.ts";
import type { Issues } from "./issues.ts";
import { equalsKeyword, isHard } from "./keywords.ts";
import { short } from "./lexer.ts";
import type { Notes } from "./notes.ts";
import type { Places } from "./places.ts";
import { isBare, quoteName } from "./quotes.ts";
import type { Range, Token } from "./token.ts";

/** The symbols that compare. */
export const COMPARATORS: readonly string[] = ["=", "!=", "<", "<=", ">", ">="];
/** Words that stand behind a call, never within its brackets. */
const AFTER_CALL = ["and", "or", "in", "from", "since", "before", "between", "was", "is"];

/** What a cursor reads and where it writes. */
export interface CursorInput {
  readonly source: string;
  readonly tokens: readonly Token[];
  /** Indices of tokens in front of which something was skipped and reported. */
  readonly gaps: ReadonlySet<number>;
  readonly issues: Issues;
  readonly places: Places;
  readonly notes: Notes;
}

/** A position in a list of tokens, with what every part of the parser needs: the token at hand and two of look-ahead. */
export class Cursor {
  readonly places: Places;
  readonly notes: Notes;
  readonly #source: string;
  readonly #tokens: readonly Token[];
  readonly #gaps: ReadonlySet<number>;
  readonly #issues: Issues;
  #at = 0;
  #depth = 0;
  #complainedAt = -1;
  #tooDeep = false;

  constructor(input: CursorInput) {
    this.places = input.places;
    this.notes = input.notes;
    this.#source = input.source;
    this.#tokens = input.tokens;
    this.#gaps = input.gaps;
    this.#issues = input.issues;
  }

  /** Index of the token at hand. */
  get at(): number {
    return this.#at;
  }

  /** The token at hand (0) or one of the two behind it; `end` from the end on. */
  peek(ahead: 0 | 1 | 2 = 0): Token {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)] as Token;
  }

  /** The token at hand, and steps over it; stays at `end`. */
  next(): Token {
    const token = this.peek();
    if (token.type !== "end") this.#at += 1;
    return token;
  }

  /** Offset behind the last token read. */
  get behind(): number {
    return this.#tokens[this.#at - 1]?.to ?? 0;
  }

  /** The source as written. */
  written(range: Range): string {
    return this.#source.slice(range.from, range.to);
  }

  /** The range from the token with index `start` to the last one read. */
  since(start: number): Range {
    return this.range(start, this.#at);
  }

  /** The range from the token with index `start` to the one before `end`. */
  range(start: number, end: number): Range {
    return { from: (this.#tokens[start] as Token).from, to: (this.#tokens[Math.max(start, end - 1)] as Token).to };
  }

  /** Whether the token is one of these words, written without backticks. */
  isWord(ahead: 0 | 1 | 2, ...words: readonly string[]): boolean {
    const { keyword } = this.peek(ahead);
    return keyword !== "" && words.includes(keyword);
  }

  isSymbol(ahead: 0 | 1 | 2, ...symbols: readonly string[]): boolean {
    const token = this.peek(ahead);
    return token.type === "symbol" && symbols.includes(token.text);
  }

  /** Whether the token can be a name: from backticks, or a word that is no hard keyword. */
  isName(ahead: 0 | 1 | 2): boolean {
    const token = this.peek(ahead);
    return token.type === "name" || (token.type === "word" && !isHard(token.keyword));
  }

  /** Steps over the word if it is at hand. */
  acceptWord(word: string): boolean {
    if (!this.isWord(0, word)) return false;
    this.next();
    return true;
  }

  acceptSymbol(symbol: string): boolean {
    if (!this.isSymbol(0, symbol)) return false;
    this.next();
    return true;
  }

  /** Steps over the word, or says that it was expected. */
  expectWord(word: string): boolean {
    return this.acceptWord(word) || this.fail([word]);
  }

  expectSymbol(symbol: string): boolean {
    return this.acceptSymbol(symbol) || this.fail([symbol]);
  }

  /** A closing bracket, or an issue that names the one that is open. */
  expectClosing(opened: Token): boolean {
    const closing = opened.text === "(" ? ")" : "]";
    if (this.acceptSymbol(closing)) return true;
    if (this.peek().type !== "end") return this.fail([closing]);
    this.issue("unclosed-bracket", { opened: opened.text }, opened);
    return false;
  }

  /**
   * Steps over the bracket that closes a call's arguments. Where it is missing in front of a window, a test, `and` or `or`, reading
   * goes on as if it were there; other things within the brackets are reported and skipped.
   */
  closeCall(opened: Token, expected: readonly string[]): void {
    if (this.acceptSymbol(")")) return;
    const token = this.peek();
    if (token.type === "end") this.issue("unclosed-bracket", { opened: opened.text }, opened);
    else if (this.isWord(0, ...AFTER_CALL) || this.isSymbol(0, ...COMPARATORS)) {
      const to = this.behind;
      const parameters = { found: short(this.written(token)), expected: [...expected, ")"], fix: { from: to, to, text: ")" } };
      if (this.#complainedAt !== this.#at) this.issue("unexpected-token", parameters);
    } else {
      this.fail([...expected, ")"]);
      this.skip();
      this.acceptSymbol(")");
    }
  }

  /** Records an issue about a range of the source, by default the token at hand. */
  issue<C extends IssueCode>(code: C, parameters: IssueParameters<C>, range: Range = this.peek()): void {
    this.#issues.report(code, parameters, range);
  }

  /** Says what was expected at the token at hand, once per token. Always false. */
  fail(expected: readonly string[], known: readonly string[] = expected): false {
    if (this.#complainedAt === this.#at || this.#gaps.has(this.#at)) return false;
    this.#complainedAt = this.#at;
    const token = this.peek();
    if (token.type === "end") {
      this.issue("unexpected-end", { expected });
      return false;
    }
    const near = token.keyword === "" || this.#issues.full ? undefined : nearest(token.keyword, known.filter(isBare));
    const mended =
      near === undefined || near === token.keyword ? {} : { nearest: near, fix: { from: token.from, to: token.to, text: near } };
    this.issue("unexpected-token", { found: short(this.written(token)), expected, ...mended });
    return false;
  }

  /** Remembers that the token at hand was complained about already, so that `fail` stays silent there. */
  complained(): void {
    this.#complainedAt = this.#at;
  }

  /** Reads a name; `what` says of what, for the issue when there is none. */
  name(what: string): { readonly name: string; readonly range: Range } | undefined {
    const token = this.peek();
    if (this.isName(0)) {
      this.next();
      if (token.type === "word" && token.text.length > LIMITS.name) {
        this.issue("too-long", { length: token.text.length, limit: LIMITS.name }, token);
      }
      return { name: token.text, range: token };
    }
    if (token.type === "text") {
      this.next();
      const quoted = printName(token.text);
      this.issue(
        "unexpected-token",
        { found: short(this.written(token)), expected: [what], fix: { from: token.from, to: token.to, text: quoted } },
        token,
      );
      return { name: token.text, range: token };
    }
    if (token.type === "word" && this.isSymbol(1, "=", "!=", "<", "<=", ">", ">=", ")", ".")) return this.reserved();
    this.fail([what]);
    return undefined;
  }

  /** Reads a hard keyword that was meant as a name. */
  reserved(): { readonly name: string; readonly range: Range } {
    const token = this.next();
    const quoted = quoteName(token.text);
    this.issue("reserved-name", { name: token.text, quoted, fix: { from: token.from, to: token.to, text: quoted } }, token);
    return { name: token.text, range: token };
  }

  /** Runs a part one level deeper; `undefined`, with one issue for the whole text, where the limit of levels is reached. */
  deeper<T>(read: () => T): T | undefined {
    if (this.#depth >= LIMITS.levels) {
      if (!this.#tooDeep) this.issue("too-deep", { limit: LIMITS.levels });
      this.#tooDeep = true;
      this.complained();
      return undefined;
    }
    this.#depth += 1;
    const result = read();
    this.#depth -= 1;
    return result;
  }

  /** Steps on to the next `and`, `or`, comma, or closing bracket that belongs to what is being read, or to the end. */
  skip(stops: readonly string[] = ["and", "or"]): void {
    let open = 0;
    for (;;) {
      const token = this.peek();
      if (token.type === "end") return;
      if (token.type === "symbol") {
        if (open === 0 && (token.text === ")" || token.text === "]" || stops.includes(token.text))) return;
        if (token.text === "(" || token.text === "[") open += 1;
        if (token.text === ")" || token.text === "]") open -= 1;
      }
      if (open === 0 && token.keyword !== "" && stops.includes(token.keyword)) return;
      this.next();
    }
  }
}

/** A name as canonical text has it: in backticks unless it has only letters, digits and `_` and equals no keyword. */
export function printName(name: string): string {
  return isBare(name) && !equalsKeyword(name) ? name : quoteName(name);
}
