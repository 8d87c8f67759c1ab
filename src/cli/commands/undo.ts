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
    if (context.json) {
      context.io.out(`${JSON.stringify(undone)}\n`);
      return 0;
    }
    context.io.out(
      `Took import ${undone.batch} back: ${grouped(undone.rows)} events, trait values and consents, ${grouped(undone.customersRemoved)} customers.\n`,
    );
    for (const { batch: later, name, rows } of undone.importAgain) {
      context.io.out(
        `  ${grouped(rows)} rows of import ${later} (${name}) were left out because this import had them: import that file again.\n`,
      );
    }
    return 0;
  },
};
