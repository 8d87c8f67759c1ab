/** A thing that is counted, in both numbers: order, orders. */
export interface Noun {
  readonly singular: string;
  readonly plural: string;
}

/** "a", "a or b", "a, b, or c". */
export function list(items: readonly string[], word: "and" | "or"): string {
  const last = items.at(-1) ?? "";
  if (items.length < 2) return last;
  return items.length === 2 ? `${items[0]} ${word} ${last}` : `${items.slice(0, -1).join(", ")}, ${word} ${last}`;
}

/** A name of the catalog as words: underscores are blanks; a name with other signs in it stands in quotes. */
export function nameWords(name: string): string {
  return /^[\p{L}\p{N}_ -]+$/u.test(name) ? name.replaceAll("_", " ").trim() : JSON.stringify(name);
}

/** A text value: bare if it can be taken for nothing else, in quotes otherwise. */
export function textWords(text: string): string {
  return /^\p{L}[\p{L}\p{N}_-]*$/u.test(text) && !TAKEN.has(text) ? text : JSON.stringify(text);
}

/** An event as a noun; names of past deeds ("email opened") become "email opened event". */
export function eventNoun(name: string): Noun {
  const words = nameWords(name);
  if (words.startsWith('"') || isDeed(words)) return { singular: `${words} event`, plural: `${words} events` };
  return noun(words);
}

/** A noun and its plural by the rules of spelling; one that is a plural already stays. */
export function noun(words: string): Noun {
  if (/[^s]s$/i.test(words) && !/(?:us|is)$/i.test(words)) return { singular: words, plural: words };
  if (/[^aeiou]y$/i.test(words)) return { singular: words, plural: `${words.slice(0, -1)}ies` };
  return { singular: words, plural: /(?:s|x|z|ch|sh)$/i.test(words) ? `${words}es` : `${words}s` };
}

/** "an order", "a view"; a plural stands without an article. */
export function withArticle(words: string): string {
  if (noun(words).plural === words) return words;
  return `${/^"?(?:[aeiou]|hour|hono|heir)/i.test(words) && !/^"?(?:uni|use|usa|eu|one\b)/i.test(words) ? "an" : "a"} ${words}`;
}

/** "1st", "2nd", "3rd", "11th". */
export function ordinal(n: number): string {
  const tens = n % 100;
  const ending = tens > 10 && tens < 14 ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th");
  return `${n}${ending}`;
}

/** Decimal text with separators from 10,000 on. */
export function numberWords(text: string): string {
  const [whole = "", fraction] = text.split(".");
  const digits = whole.replace("-", "").length;
  const grouped = digits < 5 ? whole : whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Words that a bare value could be taken for. */
const TAKEN = new Set(
  "a all an and are at before between both by either everyone exactly false for from in is it its neither no nobody none nor not of on or other set than that the this to today true was where with within without yesterday".split(
    " ",
  ),
);

const DEEDS = new Set(
  "sent bought sold paid left seen read made built won lost begun taken given shown hidden put set met kept found".split(" "),
);

function isDeed(words: string): boolean {
  const last = words.split(/[ -]/).at(-1)?.toLowerCase() ?? "";
  return DEEDS.has(last) || /[^e]ed$/.test(last);
}
