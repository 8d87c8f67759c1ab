// What `npm start` and `npm test` share on a bare clone: installing, and finding the runtime that was installed.
// Plain JavaScript without dependencies, because nothing is installed yet and the Node that runs it may be an older one.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder. */
export const root = fileURLToPath(new URL("../", import.meta.url));

/**
 * Whether a folder's node_modules holds what its lockfile says. The versions are compared, not the files' times: a fresh
 * checkout of another branch has new times and often the same packages. Packages of other platforms may be absent.
 */
export function isInstalled(folder) {
  const lock = packagesOf(join(folder, "package-lock.json"));
  const present = packagesOf(join(folder, "node_modules", ".package-lock.json"));
  if (lock === undefined || present === undefined) return false;
  return Object.entries(lock).every(([path, wanted]) => {
    if (path === "") return true;
    const found = present[path];
    if (found === undefined) return wanted.optional === true && !isForThisPlatform(wanted);
    return found.version === wanted.version;
  });
}

function packagesOf(lockfile) {
  return existsSync(lockfile) ? JSON.parse(readFileSync(lockfile, "utf8")).packages : undefined;
}

/** Packages that tell C libraries apart, or need nothing particular, are npm's to choose. */
function isForThisPlatform({ os, cpu, libc }) {
  if (os === undefined || cpu === undefined || libc !== undefined) return false;
  return os.includes(process.platform) && cpu.includes(process.arch);
}

/**
 * Installs the root exactly as locked, unless it is there already. Answers with whether it is there now.
 * On Windows the runtime in node_modules may be the one running this, which can not be deleted, so there npm only adds what differs.
 */
export function install() {
  if (isInstalled(root)) return true;
  const running = process.platform === "win32" && process.execPath.startsWith(join(root, "node_modules"));
  return npm(running ? ["install", "--ignore-scripts", "--no-save"] : ["ci", "--ignore-scripts"], root);
}

/**
 * Installs the in-process ClickHouse engine, which only tests need. Not by `npm ci`: that insists on the packages of all
 * platforms being in the lockfile, and some of them are not published everywhere. Answers with whether there is an engine for
 * this platform now: it is an optional package, so npm is content without it.
 */
export function installClickHouse() {
  const folder = join(root, "testkit", "clickhouse");
  const done = isInstalled(folder) || npm(["install", "--ignore-scripts", "--no-save"], folder);
  return done && existsSync(join(folder, "node_modules", "@chdb"));
}

function npm(args, folder) {
  console.log(`npm ${args.join(" ")}${folder === root ? "" : " (testkit/clickhouse)"}`);
  const quiet = [...args, "--no-fund", "--no-audit", "--loglevel=error"];
  const { npm_execpath: program, npm_node_execpath: node } = process.env;
  const options = { cwd: folder, stdio: "inherit" };
  const result = program?.endsWith(".js")
    ? spawnSync(node ?? process.execPath, [program, ...quiet], options)
    : spawnSync("npm", quiet, { ...options, shell: process.platform === "win32" });
  return result.status === 0;
}

/** The Node to run the project with: the pinned one; else the running one if it is new enough; else undefined. */
export function runtime() {
  const windows = process.platform === "win32";
  const folder = `node-${windows ? "win" : process.platform}-${process.arch}`;
  const pinned = join(root, "node_modules", folder, "bin", windows ? "node.exe" : "node");
  if (existsSync(pinned)) return pinned;
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  console.error(
    `Node 22.18 or newer is needed; this is ${process.versions.node}, and no runtime is packaged for ${process.platform} ${process.arch}.`,
  );
  return undefined;
}

/** Runs a script with the given runtime in the repository's folder, with the installed programs first on the path; answers with its exit status. */
export function run(node, script, args = []) {
  const path = [join(root, "node_modules", ".bin"), process.env.PATH ?? ""].join(delimiter);
  const result = spawnSync(node, [join(root, script), ...args], { cwd: root, stdio: "inherit", env: { ...process.env, PATH: path } });
  return result.status ?? 1;
}
