import { type AtOption, atOption } from "../at.ts";
import type { CommandGroup, Specification } from "../command.ts";
import { writeIssues } from "../issues.ts";
import { diffText, segmentText } from "../report.ts";
import { grouped, percentage, table } from "../table.ts";

interface SaveOptions {
  readonly description?: string;
  readonly owner?: string;
  readonly zone?: string;
  readonly withAnonymous?: true;
}

const save: Specification<SaveOptions> = {
  usage: "save <name> <rule>",
  summary: "save a segment, or a new version of it",
  configure: (command) =>
    command
      .option("--description <text>", "what it is for")
      .option("--owner <name>", "who answers for it")
      .option("--zone <zone>", "workspace, customer (each one's own), or an IANA zone (default: workspace)")
      .option("--with-anonymous", "count anonymous visitors as customers"),
  run: async (context, options, name = "", rule = "") => {
    const { saveSegment } = await import("../../app/segments.ts");
    const saved = await saveSegment({ directory: context.workspace, name, text: rule, ...options });
    if (context.json) context.io.out(`${JSON.stringify(saved.json)}\n`);
    else {
      writeIssues(context.io, saved.lint, { json: false, source: rule });
      const { version, changed } = saved.json;
      context.io.out(changed ? `Saved ${name}, version ${version}.\n` : `${name} is already so: version ${version} stays.\n`);
    }
    return 0;
  },
};

const list: Specification<AtOption> = {
  usage: "list",
  summary: "list the saved segments with their sizes",
  configure: (command) => atOption(command),
  run: async (context, options) => {
    const { listSegments } = await import("../../app/segments.ts");
    const segments = await listSegments({ directory: context.workspace, at: options.at });
    if (context.json) context.io.out(`${JSON.stringify(segments)}\n`);
    else if (segments.length === 0) context.io.out("No segments yet. Save one: kindred segment save NAME RULE\n");
    else
      context.io.out(
        table(
          [
            { title: "segment" },
            { title: "version", align: "right" },
            { title: "customers", align: "right" },
            { title: "share", align: "right" },
            { title: "rule" },
          ],
          segments.map((s) => [
            s.name,
            String(s.version),
            s.count === undefined ? "stale" : grouped(s.count),
            percentage(s.share),
            s.stale ?? s.english,
          ]),
        ),
      );
    return 0;
  },
};

const show: Specification<AtOption> = {
  usage: "show <name>",
  summary: "show a segment: rule, plain English, size, versions, where it is used",
  configure: (command) => atOption(command),
  run: async (context, options, name = "") => {
    const { showSegment } = await import("../../app/segments.ts");
    const shown = await showSegment({ directory: context.workspace, name, at: options.at });
    context.io.out(context.json ? `${JSON.stringify(shown)}\n` : segmentText(shown));
    return 0;
  },
};

const diff: Specification<AtOption> = {
  usage: "diff <name> <rule>",
  summary: "who would enter and leave if the segment had this rule",
  configure: (command) => atOption(command),
  run: async (context, options, name = "", rule = "") => {
    const { diffSegment } = await import("../../app/difference.ts");
    const difference = await diffSegment({ directory: context.workspace, name, text: rule, at: options.at });
    context.io.out(context.json ? `${JSON.stringify(difference)}\n` : diffText(difference));
    return 0;
  },
};

const remove: Specification = {
  usage: "delete <name>",
  summary: "delete a segment that no other segment uses",
  run: async (context, _options, name = "") => {
    const { deleteSegment } = await import("../../app/segments.ts");
    await deleteSegment({ directory: context.workspace, name });
    context.io.out(context.json ? `${JSON.stringify({ deleted: name })}\n` : `Deleted ${name}. Its versions are kept.\n`);
    return 0;
  },
};

/** `kindred segment …`: saved segments. */
export const segment: CommandGroup = {
  name: "segment",
  summary: "save, list, show, compare and delete segments",
  commands: [save, list, show, diff, remove],
};
