import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emailForm, phoneForm } from "../../src/core/text/contact.ts";
import { parse } from "../../src/rules/text/parse.ts";
import { SHOP_NOW, type ShopFile, shopSegments, writeShop, writeTruth } from "./shop.ts";

let root: string;
let connection: DuckDBConnection;
let files: readonly ShopFile[];

const CUSTOMERS = 2500;

async function made(name: string, options: { customers: number; seed?: number; format?: "parquet" | "csv"; eventsPerCustomer?: number }) {
  const directory = await mkdtemp(join(root, `${name}-`));
  const shop = await writeShop({ seed: 7, format: "parquet", ...options, directory });
  return { directory, shop };
}

/** The first column of a query, as plain numbers or texts. */
async function column(query: string): Promise<unknown[]> {
  const result = await connection.runAndReadAll(query);
  return result.getRowsJson().map((row) => row[0]);
}
async function one(query: string): Promise<number> {
  return Number((await column(query))[0]);
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "shop-test-"));
  connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
  await connection.run("SET TimeZone = 'UTC'");
  const { shop } = await made("main", { customers: CUSTOMERS });
  files = shop;
  for (const { file } of shop) {
    const name = file
      .split("/")
      .at(-1)
      ?.replace(/\.\w+$/, "")
      .replaceAll("-", "_");
    await connection.run(`CREATE VIEW "${name}" AS SELECT * FROM '${file}'`);
  }
  const truth = await mkdtemp(join(root, "truth-"));
  for (const file of await writeTruth(truth, { customers: CUSTOMERS, seed: 7 })) {
    const name = file
      .split("/")
      .at(-1)
      ?.replace(/\.\w+$/, "")
      .replaceAll("-", "_");
    await connection.run(`CREATE TABLE "true_${name}" AS SELECT * FROM '${file}'`);
  }
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

async function digests(directory: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of (await readdir(directory)).sort())
    found[name] = createHash("sha256")
      .update(await readFile(join(directory, name)))
      .digest("hex");
  return found;
}

describe("the same shop each time", () => {
  test.each(["parquet", "csv"] as const)("the same options give the same bytes (%s), and another seed others", async (format) => {
    const first = await digests((await made("a", { customers: 300, format })).directory);
    const second = await digests((await made("b", { customers: 300, format })).directory);
    const other = await digests((await made("c", { customers: 300, format, seed: 8 })).directory);
    expect(second).toEqual(first);
    expect(Object.keys(first)).toHaveLength(20);
    for (const [name, digest] of Object.entries(first)) expect(other[name], name).not.toBe(digest);
  });

  test("a smaller shop is the beginning of a larger one", async () => {
    const small = await made("small", { customers: 400, format: "csv" });
    const large = await made("large", { customers: 700, format: "csv" });
    for (const [index, { file }] of small.shop.entries()) {
      const beginning = (await readFile(file, "utf8")).trimEnd();
      const whole = await readFile((large.shop[index] as ShopFile).file, "utf8");
      expect(whole.startsWith(beginning), file).toBe(true);
      expect(whole.length).toBeGreaterThan(beginning.length + 1);
    }
  });

  test("CSV and Parquet hold the same", async () => {
    const csv = await made("csv", { customers: 200, format: "csv" });
    const parquet = await made("parquet", { customers: 200, format: "parquet" });
    for (const [index, { file, rows }] of csv.shop.entries()) {
      const other = (parquet.shop[index] as ShopFile).file;
      const columns = await column(`SELECT column_name FROM (DESCRIBE SELECT * FROM '${other}')`);
      const casts = columns.map((name) => `CAST("${name}" AS VARCHAR) AS "${name}"`).join(", ");
      const typed = `SELECT ${casts} FROM '${other}'`;
      const text = `SELECT * REPLACE (${columns
        .filter((name) => ["at", "created_at", "lead_closed_at"].includes(String(name)))
        .map((name) => `strftime("${name}"::TIMESTAMPTZ::TIMESTAMP, '%Y-%m-%d %H:%M:%S+00') AS "${name}"`)
        .concat(
          columns.includes("lead_demo") ? ["lower(lead_demo) AS lead_demo"] : [],
          columns.includes("latitude") ? ["latitude::DOUBLE::VARCHAR AS latitude", "longitude::DOUBLE::VARCHAR AS longitude"] : [],
        )
        .join(", ")}) FROM read_csv('${file}', all_varchar = true, header = true)`;
      expect(await one(`SELECT count(*) FROM ((${typed}) EXCEPT ALL (${text}))`), file).toBe(0);
      expect(await one(`SELECT count(*) FROM (${text})`), file).toBe(rows);
    }
  });

  test("a factor of events brings their mean, and leaves the orders as they are", async () => {
    const events = (shop: readonly ShopFile[]): number =>
      shop.filter(({ as }) => !["customers", "consent", "survey"].includes(as)).reduce((sum, { rows }) => sum + rows, 0);
    const orders = (shop: readonly ShopFile[]): number | undefined => shop.find(({ as }) => as === "orders")?.rows;
    const many = await made("many", { customers: CUSTOMERS, eventsPerCustomer: 100 });
    // The number of events of a customer has a deviation of about 60, and of 140 with more visits: 4 errors of the mean of 2,500.
    expect(Math.abs(events(files) / CUSTOMERS - 50)).toBeLessThan((4 * 60) / 50);
    expect(Math.abs(events(many.shop) / CUSTOMERS - 100)).toBeLessThan((4 * 140) / 50);
    expect(orders(many.shop)).toBe(orders(files));
  });
});

describe("what the files say", () => {
  test("columns and how they are imported", async () => {
    const head: Record<string, string> = {};
    for (const { file, as, map } of files) {
      const names = await column(`SELECT column_name FROM (DESCRIBE SELECT * FROM '${file}')`);
      head[`${file.split("/").at(-1)} as ${as}`] = names.join(" ");
      for (const source of Object.values(map)) expect(names, file).toContain(source);
    }
    expect(head).toMatchSnapshot();
  });

  test("nothing happened after the last instant or before the first day; every message id occurs once", async () => {
    for (const { file, as } of files) {
      if (as === "customers") continue;
      const name = file
        .split("/")
        .at(-1)
        ?.replace(/\.\w+$/, "");
      expect(await one(`SELECT count(*) FROM "${name}" WHERE epoch_ms("at") > ${SHOP_NOW} OR "at" < '2023-12-31'`), file).toBe(0);
      if (as !== "orders" && as !== "survey" && as !== "consent")
        expect(await one(`SELECT count(*) - count(DISTINCT id) FROM "${name}"`), file).toBe(0);
      expect(await one(`SELECT count(*) FROM "${name}" WHERE customer NOT IN (SELECT id FROM customers)`), file).toBe(0);
    }
  });

  test("orders add up from their lines, to the cent; refunds from theirs, and they return what was ordered", async () => {
    for (const [whole, part] of [
      ["order", "order_line"],
      ["refund", "refund_line"],
    ]) {
      const lines = `SELECT order_id, sum(quantity * unit_price) AS amount FROM ${part} GROUP BY order_id`;
      expect(
        await one(`SELECT count(*) FROM "${whole}" w FULL JOIN (${lines}) p USING (order_id) WHERE w.amount IS DISTINCT FROM p.amount`),
      ).toBe(0);
    }
    expect(
      await one(
        `SELECT count(*) FROM refund_line r ANTI JOIN order_line o ON o.order_id = r.order_id AND o.product = r.product AND o.quantity = r.quantity AND o.unit_price = r.unit_price AND o."at" < r."at"`,
      ),
    ).toBe(0);
    expect(await one(`SELECT count(*) FROM order_line JOIN true_products t USING (product) WHERE unit_price > t.price`)).toBe(0);
  });

  test("newsletters go to those who allowed them, while they did", async () => {
    expect(
      await one(`SELECT count(*) FROM newsletter_sent n WHERE NOT EXISTS (SELECT 1 FROM consent c WHERE c.customer = n.customer
        AND c.purpose = 'newsletter' AND c.state = 'granted' AND c."at" <= n."at")`),
    ).toBe(0);
    expect(
      await one(`SELECT count(*) FROM newsletter_sent n JOIN consent c ON c.customer = n.customer AND c.channel = 'email'
        WHERE c."at" <= n."at" AND (c.state = 'bounced' OR c.purpose = 'newsletter' AND c.state = 'denied')`),
    ).toBe(0);
  });

  test("the language reads the rule of every segment", () => {
    expect(shopSegments.length).toBeGreaterThanOrEqual(10);
    for (const { name, text } of shopSegments) expect(parse(text), name).toMatchObject({ issues: [] });
  });
});

describe("the data and the truth", () => {
  test("each purchase of the process is an order, but for what the letter changed and what would come after the last instant", async () => {
    const orders = 'SELECT customer AS id, count(*) AS n FROM "order" GROUP BY customer';
    const letter = "campaign_arm = 'letter'";
    const difference = `SELECT t.purchases - coalesce(o.n, 0) AS missing, ${letter} AND t.buys_with_letter <> t.buys_without_letter AS changed
      FROM true_customers t LEFT JOIN (${orders}) o USING (id)`;
    expect(await one(`SELECT count(*) FROM (${difference}) WHERE missing < 0 AND NOT coalesce(changed, false)`)).toBe(0);
    expect(await one(`SELECT count(*) FROM (${difference}) WHERE missing > 0 AND NOT coalesce(changed, false)`)).toBeLessThan(6);
    expect(await one(`SELECT count(*) FROM (${difference}) WHERE changed AND missing = 0`)).toBe(0);
  });

  test("in the days that count each arm did what its truth says, and spent that much", async () => {
    const counted = `SELECT customer AS id, sum(amount) AS spent FROM "order"
      WHERE "at" >= '2026-03-10 23:00:00+00' AND "at" < '2026-04-06 22:00:00+00' GROUP BY customer`;
    const told = `SELECT campaign_arm, coalesce(c.spent, 0) AS spent, c.id IS NOT NULL AS bought,
      CASE campaign_arm WHEN 'letter' THEN buys_with_letter ELSE buys_without_letter END = 1 AS should,
      CASE campaign_arm WHEN 'letter' THEN spends_with_letter ELSE spends_without_letter END AS should_spend
      FROM true_customers LEFT JOIN (${counted}) c USING (id) WHERE campaign_arm IS NOT NULL`;
    expect(await one(`SELECT count(*) FROM (${told})`)).toBe(await one("SELECT count(*) FROM campaign_assigned"));
    expect(await one(`SELECT count(*) FROM (${told}) WHERE bought <> should OR spent <> should_spend`)).toBe(0);
    expect(
      await one(`SELECT count(*) FROM campaign_assigned a JOIN true_customers t ON t.id = a.customer WHERE a.arm <> t.campaign_arm`),
    ).toBe(0);
    expect(
      await one(
        "SELECT count(*) FROM campaign_sent ANTI JOIN (SELECT customer FROM campaign_assigned WHERE arm = 'letter') USING (customer)",
      ),
    ).toBe(0);
  });

  test("sex and birth date are the true ones, or missing", async () => {
    const joined = "customers c JOIN true_customers t USING (id)";
    expect(await one(`SELECT count(*) FROM ${joined} WHERE c.sex <> t.sex OR c.birth_date <> t.birth_date`)).toBe(0);
    // Gaps of 15 % and 30 %: four standard errors of 2,500.
    expect(Math.abs((await one("SELECT avg((sex IS NULL)::INTEGER) FROM customers")) - 0.15)).toBeLessThan(0.029);
    expect(Math.abs((await one("SELECT avg((birth_date IS NULL)::INTEGER) FROM customers")) - 0.3)).toBeLessThan(0.037);
  });

  test("accessories are bought with their main products as often as said, and with others hardly ever", async () => {
    const main = `SELECT order_id, product FROM order_line QUALIFY row_number() OVER (PARTITION BY order_id ORDER BY CAST(split_part(id, '-', 3) AS INTEGER)) = 1`;
    const pairs = `SELECT a.probability, EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = m.order_id AND l.product = a.accessory) AS bought
      FROM (${main}) m JOIN true_product_affinities a USING (product)`;
    for (const probability of [0.3, 0.15]) {
      const [n, share] = [
        await one(`SELECT count(*) FROM (${pairs}) WHERE probability = ${probability}`),
        await one(`SELECT avg(bought::INTEGER) FROM (${pairs}) WHERE probability = ${probability}`),
      ];
      const error = Math.sqrt((probability * (1 - probability)) / n);
      expect(share).toBeGreaterThan(probability - 4 * error);
      // The same product can also come as another line, in about one order in a hundred.
      expect(share).toBeLessThan(probability + 4 * error + 0.012);
    }
  });

  test("the rule of the middling spenders mixes two opposite groups", async () => {
    const matching = `SELECT t."group" AS g, o.n FROM true_customers t JOIN (SELECT customer AS id, count(*) AS n, sum(amount) AS spent FROM "order"
      WHERE "at" > '2025-10-31 19:00:00+00' GROUP BY customer) o USING (id) WHERE o.spent BETWEEN 150 AND 300`;
    const total = await one(`SELECT count(*) FROM (${matching})`);
    const share = async (name: string): Promise<number> => (await one(`SELECT count(*) FROM (${matching}) WHERE g = '${name}'`)) / total;
    expect(total).toBeGreaterThan(150);
    expect(await share("loyal regulars")).toBeGreaterThan(0.25);
    expect(await share("big baskets")).toBeGreaterThan(0.15);
    expect((await share("loyal regulars")) + (await share("big baskets"))).toBeGreaterThan(0.55);
    expect(await one(`SELECT avg(n) FROM (${matching}) WHERE g = 'loyal regulars'`)).toBeGreaterThan(6);
    expect(await one(`SELECT avg(n) FROM (${matching}) WHERE g = 'big baskets'`)).toBeLessThan(1.6);
  });
});

describe("duplicates", () => {
  test("are two ids with one address or number, written otherwise, and nobody else shares one", async () => {
    const people = (await connection.runAndReadAll("SELECT id, email, phone FROM customers")).getRowsJson() as [
      string,
      string | null,
      string | null,
    ][];
    const byId = new Map(people.map(([id, email, phone]) => [id, { email, phone }]));
    const pairs = (await connection.runAndReadAll("SELECT id, duplicate FROM true_duplicates")).getRowsJson() as [string, string][];
    // 2 % of 2,480: mean 49.6, deviation 7.
    expect(Math.abs(pairs.length - 49.6)).toBeLessThan(28);
    const form = ({ email, phone }: { email: string | null; phone: string | null }): string[] =>
      [email === null ? undefined : emailForm(email), phone === null ? undefined : phoneForm(phone)].filter((text) => text !== undefined);
    for (const [id, duplicate] of pairs) {
      const [a, b] = [byId.get(id), byId.get(duplicate)] as [{ email: string; phone: string }, { email: string; phone: string }];
      expect(
        form(a).filter((text) => form(b).includes(text)),
        `${id} ${duplicate}`,
      ).toHaveLength(1);
      expect(a.email === b.email && a.phone === b.phone).toBe(false);
    }
    const duplicates = new Set(pairs.map(([, duplicate]) => duplicate));
    const addresses = people.filter(([id]) => !duplicates.has(id)).flatMap(([, email, phone]) => form({ email, phone }));
    expect(new Set(addresses).size).toBe(addresses.length);
  });
});
