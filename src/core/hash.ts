import { md5Words } from "./md5.ts";
import { compareDecimal, type Decimal, decimal, divideFloor, powerOfTen } from "./number/decimal.ts";

const encoder = new TextEncoder();

/** The MD5 digest of bytes, or of text in UTF-8, as 32 small hexadecimal digits: what md5() of the engines gives. */
export function md5Hex(data: Uint8Array | string): string {
  const words = md5Words(typeof data === "string" ? encoder.encode(data) : data);
  return hexOf(words[0]) + hexOf(words[1]) + hexOf(words[2]) + hexOf(words[3]);
}

/**
 * The 128-bit id of some content as 32 hexadecimal digits: MD5 of the parts joined so that no two lists of parts join alike
 * (each as its length in UTF-8 bytes, a colon and itself; a missing one, `null`, as "-").
 */
export function hash128(...parts: readonly (string | null)[]): string {
  return md5Hex(parts.map((part) => (part === null ? "-" : `${utf8Length(part)}:${part}`)).join(""));
}

/** A hash of hexadecimal digits as an integer of at least 0, for columns of 128 bits. */
export function hashToBigint(hash: string): bigint {
  return BigInt(`0x${hash}`);
}

/** Length of a text in bytes of UTF-8; a lone surrogate counts 3, as the replacement character that it becomes. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    if (unit < 0x800) length += 1;
    else if (unit >= 0xd800 && unit < 0xdc00 && isLowSurrogate(text.charCodeAt(i + 1))) {
      length += 2;
      i += 1;
    } else length += 2;
  }
  return length;
}

/**
 * What decides on a sample (language, "Meaning" 20): a customer is in if the first eight hexadecimal digits of md5(seed, a
 * zero byte, customer id) are less than this text of eight digits; `"all"` from 100 % on. Throws a RangeError below 0 %.
 */
export function sampleThreshold(percent: Decimal): string {
  if (percent.units < 0n) throw new RangeError("a percentage below 0");
  if (compareDecimal(percent, decimal(100)) >= 0) return "all";
  const bound = -divideFloor(-(percent.units << 32n), 100n * powerOfTen(percent.scale));
  return bound > 0xffffffffn ? "all" : bound.toString(16).padStart(8, "0");
}

/** Whether the customer is in the sample of a seed and a threshold (`sampleThreshold`). */
export function inSample(seed: string, customerId: string, threshold: string): boolean {
  return threshold === "all" || md5Hex(`${seed}\0${customerId}`).slice(0, 8) < threshold;
}

function hexOf(word: number | undefined): string {
  const w = word ?? 0;
  const bigEndian = ((w & 0xff) << 24) | ((w & 0xff00) << 8) | ((w >>> 8) & 0xff00) | (w >>> 24);
  return (bigEndian >>> 0).toString(16).padStart(8, "0");
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
