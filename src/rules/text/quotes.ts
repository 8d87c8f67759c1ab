/** A quoted text or name as read from a source. */
export interface Quoted {
  readonly text: string;
  /** Offset behind the closing quote, or where the line or the source ends. */
  readonly to: number;
  readonly closed: boolean;
  /** Ranges of backslashes that begin no escape. */
  readonly wrong: readonly { readonly from: number; readonly to: number }[];
}

const ESCAPE = /\\(?:u\{([0-9a-fA-F]{1,6})\}|["'`\\n])/y;
const PLAIN = /[^\\\n\r"'`“”„‘’‚«»‹›]+/y;
const BARE = /^[\p{L}_][\p{L}\p{M}\p{Nd}_]*$/u;
/** Invisible characters are written as escapes; the joiners that scripts and emoji need are not. */
const INVISIBLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Reads what stands behind an opening quote at `from - 1`, up to one of the closing quotes; never over a line's end. */
export function readQuoted(source: string, from: number, closing: string): Quoted {
  const parts: string[] = [];
  const wrong: { from: number; to: number }[] = [];
  let at = from;
  while (at < source.length) {
    const c = source[at] as string;
    if (closing.includes(c)) return { text: parts.join(""), to: at + 1, closed: true, wrong };
    if (c === "\n" || c === "\r") break;
    const read = c === "\\" ? escapeAt(source, at) : undefined;
    if (read !== undefined) {
      parts.push(read.text);
      at = read.to;
    } else if (c === "\\") {
      wrong.push({ from: at, to: Math.min(at + 2, source.length) });
      parts.push(c);
      at += 1;
    } else {
      PLAIN.lastIndex = at;
      const plain = PLAIN.exec(source)?.[0] ?? c;
      parts.push(plain);
      at += plain.length;
    }
  }
  return { text: parts.join(""), to: at, closed: false, wrong };
}

function escapeAt(source: string, at: number): { readonly text: string; readonly to: number } | undefined {
  ESCAPE.lastIndex = at;
  const match = ESCAPE.exec(source);
  if (match === null) return undefined;
  const to = ESCAPE.lastIndex;
  if (match[1] === undefined) return { text: match[0] === "\\n" ? "\n" : (match[0][1] as string), to };
  const code = Number.parseInt(match[1], 16);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  return { text: String.fromCodePoint(code), to };
}

function escaped(text: string, quote: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll(quote, `\\${quote}`)
    .replaceAll("\n", "\\n")
    .replace(INVISIBLE, (c) => `\\u{${(c.codePointAt(0) as number).toString(16)}}`);
}

/** A text value as the language writes it: in double quotes, on one line. */
export function quoteText(text: string): string {
  return `"${escaped(text, '"')}"`;
}

/** A name in backticks. */
export function quoteName(name: string): string {
  return `\`${escaped(name, "`")}\``;
}

/** Whether a name has only letters, digits and `_`, and no digit in front. */
export function isBare(name: string): boolean {
  return BARE.test(name);
}
