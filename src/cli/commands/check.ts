import { Option } from "commander";
import type { Specification } from "../command.ts";
import { issueText } from "../issues.ts";

interface Options {
  readonly document?: true;
  readonly sql?: "duckdb" | "clickhouse";
}

/** `kindred check RULE`: issues and lint, canonical text, plain English, and what engines are asked. */
export const check: Specification<Options> = {
  usage: "check <rule>",
  summary: "check a rule: issues, lint, canonical text, plain English",
  configure: (command) =>
    command
      .option("--document", "print the rule as a JSON document")
      .addOption(new Option("--sql <engine>", "print the SQL of an engine").choices(["duckdb", "clickhouse"])),
  run: async (context, options, rule = "") => {
    const { checkRule } = await import("../../app/check.ts");
    const result = await checkRule({
      directory: context.workspace,
      text: rule,
      ...(options.sql === undefined ? {} : { sql: options.sql }),
    });
    const { io } = context;
    if (context.json) {
      io.out(`${JSON.stringify(result)}\n`);
      return result.valid ? 0 : 1;
    }
    for (const issue of [...result.issues, ...result.lint]) io.err(issueText(issue, rule));
    if (!result.valid) return 1;
    io.out(`${result.text}\n\n${result.english}\n`);
    if (options.document === true) io.out(`\n${JSON.stringify(result.document, null, 2)}\n`);
    for (const statement of result.sql ?? []) io.out(`\n${statement.text};\n-- parameters: ${JSON.stringify(statement.parameters)}\n`);
    return 0;
  },
};
