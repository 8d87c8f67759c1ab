/** What a token is. A `word` may be a keyword, a `name` (from backticks) never is; `end` closes every list of tokens. */
export type TokenType = "word" | "name" | "number" | "date" | "datetime" | "text" | "symbol" | "end";

export interface Token {
  readonly type: TokenType;
  /** Words as written; names and texts without quotes and escapes; numbers, dates and symbols in canonical form. */
  readonly text: string;
  /** The word in lower case, as keywords are compared; empty for tokens that are not words of ASCII letters. */
  readonly keyword: string;
  /** UTF-16 offsets in the source, `to` excluded. */
  readonly from: number;
  readonly to: number;
}

/** A comment, without its `#` and the blank after it. */
export interface Comment {
  readonly text: string;
  /** Index of the token that follows. */
  readonly before: number;
  /** Whether it stands behind a token on the same line. */
  readonly behind: boolean;
  /** Blank lines between it and the token that follows. */
  readonly blanks: number;
}

/** Range of UTF-16 offsets in a source, `to` excluded. */
export interface Range {
  readonly from: number;
  readonly to: number;
}
