import type { Session } from "../src/app/session.ts";
import type { Hand } from "./hand.ts";

/** One line of a figure. */
export interface Line {
  readonly what: string;
  /** Milliseconds, or the unit that `unit` names. */
  readonly ours: number;
  readonly theirs?: number;
  readonly ratio?: number;
  readonly unit?: string;
  /** The limit, and whether it was reached. */
  readonly reach?: { readonly limit: string; readonly reached: boolean };
  readonly note?: string;
}

export interface Figure {
  readonly name: string;
  readonly title: string;
  readonly run: (bench: Bench) => Promise<readonly Line[]>;
}

export interface Bench {
  readonly size: Size;
  /** The workspace's directory; opened by `session` for figures that run in process. */
  readonly workspace: string;
  readonly files: string;
  readonly scratch: string;
  readonly session: () => Promise<Session>;
  readonly hand: () => Promise<Hand>;
  /** Closes what the two above opened. */
  readonly close: () => Promise<void>;
}

export interface Size {
  readonly name: "quick" | "tenth" | "full";
  readonly customers: number;
  readonly rounds: number;
}

/** A line whose ratio is held against a limit. */
export function ratioLine(what: string, ours: number, theirs: number, limit: number, note?: string): Line {
  const ratio = ours / theirs;
  const reach = { limit: `≤ ${limit}×`, reached: ratio <= limit };
  return { what, ours, theirs, ratio, reach, ...(note === undefined ? {} : { note }) };
}
