import { caseFolding, normalize } from "./normal.ts";

const FINAL_SIGMA = 0x3c2;
const LOCAL_PART = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u;

/**
 * The form in which e-mail addresses are compared: trimmed, without "mailto:", NFKC, in lower case, and the domain without a
 * dot at its end. Dots and +tags stay: they are different mailboxes. Whether it is an address at all says `isEmail`.
 */
export function emailForm(text: string): string {
  const plain = lowerCase(normalize(text.trim().replace(/^mailto:/i, ""), "NFKD")).trim();
  const at = plain.lastIndexOf("@");
  const domain = plain.slice(at + 1).replace(/。/g, ".");
  return plain.slice(0, at + 1) + (domain.endsWith(".") ? domain.slice(0, -1) : domain);
}

/**
 * Whether the text, in its normal form, can be an e-mail address: one @, a local part of 1 to 64 characters without
 * quoting, a domain of at least two labels, at most 254 characters. Letters of all scripts are allowed (RFC 6531).
 */
export function isEmail(text: string): boolean {
  const address = emailForm(text);
  const at = address.indexOf("@");
  const local = address.slice(0, at);
  const labels = address.slice(at + 1).split(".");
  return (
    at > 0 &&
    address.length <= 254 &&
    local.length <= 64 &&
    LOCAL_PART.test(local) &&
    labels.length >= 2 &&
    labels.every((label) => LABEL.test(label)) &&
    !/^\d+$/.test(labels.at(-1) ?? "")
  );
}

/**
 * The form in which telephone numbers are compared: "+" and all digits of the international number (E.164). `callingCode`
 * ("49") completes numbers written without one; if it is not given they become their bare digits. "00" stands for "+", "(0)"
 * after a calling code and, with `callingCode`, one leading 0 are dropped (but for Italy, 39, which keeps it). `undefined`
 * for text that is no number of 5 to 15 digits.
 */
export function phoneForm(text: string, callingCode?: string): string | undefined {
  const plain = normalize(text.trim().replace(/^tel:/i, ""), "NFKC").replace(/[\s\p{Cf}]/gu, "");
  if (!/^\(?\+?[\d().\-\u2010-\u2015/]+$/u.test(plain)) return undefined;
  const international = plain.startsWith("+") || plain.startsWith("00") || plain.startsWith("(+");
  const digits = (international ? plain.replace("(0)", "") : plain).replace(/\D/g, "");
  const number = plain.startsWith("00") ? digits.slice(2) : digits;
  if (international) return hasPlausibleLength(number) ? `+${number}` : undefined;
  if (callingCode === undefined) return hasPlausibleLength(number) ? number : undefined;
  const national = callingCode !== "39" && number.startsWith("0") ? number.slice(1) : number;
  return hasPlausibleLength(callingCode + national) ? `+${callingCode}${national}` : undefined;
}

function hasPlausibleLength(digits: string): boolean {
  return digits.length >= 5 && digits.length <= 15 && !/^0+$/.test(digits);
}

/** Decomposed text in small letters, composed. By the tables of `core`; ß and final ς are letters of their own in addresses. */
function lowerCase(text: string): string {
  const foldings = caseFolding();
  let out = "";
  for (const character of text) {
    const codePoint = character.codePointAt(0) as number;
    const folded = codePoint === FINAL_SIGMA ? undefined : foldings.get(codePoint);
    out += folded !== undefined && folded.length === character.length ? folded : character;
  }
  return normalize(out, "NFC");
}
