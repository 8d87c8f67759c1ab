import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { failure, type Issue, issue } from "../core/issue.ts";
import { nearest } from "../core/text/nearest.ts";
import type { Instant } from "../core/time/instant.ts";
import { type Zone, zone as zoneNamed, zoneNames } from "../core/time/zone.ts";
import { id, sql, statement } from "../sql/statement.ts";
import { putRates } from "../warehouse/decided/rates.ts";
import type { Engine } from "../warehouse/port.ts";
import type { Published } from "../warehouse/publish/import.ts";
import { publish } from "../warehouse/publish/publish.ts";
import { newStage, type Stage } from "../warehouse/staging/stage.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";
import type { Context } from "./convert/context.ts";
import { convertKind } from "./convert/kinds.ts";
import { RATES } from "./convert/rates.ts";
import { recordOf } from "./convert/typed.ts";
import { fillHeads, normalise, withoutApostrophes, withoutGuards } from "./convert/who.ts";
import { dryPublish } from "./dry-run.ts";
import { type Kind, snakeCase } from "./guess/fields.ts";
import { type GivenMap, type Mapping, ROW_COLUMN, settleMapping } from "./mapping.ts";
import { open } from "./open/open.ts";
import type { Source } from "./open/source.ts";
import { CANCELLED_STATES, type Preset, REFUNDED_STATES } from "./presets/preset.ts";
import { detectPreset, fold, PRESETS } from "./presets/registry.ts";
import { load } from "./raw/load.ts";
import { type Raw, REJECTS } from "./raw/raw.ts";
import { writeRejects } from "./rejects-file.ts";
import type { ImportReport, Note } from "./report.ts";
import { settleTimes, settleTypes } from "./settle.ts";
import type { DateOrder } from "./types/column-type.ts";
import { type InferOptions, type Inferred, inferTypes } from "./types/infer.ts";

export interface ImportOptions {
  /** What the rows are: a kind, or the name of an event. Default: the preset's or the guess. */
  readonly as?: string;
  /** Fields to columns; see `mapping.ts`. */
  readonly map?: GivenMap;
  /** Name of a preset, or "none" to detect none. */
  readonly preset?: string;
  /** IANA name of the zone of local times. Default: the preset's, then the workspace's. */
  readonly zone?: string;
  /** Order of day, month and year where the file leaves it open. */
  readonly dates?: DateOrder;
  /** An empty cell of a trait says "not set". */
  readonly emptyClears?: boolean;
  /** Currency of amounts that name none. Default: the workspace's. */
  readonly currency?: string;
  /** Does everything but keep the result. */
  readonly dryRun?: boolean;
  /** Where to write the rejected rows as CSV. */
  readonly rejects?: string;
  /** When the file was received. Default: the clock's now. */
  readonly received?: Instant;
  readonly progress?: (step: "open" | "read" | "understand" | "convert" | "publish") => void;
}

/**
 * Imports a file. Throws issues about the file as a whole (empty, foreign, ambiguous, a mapping that cannot be); rows that cannot be
 * imported are kept as rejects and counted. Either everything else of the file is in the warehouse afterwards or nothing.
 */
export async function importFile(warehouse: Warehouse, file: string, options: ImportOptions = {}): Promise<ImportReport> {
  const { progress } = options;
  const temporary = warehouse.directory === "memory" ? join(tmpdir(), "kindred") : join(warehouse.directory, "temporary");
  await mkdir(temporary, { recursive: true });
  progress?.("open");
  const source = await open(file, temporary);
  try {
    progress?.("read");
    const raw = await load(warehouse.engine, source);
    return await importRows(warehouse, source, raw, options);
  } finally {
    await source.close();
    await dropTables(warehouse.engine);
  }
}

async function importRows(warehouse: Warehouse, source: Source, loaded: Raw, options: ImportOptions): Promise<ImportReport> {
  const { engine, settings, clock } = warehouse;
  options.progress?.("understand");
  const headers = loaded.columns.map(({ header }) => header);
  const preset = presetFor(headers, options);
  const zone = zoneFor(options.zone ?? preset?.zone ?? settings.zone);
  const semicolons = source.format === "delimited" && source.dialect.delimiter === ";";
  const inference: InferOptions = { semicolons, ...(options.dates === undefined ? {} : { order: options.dates }) };
  const unguarded = await unguard(engine, loaded, preset);
  const columns = [...(await inferTypes(engine, unguarded, inference)).map((column) => asList(column, preset)), rowColumn(unguarded)];
  const first = settleMapping({ columns, rows: loaded.rows, stem: stemOf(source.name), as: options.as, map: options.map, preset });
  const { mapping, notes } = await settleTypes(engine, unguarded, first, inference);
  const raw = await settleRows(engine, unguarded, mapping, columns, preset);
  const local = await settleTimes(engine, raw, mapping, zone);
  const stage = newStage(warehouse);
  const context: Context = {
    ...mapping,
    engine,
    stage,
    raw,
    settings,
    zone,
    times: local.times,
    now: options.received ?? clock.now(),
    emptyClears: options.emptyClears ?? false,
    currency: options.currency ?? settings.currency,
    cancelledStates: preset?.cancelledStates ?? CANCELLED_STATES,
    refundedStates: preset?.refundedStates ?? REFUNDED_STATES,
  };
  const facts: Facts = {
    source,
    mapping,
    raw,
    read: loaded.rows + loaded.broken,
    preset,
    notes: [...source.notes, ...presetNotes(preset), ...guessNotes(mapping), ...notes, ...local.notes],
    issues: loaded.equalHeaders.map(({ header, count }) => issue("equal-headers", { column: header, count })),
  };
  try {
    options.progress?.("convert");
    const scale = await convertKind(context);
    options.progress?.("publish");
    const report =
      mapping.kind === "rates"
        ? await keepRates(warehouse, facts, scale ?? 0, options)
        : await publishRows(warehouse, stage, facts, options);
    if (options.rejects !== undefined) await writeRejects(engine, { from: id("temp", REJECTS) }, headers, options.rejects);
    return report;
  } finally {
    await stage.discard();
  }
}

interface Facts {
  readonly source: Source;
  readonly mapping: Mapping;
  readonly raw: Raw;
  readonly read: number;
  readonly preset: Preset | undefined;
  readonly notes: readonly Note[];
  readonly issues: readonly Issue[];
}

async function publishRows(warehouse: Warehouse, stage: Stage, facts: Facts, options: ImportOptions): Promise<ImportReport> {
  const { source, mapping, read } = facts;
  const as = kindName(mapping.kind);
  const reasons = await countReasons(warehouse.engine);
  const staged = stage.events.map(({ event, table }) => ({ event, table }));
  const meta = {
    kind: as,
    name: source.name,
    digest: source.digest,
    read,
    rejectTable: REJECTS,
    recordsOf: (rows: readonly number[]) => recordsOf(warehouse.engine, facts.raw, rows),
    ...(options.received === undefined ? {} : { received: options.received }),
  };
  const published = options.dryRun === true ? await dryPublish(stage, meta) : await publish(stage, meta);
  if (published.refusedRows.length > 0) reasons["deleted-customer"] = published.refusedRows.length;
  const inserted = (start: string) =>
    published.tables.filter(({ table }) => table.startsWith(start)).reduce((sum, one) => sum + one.inserted, 0);
  const events: Record<string, number> = {};
  for (const { event, table } of staged) events[event] = published.tables.find((one) => one.table === table)?.inserted ?? 0;
  const { imported, duplicates, rejected } = published;
  if (read !== imported + duplicates + rejected) throw failure("counts-differ", { read, imported, duplicates, rejected });
  return {
    ...(options.dryRun === true ? {} : { import: published.batch }),
    ...described(facts, options),
    read,
    imported,
    duplicates,
    rejected,
    reasons,
    events,
    traits: inserted("stage_trait"),
    consents: inserted("stage_consent"),
    customersCreated: published.customersCreated,
    notes: [...facts.notes, ...publishedNotes(published)],
    issues: facts.issues,
  };
}

function publishedNotes(published: Published): readonly Note[] {
  const rows = published.tables.flatMap(({ conflictRows }) => conflictRows);
  return [
    ...(published.conflicts === 0 ? [] : [{ kind: "conflicts", count: published.conflicts, rows } as const]),
    ...published.identityConflicts.map(({ kind, count, rows }) => ({ kind: "identity-conflicts", identity: kind, count, rows }) as const),
    ...published.retyped.map(({ name, became }) => ({ kind: "retyped", name, became }) as const),
  ];
}

/** Rates are few and belong to the workspace, not to an import; the last one for a currency and date holds. */
async function keepRates(warehouse: Warehouse, facts: Facts, scale: number, options: ImportOptions): Promise<ImportReport> {
  const { engine } = warehouse;
  const rows = await engine.rows(
    statement(sql`SELECT r.currency, r.date, arg_max(r.units, r."row") AS units, count(*) AS n,
        bool_or(k.units IS NOT NULL AND k.units * ${10 ** scale} = r.units * pow(10, k.scale)) AS known
      FROM ${id(RATES)} r LEFT JOIN rate k ON k.currency = r.currency AND k.date = r.date GROUP BY r.currency, r.date`),
  );
  const fresh = rows.filter((row) => row.known !== true);
  const rates = fresh.map((row) => ({
    currency: String(row.currency),
    date: Number(row.date) as never,
    units: BigInt(String(row.units)),
    scale,
  }));
  if (options.dryRun !== true && rates.length > 0) await putRates(warehouse, rates);
  const reasons = await countReasons(engine);
  const rejected = Object.values(reasons).reduce((sum, n) => sum + n, 0);
  return {
    ...described(facts, options),
    read: facts.read,
    imported: fresh.length,
    duplicates: facts.read - rejected - fresh.length,
    rejected,
    reasons,
    events: {},
    traits: 0,
    consents: 0,
    customersCreated: 0,
    notes: facts.notes,
    issues: facts.issues,
  };
}

function described({ source, mapping }: Facts, options: ImportOptions) {
  const named = Object.fromEntries([...mapping.others, ...mapping.traits].map(({ name, column }) => [column.column.header, name]));
  return { dryRun: options.dryRun === true, file: source.name, as: kindName(mapping.kind), mapping: mapping.choices, named };
}

async function countReasons(engine: Engine): Promise<Record<string, number>> {
  const rows = await engine.rows(
    statement(sql`SELECT code, count(*) AS n FROM ${id("temp", REJECTS)} GROUP BY code ORDER BY n DESC, code`),
  );
  return Object.fromEntries(rows.map((row) => [String(row.code), Number(row.n)]));
}

/** Records of rows that publishing refused, from the file's rows while they are still there. */
async function recordsOf(engine: Engine, raw: Raw, rows: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const found = await engine.rows(
    statement(
      sql`SELECT r."row", CAST(${recordOf(raw)} AS VARCHAR) AS record FROM ${raw.from} r WHERE r."row" IN (SELECT unnest(${rows.map(BigInt)}))`,
    ),
  );
  return new Map(found.map((row) => [Number(row.row), String(row.record)]));
}

function presetFor(headers: readonly string[], options: ImportOptions): Preset | undefined {
  if (options.preset === "none") return undefined;
  if (options.preset !== undefined) {
    const named = PRESETS.find(({ name }) => name === options.preset);
    const near = nearest(
      options.preset,
      PRESETS.map(({ name }) => name),
    );
    if (named === undefined) throw failure("unknown-preset", { preset: options.preset, ...(near === undefined ? {} : { nearest: near }) });
    return named;
  }
  return options.as === undefined ? detectPreset(headers) : undefined;
}

function zoneFor(name: string): Zone {
  const found = zoneNamed(name);
  const near = nearest(name, zoneNames());
  if (found === undefined) throw failure("unknown-zone", { name, ...(near === undefined ? {} : { nearest: near }) });
  return found;
}

/** Cells without the apostrophes of spreadsheets, if the file comes from one that writes them: a preset's, or our own rejects. */
async function unguard(engine: Engine, raw: Raw, preset: Preset | undefined): Promise<Raw> {
  if (preset?.apostrophes === true) return withoutApostrophes(engine, raw);
  return raw.columns.some(({ header }) => header === "kindred_reason") ? withoutGuards(engine, raw) : raw;
}

async function settleRows(
  engine: Engine,
  raw: Raw,
  mapping: Mapping,
  columns: readonly Inferred[],
  preset: Preset | undefined,
): Promise<Raw> {
  const idFields = ["id", "customer", "anonymous", "email"] as const;
  const ids = new Set(idFields.flatMap((field) => mapping.fields.get(field)?.column.column ?? []));
  const order = mapping.fields.get("order_id");
  const heads = [...mapping.fields].filter(([field]) => !["quantity", "product", "unit_price", "order_id", "category"].includes(field));
  const filled =
    preset?.headOnce === true && order !== undefined
      ? await fillHeads(
          engine,
          raw,
          order.column.column,
          heads.map(([, column]) => column.column.column),
        )
      : raw;
  return normalise(engine, filled, columns, ids);
}

/** A column of which the preset says that its cells hold lists, or whose cells repeat parts between the separators of its survey tool. */
function asList(inferred: Inferred, preset: Preset | undefined): Inferred {
  const stated = Object.entries(preset?.lists ?? {}).find(([header]) => fold(header) === fold(inferred.column.header))?.[1];
  const separator = stated ?? (choosesSeveral(inferred, preset?.multiSelect) ? preset?.multiSelect : undefined);
  return separator === undefined || inferred.filled === 0 ? inferred : { ...inferred, type: { type: "list", element: "text", separator } };
}

/** Whether cells are made of few different choices: most parts of the cells with several occur in other cells too. */
function choosesSeveral({ type, common }: Inferred, separator: string | undefined): boolean {
  if (separator === undefined || type.type !== "text") return false;
  const cells = [...common.keys()].map((cell) => cell.split(separator));
  const parts = new Map<string, number>();
  for (const part of cells.flat()) parts.set(part, (parts.get(part) ?? 0) + 1);
  const several = cells.filter((one) => one.length > 1).flat();
  return several.length > 0 && several.filter((part) => (parts.get(part) ?? 0) > 1).length >= several.length * 0.6;
}

/** The place of a row as a column that can be mapped. */
function rowColumn(raw: Raw): Inferred {
  return {
    column: { column: "row", header: ROW_COLUMN, type: { kind: "integer" } },
    type: { type: "number", scale: 0, style: { decimal: ".", group: "" }, percent: false },
    filled: 0,
    distinct: raw.rows,
    wide: 0,
    words: false,
    misfits: 0,
    currencies: [],
    rounded: false,
    emails: false,
    common: new Map(),
  };
}

function presetNotes(preset: Preset | undefined): readonly Note[] {
  return preset === undefined ? [] : [{ kind: "preset", preset: preset.name, title: preset.title }];
}

function guessNotes({ guess, kind }: Mapping): readonly Note[] {
  return guess === undefined ? [] : [{ kind: "guess", as: kindName(kind), confidence: guess.confidence, reasons: guess.reasons }];
}

function kindName(kind: Kind): string {
  return typeof kind === "object" ? kind.event : kind;
}

function stemOf(name: string): string {
  return snakeCase(name.replace(/(\.[a-z0-9]+)+$/i, ""));
}

async function dropTables(engine: Engine): Promise<void> {
  const tables = await engine.rows(
    statement(sql`SELECT table_name FROM duckdb_tables() WHERE temporary AND starts_with(table_name, 'intake_')`),
  );
  for (const row of tables) await engine.run(statement(sql`DROP TABLE IF EXISTS temp.${id(String(row.table_name))}`));
}
