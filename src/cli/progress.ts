import { stopwatch } from "../core/clock.ts";
import type { Io } from "./io.ts";

/** What a long command says while it works; always on standard error. */
export interface Progress {
  /** `done` of 0 to 1, or `undefined` where the end is not known. */
  readonly report: (step: string, done?: number) => void;
  /** Clears the line on a terminal; nothing otherwise. */
  readonly finish: () => void;
}

const intervals = { terminal: 80, plain: 2000 } as const;

/** A progress writer: one line drawn in place on a terminal, a plain line every two seconds otherwise. */
export function progressOn(io: Io): Progress {
  let elapsed = io.terminal ? undefined : stopwatch();
  let drawn = false;
  const report = (step: string, done?: number): void => {
    const interval = io.terminal ? intervals.terminal : intervals.plain;
    if (elapsed !== undefined && elapsed() < interval) return;
    elapsed = stopwatch();
    if (!io.terminal) {
      io.err(`${line(step, done, 0)}\n`);
      return;
    }
    io.err(`\r\u001b[2K${line(step, done, Math.min(24, io.width - step.length - 8))}`);
    drawn = true;
  };
  const finish = (): void => {
    if (drawn) io.err("\r\u001b[2K");
    drawn = false;
  };
  return { report, finish };
}

/** No progress: for JSON output and for tests. */
export const quiet: Progress = { report: () => undefined, finish: () => undefined };

function line(step: string, done: number | undefined, barWidth: number): string {
  if (done === undefined) return `${step} …`;
  const share = Math.min(1, Math.max(0, done));
  const percent = `${Math.floor(share * 100)} %`;
  if (barWidth < 8) return `${step}  ${percent}`;
  const filled = Math.round(share * barWidth);
  return `${step}  ${"█".repeat(filled)}${"░".repeat(barWidth - filled)}  ${percent}`;
}
