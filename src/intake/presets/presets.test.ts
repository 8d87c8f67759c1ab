import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Bench, bench } from "../../../testkit/intake/bench.ts";
import { detectPreset, PRESETS } from "./registry.ts";

let at: Bench;
beforeEach(async () => {
  at = await bench({ zone: "Europe/Berlin", currency: "EUR" });
});
afterEach(() => at.close());

const csv = (headers: readonly string[], ...rows: Readonly<Record<string, string>>[]) =>
  [headers, ...rows.map((row) => headers.map((header) => row[header] ?? ""))]
    .map((cells) => cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(","))
    .join("\n")
    .concat("\n");

it("every preset has a name of its own, and detects its own headers", () => {
  expect(new Set(PRESETS.map(({ name }) => name)).size).toBe(PRESETS.length);
  for (const preset of PRESETS) expect(detectPreset(preset.headers)?.name).toBe(preset.name);
});

const SHOPIFY_ORDERS =
  "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,Source,Lineitem discount".split(
    ",",
  );

describe("Shopify orders", () => {
  it("take head and total from an order's first row, lines from all", async () => {
    const report = await at.load(
      csv(
        SHOPIFY_ORDERS,
        {
          Name: "#1001",
          Email: "Ada@example.com",
          "Financial Status": "paid",
          Currency: "EUR",
          Subtotal: "20.00",
          Shipping: "4.90",
          Total: "24.90",
          "Refunded Amount": "0.00",
          "Created at": "2025-05-01 10:23:45 +0200",
          "Lineitem quantity": "2",
          "Lineitem name": "Mug, blue",
          "Lineitem price": "7.50",
          "Shipping Country": "DE",
          Source: "web",
          Tags: "gift, vip",
        },
        {
          Name: "#1001",
          Email: "Ada@example.com",
          "Created at": "2025-05-01 10:23:45 +0200",
          "Lineitem quantity": "1",
          "Lineitem name": "Plate",
          "Lineitem price": "5.00",
        },
        {
          Name: "#1002",
          Email: "bob@example.com",
          "Financial Status": "partially_refunded",
          Currency: "EUR",
          Total: "30.00",
          "Refunded Amount": "12.00",
          "Created at": "2025-05-02 09:00:00 +0200",
          "Lineitem quantity": "3",
          "Lineitem name": "Plate",
          "Lineitem price": "10.00",
          "Shipping Country": "AT",
          Source: "pos",
        },
        {
          Name: "#1003",
          Email: "bob@example.com",
          "Financial Status": "voided",
          Currency: "EUR",
          Total: "5.00",
          "Refunded Amount": "0.00",
          "Created at": "2025-05-03 09:00:00 +0200",
          "Lineitem quantity": "1",
          "Lineitem name": "Plate",
          "Lineitem price": "5.00",
          "Shipping Country": "AT",
          Source: "web",
        },
      ),
    );
    expect(report).toMatchObject({
      as: "order-lines",
      read: 4,
      imported: 4,
      rejected: 0,
      events: { order: 2, refund: 1, cancelled_order: 1, order_line: 3, cancelled_order_line: 1 },
    });
    expect(report.notes).toContainEqual({ kind: "preset", preset: "shopify-orders", title: "Shopify orders export" });
    expect(await at.rows("SELECT order_id, amount, items, channel, instant FROM event_order ORDER BY order_id")).toEqual([
      { order_id: "#1001", amount: 2490, items: 3, channel: "web", instant: Date.parse("2025-05-01T08:23:45Z") },
      { order_id: "#1002", amount: 3000, items: 3, channel: "pos", instant: Date.parse("2025-05-02T07:00:00Z") },
    ]);
    expect(await at.rows("SELECT order_id, amount FROM event_refund")).toEqual([{ order_id: "#1002", amount: 1200 }]);
    expect(await at.rows("SELECT country FROM customer_now ORDER BY id")).toEqual([{ country: "DE" }, { country: "AT" }]);
  });
});

describe("Shopify customers", () => {
  it("are known by id and address, with consent for mail and text messages", async () => {
    const headers =
      "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address Address2,Default Address City,Default Address Province Code,Default Address Country Code,Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags".split(
        ",",
      );
    const report = await at.load(
      csv(
        headers,
        {
          "Customer ID": "'6940095",
          "First Name": "Ada",
          Email: "ada@example.com",
          "Accepts Email Marketing": "yes",
          "Default Address Country Code": "DE",
          "Default Address Zip": "'01067",
          Phone: "'+4930123456",
          "Accepts SMS Marketing": "no",
          "Total Spent": "24.90",
          "Total Orders": "1",
          "Tax Exempt": "no",
          Tags: "vip, gift",
        },
        {
          "Customer ID": "'6940096",
          "First Name": "Bob",
          Email: "bob@example.com",
          "Accepts Email Marketing": "no",
          "Default Address Country Code": "AT",
          "Default Address Zip": "'1010",
          "Accepts SMS Marketing": "no",
          "Total Spent": "0.00",
          "Total Orders": "0",
          "Tax Exempt": "no",
        },
      ),
    );
    expect(report).toMatchObject({ as: "customers", read: 2, imported: 2, customersCreated: 2, consents: 4 });
    expect(await at.rows("SELECT id, total_spent, default_address_zip AS zip, tags, country FROM customer_now ORDER BY id")).toEqual([
      { id: "6940095", total_spent: 2490, zip: "01067", tags: ["vip", "gift"], country: "DE" },
      { id: "6940096", total_spent: 0, zip: "1010", tags: null, country: "AT" },
    ]);
    expect(await at.rows("SELECT channel, address, state FROM consent ORDER BY customer, channel")).toEqual([
      { channel: "email", address: "ada@example.com", state: "granted" },
      { channel: "sms", address: "+4930123456", state: "denied" },
      { channel: "email", address: "bob@example.com", state: "denied" },
      { channel: "sms", address: null, state: "denied" },
    ]);
  });
});

describe("WooCommerce orders", () => {
  it("take the order's total once and its items from all rows", async () => {
    const headers =
      "Order Number,Order Status,Order Date,Customer Note,First Name (Billing),Last Name (Billing),Company (Billing),Address 1&2 (Billing),City (Billing),State Code (Billing),Postcode (Billing),Country Code (Billing),Email (Billing),Phone (Billing),First Name (Shipping),Last Name (Shipping),Address 1&2 (Shipping),City (Shipping),State Code (Shipping),Postcode (Shipping),Country Code (Shipping),Payment Method Title,Cart Discount Amount,Order Subtotal Amount,Shipping Method Title,Order Shipping Amount,Order Refund Amount,Order Total Amount,Order Total Tax Amount,SKU,Item #,Item Name,Quantity (- Refund),Item Cost,Coupon Code,Discount Amount,Discount Amount Tax".split(
        ",",
      );
    const row = (order: string, status: string, item: string, quantity: string, cost: string, total: string, refund = "0") => ({
      "Order Number": order,
      "Order Status": status,
      "Order Date": "2025-06-01 14:30",
      "Email (Billing)": "ada@example.com",
      "Country Code (Billing)": "DE",
      "Order Total Amount": total,
      "Order Refund Amount": refund,
      "Item Name": item,
      "Quantity (- Refund)": quantity,
      "Item Cost": cost,
      "Payment Method Title": "Card",
    });
    const report = await at.load(
      csv(
        headers,
        row("501", "Completed", "Mug", "2", "7.5", "19.90"),
        row("501", "Completed", "Plate", "1", "4.9", "19.90"),
        row("502", "Refunded", "Mug", "1", "7.5", "7.50", "7.50"),
        row("503", "Cancelled", "Mug", "1", "7.5", "7.50"),
      ),
    );
    expect(report).toMatchObject({ as: "order-lines", read: 4, imported: 4, events: { order: 2, refund: 1, cancelled_order: 1 } });
    expect(await at.rows("SELECT order_id, amount FROM event_order ORDER BY order_id")).toEqual([
      { order_id: "501", amount: 1990 },
      { order_id: "502", amount: 750 },
    ]);
    expect(await at.rows("SELECT amount FROM event_refund")).toEqual([{ amount: 750 }]);
  });
});

describe("Stripe payments", () => {
  it("are orders in UTC, failed ones are none, refunds are refunds", async () => {
    const headers =
      "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Converted Amount Refunded,Converted Currency,Decline Reason,Description,Fee,Is Link,Refunded date (UTC),Statement Descriptor,Status,Seller Message,Taxes On Fee,Card ID,Card Address Country,Customer ID,Customer Email,Invoice ID,Transfer".split(
        ",",
      );
    const report = await at.load(
      csv(
        headers,
        {
          id: "ch_1",
          "Created date (UTC)": "2025-07-01 14:30:00",
          Amount: "120.00",
          "Amount Refunded": "0.00",
          Currency: "eur",
          Status: "Paid",
          "Customer Email": "ada@example.com",
          "Card Address Country": "DE",
        },
        {
          id: "ch_2",
          "Created date (UTC)": "2025-07-02 14:30:00",
          Amount: "59.90",
          "Amount Refunded": "10.00",
          Currency: "usd",
          Status: "Paid",
          "Customer Email": "bob@example.com",
          "Card Address Country": "US",
        },
        {
          id: "ch_3",
          "Created date (UTC)": "2025-07-03 14:30:00",
          Amount: "80.00",
          "Amount Refunded": "0.00",
          Currency: "eur",
          Status: "Failed",
          "Customer Email": "bob@example.com",
        },
        {
          id: "ch_4",
          "Created date (UTC)": "2025-07-03 14:30:00",
          Amount: "80.00",
          "Amount Refunded": "0.00",
          Currency: "eur",
          Status: "Paid",
        },
      ),
    );
    expect(report).toMatchObject({
      as: "orders",
      read: 4,
      imported: 3,
      rejected: 1,
      reasons: { "no-customer": 1 },
      events: { order: 2, refund: 1, cancelled_order: 1 },
    });
    expect(await at.rows("SELECT amount, amount__currency AS currency, instant FROM event_order ORDER BY instant")).toEqual([
      { amount: 12_000, currency: "EUR", instant: Date.parse("2025-07-01T14:30:00Z") },
      { amount: 5990, currency: "USD", instant: Date.parse("2025-07-02T14:30:00Z") },
    ]);
    expect(await at.rows("SELECT amount FROM event_refund")).toEqual([{ amount: 1000 }]);
  });
});

describe("HubSpot contacts", () => {
  it("are customers by record id, and out for mail if they unsubscribed from all", async () => {
    const headers =
      "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Associated Company,Last Activity Date,Lead Status,Lifecycle Stage,Create Date,Country/Region,Unsubscribed from all email".split(
        ",",
      );
    const report = await at.load(
      csv(
        headers,
        {
          "Record ID": "101",
          "First Name": "Camille",
          Email: "camille@example.com",
          "Phone Number": "+33 6 12 34 56 78",
          "Lead Status": "NEW",
          "Lifecycle Stage": "lead",
          "Create Date": "2024-03-12 09:14",
          "Country/Region": "France",
          "Unsubscribed from all email": "true",
        },
        {
          "Record ID": "102",
          "First Name": "John",
          Email: "JOHN@Example.com",
          "Lead Status": "OPEN_DEAL",
          "Lifecycle Stage": "customer",
          "Create Date": "2024-03-15 14:30",
          "Country/Region": "Australia",
        },
      ),
    );
    expect(report).toMatchObject({ as: "customers", read: 2, imported: 2, consents: 1 });
    expect(await at.rows("SELECT id, lead_status, country, created_at FROM customer_now ORDER BY id")).toEqual([
      { id: "101", lead_status: "NEW", country: "France", created_at: Date.parse("2024-03-12T08:14:00Z") },
      { id: "102", lead_status: "OPEN_DEAL", country: "Australia", created_at: Date.parse("2024-03-15T13:30:00Z") },
    ]);
    expect((await at.rows("SELECT value FROM identity WHERE kind <> 'id' ORDER BY value")).map(({ value }) => value)).toEqual([
      "+33612345678",
      "camille@example.com",
      "john@example.com",
    ]);
  });
});

describe("Mailchimp members", () => {
  const columns =
    "Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION";
  const end = "LAST_CHANGED,LEID,EUID,NOTES,TAGS";
  const member = (email: string, more: Readonly<Record<string, string>>) => ({
    "Email Address": email,
    MEMBER_RATING: "2",
    LAST_CHANGED: "2025-01-05 10:00:00",
    LEID: "1",
    EUID: "a",
    CC: "DE",
    TAGS: '"VIP","Blog"',
    ...more,
  });

  it("are granted, denied or bounced by the file they are in", async () => {
    const subscribed = await at.load(
      csv(
        `${columns},${end}`.split(","),
        member("ada@example.com", { CONFIRM_TIME: "2024-03-14 09:14:00", LATITUDE: "52.52", LONGITUDE: "13.405" }),
        member("bob@example.com", { CONFIRM_TIME: "2024-03-15 09:14:00" }),
        member("eva@example.com", { CONFIRM_TIME: "2024-03-16 09:14:00" }),
      ),
    );
    const unsubscribed = await at.load(
      csv(
        `${columns},UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_CAMPAIGN_ID,UNSUB_REASON,UNSUB_REASON_OTHER,${end}`.split(","),
        member("bob@example.com", { UNSUB_TIME: "2025-01-05 10:00:00", UNSUB_REASON: "NORMAL" }),
      ),
    );
    const cleaned = await at.load(
      csv(
        `${columns},CLEAN_TIME,CLEAN_CAMPAIGN_TITLE,CLEAN_CAMPAIGN_ID,${end}`.split(","),
        member("eva@example.com", { CLEAN_TIME: "2025-02-05 10:00:00" }),
      ),
    );
    expect([subscribed, unsubscribed, cleaned].map(({ as, consents }) => [as, consents])).toEqual([
      ["customers", 3],
      ["customers", 1],
      ["customers", 1],
    ]);
    expect(await at.rows("SELECT address, purpose, state, stated_at FROM consent ORDER BY address, stated_at")).toEqual([
      { address: "ada@example.com", purpose: "marketing", state: "granted", stated_at: Date.parse("2024-03-14T09:14:00Z") },
      { address: "bob@example.com", purpose: "marketing", state: "granted", stated_at: Date.parse("2024-03-15T09:14:00Z") },
      { address: "bob@example.com", purpose: "marketing", state: "denied", stated_at: Date.parse("2025-01-05T10:00:00Z") },
      { address: "eva@example.com", purpose: "marketing", state: "granted", stated_at: Date.parse("2024-03-16T09:14:00Z") },
      { address: "eva@example.com", purpose: "", state: "bounced", stated_at: Date.parse("2025-02-05T10:00:00Z") },
    ]);
    expect(await at.rows("SELECT country, tags FROM customer_now WHERE id = 'ada@example.com'")).toEqual([
      { country: "DE", tags: ["VIP", "Blog"] },
    ]);
  });
});

describe("surveys", () => {
  it("Google Forms: answers by address, several choices as a list", async () => {
    const report = await at.load(
      csv(
        ["Timestamp", "Email Address", "How often do you cook?", "Which tools do you use?", "Price matters to me"],
        {
          Timestamp: "3/25/2025 10:23:45",
          "Email Address": "ada@example.com",
          "How often do you cook?": "Daily",
          "Which tools do you use?": "Pan, Oven",
          "Price matters to me": "4",
        },
        {
          Timestamp: "3/26/2025 11:00:00",
          "Email Address": "bob@example.com",
          "How often do you cook?": "Never",
          "Which tools do you use?": "Oven",
          "Price matters to me": "2",
        },
        {
          Timestamp: "3/27/2025 11:00:00",
          "Email Address": "eva@example.com",
          "How often do you cook?": "Daily",
          "Which tools do you use?": "Pan, Oven, Pot",
          "Price matters to me": "5",
        },
      ),
    );
    expect(report).toMatchObject({ as: "survey", read: 3, imported: 3, events: { survey_answered: 3 } });
    expect(await at.rows("SELECT which_tools_do_you_use AS tools, price_matters_to_me AS price FROM customer_now ORDER BY id")).toEqual([
      { tools: ["Pan", "Oven"], price: 4 },
      { tools: ["Oven"], price: 2 },
      { tools: ["Pan", "Oven", "Pot"], price: 5 },
    ]);
  });

  it("Typeform: answers by a question for the address, submitted in UTC", async () => {
    const report = await at.load(
      csv(
        [
          "#",
          "How satisfied are you?",
          "Email",
          "Response Type",
          "Start Date (UTC)",
          "Stage Date (UTC)",
          "Submit Date (UTC)",
          "Network ID",
          "Tags",
        ],
        {
          "#": "a1",
          "How satisfied are you?": "5",
          Email: "ada@example.com",
          "Response Type": "completed",
          "Start Date (UTC)": "2025-05-01 10:00:00",
          "Submit Date (UTC)": "2025-05-01 10:05:00",
          "Network ID": "n1",
        },
        {
          "#": "a2",
          "How satisfied are you?": "3",
          Email: "bob@example.com",
          "Response Type": "completed",
          "Start Date (UTC)": "2025-05-01 11:00:00",
          "Submit Date (UTC)": "2025-05-01 11:04:00",
          "Network ID": "n2",
        },
      ),
    );
    expect(report).toMatchObject({ as: "survey", read: 2, imported: 2, events: { survey_answered: 2 } });
    expect(await at.rows("SELECT min(instant) AS i FROM event_survey_answered")).toEqual([{ i: Date.parse("2025-05-01T10:05:00Z") }]);
    expect(await at.rows("SELECT how_satisfied_are_you AS n FROM customer_now ORDER BY id")).toEqual([{ n: 5 }, { n: 3 }]);
  });
});
