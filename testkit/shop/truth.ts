/** The truth behind the shop as CSV files, so that what is found in the data can be scored against it. */
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { random } from "../../src/core/random.ts";
import type { Day } from "../../src/core/time/date.ts";
import { FIRST_DATE, LAST_DATE } from "./calendar.ts";
import { live, openWorkshop, type Truth } from "./customer.ts";
import { groups } from "./groups.ts";
import { leadsOf, makeLead } from "./lead.ts";
import type { Ledger } from "./ledger.ts";
import { parameterTables } from "./parameters.ts";
import { customersOf, makePerson, type Person } from "./person.ts";
import { categories } from "./products.ts";
import { seasonOf } from "./season.ts";
import { openSheet } from "./sheet.ts";
import { amount, customerId, dateOf, named, padded, quoted } from "./sql.ts";
import { needClasses, scales } from "./survey.ts";

/** A shop, as given to `writeShop`. */
export interface TruthOptions {
  readonly customers: number;
  readonly seed: string | number;
  readonly progress?: (step: string, done?: number) => void;
}

/** One customer and what is true of it. */
export interface Known {
  readonly person: Person;
  readonly truth: Truth;
}

/** The customers of a shop one by one. `truth.process.times` is filled anew for each: copy what is to be kept. */
export function* knownCustomers({ customers, seed }: TruthOptions): Generator<Known> {
  const stream = customersOf(seed);
  const workshop = openWorkshop();
  for (let number = 1; number <= customers; number++) {
    const person = makePerson(stream, number);
    yield { person, truth: live(stream.fork(number), person, silent, () => undefined, workshop, 0) };
  }
}

const silent: Ledger = { begin: () => undefined, write: () => 1, count: () => 0, close: () => undefined };

/** Sum of the seasons' multiples over the 364 days after the last one. */
const seasonalDays = Array.from({ length: 364 }, (_, i) => seasonOf((LAST_DATE + 1 + i) as Day)).reduce((sum, season) => sum + season, 0);

/**
 * Purchases to be expected in the 52 weeks after the last day, knowing the customer's own rate and dropout probability and whether
 * the customer has left: (1 - exp(-p L)) / p with L the rate summed over these weeks. 0 for customers who never buy.
 */
function expectedPurchases({ person, truth: { process } }: Known): number {
  if (process.count === 0 || process.left !== Number.POSITIVE_INFINITY) return 0;
  const weeks = groups[person.group]?.seasonal ? seasonalDays / 7 : 52;
  return -Math.expm1(-process.dropout * process.rate * weeks) / process.dropout;
}

const columns: Readonly<Record<string, { readonly select: string; readonly value: (known: Known) => number }>> = {
  number: { select: `${customerId("number")} AS id`, value: ({ person }) => person.number },
  root: { select: `CASE WHEN root <> number THEN ${customerId("root")} END AS duplicate_of`, value: ({ person }) => person.root },
  segment: {
    select: `${named(
      "segment",
      groups.map((group) => group.name),
      0,
    )} AS "group"`,
    value: ({ person }) => person.group,
  },
  "rate:double": { select: "round(rate, 6) AS rate_per_week", value: ({ truth }) => truth.process.rate },
  "dropout:double": { select: "round(dropout, 6) AS dropout_probability", value: ({ truth }) => truth.process.dropout },
  departed: {
    select: `${dateOf(`departed + ${FIRST_DATE}`)} AS left_on`,
    value: ({ truth }) => (Number.isFinite(truth.process.left) ? Math.floor(truth.process.left) : Number.NaN),
  },
  purchases: { select: "purchases", value: ({ truth }) => truth.process.count },
  "expected:double": { select: "round(expected, 6) AS expected_purchases_52_weeks", value: expectedPurchases },
  "basket:double": { select: "round(basket / 100, 4) AS basket_mean", value: ({ truth }) => truth.basketMean },
  favourite: { select: `${named("favourite", categories, 0)} AS first_category`, value: ({ truth }) => truth.taste.first },
  second: { select: `${named("second", categories, 0)} AS second_category`, value: ({ truth }) => truth.taste.second },
  "open_rate:double": { select: "round(open_rate, 6) AS open_rate", value: ({ truth }) => truth.openRate },
  sex: { select: `${named("sex", ["male", "female"], 0)} AS sex`, value: ({ person }) => Number(person.female) },
  birth: { select: `${dateOf("birth")} AS birth_date`, value: ({ person }) => person.birth },
  ...Object.fromEntries(
    scales.map((scale, i) => [
      `${scale}:double`,
      { select: `round(${scale}, 6) AS ${scale}`, value: ({ person }: Known) => person.psyche[i] as number },
    ]),
  ),
  needs: {
    select: `${named(
      "needs",
      needClasses.map(({ name }) => name),
      0,
    )} AS needs_class`,
    value: ({ person }) => person.needs,
  },
  arm: {
    select: `${named("arm", ["letter", "holdout"])} AS campaign_arm`,
    value: ({ truth: { exposure } }) => (exposure.eligible ? (exposure.treated ? 1 : 2) : 0),
  },
  buys_without: {
    select: "CASE WHEN arm > 0 THEN buys_without END AS buys_without_letter",
    value: ({ truth }) => Number(truth.buysWithout),
  },
  buys_with: { select: "CASE WHEN arm > 0 THEN buys_with END AS buys_with_letter", value: ({ truth }) => Number(truth.buysWith) },
  spends_without: {
    select: `CASE WHEN arm > 0 THEN ${amount("spends_without")} END AS spends_without_letter`,
    value: ({ truth }) => truth.spendsWithout,
  },
  spends_with: {
    select: `CASE WHEN arm > 0 THEN ${amount("spends_with")} END AS spends_with_letter`,
    value: ({ truth }) => truth.spendsWith,
  },
};

/**
 * Writes `customers.csv`, `leads.csv`, `duplicates.csv`, `groups.csv`, `products.csv`, `product-affinities.csv`, `scales.csv` and
 * `needs.csv` into an existing directory; README.md says what is in them. Answers their paths.
 */
export async function writeTruth(directory: string, options: TruthOptions): Promise<readonly string[]> {
  const engine = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await engine.connect();
  try {
    await drawCustomers(connection, options);
    await drawLeads(connection, options);
    const written: string[] = [];
    for (const [name, select] of Object.entries(selects)) {
      const file = join(directory, `${name}.csv`);
      await connection.run(`COPY (${select}) TO ${quoted(file)} (FORMAT csv, HEADER true)`);
      written.push(file);
    }
    return written;
  } finally {
    connection.closeSync();
    engine.closeSync();
  }
}

const selects: Readonly<Record<string, string>> = {
  customers: `SELECT ${Object.values(columns)
    .map(({ select }) => select)
    .join(", ")} FROM customer`,
  duplicates: `SELECT ${customerId("root")} AS id, ${customerId("number")} AS duplicate FROM customer WHERE root <> number`,
  leads: `SELECT 'L' || ${padded("number", 6)} AS id, round(probability, 6) AS probability, won FROM lead`,
  ...parameterTables,
};

async function drawCustomers(connection: DuckDBConnection, options: TruthOptions): Promise<void> {
  const sheet = await openSheet(connection, "customer", Object.keys(columns));
  const values = Object.values(columns).map(({ value }) => value);
  for (const known of knownCustomers(options)) {
    sheet.addRow(values.map((value) => value(known)));
    const { number } = known.person;
    if (number % 2000 === 0) options.progress?.("writing the truth", number / options.customers);
  }
  sheet.close();
}

async function drawLeads(connection: DuckDBConnection, { customers, seed }: TruthOptions): Promise<void> {
  const sheet = await openSheet(connection, "lead", ["number", "probability:double", "won"]);
  const leads = random(seed).fork("leads");
  for (let number = 1; number <= leadsOf(customers); number++) {
    const { probability, won } = makeLead(leads, number);
    sheet.add(number, probability, Number(won));
  }
  sheet.close();
}
