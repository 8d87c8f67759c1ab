/** The demo shop: files of a made-up shop whose truth is known. See README.md. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { type Random, random } from "../../src/core/random.ts";
import { changesOf } from "./changes.ts";
import { live, openWorkshop } from "./customer.ts";
import { eventFiles, type Sheetwork } from "./event-files.ts";
import { leadsOf, makeLead } from "./lead.ts";
import { openLedger } from "./ledger.ts";
import { peopleFiles, peopleSheets } from "./people-files.ts";
import { customersOf, makePerson, type Person } from "./person.ts";
import { products } from "./products.ts";
import { openSheet, type Sheet } from "./sheet.ts";
import { quoted } from "./sql.ts";
import { answer } from "./survey.ts";
import { activityFor } from "./volume.ts";

export { SHOP_NOW, shopSettings } from "./calendar.ts";
export { shopSegments } from "./segments.ts";
export { writeTruth } from "./truth.ts";

/** What shop to make. */
export interface ShopOptions {
  /** An existing directory, into which the files are written. */
  readonly directory: string;
  /** From 1,000 to 1,000,000; a smaller shop is the beginning of a larger one with the same seed. */
  readonly customers: number;
  readonly seed: string | number;
  /** Mean number of events per customer; 50. Visits that lead to no order are made more or fewer to reach it. */
  readonly eventsPerCustomer?: number;
  readonly format: "parquet" | "csv";
  /** Told what is being done, and the share of all that is done. */
  readonly progress?: (step: string, done?: number) => void;
}

/** A file to import: its path, and what `--as` and `--map` say for it. */
export interface ShopFile {
  readonly file: string;
  readonly as: string;
  readonly map: Readonly<Record<string, string>>;
  readonly rows: number;
}

/**
 * Writes the shop's files and answers them in the order in which they are to be imported. The same options give the same bytes.
 * Memory does not grow with the number of customers: what is drawn goes through a temporary file in the directory.
 */
export async function writeShop(options: ShopOptions): Promise<readonly ShopFile[]> {
  const { directory, customers, progress = () => undefined } = options;
  const scratch = join(directory, ".shop-scratch.duckdb");
  const large = customers > 20_000;
  const engine = await DuckDBInstance.create(large ? scratch : ":memory:", { threads: "1", memory_limit: "1GB" });
  const connection = await engine.connect();
  try {
    await connection.run("SET autoinstall_known_extensions = false; SET preserve_insertion_order = true; SET TimeZone = 'UTC'");
    await draw(connection, options);
    const works: readonly Sheetwork[] = [...peopleFiles(options.format), ...eventFiles(options.format, [...products.price.subarray(1)])];
    const files: ShopFile[] = [];
    for (const [index, work] of works.entries()) {
      progress(`writing ${work.name}`, 0.6 + (0.4 * index) / works.length);
      files.push(await writeFile(connection, work, options));
    }
    return files;
  } finally {
    connection.closeSync();
    engine.closeSync();
    if (large) for (const ending of ["", ".wal", ".tmp"]) await rm(`${scratch}${ending}`, { force: true, recursive: true });
  }
}

async function writeFile(connection: DuckDBConnection, work: Sheetwork, options: ShopOptions): Promise<ShopFile> {
  const file = join(options.directory, `${work.name}.${options.format}`);
  const form = options.format === "parquet" ? "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880" : "FORMAT csv, HEADER true";
  const result = await connection.run(`COPY (${work.select}) TO ${quoted(file)} (${form})`);
  return { file, as: work.as, map: work.map, rows: result.rowsChanged };
}

/** Draws the shop into tables of codes. */
async function draw(connection: DuckDBConnection, options: ShopOptions): Promise<void> {
  const { customers, seed, progress = () => undefined } = options;
  const stream = customersOf(seed);
  const activity = activityFor(options.eventsPerCustomer);
  const ledger = await openLedger(connection);
  const sheets = {} as Record<keyof typeof peopleSheets, Sheet>;
  for (const name of Object.keys(peopleSheets) as (keyof typeof peopleSheets)[])
    sheets[name] = await openSheet(connection, name, peopleSheets[name]);
  const workshop = openWorkshop();
  for (let number = 1; number <= customers; number++) {
    const person = makePerson(stream, number);
    const own = stream.fork(number);
    addPerson(sheets, own, person);
    const consent = (at: number, purpose: number, channel: number, state: number): void =>
      sheets.statement.addRow([number, at, purpose, channel, state, ...contactValues(person)]);
    live(own, person, ledger, consent, workshop, activity);
    if (number % 2000 === 0) {
      progress("inventing customers", (0.6 * number) / customers);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  const leads = random(seed).fork("leads");
  for (let number = 1; number <= leadsOf(customers); number++) addLead(sheets.lead, leads, number);
  for (const sheet of Object.values(sheets)) sheet.close();
  ledger.close();
}

function contactValues({ contact, city }: Person): readonly number[] {
  return [contact.emailOf, contact.emailForm, contact.phoneOf, contact.phoneForm, contact.first, contact.last, city];
}

function addPerson(sheets: Readonly<Record<keyof typeof peopleSheets, Sheet>>, own: Random, person: Person): void {
  const birth = person.birthKnown ? person.birth : Number.NaN;
  const sex = person.sexKnown ? (person.female ? 1 : 2) : 0;
  sheets.person.addRow([
    ...[person.number, person.created, ...contactValues(person), birth, sex, person.latitude, person.longitude],
    ...[Number(person.ownLanguage), person.postal, person.device, person.appPlatform, person.browser, person.income, person.household],
    ...[person.industry, person.employees, person.company, person.plan, person.renewal, person.tags],
  ]);
  for (const change of changesOf(own.fork("changes"), person)) sheets.change.add(person.number, change.at, change.city, change.plan);
  const answers = answer(own.fork("survey"), person);
  if (answers !== undefined) sheets.answers.addRow([person.number, answers.at, answers.wave, ...answers.items, ...answers.needs]);
}

function addLead(sheet: Sheet, leads: Random, number: number): void {
  const lead = makeLead(leads, number);
  const { first, last, source, industry, employees, pages, demo, status, closed, probability, won } = lead;
  sheet.addRow([number, lead.at, first, last, source, industry, employees, pages, Number(demo), status, closed, probability, Number(won)]);
}
