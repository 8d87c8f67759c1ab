import { md5Words } from "./md5.ts";
import { compareDecimal, type Decimal, decimal, divideFloor, powerOfTen } from "./number/decimal.ts";

const encoder = new TextEncoder();
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
/** Room to encode short texts in; nothing in it outlives a call. */
const scratch = new Uint8Array(1024);

/** The MD5 digest of bytes, or of text in UTF-8, as 32 small hexadecimal digits: what md5() of the engines gives. */
export function md5Hex(data: Uint8Array | string): string {
  const words = typeof data === "string" ? md5OfText(data) : md5Words(data);
  return hexOf(words[0] as number) + hexOf(words[1] as number) + hexOf(words[2] as number) + hexOf(words[3] as number);
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

function md5OfText(text: string): Int32Array {
  if (text.length * 3 > scratch.length) return md5Words(encoder.encode(text));
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) return md5Words(scratch, encoder.encodeInto(text, scratch).written);
    scratch[i] = unit;
  }
  return md5Words(scratch, text.length);
}

/** The bytes of a little-endian word. */
function hexOf(word: number): string {
  return `${HEX[word & 0xff]}${HEX[(word >>> 8) & 0xff]}${HEX[(word >>> 16) & 0xff]}${HEX[word >>> 24]}`;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
