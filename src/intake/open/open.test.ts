import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KindredError } from "../../core/issue.ts";
import { open } from "./open.ts";
import type { DelimitedSource, Source } from "./source.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kindred-open-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function opened(content: string | Uint8Array): Promise<Source> {
  const file = join(folder, "data.bin");
  await writeFile(file, content);
  return open(file, folder);
}

async function codes(content: string | Uint8Array): Promise<readonly string[]> {
  try {
    await (await opened(content)).close();
    return [];
  } catch (thrown) {
    if (!(thrown instanceof KindredError)) throw thrown;
    return thrown.issues.map(({ code }) => code);
  }
}

async function headers(content: string | Uint8Array): Promise<readonly string[]> {
  const source = (await opened(content)) as DelimitedSource;
  await source.close();
  return source.headers;
}

describe("a file is what its bytes say", () => {
  it.each([
    [",", "id,name\n1,Ada\n2,Bob\n"],
    [";", "id;name;price\n1;Ada;1,50\n2;Bob;2,75\n"],
    ["\t", "id\tname\n1\tAda\n"],
    ["|", "id|name\n1|Ada\n2|Bob\n"],
  ])("delimiter %j", async (delimiter, text) => {
    const source = (await opened(text)) as DelimitedSource;
    expect(source.dialect.delimiter).toBe(delimiter);
    expect(source.dialect.header).toBe(true);
    await source.close();
  });

  it("reads columns set apart by runs of blanks", async () => {
    const source = (await opened(" id   date\n 00001 19970101\n 00002 19970112\n")) as DelimitedSource;
    expect(source.headers).toEqual(["id", "date"]);
    expect(source.dialect.delimiter).toBe("\t");
    await source.close();
  });

  it("takes the delimiter that Excel states", async () => {
    const source = (await opened("sep=;\r\nid;name\r\n1;a,b\r\n")) as DelimitedSource;
    expect([source.dialect.delimiter, source.dialect.skip, ...source.headers]).toEqual([";", 1, "id", "name"]);
    await source.close();
  });

  it("names the columns of a file without a header", async () => {
    expect(await headers("00004 0001 19970101  2   29.33\n00004 0001 19970118  2   29.73\n")).toEqual([
      "column1",
      "column2",
      "column3",
      "column4",
      "column5",
    ]);
  });

  it.each([
    ["utf-8 with a mark", Buffer.from("\ufeffid,stadt\n1,Köln\n")],
    ["utf-16 little endian", Buffer.from("\ufeffid,stadt\n1,Köln\n", "utf16le")],
    ["utf-16 little endian without a mark", Buffer.from("id,stadt\n1,Köln\n2,Bonn\n", "utf16le")],
    ["utf-16 big endian", Buffer.from("\ufeffid,stadt\n1,Köln\n", "utf16le").swap16()],
    ["gzip", gzipSync("id,stadt\n1,Köln\n")],
  ])("reads %s", async (_, bytes) => {
    expect(await headers(bytes)).toEqual(["id", "stadt"]);
  });

  it("takes single bytes above 127 for Windows-1252, and damaged UTF-8 for UTF-8", async () => {
    const western = await opened(Buffer.from("id,stadt\n1,K\xf6ln\n2,M\xfcnchen\n", "latin1"));
    expect(western.notes).toContainEqual({ kind: "encoding", encoding: "windows-1252", how: "bytes" });
    await western.close();
    const damaged = await opened(
      Buffer.concat([Buffer.from("id,stadt\n1,Köln\n2,Mönch\n3,Füße\n4,Ärger\n5,Öl\n6,"), Buffer.from([0xff]), Buffer.from("x\n")]),
    );
    expect(damaged.notes.filter(({ kind }) => kind === "encoding")).toEqual([]);
    await damaged.close();
  });

  it("tells JSON lines from an array", async () => {
    const lines = await opened('{"a":1}\n{"a":2}\n');
    const array = await opened('[\n{"a":1},\n{"a":2}]');
    expect([lines.format, array.format]).toEqual(["json-lines", "json-array"]);
    await Promise.all([lines.close(), array.close()]);
  });
});

describe("a file that is no table is refused with a reason", () => {
  const whole = gzipSync(Array.from({ length: 5000 }, (_, i) => `${i},${i * 7919}`).join("\n"));
  it.each([
    ["an empty file", "", "empty-file"],
    ["blank lines only", "\n\n  \n", "empty-file"],
    ["a gzip that breaks off", whole.subarray(0, whole.length >> 1), "truncated-gzip"],
    ["a damaged gzip", Buffer.concat([whole.subarray(0, 100), Buffer.alloc(200, 7), whole.subarray(300)]), "damaged-gzip"],
    ["a picture", Buffer.from("89504e470d0a1a0a0000", "hex"), "unsupported-file"],
    ["a document", "%PDF-1.7\n1 0 obj", "unsupported-file"],
    ["an old workbook", Buffer.from("d0cf11e0a1b11ae10000", "hex"), "unsupported-file"],
    ["a web page", "<!DOCTYPE html><html></html>", "unsupported-file"],
    ["garbage", Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919 + (i >> 3) * 104_729) % 32)), "unsupported-file"],
    ["a Parquet file without its end", Buffer.from("PAR1 and nothing else"), "damaged-file"],
    ["a zip that is no workbook", Buffer.from("504b0304140000000000", "hex"), "damaged-file"],
  ])("%s", async (_, content, code) => {
    expect(await codes(content)).toEqual([code]);
  });

  it("a file that is not there", async () => {
    await expect(open(join(folder, "nowhere.csv"), folder)).rejects.toMatchObject({ issues: [{ code: "file-not-found" }] });
  });
});
