import { failure, KindredError } from "../../core/issue.ts";

/** What a file of the workspace is being opened or used for, so that a failure can name it. */
export interface Circumstances {
  readonly directory: string;
  /** Milliseconds since the statement began; 0 while opening. */
  readonly milliseconds: number;
}

interface Reading {
  readonly pattern: RegExp;
  readonly make: (where: Circumstances) => KindredError;
}

const readings: readonly Reading[] = [
  { pattern: /^INTERRUPT Error/, make: (where) => failure("interrupted", { milliseconds: Math.round(where.milliseconds) }) },
  {
    pattern: /Could not set lock on file|Cannot open file.*being used by another process/,
    make: (where) => failure("workspace-in-use", { directory: where.directory }),
  },
  {
    pattern:
      /not a valid DuckDB database file|Corrupt database|Serialization Error|checksum|file is too (small|short)|could not read (enough|all) bytes/i,
    make: (where) => failure("workspace-damaged", { directory: where.directory }),
  },
  {
    pattern: /newer version of DuckDB|version number [0-9]+, but we can only read/,
    make: (where) => failure("workspace-newer", { directory: where.directory, found: "another storage format", known: "this program's" }),
  },
  {
    pattern: /No space left on device|disk (is )?full|max_temp_directory_size/i,
    make: (where) => failure("disk-full", { directory: where.directory }),
  },
  {
    pattern: /Permission denied|Read-only file system|read-only mode/i,
    make: (where) => failure("workspace-read-only", { directory: where.directory }),
  },
  { pattern: /^Out of Range Error: Overflow/, make: () => failure("number-overflow", {}) },
  { pattern: /^Out of Memory Error/, make: () => failure("out-of-memory", {}) },
  {
    pattern: /No such file or directory|database does not exist/,
    make: (where) => failure("no-workspace", { directory: where.directory }),
  },
];

/**
 * What the engine threw, as an issue. Texts of the engine can quote values from rows, so only the kind of error and its
 * first words outside quotation marks are passed on; the original is the error's `cause` and is never shown.
 */
export function asFailure(thrown: unknown, where: Circumstances): KindredError {
  if (thrown instanceof KindredError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const reading = readings.find(({ pattern }) => pattern.test(message));
  const made = reading?.make(where) ?? failure("warehouse-failed", { engine: "DuckDB", reason: withoutValues(message) });
  return new KindredError(made.issues, { cause: thrown });
}

function withoutValues(message: string): string {
  const first = message.split("\n")[0] ?? "";
  return first.replace(/"[^"]*"|'[^']*'/g, "…").slice(0, 200);
}
