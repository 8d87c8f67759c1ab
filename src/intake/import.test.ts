import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Bench, bench, NOW } from "../../testkit/intake/bench.ts";
import { KindredError } from "../core/issue.ts";
import type { Instant } from "../core/time/instant.ts";
import type { ImportOptions } from "./import.ts";

let at: Bench;
beforeEach(async () => {
  at = await bench();
});
afterEach(() => at.close());

async function refusal(content: string | Uint8Array, options?: ImportOptions): Promise<readonly string[]> {
  try {
    await at.load(content, options);
    return [];
  } catch (thrown) {
    if (!(thrown instanceof KindredError)) throw thrown;
    return thrown.issues.map(({ code }) => code);
  }
}

const later = (minutes: number) => (NOW + minutes * 60_000) as Instant;
const sum = (of: { imported: number; duplicates: number; rejected: number }) => of.imported + of.duplicates + of.rejected;

describe("orders", () => {
  const orders =
    "order_id,customer_id,order_date,total,currency,status\n1,A,2025-01-02,10.50,EUR,paid\n2,A,2025-02-03,5,USD,refunded\n3,B,2025-02-04,7.25,EUR,cancelled\n4,B,2025-02-05,-3,EUR,paid\n";

  it("become orders, refunds and cancelled orders by status and sign", async () => {
    const report = await at.load(orders);
    expect(report).toMatchObject({
      as: "orders",
      read: 4,
      imported: 4,
      duplicates: 0,
      rejected: 0,
      events: { order: 2, refund: 2, cancelled_order: 1 },
    });
    expect(await at.rows("SELECT order_id, amount, amount__currency AS c FROM event_order ORDER BY order_id")).toEqual([
      { order_id: "1", amount: 1050, c: "EUR" },
      { order_id: "2", amount: 500, c: "USD" },
    ]);
    expect(await at.rows("SELECT order_id, amount FROM event_refund ORDER BY order_id")).toEqual([
      { order_id: "2", amount: 500 },
      { order_id: "4", amount: 300 },
    ]);
  });

  it("import again adds nothing", async () => {
    await at.load(orders);
    expect(await at.load(orders)).toMatchObject({ read: 4, imported: 0, duplicates: 4, rejected: 0 });
    expect(await at.rows("SELECT count(*) AS n FROM event_order")).toEqual([{ n: 2 }]);
  });

  it("a dry run reports the same and changes nothing", async () => {
    const dry = await at.load(orders, { dryRun: true });
    expect(dry).toMatchObject({ dryRun: true, imported: 4, events: { order: 2, refund: 2 } });
    expect(dry.import).toBeUndefined();
    expect(
      await at.rows("SELECT (SELECT count(*) FROM customer) + (SELECT count(*) FROM import) + (SELECT count(*) FROM reject) AS n"),
    ).toEqual([{ n: 0 }]);
    expect((await at.load(orders)).imported).toBe(4);
  });

  it("an order that comes again with other content is reported and the first one stays", async () => {
    await at.load(orders);
    const report = await at.load("order_id,customer_id,order_date,total,currency\n1,A,2025-01-02,99,EUR\n");
    expect(report).toMatchObject({ imported: 0, duplicates: 1 });
    expect(report.notes).toContainEqual({ kind: "conflicts", count: 1, rows: [1] });
    expect(await at.rows("SELECT amount FROM event_order WHERE order_id = '1'")).toEqual([{ amount: 1050 }]);
  });

  it("an amount with a sign that is not the row's currency is rejected", async () => {
    const report = await at.load(
      "order_id,customer_id,order_date,total,currency\n1,A,2025-01-02,€10,USD\n2,A,2025-01-02,€10,EUR\n3,A,2025-01-03,$4,USD\n4,A,2025-01-03,$4,XXX\n",
    );
    expect(report).toMatchObject({ read: 4, imported: 2, rejected: 2, reasons: { "two-currencies": 1, "invalid-cell": 1 } });
  });
});

describe("order lines", () => {
  const header = "Order ID,Customer,Date,SKU,Quantity,Unit Price,Country,Currency\n";

  it("make one order with its sum and items, and a refund of what came back", async () => {
    const report = await at.load(
      `${header}7,A,2025-03-01 10:00,X,2,1.25,DE,EUR\n7,A,2025-03-01 10:00,Y,1,3,DE,EUR\n8,A,2025-03-09 10:00,X,-1,1.25,AT,EUR\n`,
    );
    expect(report).toMatchObject({
      as: "order-lines",
      read: 3,
      imported: 3,
      events: { order: 1, refund: 1, order_line: 2, refund_line: 1 },
    });
    expect(await at.rows("SELECT order_id, amount, items FROM event_order")).toEqual([{ order_id: "7", amount: 550, items: 3 }]);
    expect(await at.rows("SELECT quantity, amount FROM event_refund_line")).toEqual([{ quantity: 1, amount: 125 }]);
    expect(await at.rows("SELECT value, valid_from FROM trait_text ORDER BY valid_from")).toEqual([
      { value: "DE", valid_from: Date.parse("2025-03-01T09:00:00Z") },
      { value: "AT", valid_from: Date.parse("2025-03-09T09:00:00Z") },
    ]);
  });

  it("of ids that the mapping marks as cancelled are refunds", async () => {
    const lines = `${header}C7,A,2025-03-01,X,2,1.25,DE,EUR\n7,A,2025-02-01,X,2,1.25,DE,EUR\n`;
    expect((await at.load(lines, { map: { cancelled: "C*" } })).events).toEqual({ order: 1, refund: 1, order_line: 1, refund_line: 1 });
  });

  it("without a customer, with a negative price, of two customers or in two currencies are rejected as such", async () => {
    const report = await at.load(
      `${header}1,,2025-03-01,X,2,1,DE,EUR\n2,A,2025-03-01,X,2,-1,DE,EUR\n3,A,2025-03-01,X,2,1,DE,EUR\n3,B,2025-03-01,X,2,1,DE,EUR\n4,A,2025-03-01,X,1,1,DE,EUR\n4,A,2025-03-01,X,1,1,DE,USD\n5,A,2025-03-01,X,1,1,DE,EUR\n`,
    );
    expect(report).toMatchObject({
      read: 7,
      imported: 1,
      rejected: 6,
      reasons: { "no-customer": 1, "negative-price": 1, "order-of-two-customers": 2, "order-in-two-currencies": 2 },
    });
    expect(await at.rows(`SELECT "row", "column" FROM reject WHERE code = 'no-customer'`)).toEqual([{ row: 1, column: "Customer" }]);
  });

  it("equal lines of one file all count, and again add nothing", async () => {
    const lines = `${header}1,A,2025-03-01,X,1,1,DE,EUR\n1,A,2025-03-01,X,1,1,DE,EUR\n`;
    expect((await at.load(lines)).events).toEqual({ order: 1, order_line: 2 });
    expect(await at.load(lines)).toMatchObject({ imported: 0, duplicates: 2 });
  });
});

describe("customers", () => {
  it("give every column as a trait, link id and address, and keep ids as written", async () => {
    const report = await at.load(
      'id,email,age,city,member,joined\n00123,Ada@Example.com,36,Köln,yes,2020-05-01\n1.0E+12,bob@example.com,41,"São Paulo",no,\n\u00a007\u00a0,eva@example.com,,,yes,2021-01-01\n',
    );
    expect(report).toMatchObject({ as: "customers", read: 3, imported: 3, customersCreated: 3 });
    expect((await at.rows("SELECT kind, value FROM identity ORDER BY value")).map(({ kind, value }) => `${kind}:${value}`)).toEqual([
      "id:00123",
      "id:07",
      "id:1.0E+12",
      "email:ada@example.com",
      "email:bob@example.com",
      "email:eva@example.com",
    ]);
    expect(await at.rows("SELECT age, city, member FROM customer_now WHERE id = '00123'")).toEqual([
      { age: 36, city: "Köln", member: true },
    ]);
  });

  it("without an id are known by their address", async () => {
    await at.load("Email,First Name\nAda@Example.com ,Ada\nbob@example.com,Bob\n");
    expect(await at.rows("SELECT kind, value FROM identity ORDER BY value")).toEqual([
      { kind: "email", value: "ada@example.com" },
      { kind: "email", value: "bob@example.com" },
    ]);
  });

  it("an empty cell is no statement unless empty clears", async () => {
    await at.load("id,city\nA,Köln\nB,Bonn\n");
    await at.load("id,city\nA,\nB,Trier\n", { received: later(1) });
    expect(await at.rows("SELECT id, city FROM customer_now ORDER BY id")).toEqual([
      { id: "A", city: "Köln" },
      { id: "B", city: "Trier" },
    ]);
    await at.load("id,city\nA,\nB,Mainz\n", { emptyClears: true, received: later(2) });
    expect(await at.rows("SELECT id, city FROM customer_now ORDER BY id")).toEqual([
      { id: "A", city: null },
      { id: "B", city: "Mainz" },
    ]);
  });

  it("with latitude and longitude have a location", async () => {
    await at.load("id,lat,lng\nA,52.52,13.405\nB,48.1372,11.5756\n");
    expect(await at.rows("SELECT location__latitude AS lat, location__longitude AS lon FROM customer_now WHERE id = 'A'")).toEqual([
      { lat: 525_200_000, lon: 134_050_000 },
    ]);
  });

  it("equal headers and headers that become equal are kept apart", async () => {
    const report = await at.load("id,name,name,First Name,first_name\n1,a,b,c,d\n2,e,f,g,h\n");
    expect(report.issues.map(({ code }) => code)).toEqual(["equal-headers"]);
    expect(await at.rows("SELECT name, name_2, first_name, first_name_2 FROM customer_now WHERE id = '1'")).toEqual([
      { name: "a", name_2: "b", first_name: "c", first_name_2: "d" },
    ]);
  });
});

describe("events, surveys, consent and rates", () => {
  it("events go to the types that a column names", async () => {
    const report = await at.load(
      "user_id,timestamp,event,page,price\nA,2025-01-01T10:00:00Z,view,/a,\nA,2025-01-01T10:01:00Z,view,/b,\nB,2025-01-01T10:02:00Z,buy,,9.5\n",
    );
    expect(report).toMatchObject({ as: "events", imported: 3, events: { view: 2, buy: 1 } });
    expect((await at.rows("DESCRIBE event_view")).map(({ column_name }) => column_name)).toContain("page");
    expect((await at.rows("DESCRIBE event_view")).map(({ column_name }) => column_name)).not.toContain("price");
  });

  it("events of one type are named by the person", async () => {
    const report = await at.load("customer,at,id,page\nA,2025-01-01,m1,/a\nA,2025-01-01,m1,/a\nB,2025-01-02,m2,/a\n", {
      as: "visit",
      map: { id: "id" },
    });
    expect(report).toMatchObject({ as: "visit", read: 3, imported: 2, duplicates: 1, events: { visit: 2 } });
  });

  it("answers of a survey are traits, dated by when they were given", async () => {
    const report = await at.load("respondent,at,How happy are you?,Tools you use\nA,2025-02-01,4,x\nB,2025-02-02,5,y\n", { as: "survey" });
    expect(report).toMatchObject({ as: "survey", imported: 2, traits: 4, events: { survey_answered: 2 } });
    expect(await at.rows("SELECT how_happy_are_you AS n FROM customer_now WHERE id = 'A'")).toEqual([{ n: 4 }]);
  });

  it("consent is a state per purpose, channel and address", async () => {
    const report = await at.load(
      "customer,at,purpose,channel,address,state\nA,2025-01-01,news,email,a@x.org,subscribed\nA,2025-02-01,news,email,a@x.org,unsubscribed\nB,2025-01-01,news,email,b@x.org,bounced\nC,2025-01-01,news,email,c@x.org,perhaps\n",
    );
    expect(report).toMatchObject({ as: "consent", read: 4, imported: 3, rejected: 1, reasons: { "invalid-cell": 1 } });
    expect(await at.rows("SELECT purpose, address, state FROM consent ORDER BY address, valid_from")).toEqual([
      { purpose: "news", address: "a@x.org", state: "granted" },
      { purpose: "news", address: "a@x.org", state: "denied" },
      { purpose: "", address: "b@x.org", state: "bounced" },
    ]);
  });

  it("rates go to the table of rates, the last for a day holds, and again they are known", async () => {
    const rates = "date,currency,rate\n2025-01-01,USD,0.9612\n2025-01-02,USD,0.97\n2025-01-02,XXX,1\n";
    expect(await at.load(rates)).toMatchObject({ as: "rates", read: 3, imported: 2, rejected: 1 });
    expect(await at.load(rates)).toMatchObject({ imported: 0, duplicates: 2, rejected: 1 });
    expect(await at.rows("SELECT units, scale FROM rate ORDER BY date")).toEqual([
      { units: 9612, scale: 4 },
      { units: 9700, scale: 4 },
    ]);
  });
});

describe("times", () => {
  it("local ones are read in the zone; those that the clock left out are the change, and counted", async () => {
    const report = await at.load("customer,at\nA,2025-03-30 02:30\nA,2025-03-30 03:00\nA,2025-10-26 02:30\nB,2025-07-01 12:00\n", {
      as: "visit",
    });
    expect(report.notes).toContainEqual({ kind: "missing-local-times", column: "at", rows: 1, zone: "Europe/Berlin" });
    expect(
      (await at.rows("SELECT instant FROM event_visit ORDER BY instant")).map(({ instant }) => new Date(Number(instant)).toISOString()),
    ).toEqual(["2025-03-30T01:00:00.000Z", "2025-03-30T01:00:00.000Z", "2025-07-01T10:00:00.000Z", "2025-10-26T00:30:00.000Z"]);
  });

  it("another zone, offsets and epochs are understood", async () => {
    await at.load("customer,at\nA,2025-07-01 12:00\nA,2025-07-02 12:00\n", { as: "one", zone: "America/New_York" });
    await at.load("customer,at\nA,2025-07-01 12:00:00 +0530\nA,2025-07-02T12:00:00Z\n", { as: "two" });
    await at.load("customer,at\nA,1751371200\nA,1751371201\n", { as: "three" });
    const first = async (event: string) =>
      new Date(Number((await at.rows(`SELECT min(instant) AS i FROM event_${event}`))[0]?.i)).toISOString();
    expect([await first("one"), await first("two"), await first("three")]).toEqual([
      "2025-07-01T16:00:00.000Z",
      "2025-07-01T06:30:00.000Z",
      "2025-07-01T12:00:00.000Z",
    ]);
  });

  it("in the future, before 1900, after 2299 or on no day are set aside", async () => {
    const report = await at.load(
      "customer,at\nA,2026-01-15 13:05:00\nA,2026-01-15 13:30:00\nA,1870-01-01 00:00:00\nA,2970-01-01 00:00:00\nA,2025-02-30 00:00:00\nA,1970-01-01 00:00:00\n",
      { as: "visit" },
    );
    expect(report).toMatchObject({
      imported: 2,
      rejected: 4,
      reasons: { "in-the-future": 1, "instant-not-possible": 2, "invalid-instant": 1 },
    });
  });

  it("ambiguous dates are asked about, and an answer or one telling row settles them", async () => {
    const rows = "customer_id,order_date,total\nA,03/04/2025,1\nB,05/06/2025,2\n";
    expect(await refusal(rows)).toEqual(["ambiguous-dates"]);
    await at.load(rows, { dates: "dmy" });
    expect(await at.rows("SELECT min(local_date) AS d FROM event_order")).toEqual([{ d: Date.UTC(2025, 3, 3) / 86_400_000 }]);
    const told = await at.load(`${rows}C,05/26/2025,3\n`);
    expect(told.notes).toContainEqual({ kind: "date-order", column: "order_date", order: "mdy", decided: "a row" });
    expect(await refusal("customer_id,order_date,total\nA,13/04/2025,1\nB,05/26/2025,2\n")).toEqual(["mixed-dates"]);
  });
});

describe("wrong mappings are told all at once", () => {
  it.each<[string, ImportOptions, string[]]>([
    ["a field that is none", { as: "orders", map: { amont: "total" } }, ["unknown-mapping-field"]],
    ["a column that is not there", { as: "orders", map: { amount: "totl", at: "dte" } }, ["unknown-column", "unknown-column"]],
    ["a column of another type", { as: "orders", map: { amount: "name" } }, ["wrong-mapping"]],
    ["fields without a column", { as: "rates" }, ["missing-mapping", "missing-mapping"]],
    ["an unknown preset", { preset: "shopfy-orders" }, ["unknown-preset"]],
    ["an unknown zone", { zone: "Europe/Berln" }, ["unknown-zone"]],
  ])("%s", async (_, options, codes) => {
    expect(await refusal("customer,date,total,name\nA,2025-01-01,5,x\nB,2025-01-02,6,y\n", options)).toEqual(codes);
  });
});

describe("bad rows are kept, the rest is imported", () => {
  it("rows with too many or too few fields, broken quotes, zero bytes and bytes that are no UTF-8", async () => {
    const good = Array.from({ length: 20 }, (_, i) => `"K${i}",Größe,${i}\n`).join("");
    const bytes = Buffer.concat([
      Buffer.from(`id,name,n\n${good}a,b\nc,d,1,2\ne,"x"y,3\nf,`),
      Buffer.from([0]),
      Buffer.from(",4\ng,"),
      Buffer.from([0xff, 0xfe]),
      Buffer.from(",5\n"),
    ]);
    const report = await at.load(bytes);
    expect(sum(report)).toBe(report.read);
    expect(report).toMatchObject({
      read: 25,
      imported: 20,
      rejected: 5,
      reasons: { "too-few-fields": 1, "too-many-fields": 1, "broken-quotes": 1, "nul-byte": 1, "invalid-utf8": 1 },
    });
    expect((await at.rows(`SELECT "row" FROM reject ORDER BY "row"`)).map(({ row }) => row)).toEqual([21, 22, 23, 24, 25]);
  });

  it("a line of 200 MB among others", async () => {
    const head = "id,name\nA,x\n";
    const bytes = Buffer.alloc(200_000_000 + head.length + 6, "z");
    bytes.write(head, 0);
    bytes.write("\nB,y\nC", 200_000_000 + head.length);
    const report = await at.load(Buffer.concat([bytes.subarray(0, 200_000_000 + head.length), Buffer.from("\nB,y\nC,z\n")]));
    expect(report).toMatchObject({ read: 4, imported: 3, rejected: 1, reasons: { "row-too-long": 1 } });
    expect(await at.rows(`SELECT "row", strlen(record) < 2000 AS short FROM reject`)).toEqual([{ row: 2, short: true }]);
  }, 120_000);

  it("5,000 columns and 10,000 event names are refused with the limit", async () => {
    const wide = `id,${Array.from({ length: 5000 }, (_, i) => `c${i}`).join(",")}\n1,${Array.from({ length: 5000 }, () => "1").join(",")}\n`;
    expect(await refusal(wide)).toEqual(["too-many-columns"]);
    const names = `user_id,timestamp,event\n${Array.from({ length: 10_000 }, (_, i) => `u${i % 50},2025-01-01 00:00:00,e${i}\n`).join("")}`;
    expect(await refusal(names, { as: "events" })).toEqual(["too-many-event-names"]);
    expect(await at.rows("SELECT count(*) AS n FROM customer")).toEqual([{ n: 0 }]);
  });

  it("JSON with large integers, NaN, keys given twice and a broken line", async () => {
    const report = await at.load(
      '{"id":9007199254740993,"n":1.5,"a":{"b":"x"},"tags":["p","q"]}\n{"id":12345678901234567890123,"n":NaN,"a":{"b":"y"},"tags":[]}\n{"id":1,"n":2,"n":3}\nbroken{\n{"id":5,"n":2.25,"a":null,"tags":["p"]}\n',
      { name: "people.jsonl", as: "customers" },
    );
    expect(report).toMatchObject({ read: 5, imported: 3, rejected: 2, reasons: { "duplicate-key": 1, "invalid-json": 1 } });
    expect(await at.rows("SELECT id, n, a_b FROM customer_now ORDER BY id")).toEqual([
      { id: "12345678901234567890123", n: null, a_b: "y" },
      { id: "5", n: 225, a_b: null },
      { id: "9007199254740993", n: 150, a_b: "x" },
    ]);
  });

  it("one wrong cell in a hundred rejects its row with the column", async () => {
    const rows = Array.from({ length: 200 }, (_, i) => `k${i},${i === 77 ? "n.b." : i}\n`).join("");
    expect(await at.load(`id,age\n${rows}`)).toMatchObject({ imported: 199, rejected: 1, reasons: { "invalid-cell": 1 } });
    expect(await at.rows(`SELECT "row", "column", record->>'age' AS cell FROM reject`)).toEqual([{ row: 78, column: "age", cell: "n.b." }]);
  });

  it("rejects are written for a spreadsheet, and imported again when they are put right", async () => {
    const { readFile } = await import("node:fs/promises");
    const path = `${at.folder}/rejects.csv`;
    await at.load('customer_id,order_date,total,note\n,2025-01-01,5,=1+1\n,2025-01-02,6,"a ""b"""\nC,2025-01-03,7,plain\n', {
      rejects: path,
    });
    const text = await readFile(path, "utf8");
    expect(text.split("\n").slice(0, 3)).toEqual([
      "kindred_row,kindred_reason,kindred_column,kindred_line,customer_id,order_date,total,note",
      "1,no-customer,customer_id,,,2025-01-01,5,'=1+1",
      '2,no-customer,customer_id,,,2025-01-02,6,"a ""b"""',
    ]);
    const report = await at.load(text.replaceAll(",,,2025", ",,X,2025"), { name: "fixed.csv" });
    expect(report).toMatchObject({ as: "orders", read: 2, imported: 2, rejected: 0 });
    expect((await at.rows("SELECT note FROM event_order ORDER BY instant")).map(({ note }) => note)).toEqual(["=1+1", 'a "b"', "plain"]);
  });

  it("a file compressed, in UTF-16 or with a decimal comma says the same", async () => {
    const text = "customer_id;order_date;total\nA;2025-01-01;1.234,50\nB;2025-01-02;12,00\n";
    for (const [index, bytes] of [gzipSync(text), Buffer.from(`\ufeff${text}`, "utf16le"), Buffer.from(text)].entries()) {
      expect(await at.load(bytes)).toMatchObject(index === 0 ? { imported: 2 } : { imported: 0, duplicates: 2 });
    }
    expect((await at.rows("SELECT amount FROM event_order ORDER BY amount")).map(({ amount }) => amount)).toEqual([1200, 123_450]);
  });
});
