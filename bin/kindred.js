#!/usr/bin/env node
// Starts the command line. Nothing is imported before it is known to be needed: this file is on the path of every command.

const oldest = [22, 18];

/** Whether the running Node strips types by itself. */
function isNewEnough() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

/** Runs the command line in this process and sets the exit code; output that is still under way is written out first. */
async function run() {
  process.getBuiltinModule("node:module").enableCompileCache();
  if (import.meta.url.includes("/node_modules/")) (await import("./strip.js")).stripOwnTypes();
  const { main } = await import("../src/cli/main.ts");
  process.exitCode = await main(process.argv.slice(2));
}

/** Where the runtime is that was installed beside this package, or undefined. */
async function pinnedNode() {
  const { createRequire } = await import("node:module");
  const { join } = await import("node:path");
  const windows = process.platform === "win32";
  const name = `node-${windows ? "win" : process.platform}-${process.arch}`;
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return join(manifest, "..", "bin", windows ? "node.exe" : "node");
  } catch {
    return undefined;
  }
}

/** Runs the same command line on the pinned runtime: same streams, signals passed on, same way to end. */
async function runPinned() {
  const node = await pinnedNode();
  if (node === undefined) {
    process.stderr.write(
      `kindred needs Node ${oldest.join(".")} or newer; this is ${process.versions.node}, and no runtime is installed beside it. ` +
        "Install a newer Node, or run `npm ci --ignore-scripts` in the kindred folder without leaving out optional packages.\n",
    );
    process.exitCode = 1;
    return;
  }
  const { spawn } = await import("node:child_process");
  const child = spawn(node, process.argv.slice(1), { stdio: "inherit" });
  process.on("SIGINT", () => {}); // a terminal sends it to the child as well
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    process.stderr.write(`kindred could not start its runtime at ${node}: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on("exit", (code, signal) => {
    if (signal === null) {
      process.exitCode = code;
      return;
    }
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

await (isNewEnough() ? run() : runPinned());
