/** Why a pattern is refused, and where in it (0 is its first UTF-16 unit). */
export interface PatternProblem {
  readonly reason: string;
  readonly offset: number;
}

/** Largest product of nested counted repetitions, as in RE2. */
const MAX_REPEAT = 1000;
/** Largest program, in instructions estimated from above; RE2's default memory holds about 87,000. */
const MAX_SIZE = 50_000;
const MAX_DEPTH = 50;
const MAX_LENGTH = 1000;

const ESCAPED_CHARACTERS = "tnrfv";
const ESCAPED_CLASSES = "dDwWsS";
const ESCAPED_ASSERTIONS = "bAz";
const POSIX_CLASS = /\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]/y;
const HEX = /\\x(?:([0-9a-fA-F]{2})|\{([0-9a-fA-F]{1,6})\})/y;
const REPEAT = /\{(\d{1,4})(,(\d{1,4})?)?\}/y;
const GROUP = /\(\?(?:(?:[ims]+(?:-[ims]+)?|-[ims]+)([:)])|:)/y;

const REFUSED_ESCAPES: Readonly<Record<string, string>> = {
  p: "classes by Unicode property differ between engines",
  P: "classes by Unicode property differ between engines",
  B: "\\B differs between engines inside letters beyond ASCII",
  Z: "there is no \\Z, write \\z",
  G: "there is no \\G",
  C: "\\C would match half a letter",
  k: "there are no back-references",
  Q: "there is no \\Q, escape each sign",
};

interface Piece {
  /** Instructions, estimated from above. */
  readonly size: number;
  /** Product of the nested counted repetitions. */
  readonly repeat: number;
}

class Refusal extends Error {
  readonly offset: number;

  constructor(reason: string, offset: number) {
    super(reason);
    this.offset = offset;
  }
}

/**
 * Whether a pattern lies in the subset of RE2 that means the same in RE2 (C++) and in re2js: `undefined` if it does, else the
 * first problem. In the subset: literals, `.`, `[…]` with ranges and POSIX classes, \d \w \s and \b (all ASCII), ^ $ \A \z,
 * groups, `|`, repetition to 1,000 times, and the flags i, m and s by `(?i)` or `(?i:…)`.
 */
export function patternProblem(pattern: string): PatternProblem | undefined {
  try {
    if (pattern === "") throw new Refusal("it is empty", 0);
    if (pattern.length > MAX_LENGTH) throw new Refusal(`it is longer than ${MAX_LENGTH} characters`, MAX_LENGTH);
    if (!pattern.isWellFormed()) throw new Refusal("it contains half a character", 0);
    const reader: Reader = { pattern, at: 0 };
    const whole = alternation(reader, 0);
    if (reader.at < pattern.length) throw new Refusal("a bracket is closed that was not opened", reader.at);
    if (whole.size > MAX_SIZE) throw new Refusal("it is too large with its repetitions", 0);
    return undefined;
  } catch (refusal) {
    if (refusal instanceof Refusal) return { reason: refusal.message, offset: refusal.offset };
    throw refusal;
  }
}

interface Reader {
  readonly pattern: string;
  at: number;
}

function alternation(reader: Reader, depth: number): Piece {
  if (depth > MAX_DEPTH) throw new Refusal(`it is nested more than ${MAX_DEPTH} levels deep`, reader.at);
  let piece = sequence(reader, depth);
  while (reader.pattern[reader.at] === "|") {
    reader.at += 1;
    piece = join(piece, sequence(reader, depth), 1);
  }
  return piece;
}

/** Things one after the other, at least one: an empty alternative is found in every text, which is hardly meant. */
function sequence(reader: Reader, depth: number): Piece {
  const start = reader.at;
  let piece: Piece = { size: 1, repeat: 1 };
  let empty = true;
  while (reader.at < reader.pattern.length && reader.pattern[reader.at] !== "|" && reader.pattern[reader.at] !== ")") {
    const at = reader.at;
    const one = atom(reader, depth);
    empty &&= reader.pattern[at] === "(" && one === undefined;
    piece = join(piece, repeated(reader, one, at), 0);
  }
  if (empty) throw new Refusal("an alternative or a group is empty", start);
  return piece;
}

function join(a: Piece, b: Piece, extra: number): Piece {
  return { size: a.size + b.size + extra, repeat: Math.max(a.repeat, b.repeat) };
}

/** The atom with the repetition after it. `undefined` is something that cannot be repeated. */
function repeated(reader: Reader, one: Piece | undefined, start: number): Piece {
  const sign = reader.pattern[reader.at];
  if (sign !== "*" && sign !== "+" && sign !== "?" && sign !== "{") return one ?? { size: 1, repeat: 1 };
  if (one === undefined) throw new Refusal("there is nothing to repeat", reader.at);
  const at = reader.at;
  let times = 1;
  if (sign === "{") {
    const m = read(reader, REPEAT);
    if (m === undefined) throw new Refusal("{ starts no repetition, write \\{ for the sign", at);
    const least = Number(m[1]);
    const most = m[3] === undefined ? least : Number(m[3]);
    if (most === 0 && m[2] !== ",") throw new Refusal("it repeats 0 times", at);
    if (most < least) throw new Refusal("the repetition's bounds run backwards", at);
    times = Math.max(1, most) + (m[2] === "," ? 1 : 0);
    if (Math.max(least, most) > MAX_REPEAT) throw new Refusal(`it repeats more than ${MAX_REPEAT} times`, at);
  } else reader.at += 1;
  if (reader.pattern[reader.at] === "?") reader.at += 1;
  if (/[*+?{]/.test(reader.pattern[reader.at] ?? "")) throw new Refusal("a repetition cannot be repeated without brackets", reader.at);
  const repeat = one.repeat * times;
  if (repeat > MAX_REPEAT + 1) throw new Refusal(`it repeats more than ${MAX_REPEAT} times`, start);
  return { size: one.size * times + 2, repeat };
}

/** One thing that matches, or `undefined` for an assertion or a change of flags. */
function atom(reader: Reader, depth: number): Piece | undefined {
  const { pattern, at } = reader;
  const sign = pattern[at] as string;
  switch (sign) {
    case "(":
      return group(reader, depth);
    case "[":
      return characterClass(reader);
    case "\\":
      return escapeSequence(reader, false);
    case "^":
    case "$":
      reader.at += 1;
      return undefined;
    case "*":
    case "+":
    case "?":
    case "{":
      throw new Refusal("there is nothing to repeat", at);
    case "]":
    case "}":
      throw new Refusal(`${sign} closes nothing, write \\${sign} for the sign`, at);
    default:
      reader.at += String.fromCodePoint(pattern.codePointAt(at) as number).length;
      return { size: sign === "." ? 12 : 8, repeat: 1 };
  }
}

function group(reader: Reader, depth: number): Piece | undefined {
  const at = reader.at;
  if (reader.pattern[at + 1] === "?") {
    const m = read(reader, GROUP);
    if (m === undefined) throw new Refusal(groupReason(reader.pattern.slice(at, at + 4)), at);
    if (m[1] === ")") return undefined;
  } else reader.at += 1;
  const piece = alternation(reader, depth + 1);
  if (reader.pattern[reader.at] !== ")") throw new Refusal("a bracket is not closed", at);
  reader.at += 1;
  return { size: piece.size + 2, repeat: piece.repeat };
}

function groupReason(opening: string): string {
  if (/^\(\?(?:[=!]|<[=!])/.test(opening)) return "there is no looking ahead or behind";
  if (/^\(\?(?:P?<|P=|P>)/.test(opening)) return "groups have no names";
  return "only the flags i, m and s can be set";
}

function escapeSequence(reader: Reader, inClass: boolean): Piece | undefined {
  const { pattern, at } = reader;
  const sign = pattern[at + 1];
  if (sign === undefined) throw new Refusal("a backslash stands at the end", at);
  if (sign === "x") {
    const m = read(reader, HEX);
    if (m === undefined || !isCharacter(Number.parseInt(m[1] ?? m[2] ?? "", 16))) {
      throw new Refusal("\\x needs a code point, as in \\x{e9}", at);
    }
    return { size: 8, repeat: 1 };
  }
  const reason = REFUSED_ESCAPES[sign] ?? (/\d/.test(sign) ? "there are no back-references and no octal numbers" : undefined);
  if (reason !== undefined) throw new Refusal(reason, at);
  reader.at += 2;
  if (ESCAPED_CLASSES.includes(sign)) return { size: 12, repeat: 1 };
  if (!inClass && ESCAPED_ASSERTIONS.includes(sign)) return undefined;
  if (ESCAPED_CHARACTERS.includes(sign) || /[!-/:-@[-^`{-~]/.test(sign)) return { size: 1, repeat: 1 };
  throw new Refusal(`\\${sign} is not an escape here`, at);
}

function isCharacter(codePoint: number): boolean {
  return codePoint <= 0x10ffff && !(codePoint >= 0xd800 && codePoint < 0xe000);
}

function characterClass(reader: Reader): Piece {
  const { pattern, at: start } = reader;
  reader.at += pattern[start + 1] === "^" ? 2 : 1;
  let size = 12;
  for (let first = true; ; first = false) {
    const sign = pattern[reader.at];
    if (sign === undefined) throw new Refusal("a bracket is not closed", start);
    if (sign === "]" && !first) break;
    if (sign === "]") throw new Refusal("a class is empty, write \\] for the sign", reader.at);
    if (sign === "[" && read(reader, POSIX_CLASS) !== undefined) {
      size += 8;
      continue;
    }
    const from = classMember(reader, first);
    if (pattern[reader.at] === "-" && pattern[reader.at + 1] !== "]") {
      const at = reader.at;
      reader.at += 1;
      const to = pattern[reader.at] === "[" ? undefined : classMember(reader, false);
      if (from === undefined || to === undefined) throw new Refusal("a class cannot be the end of a range", at);
      if (to < from) throw new Refusal("a range runs backwards", at);
    }
    size += 12;
  }
  reader.at += 1;
  return { size, repeat: 1 };
}

/** The code point of one member of a class; `undefined` for a class such as \d. */
function classMember(reader: Reader, first: boolean): number | undefined {
  const { pattern, at } = reader;
  const sign = pattern[at];
  if (sign === undefined) throw new Refusal("a bracket is not closed", at);
  if (sign === "[") throw new Refusal("[ inside a class is written \\[", at);
  if (sign === "-" && !first && pattern[at + 1] !== "]") throw new Refusal("- inside a class is written \\-", at);
  if (sign !== "\\") {
    const codePoint = pattern.codePointAt(at) as number;
    reader.at += codePoint > 0xffff ? 2 : 1;
    return codePoint;
  }
  escapeSequence(reader, true);
  const text = pattern.slice(at + 1, reader.at);
  if (ESCAPED_CLASSES.includes(text)) return undefined;
  if (text.startsWith("x")) return Number.parseInt(text.replace(/[^0-9a-fA-F]/g, ""), 16);
  const control = ESCAPED_CHARACTERS.indexOf(text);
  return control < 0 ? text.charCodeAt(0) : ("\t\n\r\f\v".charCodeAt(control) as number);
}

function read(reader: Reader, token: RegExp): RegExpExecArray | undefined {
  token.lastIndex = reader.at;
  const m = token.exec(reader.pattern);
  if (m === null) return undefined;
  reader.at = token.lastIndex;
  return m;
}
