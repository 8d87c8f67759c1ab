/** What a file turned out to be, and where the engine can read it. */
import type { LongLine } from "./rewrite.ts";

type Compression = "none" | "gzip";

/** How the bytes of a text file are to be read; a byte order mark is not part of the text. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** How the records of a delimited file are written. */
export interface Dialect {
  readonly delimiter: string;
  /** `""` if nothing is quoted. */
  readonly quote: string;
  /** What makes a quote inside a quoted cell part of it: the quote itself, or a backslash. */
  readonly escape: string;
  /** Whether the first record names the columns. */
  readonly header: boolean;
  /** Records before the header that are not data (`sep=;` of Excel). */
  readonly skip: number;
}

/** What was noticed or done to be able to read the file; shown in the report. */
export type OpenNote =
  | { readonly kind: "encoding"; readonly encoding: Encoding; readonly how: "mark" | "bytes" }
  | { readonly kind: "compression"; readonly compression: Compression }
  | { readonly kind: "dialect"; readonly dialect: Dialect }
  | { readonly kind: "sheet"; readonly sheet: string; readonly others: number };

interface Opened {
  /** The file's own name without its folder. */
  readonly name: string;
  /** SHA-256 of the file as it was given, in hexadecimal digits. */
  readonly digest: string;
  /** Bytes of the file as it was given. */
  readonly bytes: number;
  /** What the engine reads: the file itself, or a readable copy in the workspace's temporary folder. */
  readonly path: string;
  readonly notes: readonly OpenNote[];
  /** Takes the temporary copies away. */
  close(): Promise<void>;
}

export interface DelimitedSource extends Opened {
  readonly format: "delimited";
  readonly dialect: Dialect;
  /** Names of the columns as written; `column1`, `column2`, … where the file names none. */
  readonly headers: readonly string[];
  /** Bytes that no line exceeds; exact above 64 KB. */
  readonly longestLine: number;
  /** Whether some cell holds a zero byte. */
  readonly zeroBytes: boolean;
  /** Lines that were too long to be read. */
  readonly longLines: readonly LongLine[];
}

export interface JsonSource extends Opened {
  readonly format: "json-lines" | "json-array";
  readonly longestLine: number;
  readonly longLines: readonly LongLine[];
}

export interface ParquetSource extends Opened {
  readonly format: "parquet";
}

export type Source = DelimitedSource | JsonSource | ParquetSource;
