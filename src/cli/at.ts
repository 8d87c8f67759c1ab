import type { Command } from "commander";

/** The instant of evaluation as written: an instant, a date (the end of that day), `data` or `now`. */
export interface AtOption {
  readonly at: string;
}

/** Adds `--at`. */
export function atOption(command: Command): Command {
  return command.option("--at <instant>", "evaluate as of an instant, the end of a date, or data (the newest event)", "now");
}
