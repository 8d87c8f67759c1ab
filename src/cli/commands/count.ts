import { type AtOption, atOption } from "../at.ts";
import type { Specification } from "../command.ts";
import { writeIssues } from "../issues.ts";
import { grouped, percentage } from "../table.ts";

/** `kindred count RULE`: how many customers a rule matches. */
export const count: Specification<AtOption> = {
  usage: "count <rule>",
  summary: "count the customers that a rule matches",
  configure: (command) => atOption(command),
  run: async (context, options, rule = "") => {
    const { countRule } = await import("../../app/count.ts");
    const result = await countRule({ directory: context.workspace, text: rule, at: options.at, progress: context.progress.report });
    context.progress.finish();
    if (context.json) {
      context.io.out(`${JSON.stringify(result.json)}\n`);
      return 0;
    }
    writeIssues(context.io, result.lint, { json: false, source: rule });
    const { count, universe, share, at, milliseconds } = result.json;
    context.io.out(`${grouped(count)} of ${grouped(universe)} customers (${percentage(share)}) at ${at}, in ${milliseconds} ms\n`);
    return 0;
  },
};
