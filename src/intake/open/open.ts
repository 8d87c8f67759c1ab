import { mkdtemp, open as openFile, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { failure } from "../../core/issue.ts";
import { guessDialect } from "./dialect.ts";
import { encodingOf, markedEncoding } from "./encoding.ts";
import { excelToCsv } from "./excel.ts";
import { blanksToTabs, gunzip, LONGEST_LINE, type LongLine, transcode, withoutLongLines } from "./rewrite.ts";
import { type Format, sniff } from "./sniff.ts";
import type { OpenNote, Source } from "./source.ts";
import { type Survey, survey } from "./survey.ts";

const HEAD = 65_536;
const SAMPLE = 1 << 20;

/**
 * Finds out by its content what a file is and makes it readable for the engine: unpacked, in UTF-8, with columns set apart by one
 * character. Copies go to `temporary` and leave with `close()`. Throws issues for files that are empty, cut off, damaged or foreign.
 */
export async function open(file: string, temporary: string): Promise<Source> {
  const info = await stat(file).catch(() => undefined);
  if (info === undefined || !info.isFile()) throw failure("file-not-found", { file });
  const folder = await mkdtemp(join(temporary, "import-"));
  const close = () => rm(folder, { recursive: true, force: true });
  try {
    return await prepare({ file, folder, close });
  } catch (error) {
    await close();
    throw error;
  }
}

interface Job {
  readonly file: string;
  readonly folder: string;
  readonly close: () => Promise<void>;
}

async function prepare(job: Job): Promise<Source> {
  const notes: OpenNote[] = [];
  const given = await survey(job.file);
  let path = job.file;
  let found = given;
  let format = sniff(await head(path, HEAD));
  if (format === "gzip") {
    path = join(job.folder, "unpacked");
    await gunzip(job.file, path);
    notes.push({ kind: "compression", compression: "gzip" });
    format = sniff(await head(path, HEAD));
    found = await survey(path, false);
  }
  if (format === "zip") {
    const csv = join(job.folder, "sheet.csv");
    notes.push({ kind: "sheet", ...(await excelToCsv(path, csv)) });
    path = csv;
    format = "text";
    found = await survey(path, false);
  }
  refuse(format);
  const opened = { name: basename(job.file), digest: given.digest, bytes: given.bytes, close: job.close };
  if (format === "parquet") {
    if ((await tail(path, 4)) !== "PAR1") throw failure("damaged-file", { format: "Parquet file" });
    return { ...opened, format, path, notes };
  }
  return { ...opened, ...(await openText(path, found, job.folder, notes)) };
}

function refuse(format: Format): asserts format is "parquet" | "text" {
  if (format === "empty") throw failure("empty-file", {});
  if (typeof format === "object") throw failure("unsupported-file", { found: format.foreign });
  if (format === "gzip") throw failure("unsupported-file", { found: "a gzip file inside a gzip file" });
}

type OmitOpened<S> = S extends Source ? Omit<S, "name" | "digest" | "bytes" | "close"> : never;

async function openText(given: string, first: Survey, folder: string, notes: OpenNote[]): Promise<OmitOpened<Source>> {
  let path = given;
  let found = first;
  const marked = markedEncoding(await head(path, HEAD));
  const encoding = marked?.encoding ?? encodingOf(found.census);
  if (marked !== undefined || encoding !== "utf-8") notes.push({ kind: "encoding", encoding, how: marked?.how ?? "bytes" });
  if (encoding !== "utf-8") {
    path = join(folder, "utf8");
    await transcode(given, path, encoding);
    found = await survey(path, false);
  }
  let longLines: readonly LongLine[] = [];
  if (found.longestLine > LONGEST_LINE) {
    const shortened = join(folder, "shortened");
    longLines = await withoutLongLines(path, shortened);
    path = shortened;
  }
  const longestLine = Math.min(found.longestLine, LONGEST_LINE);
  const sample = await sampleOf(path);
  if (sample.trim() === "") throw longLines.length > 0 ? failure("row-too-long", { bytes: LONGEST_LINE }) : failure("empty-file", {});
  const json = jsonFormat(sample);
  if (json !== undefined) return { format: json, path, notes, longestLine, longLines };
  const guess = guessDialect(sample);
  let { dialect } = guess;
  if (dialect.delimiter === " ") {
    const tabbed = join(folder, "tabbed");
    await blanksToTabs(path, tabbed);
    path = tabbed;
    dialect = { ...dialect, delimiter: "\t" };
  }
  notes.push({ kind: "dialect", dialect: guess.dialect });
  return { format: "delimited", path, notes, dialect, headers: guess.headers, longestLine, longLines, zeroBytes: found.zeroBytes };
}

/** JSON lines if the first line is one object, a JSON array or document if the text starts like one. */
function jsonFormat(sample: string): "json-lines" | "json-array" | undefined {
  const text = sample.trimStart();
  if (/^\[\s*[{\]]/.test(text)) return "json-array";
  if (!/^\{\s*["}]/.test(text)) return undefined;
  return text.split("\n", 1)[0]?.trimEnd().endsWith("}") ? "json-lines" : "json-array";
}

/** The beginning of a text up to the end of a line, without its byte order mark. */
async function sampleOf(path: string): Promise<string> {
  const bytes = await head(path, SAMPLE);
  const text = new TextDecoder("utf-8").decode(bytes);
  return bytes.length < SAMPLE ? text : text.slice(0, text.lastIndexOf("\n") + 1);
}

async function head(path: string, length: number): Promise<Buffer> {
  const handle = await openFile(path, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function tail(path: string, length: number): Promise<string> {
  const handle = await openFile(path, "r");
  try {
    const { size } = await handle.stat();
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, Math.max(0, size - length));
    return buffer.toString("latin1");
  } finally {
    await handle.close();
  }
}
