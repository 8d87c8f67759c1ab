import { once } from "../once.ts";
import { UNICODE_VERSION } from "./fold-data.ts";
import { caseFolding, codePointClasses, LETTER, MARK, mapKnown } from "./normal.ts";

export { idForm, normalForm } from "./normal.ts";

/** The version of folding: that of Unicode and of the rules below. Folded text of another version must be folded anew. */
export const FOLD_VERSION = `${UNICODE_VERSION}-1`;

/** Letters that no decomposition takes apart, after case folding (language, "Meaning" 16). */
const FIXED: ReadonlyMap<string, string> = new Map([
  ["ø", "o"],
  ["æ", "ae"],
  ["œ", "oe"],
  ["ł", "l"],
  ["đ", "d"],
  ["ı", "i"],
  ["þ", "th"],
]);

const folding = once(
  (): ReadonlyMap<number, string> =>
    new Map([
      ...[...caseFolding()].map(([from, to]) => [from, FIXED.get(to) ?? to] as const),
      ...[...FIXED].map(([from, to]) => [from.codePointAt(0) as number, to] as const),
    ]),
);

/**
 * The form in which texts are compared (language, "Meaning" 16): NFKC, marks dropped after Latin and Greek letters only,
 * full case folding (ß = ss, ς = σ), the fixed table (ø æ œ ł đ ı þ), NFC. Folding twice changes nothing more. Code points
 * unknown to the tables' version of Unicode stay as they are.
 */
export function fold(text: string): string {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return mapKnown(text, foldKnown);
  return text.toLowerCase();
}

function foldKnown(text: string): string {
  const classes = codePointClasses();
  const foldings = folding();
  const decomposed = text.normalize("NFKD");
  let out = "";
  let afterLetter = false;
  for (let i = 0; i < decomposed.length; ) {
    const codePoint = decomposed.codePointAt(i) as number;
    const width = codePoint > 0xffff ? 2 : 1;
    const kind = classes[codePoint];
    if (!(afterLetter && kind === MARK)) {
      const folded = foldings.get(codePoint);
      out += folded ?? decomposed.slice(i, i + width);
      afterLetter = (folded === undefined ? kind : classes[folded.codePointAt(0) as number]) === LETTER;
    }
    i += width;
  }
  return out.normalize("NFC");
}
