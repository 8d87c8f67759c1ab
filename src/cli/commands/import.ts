import { Option } from "commander";
import type { Specification } from "../command.ts";
import { importText } from "../report.ts";

/** Options of `kindred import` as commander collects them. */
export interface ImportOptions {
  readonly as?: string;
  readonly map?: string[];
  readonly preset?: string;
  readonly zone?: string;
  readonly dates?: "dmy" | "mdy" | "ymd";
  readonly empty?: "clears";
  readonly dryRun?: true;
  readonly rejects?: string;
}

/** `kindred import FILE`: reads a file, guesses what it is, imports it, and reports. */
export const importCommand: Specification<ImportOptions> = {
  usage: "import <file>",
  summary: "import a file: CSV, TSV, JSON lines, Parquet, Excel; also gzipped",
  configure: (command) =>
    command
      .option("--as <kind>", "customers, orders, order-lines, events, survey, consent, rates, or an event's name (default: guessed)")
      .option("--map <field=column...>", "which column holds which field")
      .option("--preset <name>", "the export of a known tool, such as shopify-orders")
      .option("--zone <zone>", "zone of times without an offset (default: the workspace's)")
      .addOption(new Option("--dates <order>", "order of day, month and year in dates").choices(["dmy", "mdy", "ymd"]))
      .addOption(new Option("--empty <meaning>", "what an empty cell says").choices(["clears"]))
      .option("--dry-run", "report what would happen, change nothing")
      .option("--rejects <file>", "write the rejected rows with their reasons to a file"),
  run: async (context, options, file = "") => {
    const { importInto } = await import("../../app/import.ts");
    const report = await importInto({ directory: context.workspace, file, options, progress: context.progress.report });
    context.progress.finish();
    context.io.out(context.json ? `${JSON.stringify(report)}\n` : importText(report));
    return 0;
  },
};
