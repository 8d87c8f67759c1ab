import type { Specification } from "../command.ts";
import { grouped } from "../table.ts";

/** `kindred undo IMPORT`: takes one import back. */
export const undo: Specification = {
  usage: "undo <import>",
  summary: "take one import back",
  run: async (context, _options, batch = "") => {
    const { undoImport } = await import("../../app/undo.ts");
    const undone = await undoImport({ directory: context.workspace, batch, progress: context.progress.report });
    context.progress.finish();
    if (context.json) context.io.out(`${JSON.stringify(undone)}\n`);
    else {
      context.io.out(`Took import ${undone.import} back: ${grouped(undone.events)} events, ${grouped(undone.statements)} trait values, ${grouped(undone.customers)} customers.\n`);
      for (const note of undone.notes) context.io.out(`  ${note}\n`);
    }
    return 0;
  },
};
