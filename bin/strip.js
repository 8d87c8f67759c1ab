// Node strips types in a checkout, but refuses to below node_modules, where an installed kindred lives. This does the same there, for kindred's own files only.
import { readFileSync } from "node:fs";
import { registerHooks, stripTypeScriptTypes } from "node:module";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url).href;

/** From now on, TypeScript files of this package load with their types stripped. */
export function stripOwnTypes() {
  const { emitWarning } = process;
  registerHooks({
    load(url, context, next) {
      if (!url.startsWith(root) || !url.endsWith(".ts")) return next(url, context);
      return { format: "module", shortCircuit: true, source: stripQuietly(readFileSync(fileURLToPath(url), "utf8"), emitWarning) };
    },
  });
}

/** Without the note that stripping is experimental, which is of no use to whoever runs a command. */
function stripQuietly(source, emitWarning) {
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}
