import { failure } from "../core/issue.ts";
import { type Undone, undo } from "../warehouse/undo.ts";
import { type Access, withSession } from "./session.ts";

/** Takes an import back by its number. Throws `unknown-import`, `already-undone`, `undo-after-merge`, or `invalid-argument`. */
export async function undoImport(options: Access & { readonly batch: string }): Promise<Undone> {
  const batch = Number(options.batch);
  if (!Number.isInteger(batch) || batch < 1) {
    throw failure("invalid-argument", { name: "The import", found: options.batch, expected: "the number that its report gave" });
  }
  return withSession(options, (session) => {
    options.progress?.("taking the import back");
    return undo(session.warehouse, batch);
  });
}
