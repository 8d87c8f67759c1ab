/**
 * The arrows of the house, in one place: the rooms of one line stand on the same floor, and a room may import the rooms of
 * lower floors only. What two rooms of one floor need together is joined higher up, or belongs lower down.
 */
export const floors: readonly (readonly string[])[] = [
  ["core"],
  ["rules", "sql"],
  ["models", "control", "warehouse", "catalog"],
  ["evaluate"],
  ["membership", "traits", "intake"],
  ["action", "measure", "insight"],
  ["app"],
  ["web", "server", "cli"],
];

/** Rooms that may import less than their floor allows. The web app runs in a browser. */
const narrower: Readonly<Record<string, readonly string[]>> = { web: ["core", "rules"] };

/** Packages that only these rooms may import, so that what they stand for can be exchanged there. */
export const owners: Readonly<Record<string, readonly string[]>> = {
  "@duckdb/node-api": ["warehouse"],
  "@clack/prompts": ["cli"],
  commander: ["cli"],
};

/** Rooms that do no input or output: they compute. */
export const computing: readonly string[] = ["core", "rules", "sql"];

/** What Node gives for input and output. */
export const outsideWorld: readonly string[] = [
  "fs",
  "fs/promises",
  "net",
  "http",
  "https",
  "child_process",
  "worker_threads",
  "readline",
  "dns",
  "tls",
];

/** Where in the repository a file stands. */
export interface Place {
  /** `room` is below src; `outside` is any other folder of the repository. */
  readonly kind: "room" | "testkit" | "bench" | "test" | "outside";
  /** The room below src, the part of the testkit; else empty. */
  readonly name: string;
  readonly isTest: boolean;
}

/** Where a file stands, by its path from the repository's root. */
export function placeOf(path: string): Place {
  const [top = "", name = "", ...deeper] = path.split("/");
  const isTest = path.endsWith(".test.ts") || path.endsWith(".test.tsx");
  const inFolder = deeper.length > 0 ? name : "";
  if (top === "src") return { kind: "room", name: inFolder, isTest };
  if (top === "testkit") return { kind: "testkit", name: inFolder, isTest };
  if (top === "bench" || top === "test") return { kind: top, name: "", isTest };
  return { kind: "outside", name: "", isTest };
}

/** The floor a room stands on, from 0; undefined for a name that is no room. */
export function floorOf(room: string): number | undefined {
  const floor = floors.findIndex((rooms) => rooms.includes(room));
  return floor === -1 ? undefined : floor;
}

/** Why a room may not import another one; undefined if it may. */
export function refusal(from: string, to: string): string | undefined {
  if (from === to) return undefined;
  const [fromFloor, toFloor] = [floorOf(from), floorOf(to)];
  if (fromFloor === undefined) return `${from} is not a room of the house`;
  if (toFloor === undefined) return `${to} is not a room of the house`;
  if (narrower[from] !== undefined && !narrower[from].includes(to)) return `${from} may import ${narrower[from].join(", ")} only`;
  if (fromFloor === toFloor) return `${from} and ${to} stand on one floor: join them higher up, or move what both need lower down`;
  if (fromFloor < toFloor) return `${to} stands above ${from}: arrows go down only`;
  return undefined;
}
