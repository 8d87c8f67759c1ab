import type { Specification } from "../command.ts";

interface Options {
  readonly set?: string[];
}

/** `kindred catalog`: what the workspace knows, and edits to how it is described. */
export const catalog: Specification<Options> = {
  usage: "catalog [name]",
  summary: "list the traits and events known: base, type, coverage, freshness, examples",
  configure: (command) =>
    command.option(
      "--set <field=value...>",
      "change how a trait or property (order.amount) is described: base=…, sensitivity=…, description=…",
    ),
  run: async (context, options, name) => {
    const { showCatalog, editCatalog } = await import("../../app/catalog.ts");
    const asked = { directory: context.workspace, ...(name === undefined ? {} : { name }) };
    if (options.set !== undefined) await editCatalog({ ...asked, changes: options.set });
    const shown = await showCatalog(asked);
    context.io.out(context.json ? `${JSON.stringify(shown.json)}\n` : shown.text);
    return 0;
  },
};
