/** The files about people: customers, their changes, leads, consents, answers; and the sheets they come from. */

import { channels, purposes, states } from "./consent.ts";
import type { Sheetwork } from "./event-files.ts";
import { leadSources, leadStates } from "./lead.ts";
import { companyKinds, companyNames, firstNames, industries, lastNames, plainLetters } from "./names.ts";
import { cities, countries, countryOfCity } from "./places.ts";
import { customerId, dateOf, instantOf, named, numbered, padded, quoted } from "./sql.ts";
import { ITEMS, needItems, scales, waves } from "./survey.ts";

const contactColumns = ["email_of", "email_form", "phone_of", "phone_form", "first", "last", "city"] as const;

/** Columns of the sheets, for `openSheet`. */
export const peopleSheets = {
  person: [
    ...["number", "created", ...contactColumns, "birth", "sex", "latitude:double", "longitude:double", "own_language", "postal", "device"],
    ...["app_platform", "browser", "income", "household", "industry", "employees", "company", "plan", "renewal", "tags"],
  ],
  change: ["number", "moment", "city", "plan"],
  statement: ["number", "moment", "purpose", "channel", "state", ...contactColumns],
  answers: [
    "number",
    "moment",
    "wave",
    ...scales.flatMap((scale) => Array.from({ length: ITEMS }, (_, i) => `${scale}_${i + 1}`)),
    ...needItems,
  ],
  lead: [
    "number",
    "moment",
    "first",
    "last",
    "source",
    "industry",
    "employees",
    "pages",
    "demo",
    "status",
    "closed",
    "probability:double",
    "won",
  ],
} as const;

const firsts = firstNames.flat();
const country = (city: string): string => numbered(city, countryOfCity, 0);
const ofCountry = (city: string, texts: readonly string[]): string => named(country(city), texts, 0);
const domains = ["example.com", "example.org", "example.net"];

/** Address of a customer in one of its two ways of writing; NULL without one. Addresses are of domains reserved for examples. */
const email = `CASE WHEN email_of > 0 THEN CASE email_form WHEN 1
  THEN ${named("first", firsts.map(plainLetters))} || '.' || ${named("last", lastNames.map(plainLetters))} || '.' || email_of || '@' || ${named("email_of % 3", domains, 0)}
  ELSE upper(${named("first", firsts.map(plainLetters))}) || '.' || ${named("last", lastNames.map(plainLetters))} || '.' || email_of || '@' || upper(${named("email_of % 3", domains, 0)}) END END`;

/** Number of a customer in one of its two ways of writing; NULL without one. Made up from the customer's number. */
const phone = `CASE WHEN phone_of > 0 THEN CASE phone_form WHEN 1
  THEN '+' || ${ofCountry(
    "city",
    countries.map((c) => c.callingCode),
  )} || ' 155 ' || ${padded("phone_of", 7)}
  ELSE '00' || ${ofCountry(
    "city",
    countries.map((c) => c.callingCode),
  )} || '-155-' || ${padded("phone_of", 7)} END END`;

const company = `CASE WHEN industry > 0 THEN ${named("company % 30", companyNames, 0)} || ' ' || ${named("company // 30", companyKinds, 0)} END`;
const tagNames = ["vip", "business", "birthday club", "beta tester", "staff"];
const tags = `'[' || array_to_string(list_filter([${tagNames.map((tag, bit) => `CASE WHEN tags & ${1 << bit} > 0 THEN ${quoted(`"${tag}"`)} END`).join(", ")}], lambda tag: tag IS NOT NULL), ',') || ']'`;
const bands = ["under 20000", "20000 to 40000", "40000 to 60000", "60000 to 90000", "over 90000"];
/** Postal codes, made up, in the forms of some countries. */
const postal = `CASE ${ofCountry(
  "city",
  countries.map((c) => c.code),
)}
  WHEN 'GB' THEN NULL WHEN 'NL' THEN (postal // 10)::VARCHAR || ' AB' WHEN 'PL' THEN left(postal::VARCHAR, 2) || '-' || right(postal::VARCHAR, 3)
  WHEN 'SE' THEN left(postal::VARCHAR, 3) || ' ' || right(postal::VARCHAR, 2)
  ELSE CASE WHEN ${ofCountry(
    "city",
    countries.map((c) => c.code),
  )} IN ('DE', 'FR', 'IT', 'ES') THEN postal::VARCHAR ELSE (postal // 10)::VARCHAR END END`;

function customerColumns(format: "parquet" | "csv"): readonly string[] {
  return [
    `${customerId("number")} AS id`,
    `${instantOf("created", format)} AS created_at`,
    `${email} AS email`,
    `${phone} AS phone`,
    `${named("first", firsts)} AS first_name`,
    `${named("last", lastNames)} AS last_name`,
    `${dateOf("birth")} AS birth_date`,
    `${named("sex", ["female", "male"])} AS sex`,
    `${ofCountry(
      "city",
      countries.map((c) => c.code),
    )} AS country`,
    `${named(
      "city",
      cities.map((c) => c.name),
      0,
    )} AS city`,
    `${postal} AS postal_code`,
    "latitude",
    "longitude",
    `${ofCountry(
      "city",
      countries.map((c) => c.zone),
    )} AS time_zone`,
    `CASE own_language WHEN 1 THEN ${ofCountry(
      "city",
      countries.map((c) => c.language),
    )} ELSE 'en' END AS language`,
    `${named("device", ["desktop", "mobile", "tablet"])} AS device`,
    `${named("app_platform", ["web", "ios", "android"])} AS operating_system`,
    `${named("browser", ["Chrome", "Safari", "Firefox", "Edge"])} AS browser`,
    `${named("income", bands)} AS income_band`,
    "nullif(household, 0) AS household_size",
    `${company} AS company`,
    `${named("industry", industries)} AS industry`,
    "nullif(employees, 0) AS employees",
    `${named("plan", ["free", "plus", "premium"])} AS plan`,
    `${dateOf("renewal")} AS renewal_date`,
    `${tags} AS tags`,
  ];
}

/** The statements of the files about people, in the order in which they are to be imported. */
export function peopleFiles(format: "parquet" | "csv"): readonly Sheetwork[] {
  const contact = `CASE channel WHEN 1 THEN ${email} WHEN 2 THEN ${phone} END`;
  const items = [...scales.flatMap((scale) => Array.from({ length: ITEMS }, (_, i) => `${scale}_${i + 1}`)), ...needItems];
  return [
    {
      name: "customers",
      as: "customers",
      map: { id: "id", email: "email", phone: "phone", created_at: "created_at", latitude: "latitude", longitude: "longitude" },
      select: `SELECT ${customerColumns(format).join(", ")} FROM person`,
    },
    {
      name: "customer-changes",
      as: "customers",
      map: { id: "id", at: "at" },
      select: `SELECT ${customerId("number")} AS id, ${instantOf("moment", format)} AS "at", ${ofCountry(
        "city",
        countries.map((c) => c.code),
      )} AS country,
        ${named(
          "city",
          cities.map((c) => c.name),
          0,
        )} AS city, ${named("plan", ["free", "plus", "premium"])} AS plan FROM change`,
    },
    {
      name: "leads",
      as: "customers",
      map: { id: "id", email: "email", created_at: "created_at" },
      select: `SELECT 'L' || ${padded("number", 6)} AS id, ${instantOf("moment", format)} AS created_at,
        ${named("first", firsts.map(plainLetters))} || '.' || ${named("last", lastNames.map(plainLetters))} || '.l' || number || '@' || ${named("number % 3", domains, 0)} AS email,
        ${named("first", firsts)} AS first_name, ${named("last", lastNames)} AS last_name, ${named("industry", industries)} AS industry, employees,
        ${named("source", leadSources)} AS lead_source, pages AS lead_pages_seen, demo = 1 AS lead_demo, ${named("status", leadStates)} AS lead_status,
        CASE WHEN status > 1 THEN ${instantOf("closed", format)} END AS lead_closed_at FROM lead`,
    },
    {
      name: "consent",
      as: "consent",
      map: { customer: "customer", at: "at", purpose: "purpose", channel: "channel", address: "address", state: "state" },
      select: `SELECT ${customerId("number")} AS customer, ${instantOf("moment", format)} AS "at", ${named("purpose", purposes)} AS purpose,
        ${named("channel", channels)} AS channel, ${contact} AS address, ${named("state", states)} AS state FROM statement`,
    },
    {
      name: "survey",
      as: "survey",
      map: { customer: "customer", at: "at", wave: "wave" },
      select: `SELECT ${customerId("number")} AS customer, ${instantOf("moment", format)} AS "at", ${named("wave", waves)} AS wave, ${items.join(", ")} FROM answers`,
    },
  ];
}
