import { isUtf8 } from "node:buffer";
import type { Encoding } from "./source.ts";

/** Bytes that Windows-1252 leaves without a meaning. */
const UNDEFINED_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/** What a look at all bytes of a text found out about its encoding. */
export interface ByteCensus {
  /** Complete sequences of UTF-8 of two bytes and more. */
  readonly wide: number;
  /** Places where the bytes are no UTF-8. */
  readonly broken: number;
  /** Place of the first of them in the file, from 0. */
  readonly firstBroken: number;
  /** Bytes without a meaning in Windows-1252. */
  readonly undefined1252: number;
}

/** The encoding that a byte order mark or the places of zero bytes tell; `undefined` if the bytes have to be counted. */
export function markedEncoding(head: Uint8Array): { encoding: Encoding; mark: number; how: "mark" | "bytes" } | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: "utf-8", mark: 3, how: "mark" };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", mark: 2, how: "mark" };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", mark: 2, how: "mark" };
  let even = 0;
  let odd = 0;
  for (let i = 0; i < head.length; i++) if (head[i] === 0) i % 2 === 0 ? even++ : odd++;
  if (odd > head.length * 0.2 && even < odd * 0.2) return { encoding: "utf-16le", mark: 0, how: "bytes" };
  if (even > head.length * 0.2 && odd < even * 0.2) return { encoding: "utf-16be", mark: 0, how: "bytes" };
  return undefined;
}

/**
 * UTF-8 or Windows-1252 for a text that is not all UTF-8: mostly good sequences with a few broken ones are damaged UTF-8,
 * otherwise single bytes above 127 are letters of Windows-1252.
 */
export function encodingOf(census: ByteCensus): Encoding {
  if (census.broken === 0) return "utf-8";
  return census.undefined1252 === 0 && census.wide < census.broken * 4 ? "windows-1252" : "utf-8";
}

/** Counts sequences of a text byte by byte over chunks that may end inside a sequence. */
export class Utf8Counter {
  #offset = 0;
  #rest: Buffer = Buffer.alloc(0);
  #wide = 0;
  #broken = 0;
  #firstBroken = -1;
  #undefined = 0;

  add(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const cut = bytes.length - unfinished(bytes);
    const whole = bytes.subarray(0, cut);
    this.#rest = Buffer.from(bytes.subarray(cut));
    // Broken text is rare, so the native check decides for nearly every chunk.
    if (isUtf8(whole)) this.#wide += wideIn(whole);
    else this.#count(whole);
    this.#offset += cut;
  }

  end(): ByteCensus {
    if (this.#rest.length > 0) this.#count(this.#rest);
    return { wide: this.#wide, broken: this.#broken, firstBroken: this.#firstBroken, undefined1252: this.#undefined };
  }

  #count(bytes: Buffer): void {
    for (let i = 0; i < bytes.length; ) {
      const byte = bytes[i] as number;
      const length = byte < 0x80 ? 1 : sequenceLength(byte);
      if (length === 1 && byte < 0x80) i += 1;
      else if (length > 1 && i + length <= bytes.length && isUtf8(bytes.subarray(i, i + length))) {
        this.#wide += 1;
        i += length;
      } else {
        if (this.#firstBroken < 0) this.#firstBroken = this.#offset + i;
        this.#broken += 1;
        if (UNDEFINED_1252.has(byte)) this.#undefined += 1;
        i += 1;
      }
    }
  }
}

/** Bytes at the end that begin a sequence whose rest has not come yet (0 to 3). */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return sequenceLength(byte) > back ? back : 0;
  }
  return 0;
}

function sequenceLength(lead: number): number {
  return lead >= 0xf0 && lead < 0xf8 ? 4 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xc2 && lead < 0xe0 ? 2 : 1;
}

function wideIn(bytes: Buffer): number {
  const characters = bytes.toString("utf8");
  return characters.length === bytes.length ? 0 : bytes.length - characters.length;
}
