import { entry, type None, warning } from "./entry.ts";

/** What can go wrong between Kindred and its stores. */
export const warehouseIssues = {
  "warehouse-failed": entry<{ engine: string; reason: string }>({
    message: (p) => `${p.engine} could not do it: ${p.reason}`,
  }),
  "workspace-in-use": entry<{ directory: string }>({
    message: (p) => `Another process is using the workspace in ${p.directory}.`,
    hint: () => "Wait until it is done or stop it, or speak to its server with --server.",
  }),
  "workspace-newer": entry<{ directory: string; found: string; known: string }>({
    message: (p) => `The workspace in ${p.directory} was written by a newer version (${p.found}, known here: ${p.known}).`,
    hint: () => "Use that version of Kindred, or a newer one.",
  }),
  "workspace-damaged": entry<{ directory: string }>({
    message: (p) => `The warehouse file in ${p.directory} is damaged or not a warehouse.`,
    hint: () => "Restore it from a backup, or import the files again into a new workspace.",
  }),
  "workspace-read-only": entry<{ directory: string }>({
    message: (p) => `Nothing can be written in ${p.directory}.`,
    hint: () => "Check the permissions of the folder.",
  }),
  "disk-full": entry<{ directory: string }>({
    message: (p) => `The disk that holds ${p.directory} is full. Nothing was changed.`,
    hint: () => "Make room and try again.",
  }),
  "out-of-memory": entry<None>({
    message: () => "This needs more memory than the warehouse may use. Nothing was changed.",
    hint: () => "Give it more memory, or import the file in parts.",
  }),
  interrupted: entry<{ milliseconds: number }>({
    message: (p) => `Stopped after ${p.milliseconds} ms, before it was done.`,
  }),
  "not-supported": entry<{ engine: string; operation: string }>({
    message: (p) => `${p.engine} has no ${p.operation}.`,
  }),
  "deleted-customer": entry<None>({
    message: () => "The row names a customer who was deleted.",
    hint: () => "Leave the row out; a deleted customer is never brought back by a file.",
  }),
  "identity-conflict": warning<{ kind: string; count: number }>({
    message: (p) => `${p.count} rows give a customer an identity (${p.kind}) that belongs to someone else; it was not changed.`,
    hint: () => "Merge the two customers if they are one person.",
  }),
  "number-too-large": entry<{ name: string; scale: number }>({
    message: (p) => `${p.name} cannot hold its numbers with ${p.scale} decimal places.`,
  }),
  "number-overflow": entry<None>({
    message: () => "A number is too large to be kept exactly with the decimal places of its field. Nothing was changed.",
  }),
  "unknown-import": entry<{ batch: number }>({ message: (p) => `There is no import ${p.batch}.` }),
  "already-undone": entry<{ batch: number }>({ message: (p) => `Import ${p.batch} was taken back already.` }),
  "undo-after-merge": entry<{ batch: number }>({
    message: (p) => `Import ${p.batch} cannot be taken back: a customer it brought was merged with another one since.`,
    hint: () => "Take the merge back first.",
  }),
  "merged-into-itself": entry<None>({ message: () => "A customer cannot be merged with itself." }),
  "not-merged": entry<None>({ message: () => "This customer is not merged into another one." }),
} as const;
