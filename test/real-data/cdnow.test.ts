import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { countRule } from "../../src/app/count.ts";
import { importInto } from "../../src/app/import.ts";
import { initWorkspace } from "../../src/app/init.ts";
import { sharedFile, testOn } from "./shared.ts";

const file = sharedFile("cdnow", "CDNOW_master.txt.gz");
const test = testOn(file);

describe("CDNOW purchases", () => {
  let directory = "";

  beforeAll(async () => {
    if (file === undefined) return;
    directory = mkdtempSync(join(tmpdir(), "kindred-cdnow-"));
    await initWorkspace(directory, { zone: "America/New_York", currency: "USD" });
  });

  afterAll(() => {
    if (directory !== "") rmSync(directory, { recursive: true, force: true });
  });

  test("the whole log gives 23,570 customers and 69,659 purchases", async () => {
    const report = await importInto({
      directory,
      file: file ?? "",
      options: { as: "order", map: ["customer=customer_id", "at=date"] },
    });
    expect(report).toMatchObject({ read: 69_659, imported: 69_659, duplicates: 0, rejected: 0 });
    const { json } = await countRule({ directory, text: "did order", at: "data" });
    expect(json).toMatchObject({ count: 23_570, universe: 23_570 });
  }, 120_000);

  test("ids keep their zeros", async () => {
    const { json } = await countRule({ directory, text: "count(order) >= 1 and sum(order.dollar_value) >= 0", at: "data" });
    expect(json.count).toBe(23_570);
  });
});
