import { didYouMean, entry, type None } from "./entry.ts";

/** What can be wrong with a command, a request or a workspace's settings. */
export const commandIssues = {
  "unknown-command": entry<{ name: string; nearest?: string }>({
    message: (p) => `There is no command ${p.name}.`,
    hint: (p) => didYouMean(p.nearest) ?? "kindred --help lists all.",
  }),
  "unknown-option": entry<{ name: string; nearest?: string }>({
    message: (p) => `There is no option ${p.name}.`,
    hint: (p) => didYouMean(p.nearest),
  }),
  "missing-argument": entry<{ name: string }>({ message: (p) => `${p.name} is missing.` }),
  "invalid-argument": entry<{ name: string; found: string; expected: string }>({
    message: (p) => `${p.name} must be ${p.expected}, not ${p.found}.`,
  }),
  "no-workspace": entry<{ directory: string }>({
    message: (p) => `There is no workspace in ${p.directory}.`,
    hint: () => "Make one with kindred init.",
  }),
  "file-not-found": entry<{ file: string }>({ message: (p) => `There is no file ${p.file}.` }),
  "segment-in-use": entry<{ name: string; users: readonly string[] }>({
    message: (p) => `${p.name} is used in ${p.users.join(", ")}.`,
    hint: () => "Change or delete those first.",
  }),
  "workspace-exists": entry<{ directory: string }>({
    message: (p) => `There is already a workspace in ${p.directory}.`,
    hint: () => "Name another directory with --workspace.",
  }),
  "unknown-customer": entry<None>({
    message: () => "There is no such customer in the workspace.",
    hint: () => "Ids are exact: give the id as it was imported, or an e-mail address that came with it.",
  }),
  "unknown-name": entry<{ name: string; nearest?: string }>({
    message: (p) => `The catalog has no trait, event or property ${p.name}.`,
    hint: (p) => didYouMean(p.nearest) ?? "kindred catalog lists all.",
  }),
  "file-not-writable": entry<{ file: string; reason: string }>({
    message: (p) => `${p.file} cannot be written: ${p.reason}.`,
    hint: () => "Give a path in a folder that exists and that you may write to.",
  }),
} as const;
