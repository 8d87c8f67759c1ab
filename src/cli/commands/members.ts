import { type AtOption, atOption } from "../at.ts";
import type { Specification } from "../command.ts";

interface Options extends AtOption {
  readonly columns?: string;
  readonly limit?: string;
  readonly out?: string;
}

/** `kindred members RULE`: ids and traits of the customers that a rule matches. */
export const members: Specification<Options> = {
  usage: "members <rule>",
  summary: "list the customers that a rule matches, as CSV, JSON or Parquet",
  configure: (command) =>
    atOption(command)
      .option("--columns <traits>", "traits to list beside the id, separated by commas")
      .option("--limit <n>", "at most this many")
      .option("--out <file>", "write to a file: .csv, .json, .jsonl or .parquet; - for CSV on standard output"),
  run: async (context, options, rule = "") => {
    const { listMembers } = await import("../../app/members.ts");
    const result = await listMembers({
      directory: context.workspace,
      text: rule,
      at: options.at,
      ...(options.columns === undefined ? {} : { columns: options.columns }),
      ...(options.limit === undefined ? {} : { limit: options.limit }),
      out: options.out ?? "-",
      json: context.json,
      write: context.io.out,
      progress: context.progress.report,
    });
    context.progress.finish();
    if (result.file !== undefined) {
      if (context.json) context.io.out(`${JSON.stringify(result)}\n`);
      else context.io.out(`Wrote ${result.rows} customers to ${result.file}.\n`);
    }
    return 0;
  },
};
