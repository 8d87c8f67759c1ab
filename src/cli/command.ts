import type { Command } from "commander";
import type { Io } from "./io.ts";
import type { Progress } from "./progress.ts";

/** Options that every command takes. */
export interface CommonOptions {
  readonly workspace: string;
  readonly json?: true;
}

/** What a command is given to work with. */
export interface Context {
  readonly io: Io;
  readonly workspace: string;
  readonly json: boolean;
  readonly progress: Progress;
}

/**
 * One command of the command line. `run` imports what it needs when it runs, so that `--help` loads no engine.
 * It answers with the exit code: 0 done, 1 a problem with the data or the rule; issues are thrown as `KindredError`.
 */
export interface Specification<Options = object> {
  /** Name and arguments as commander writes them: `count <rule>`. */
  readonly usage: string;
  readonly summary: string;
  /** Adds the command's own options, and examples behind its help. */
  readonly configure?: (command: Command) => void;
  readonly run: (context: Context, options: Options, ...positional: string[]) => Promise<number>;
}

/** A group of commands under one word, such as `segment save` and `segment list`. */
export interface CommandGroup {
  readonly name: string;
  readonly summary: string;
  readonly commands: readonly Specification<never>[];
}
