/** Where a command writes, and how: injected, so that commands can be run in process by tests. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether standard error is a terminal: then progress is drawn in place, else in plain lines. */
  readonly terminal: boolean;
  /** Columns of the terminal; 80 if unknown. */
  readonly width: number;
}

/** The process's own streams. */
export const processIo: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  terminal: process.stderr.isTTY === true,
  width: process.stdout.columns ?? 80,
};
