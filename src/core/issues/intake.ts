import { didYouMean, entry, type None, warning } from "./entry.ts";

/** What can be wrong with a file, its mapping or one of its rows. No entry repeats a customer's data. */
export const intakeIssues = {
  "no-customer": entry<None>({ message: () => "The row names no customer." }),
  "unknown-column": entry<{ column: string; nearest?: string }>({
    message: (p) => `The file has no column ${p.column}.`,
    hint: (p) => didYouMean(p.nearest),
  }),
  "unknown-mapping-field": entry<{ field: string; nearest?: string }>({
    message: (p) => `There is no field ${p.field} to map to.`,
    hint: (p) => didYouMean(p.nearest),
  }),
  "missing-mapping": entry<{ field: string }>({
    message: (p) => `No column is mapped to ${p.field}.`,
    hint: (p) => `Add --map ${p.field}=COLUMN.`,
  }),
  "invalid-instant": entry<{ column: string }>({ message: (p) => `${p.column} is not a date or time.` }),
  "in-the-future": entry<{ minutes: number }>({
    message: (p) => `The time lies more than ${p.minutes} minutes in the future.`,
  }),
  "invalid-cell": entry<{ column: string; type: string }>({ message: (p) => `${p.column} is not ${p.type}.` }),
  "conflicting-duplicate": warning<{ id: string }>({
    message: (p) => `The message ${p.id} came before with other content; the first one counts.`,
  }),

  // the file
  "empty-file": entry<None>({ message: () => "The file is empty." }),
  "unsupported-file": entry<{ found: string }>({
    message: (p) => `This is ${p.found}, not a table.`,
    hint: () => "Export the table as CSV, JSON lines, Parquet or Excel (.xlsx).",
  }),
  "truncated-gzip": entry<{ bytes: number }>({
    message: (p) => `The gzip file breaks off after ${p.bytes} unpacked bytes; nothing was imported.`,
    hint: () => "Download or export it again.",
  }),
  "damaged-gzip": entry<{ bytes: number }>({
    message: (p) => `The gzip file is damaged after ${p.bytes} unpacked bytes; nothing was imported.`,
    hint: () => "Download or export it again.",
  }),
  "damaged-file": entry<{ format: string }>({
    message: (p) => `The ${p.format} is damaged and cannot be read; nothing was imported.`,
    hint: () => "Download or export it again.",
  }),
  "too-many-columns": entry<{ count: number; limit: number }>({
    message: (p) => `The file has ${p.count} columns; the limit is ${p.limit}.`,
    hint: () => "Export only the columns that matter, or reshape the file so that each row is one event.",
  }),
  "too-many-event-names": entry<{ count: number; limit: number }>({
    message: (p) => `The file has ${p.count} different event names; the limit is ${p.limit}.`,
    hint: () => "Map name to the column that tells what kind of event it is, not to one that tells events apart.",
  }),
  "equal-headers": warning<{ column: string; count: number }>({
    message: (p) => `${p.count} columns are called ${p.column}; the later ones get a number.`,
  }),
  "ambiguous-dates": entry<{ column: string; first: string; second: string }>({
    message: (p) => `The dates in ${p.column} can be read as ${p.first} or as ${p.second}, and no row tells which.`,
    hint: () => "Say which with --dates dmy, --dates mdy or --dates ymd.",
  }),
  "mixed-dates": entry<{ column: string; formats: readonly string[] }>({
    message: (p) => `The dates in ${p.column} are written in ways that contradict each other: ${p.formats.join(", ")}.`,
    hint: () => "Say which is meant with --dates; the rows that do not fit become rejects.",
  }),
  "wrong-mapping": entry<{ field: string; column: string; expected: string }>({
    message: (p) => `${p.column} is mapped to ${p.field}, but it does not hold ${p.expected}.`,
    hint: (p) => `Map another column with --map ${p.field}=COLUMN, or leave it out with --map ${p.field}=.`,
  }),
  "counts-differ": entry<{ read: number; imported: number; duplicates: number; rejected: number }>({
    message: (p) =>
      `Of ${p.read} rows ${p.imported} were imported, ${p.duplicates} known and ${p.rejected} rejected, which does not add up.`,
    hint: () => "This is a mistake of Kindred. Please report it; undo takes the import back.",
  }),
  "kind-unknown": entry<{ columns: readonly string[] }>({
    message: () => "It is not clear what the rows of this file are.",
    hint: () => "Say it with --as customers, orders, order-lines, events, survey, consent or the name of an event.",
  }),
  "unknown-preset": entry<{ preset: string; nearest?: string }>({
    message: (p) => `There is no preset ${p.preset}.`,
    hint: (p) => didYouMean(p.nearest),
  }),

  // a row
  "row-too-long": entry<{ bytes: number }>({ message: (p) => `The line is longer than ${p.bytes} bytes.` }),
  "too-many-fields": entry<None>({ message: () => "The row has more fields than the file has columns." }),
  "too-few-fields": entry<None>({ message: () => "The row has fewer fields than the file has columns." }),
  "broken-quotes": entry<None>({ message: () => "A quote in the row is opened and not closed, or closed too early." }),
  "invalid-utf8": entry<None>({ message: () => "The row holds bytes that are no UTF-8." }),
  "nul-byte": entry<{ column: string }>({ message: (p) => `${p.column} holds a zero byte.` }),
  "invalid-json": entry<{ line?: number }>({
    message: (p) => `${p.line === undefined ? "The text" : `Line ${p.line}`} is not valid JSON.`,
  }),
  "duplicate-key": entry<None>({ message: () => "The JSON object names a key twice." }),
  "instant-not-possible": entry<{ column: string }>({ message: (p) => `${p.column} lies outside the years 1900 to 2299.` }),
  "negative-price": entry<{ column: string }>({
    message: (p) => `${p.column} is negative.`,
    hint: () => "A return is a line with a negative quantity and a positive price.",
  }),
  "two-currencies": entry<{ column: string }>({ message: (p) => `${p.column} names a currency other than the row's.` }),
  "order-of-two-customers": entry<{ column: string }>({ message: (p) => `The rows with this ${p.column} belong to different customers.` }),
  "order-in-two-currencies": entry<{ column: string }>({ message: (p) => `The rows with this ${p.column} are in different currencies.` }),
  "no-order": entry<{ column: string }>({ message: (p) => `The row names no order in ${p.column}.` }),
  "no-event-name": entry<{ column: string }>({ message: (p) => `The row has no name of an event in ${p.column}.` }),
} as const;
