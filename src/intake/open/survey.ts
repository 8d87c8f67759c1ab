import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type ByteCensus, Utf8Counter } from "./encoding.ts";

/** What one pass over all bytes of a file found. */
export interface Survey {
  /** SHA-256 in hexadecimal digits. */
  readonly digest: string;
  readonly bytes: number;
  readonly census: ByteCensus;
  readonly zeroBytes: boolean;
  /** Bytes of the longest line, its end not counted. */
  readonly longestLine: number;
}

const CHUNK = 1 << 20;
const LINE_FEED = 10;

/** Reads the file once, in chunks: digest (if asked for), encoding, zero bytes and the longest line. */
export async function survey(path: string, digest = true): Promise<Survey> {
  const hash = createHash("sha256");
  const counter = new Utf8Counter();
  let bytes = 0;
  let zeroBytes = false;
  let longest = 0;
  let line = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    if (digest) hash.update(chunk);
    counter.add(chunk);
    bytes += chunk.length;
    zeroBytes ||= chunk.includes(0);
    const first = chunk.indexOf(LINE_FEED);
    if (first < 0) {
      line += chunk.length;
      continue;
    }
    longest = Math.max(longest, line + first, longestBetween(chunk, first));
    line = chunk.length - 1 - chunk.lastIndexOf(LINE_FEED);
  }
  return { digest: hash.digest("hex"), bytes, census: counter.end(), zeroBytes, longestLine: Math.max(longest, line) };
}

/** The longest line inside a chunk, if it matters: lines that fit a step of 64 KB are all short enough for every limit. */
function longestBetween(chunk: Buffer, first: number): number {
  let longest = 0;
  let start = first + 1;
  while (start < chunk.length) {
    const last = chunk.subarray(start, start + 65_536).lastIndexOf(LINE_FEED);
    const end = last >= 0 ? start + last : chunk.indexOf(LINE_FEED, start);
    if (end < 0) return longest;
    longest = Math.max(longest, last >= 0 ? Math.min(last, 65_536) : end - start);
    start = end + 1;
  }
  return longest;
}
