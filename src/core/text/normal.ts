import { once } from "../once.ts";
import { COMMON_FOLDING, FULL_FOLDING, LATIN_AND_GREEK, MARKS, UNASSIGNED } from "./fold-data.ts";

/** What the tables know of a code point, as bits. */
export const LETTER = 1;
export const MARK = 2;
const ABSENT = 4;

/** A form of Unicode normalisation. */
export type Form = "NFC" | "NFD" | "NFKC" | "NFKD";

/** The bits of each code point: `LETTER` for Latin and Greek letters, `MARK` for marks. Of decomposed text only. */
export const codePointClasses: () => Uint8Array = once(readClasses);

/** Full case folding (statuses C and F) of code points that NFKD leaves as they are. */
export const caseFolding: () => ReadonlyMap<number, string> = once(readFolding);

/**
 * The text as stored and compared "as written": normalisation form C. Code points that have no meaning in the tables'
 * version of Unicode are left as they are, so every host gives the same.
 */
export function normalForm(text: string): string {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= 0x300) return normalize(text, "NFC");
  return text;
}

/** An identifier as compared: normal form, without white space at its ends (non-breaking spaces included). "" if nothing is left. */
export function idForm(text: string): string {
  return normalForm(text.trim()).trim();
}

/** The text in a normalisation form, around code points that the tables do not know. */
export function normalize(text: string, form: Form): string {
  return mapKnown(text, (known) => known.normalize(form));
}

/** The text with every stretch of code points that the tables know replaced, and all others kept. */
export function mapKnown(text: string, replace: (known: string) => string): string {
  const classes = codePointClasses();
  let out = "";
  let start = 0;
  for (let i = 0; i < text.length; ) {
    const codePoint = text.codePointAt(i) as number;
    const width = codePoint > 0xffff ? 2 : 1;
    if (((classes[codePoint] as number) & ABSENT) !== 0) {
      out += replace(text.slice(start, i)) + text.slice(i, i + width);
      start = i + width;
    }
    i += width;
  }
  return start === 0 ? replace(text) : out + replace(text.slice(start));
}

function readClasses(): Uint8Array {
  const table = new Uint8Array(0x110000);
  const mark = (packed: string, bit: number) => {
    let at = 0;
    for (const [i, part] of packed.split(" ").entries()) {
      const length = Number.parseInt(part, 36);
      if (i % 2 === 1) table.fill(bit, at, at + length);
      at += length;
    }
  };
  mark(LATIN_AND_GREEK, LETTER);
  mark(MARKS, MARK);
  mark(UNASSIGNED, ABSENT);
  return table;
}

function readFolding(): ReadonlyMap<number, string> {
  const folding = new Map<number, string>();
  for (const run of COMMON_FOLDING.split(" ")) {
    const [first = 0, count = 0, step = 1, distance = 0] = run.split(".").map((n) => Number.parseInt(n, 36));
    for (let i = 0; i < count; i++) folding.set(first + i * step, String.fromCodePoint(first + i * step + distance));
  }
  for (const entry of FULL_FOLDING.split(" ")) {
    const [from = 0, ...to] = entry.split(".").map((n) => Number.parseInt(n, 36));
    folding.set(from, String.fromCodePoint(...to));
  }
  return folding;
}
