// npm start: installs if needed, then prepares the demo shop in ./kindred-data and prints its segments.
import { install, run, runtime } from "./install.mjs";

const node = install() ? runtime() : undefined;
process.exitCode = node === undefined ? 1 : run(node, "bin/kindred.js", ["demo", ...process.argv.slice(2)]);
