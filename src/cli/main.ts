import { Command, CommanderError } from "commander";
import { KindredError } from "../core/issue.ts";
import type { CommandGroup, CommonOptions, Context, Specification } from "./command.ts";
import { catalog } from "./commands/catalog.ts";
import { check } from "./commands/check.ts";
import { count } from "./commands/count.ts";
import { demo } from "./commands/demo.ts";
import { explain } from "./commands/explain.ts";
import { importCommand } from "./commands/import.ts";
import { init } from "./commands/init.ts";
import { members } from "./commands/members.ts";
import { segment } from "./commands/segment.ts";
import { undo } from "./commands/undo.ts";
import type { Io } from "./io.ts";
import { processIo } from "./io.ts";
import { writeIssues } from "./issues.ts";
import { progressOn, quiet } from "./progress.ts";
import { version } from "./version.ts";

const exit = { done: 0, problem: 1, usage: 2 } as const;

const commands = [
  init,
  demo,
  importCommand,
  undo,
  catalog,
  count,
  members,
  explain,
  check,
] as const satisfies readonly Specification<never>[];
const groups: readonly CommandGroup[] = [segment];

/** Runs one command line (without the program's name) and answers with the exit code: 0 done, 1 a problem with the data or rule, 2 wrong usage. */
export async function main(argv: readonly string[], io: Io = processIo): Promise<number> {
  let code: number = exit.done;
  const program = new Command("kindred")
    .description("Customer segments that can be explained: rules over traits, events and money, on your own machine.")
    .version(version, "--version", "print the version")
    .helpOption("-h, --help", "print this help")
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .showHelpAfterError("(kindred --help lists all commands)")
    .exitOverride();
  const finish = (result: number): void => {
    code = result;
  };
  for (const specification of commands) attach(program, specification, io, finish);
  for (const group of groups) {
    const parent = program.command(group.name).description(group.summary).exitOverride();
    for (const specification of group.commands) attach(parent, specification, io, finish);
  }
  try {
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.done : exit.usage;
    throw error;
  }
}

function attach(parent: Command, specification: Specification<never>, io: Io, finish: (code: number) => void): void {
  const command = parent
    .command(specification.usage)
    .description(specification.summary)
    .option("-w, --workspace <dir>", "the workspace's directory", process.env.KINDRED_WORKSPACE ?? "./kindred-data")
    .option("--json", "print JSON")
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .exitOverride();
  specification.configure?.(command);
  command.action(async (...values: unknown[]) => {
    const positional = values.slice(0, -2) as string[];
    const options = values.at(-2) as CommonOptions;
    finish(await guarded(specification, io, options, positional));
  });
}

async function guarded(
  specification: Specification<never>,
  io: Io,
  options: CommonOptions,
  positional: readonly string[],
): Promise<number> {
  const json = options.json === true;
  const progress = json ? quiet : progressOn(io);
  const context: Context = { io, workspace: options.workspace, json, progress };
  try {
    return await specification.run(context, options as never, ...positional);
  } catch (error) {
    if (!(error instanceof KindredError)) throw error;
    progress.finish();
    writeIssues(io, error.issues, { json });
    return exit.problem;
  } finally {
    progress.finish();
  }
}
