import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { failure } from "../../core/issue.ts";
import type { Encoding } from "./source.ts";

/** Lines longer than this many bytes are not read but kept as rejects by their beginning. */
export const LONGEST_LINE = 4 << 20;

const CHUNK = 1 << 20;
const KEPT = 1000;
const LINE_FEED = 10;

/** Unpacks a gzip file. Throws `truncated-gzip` or `damaged-gzip` with the number of bytes that could be read. */
export async function gunzip(from: string, to: string): Promise<void> {
  const unpack = createGunzip();
  let bytes = 0;
  unpack.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
  });
  try {
    await pipeline(createReadStream(from, { highWaterMark: CHUNK }), unpack, createWriteStream(to));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (code === "Z_BUF_ERROR") throw failure("truncated-gzip", { bytes });
    if (code.startsWith("Z_")) throw failure("damaged-gzip", { bytes });
    throw writeFailure(error);
  }
}

/** Writes a text of another encoding in UTF-8, without its byte order mark. */
export async function transcode(from: string, to: string, encoding: Encoding): Promise<void> {
  const decoder = new TextDecoder(encoding);
  await write(to, async function* () {
    for await (const chunk of read(from)) yield Buffer.from(decoder.decode(chunk, { stream: true }), "utf8");
    yield Buffer.from(decoder.decode(), "utf8");
  });
}

/** A line that was left out of a copy: its number from 1, its place in the file, and its beginning. */
export interface LongLine {
  readonly line: number;
  readonly byte: number;
  readonly text: string;
}

/** Copies a text without its lines above `LONGEST_LINE` and tells which they were. */
export async function withoutLongLines(from: string, to: string): Promise<readonly LongLine[]> {
  const found: LongLine[] = [];
  await write(to, async function* () {
    let line = 1;
    let held: Buffer[] = [];
    let size = 0;
    let offset = 0;
    const flush = (end: Buffer): Buffer[] => {
      const all = [...held, end];
      const length = size + end.length;
      const long = length > LONGEST_LINE;
      if (long) found.push({ line, byte: offset, text: beginning(all) });
      offset += length;
      line += 1;
      held = [];
      size = 0;
      return long ? [] : all;
    };
    for await (const chunk of read(from)) {
      let start = 0;
      for (let feed = chunk.indexOf(LINE_FEED); feed >= 0; feed = chunk.indexOf(LINE_FEED, start)) {
        yield* flush(chunk.subarray(start, feed + 1));
        start = feed + 1;
      }
      const rest = chunk.subarray(start);
      size += rest.length;
      // Of a line that is already too long only the beginning is worth memory.
      if (size <= LONGEST_LINE || held.length === 0) held.push(Buffer.from(rest));
    }
    if (size > 0) yield* flush(Buffer.alloc(0));
  });
  return found;
}

/** Copies a text whose columns are set apart by runs of blanks with a tab in the place of each run. */
export async function blanksToTabs(from: string, to: string): Promise<void> {
  await write(to, async function* () {
    let rest = "";
    const decoder = new TextDecoder("utf-8");
    for await (const chunk of read(from)) {
      const text = rest + decoder.decode(chunk, { stream: true });
      const end = text.lastIndexOf("\n") + 1;
      rest = text.slice(end);
      yield Buffer.from(tabbed(text.slice(0, end)), "utf8");
    }
    yield Buffer.from(tabbed(rest), "utf8");
  });
}

function tabbed(text: string): string {
  return text.replace(/^[ \t]+|[ \t\r]+$/gm, "").replace(/[ \t]+/g, "\t");
}

function read(path: string): AsyncIterable<Buffer> {
  return createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>;
}

async function write(to: string, chunks: () => AsyncGenerator<Buffer>): Promise<void> {
  try {
    await pipeline(chunks, createWriteStream(to));
  } catch (error) {
    throw writeFailure(error);
  }
}

function writeFailure(error: unknown): unknown {
  return (error as NodeJS.ErrnoException).code === "ENOSPC" ? failure("disk-full", { directory: "the workspace" }) : error;
}

function beginning(parts: readonly Buffer[]): string {
  return Buffer.concat(parts.map((part) => part.subarray(0, KEPT)))
    .subarray(0, KEPT)
    .toString("utf8");
}
