/**
 * Writes src/core/text/fold-data.ts from the Unicode character database as packed by @unicode/unicode-15.0.0 (MIT), which is
 * too large to be a dependency. Unpack it somewhere and name its folder:
 *
 *   npm pack @unicode/unicode-15.0.0 && tar xzf unicode-unicode-15.0.0-*.tgz
 *   node tools/generate-fold.ts package
 *
 * The version is one that every supported host knows, so that the host's normalize() means the same for all code points
 * that are assigned in it (Unicode's stability policy).
 */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
if (folder === undefined) throw new Error("usage: node tools/generate-fold.ts FOLDER_OF_UNICODE_PACKAGE");

async function load<T>(path: string): Promise<T> {
  const module = (await import(pathToFileURL(resolve(folder as string, path, "code-points.mjs")).href)) as { default: T };
  return module.default;
}

/** Alternating gap and length of runs of consecutive code points, base 36. */
function runs(codePoints: Iterable<number>): string {
  const sorted = [...codePoints].sort((a, b) => a - b);
  const parts: string[] = [];
  let end = 0;
  for (let i = 0; i < sorted.length; ) {
    const start = sorted[i] as number;
    let last = start;
    while (sorted[i + 1] === last + 1) last = sorted[++i] as number;
    i += 1;
    parts.push((start - end).toString(36), (last - start + 1).toString(36));
    end = last + 1;
  }
  return parts.join(" ");
}

/** first.count.step.distance of mappings of one code point to one. */
function mappingRuns(mappings: readonly (readonly [number, number])[]): string {
  const left = new Map(mappings);
  const parts: string[] = [];
  for (const [from, to] of mappings) {
    if (!left.has(from)) continue;
    const step = left.get(from + 1) === to + 1 ? 1 : 2;
    let count = 0;
    while (left.get(from + count * step) === to + count * step) left.delete(from + count++ * step);
    parts.push([from, count, step, to - from].map((n) => n.toString(36)).join("."));
  }
  return parts.join(" ");
}

const isStable = (codePoint: number) => {
  const text = String.fromCodePoint(codePoint);
  return text.normalize("NFKD") === text;
};
const common = await load<Map<number, number>>("Case_Folding/C");
const full = await load<Map<number, number[]>>("Case_Folding/F");
const letters = new Set(await load<number[]>("General_Category/Letter"));
const latin = await load<number[]>("Script/Latin");
const greek = await load<number[]>("Script/Greek");
const marks = await load<number[]>("General_Category/Mark");
const unassigned = await load<number[]>("General_Category/Unassigned");
const fullText = [...full]
  .filter(([from]) => isStable(from))
  .map(([from, to]) => [from, ...to].map((n) => n.toString(36)).join("."))
  .join(" ");

writeFileSync(
  new URL("../src/core/text/fold-data.ts", import.meta.url),
  `// Written by tools/generate-fold.ts from the Unicode character database (Unicode License v3).
// biome-ignore-all format: data

/** The version of Unicode of these tables. */
export const UNICODE_VERSION = "15.0.0";

/** Case folding (status C) of code points that NFKD leaves as they are: first.count.step.distance in base 36. */
export const COMMON_FOLDING = ${JSON.stringify(mappingRuns([...common].filter(([from]) => isStable(from))))};

/** Case folding (status F) of code points that NFKD leaves as they are: from.to… in base 36. */
export const FULL_FOLDING = ${JSON.stringify(fullText)};

/** Letters of the Latin and Greek scripts that NFKD leaves as they are: gap and length of runs in base 36. */
export const LATIN_AND_GREEK = ${JSON.stringify(runs([...latin, ...greek].filter((c) => letters.has(c) && isStable(c))))};

/** Marks (general category M) that NFKD leaves as they are: gap and length of runs in base 36. */
export const MARKS = ${JSON.stringify(runs(marks.filter(isStable)))};

/** Code points without a meaning in this version: gap and length of runs in base 36. */
export const UNASSIGNED = ${JSON.stringify(runs(unassigned))};
`,
);
