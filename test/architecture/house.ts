import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { floorOf } from "./rooms.ts";
import { read, type Source } from "./source.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Every TypeScript file of the rooms, the testkit and the benchmarks. */
export function house(): readonly Source[] {
  const paths = globSync("{src,testkit,bench}/**/*.{ts,tsx}", { cwd: root, exclude: (path) => path.endsWith("node_modules") });
  return paths
    .map((path) => path.split(sep).join("/"))
    .filter((path) => !path.includes("node_modules/"))
    .sort()
    .map((path) => read(path, readFileSync(join(root, path), "utf8")));
}

/** What stands directly in src but is no room: a file, or a folder the table of arrows does not know. */
export function strangers(): readonly string[] {
  return readdirSync(join(root, "src"), { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() || floorOf(entry.name) === undefined)
    .map(({ name }) => `src/${name}`);
}

/** Rooms that do not say what they are for. */
export function roomsWithoutReadme(): readonly string[] {
  return readdirSync(join(root, "src"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !existsSync(join(root, "src", entry.name, "README.md")))
    .map(({ name }) => `src/${name}`);
}
