import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { failure, type Issue, issue, KindredError } from "../core/issue.ts";
import { nearest } from "../core/text/nearest.ts";
import { nobody } from "../evaluate/keyset.ts";
import { type Member, members } from "../evaluate/members.ts";
import { spreadsheetCell } from "../intake/spreadsheet.ts";
import type { Names, TraitInfo } from "../rules/names.ts";
import { writeParquet } from "../warehouse/export.ts";
import { type MemberColumn, memberColumns } from "./member-columns.ts";
import { answer, readRule, ruleQuestion } from "./rule.ts";
import { type Access, type Session, withSession } from "./session.ts";

export interface MembersRequest extends Access {
  readonly text: string;
  readonly at?: string;
  /** Traits to list beside the id, separated by commas. */
  readonly columns?: string;
  /** A whole number. */
  readonly limit?: string;
  /** A file (.csv, .json, .jsonl, .parquet), or `-` for `write`. */
  readonly out: string;
  /** With `out` `-`: JSON instead of CSV. */
  readonly json: boolean;
  readonly write: (text: string) => void;
}

export interface MembersWritten {
  readonly rows: number;
  /** Absent where the rows went to `write`. */
  readonly file?: string;
}

type Format = "csv" | "json" | "jsonl" | "parquet";

/**
 * Writes the members of a rule in the order in which they became known, as CSV with the header `id`, JSON or Parquet. In CSV a cell that a
 * spreadsheet would run as a formula gets an apostrophe before it.
 */
export async function listMembers(request: MembersRequest): Promise<MembersWritten> {
  const format = formatOf(request);
  return withSession(request, async (session) => {
    const names = await session.names();
    const traits = traitsOf(request.columns, names);
    const limit = limitOf(request.limit);
    const at = session.at(request.at);
    const { rule } = readRule(request.text, names);
    const [set = nobody(0)] = await answer(session, [ruleQuestion(rule, names, at)]);
    const found = members(set, { at, traits, ...(limit === undefined ? {} : { limit }) }, session.setting());
    const columns = memberColumns(traits);
    if (request.out === "-") return { rows: await write(found, columns, format, request.write) };
    const file = resolve(request.out);
    const rows = format === "parquet" ? await toParquet(session, found, columns, file) : await toFile(found, columns, format, file);
    return { rows, file };
  });
}

async function write(
  found: AsyncIterable<readonly Member[]>,
  columns: readonly MemberColumn[],
  format: Exclude<Format, "parquet"> | "parquet",
  out: (text: string) => void | Promise<void>,
): Promise<number> {
  let rows = 0;
  if (format === "csv") await out(`${columns.map(({ name }) => spreadsheetCell(name)).join(",")}\n`);
  if (format === "json") await out("[");
  for await (const some of found) {
    const lines = some.map((member, i) => (format === "csv" ? csvLine(member, columns) : jsonLine(member, columns, format, rows + i)));
    await out(lines.join(""));
    rows += some.length;
  }
  if (format === "json") await out("\n]\n");
  return rows;
}

function csvLine(member: Member, columns: readonly MemberColumn[]): string {
  const cells = columns.map(({ cell }) => {
    const value = cell(member);
    if (value === undefined) return "";
    return spreadsheetCell(typeof value === "object" ? JSON.stringify(value) : String(value));
  });
  return `${cells.join(",")}\n`;
}

function jsonLine(member: Member, columns: readonly MemberColumn[], format: Format, row: number): string {
  const text = JSON.stringify(Object.fromEntries(columns.map(({ name, cell }) => [name, cell(member)])));
  return format === "json" ? `${row === 0 ? "" : ","}\n${text}` : `${text}\n`;
}

async function toFile(
  found: AsyncIterable<readonly Member[]>,
  columns: readonly MemberColumn[],
  format: Format,
  file: string,
): Promise<number> {
  const stream = createWriteStream(file, { encoding: "utf8" });
  const failed = once(stream, "error").then(([error]: unknown[]) => {
    throw failure("file-not-writable", { file, reason: error instanceof Error ? error.message : String(error) });
  });
  const written = (async () => {
    const rows = await write(found, columns, format, async (text) => {
      if (!stream.write(text)) await once(stream, "drain");
    });
    stream.end();
    await once(stream, "close");
    return rows;
  })();
  return Promise.race([written, failed]);
}

async function toParquet(
  session: Session,
  found: AsyncIterable<readonly Member[]>,
  columns: readonly MemberColumn[],
  file: string,
): Promise<number> {
  const lines = `${file}.jsonl`;
  try {
    const rows = await toFile(found, columns, "jsonl", lines);
    await writeParquet(session.warehouse, lines, columns, file);
    return rows;
  } finally {
    await rm(lines, { force: true });
  }
}

function formatOf(request: MembersRequest): Format {
  if (request.out === "-") return request.json ? "json" : "csv";
  const ending = extname(request.out).slice(1).toLowerCase();
  if (ending === "csv" || ending === "json" || ending === "jsonl" || ending === "parquet") return ending;
  throw failure("invalid-argument", {
    name: "--out",
    found: request.out,
    expected: "a file ending in .csv, .json, .jsonl or .parquet, or -",
  });
}

function traitsOf(written: string | undefined, names: Names): readonly TraitInfo[] {
  const wanted = (written ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "id");
  const issues: Issue[] = [];
  const traits: TraitInfo[] = [];
  for (const name of wanted) {
    const trait = names.traits.get(name);
    if (trait !== undefined) traits.push(trait);
    else {
      const near = nearest(name, names.traits.keys());
      issues.push(issue("unknown-trait", { name, ...(near === undefined ? {} : { nearest: near }) }));
    }
  }
  if (issues.length > 0) throw new KindredError(issues);
  return traits;
}

function limitOf(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  const limit = Number(written);
  if (Number.isInteger(limit) && limit >= 0) return limit;
  throw failure("invalid-argument", { name: "--limit", found: written, expected: "a whole number" });
}
