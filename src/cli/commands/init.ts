import { Option } from "commander";
import type { Specification } from "../command.ts";

interface Options {
  readonly zone?: string;
  readonly currency?: string;
  readonly weekStarts?: string;
}

/** `kindred init`: makes a workspace with its settings. */
export const init: Specification<Options> = {
  usage: "init",
  summary: "make a workspace with its settings",
  configure: (command) =>
    command
      .option("--zone <zone>", "IANA time zone, such as Europe/Berlin (default: this machine's)")
      .option("--currency <code>", "ISO 4217 currency, such as EUR (default: this machine's)")
      .addOption(
        new Option("--week-starts <day>", "first day of the week").choices([
          "monday",
          "tuesday",
          "wednesday",
          "thursday",
          "friday",
          "saturday",
          "sunday",
        ]),
      ),
  run: async (context, options) => {
    const { initWorkspace } = await import("../../app/init.ts");
    const made = await initWorkspace(context.workspace, options);
    if (context.json) context.io.out(`${JSON.stringify(made)}\n`);
    else
      context.io.out(
        `Made a workspace in ${context.workspace}: zone ${made.zone}, currency ${made.currency}, weeks start on ${made.weekStarts}.\n`,
      );
    return 0;
  },
};
