import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { main } from "../src/cli/main.ts";

const folder = mkdtempSync(join(tmpdir(), "kindred-command-line-"));
const workspace = join(folder, "shop");
const orders = join(import.meta.dirname, "../examples/orders.csv");

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function kindred(...args: readonly string[]): Promise<Ran> {
  let out = "";
  let err = "";
  const io = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    terminal: false,
    width: 80,
  };
  const code = await main(args, io);
  return { code, out, err };
}

const inShop = (...args: readonly string[]): Promise<Ran> => kindred(...args, "--workspace", workspace);
const issueCodes = (ran: Ran): readonly string[] => (JSON.parse(ran.err) as { issues: { code: string }[] }).issues.map(({ code }) => code);

beforeAll(async () => {
  await inShop("init", "--zone", "Europe/Berlin", "--currency", "EUR");
  await inShop("import", orders);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("exit codes", () => {
  test("0 when done", async () => {
    expect((await inShop("count", "everyone", "--at", "data")).code).toBe(0);
  });
  test("1 when the rule or the data is wrong, with every issue on standard error", async () => {
    const ran = await inShop("count", 'cuntry = "DE" and nothing > 3 and did order where colour = "red"', "--at", "data", "--json");
    expect(ran).toMatchObject({ code: 1, out: "" });
    expect(issueCodes(ran)).toEqual(["unknown-trait", "unknown-trait", "unknown-property"]);
  });
  test("1 where there is no workspace, and none is made by asking", async () => {
    const ran = await kindred("count", "everyone", "--json", "--workspace", join(folder, "nowhere"));
    expect(ran.code).toBe(1);
    expect(issueCodes(ran)).toEqual(["no-workspace"]);
  });
  test.each([[["cuont", "everyone"]], [["count"]], [["count", "everyone", "--colour"]], [["import", orders, "--dates", "ymw"]]])(
    "2 for wrong usage: %j",
    async (args) => {
      expect((await inShop(...args)).code).toBe(2);
    },
  );
  test("no stack trace for an instant that is none", async () => {
    const ran = await inShop("count", "everyone", "--at", "yesterdayish");
    expect(ran.code).toBe(1);
    expect(ran.err).toContain("--at must be now, data, a date");
    expect(ran.err).not.toContain("    at ");
  });
});

describe("the shapes of --json", () => {
  test("count", async () => {
    const ran = await inShop("count", "count(order) in last 365 days >= 2", "--at", "data", "--json");
    const json = JSON.parse(ran.out) as Record<string, unknown>;
    expect(json).toMatchObject({ count: 3, universe: 4, share: 0.75, at: "2026-10-31T09:45:00Z", issues: [] });
    expect(Object.keys(json)).toEqual(["count", "universe", "share", "at", "milliseconds", "issues"]);
  });
  test("check", async () => {
    const good = JSON.parse((await inShop("check", "did order in last 7 day", "--json")).out) as Record<string, unknown>;
    expect(good).toMatchObject({
      valid: true,
      text: "did order in last 7 days",
      english: "at least one order in the last 7 days",
      issues: [],
      lint: [],
    });
    const bad = await inShop("check", "did order in last seven days", "--json");
    expect(bad.code).toBe(1);
    expect(JSON.parse(bad.out)).toMatchObject({ valid: false, issues: [{ line: 1 }] });
  });
  test("import again changes nothing", async () => {
    const json = JSON.parse((await inShop("import", orders, "--json")).out) as Record<string, unknown>;
    expect(json).toMatchObject({ read: 10, imported: 0, duplicates: 8, rejected: 2, reasons: { "no-customer": 1, "invalid-instant": 1 } });
  });
  test("explain", async () => {
    const ran = await inShop("explain", "did order in last 60 days", "carla@example.org", "--at", "data", "--json");
    expect(JSON.parse(ran.out)).toMatchObject({
      customer: "carla@example.org",
      matches: true,
      tree: { kind: "did", events: 1 },
      flips: { matches: false },
    });
  });
});

describe("a date as the instant of evaluation is the end of that day", () => {
  test.each([
    ["2026-06-22", 2],
    ["2026-06-23", 3],
    ["2026-06-23T08:00", 2],
    ["2026-06-23T08:15", 3],
    ["2026-06-23T06:14:59Z", 2],
  ])("%s", async (at, universe) => {
    const { out } = await inShop("count", "everyone", "--at", at, "--json");
    expect(JSON.parse(out)).toMatchObject({ universe });
  });
});

describe("members", () => {
  test("cells that a spreadsheet would run are guarded", async () => {
    const file = join(folder, "customers.csv");
    writeFileSync(file, 'id,nick\nanna@example.org,"=HYPERLINK(""x"")"\nben@example.org,plain\n');
    await inShop("import", file, "--as", "customers");
    const { out } = await inShop("members", "nick is set", "--columns", "nick", "--at", "2027-01-01");
    expect(out).toBe('id,nick\nanna@example.org,"\'=HYPERLINK(""x"")"\nben@example.org,plain\n');
  });
  test.each([
    ["csv", "id\n"],
    ["json", '[\n{"id":'],
    ["jsonl", '{"id":'],
    ["parquet", "PAR1"],
  ])("to a file ending in .%s", async (ending, start) => {
    const file = join(folder, `members.${ending}`);
    const ran = await inShop("members", "did order", "--at", "data", "--out", file, "--json");
    expect(JSON.parse(ran.out)).toEqual({ rows: 4, file });
    expect(readFileSync(file).subarray(0, start.length).toString("latin1")).toBe(start);
  });
});

describe("segments", () => {
  test("a circle is refused when it would be closed", async () => {
    await inShop("segment", "save", "Buyers", "did order");
    await inShop("segment", "save", "Recent buyers", 'in segment "Buyers" and did order in last 30 days');
    const ran = await inShop("segment", "save", "Buyers", 'in segment "Recent buyers"', "--json");
    expect(ran.code).toBe(1);
    expect(issueCodes(ran)).toContain("segment-cycle");
  });
  test("one that is used cannot be deleted, and says where it is used", async () => {
    const ran = await inShop("segment", "delete", "Buyers");
    expect(ran.code).toBe(1);
    expect(ran.err).toContain("Buyers is used in Recent buyers.");
  });
  test("what the data no longer carries makes it stale, never wider", async () => {
    const extra = join(folder, "visits.csv");
    writeFileSync(extra, "customer,at,id\nanna@example.org,2026-10-30T10:00:00Z,v1\n");
    const { out } = await inShop("import", extra, "--as", "visit", "--json");
    await inShop("segment", "save", "Visitors", "did visit");
    await inShop("undo", String((JSON.parse(out) as { import: number }).import));
    const list = JSON.parse((await inShop("segment", "list", "--at", "data", "--json")).out) as {
      name: string;
      count?: number;
      stale?: string;
    }[];
    expect(list.find(({ name }) => name === "Visitors")).toMatchObject({ stale: "There is no event visit." });
    expect(list.find(({ name }) => name === "Visitors")).not.toHaveProperty("count");
    expect((await inShop("count", 'in segment "Visitors"', "--at", "data")).code).toBe(1);
  });
  test("a name that says a calendar period warns where the window rolls", async () => {
    const ran = await inShop("segment", "save", "Orders this month", "did order in last 30 days");
    expect(ran.code).toBe(0);
    expect(ran.err).toContain("warning:");
  });
  test("a deleted one is gone", async () => {
    expect((await inShop("segment", "delete", "Recent buyers")).code).toBe(0);
    expect((await inShop("segment", "show", "Recent buyers")).code).toBe(1);
  });
});
