import { type Issue, issue, KindredError } from "../core/issue.ts";
import { nearest } from "../core/text/nearest.ts";
import type { Named, RowConsent } from "./convert/context.ts";
import { FIELDS, type Field, type Kind, kindKey, namesFor, snakeCase } from "./guess/fields.ts";
import { type Choice, type Guess, guess, guessFields } from "./guess/guess.ts";
import type { Preset } from "./presets/preset.ts";
import { fold } from "./presets/registry.ts";
import type { Inferred } from "./types/infer.ts";

/** Columns for fields as a person gave them: `field` to header, `trait.NAME` to header; "" leaves a field without a column. */
export type GivenMap = Readonly<Record<string, string>>;

/** What the rows of a file are and which column is what. */
export interface Mapping {
  readonly kind: Kind;
  readonly guess: Guess | undefined;
  readonly choices: readonly Choice[];
  readonly fields: ReadonlyMap<Field, Inferred>;
  readonly traits: readonly Named[];
  readonly others: readonly Named[];
  readonly consents: readonly RowConsent[];
  readonly cancelledPrefix: string | undefined;
}

/** The column that stands for the place of a row in the file, for files without any id. */
export const ROW_COLUMN = "#row";

/** Columns that an exported file of rejects adds; they are not imported. */
const OWN_COLUMNS = /^kindred_(row|reason|column|line)$/;

interface Given {
  readonly columns: readonly Inferred[];
  readonly rows: number;
  readonly stem: string;
  readonly as?: string | undefined;
  readonly map?: GivenMap | undefined;
  readonly preset?: Preset | undefined;
}

/** Settles kind and mapping: what was given, then the preset, then the guess. Throws all problems at once. */
export function settleMapping(given: Given): Mapping {
  const guessed = given.as === undefined && given.preset === undefined ? guess(given.columns, given.rows, given.stem) : undefined;
  const kind = given.as === undefined ? (given.preset?.kind ?? guessed?.kind) : kindOf(given.as);
  const headers = given.columns.map(({ column }) => column.header);
  if (kind === undefined) throw new KindredError([issue("kind-unknown", { columns: headers.slice(0, 50) })]);
  const issues: Issue[] = [];
  const byPerson = personChoices(given, kind, issues);
  const taken = new Set([...byPerson.choices.values()].filter((choice) => choice !== undefined).map(({ column }) => column));
  const choices = new Map<Field, Choice>();
  for (const choice of [
    ...presetChoices(given, kind),
    ...(given.preset === undefined ? guessFields(kind, given.columns, given.rows) : []),
  ]) {
    if (!byPerson.choices.has(choice.field) && !taken.has(choice.column) && !choices.has(choice.field)) choices.set(choice.field, choice);
  }
  for (const [field, choice] of byPerson.choices) if (choice !== undefined) choices.set(field, choice);
  if (choices.has("unit_price") && kindKey(kind) === "order-lines" && !byPerson.choices.has("amount")) choices.delete("amount");
  requireFields(kind, choices, issues);
  if (issues.length > 0) throw new KindredError(issues);
  const column = (header: string) => given.columns.find((one) => one.column.header === header) as Inferred;
  const fields = new Map([...choices].map(([field, choice]) => [field, column(choice.column)]));
  const traits = [...byPerson.traits, ...presetTraits(given)];
  return {
    kind,
    guess: guessed,
    choices: [...choices.values()],
    fields,
    traits,
    others: otherColumns(given, kind, choices, traits),
    consents: rowConsents(given),
    cancelledPrefix: byPerson.cancelledPrefix,
  };
}

function kindOf(as: string): Kind {
  return as in FIELDS && as !== "event" ? (as as Exclude<Kind, object>) : { event: as };
}

/** Names under which people know a field in a kind. */
function fieldOf(name: string, kind: Kind): Field | undefined {
  const { required, optional } = FIELDS[kindKey(kind)];
  const known: readonly Field[] = [...required, ...optional];
  if (kindKey(kind) === "events" || kindKey(kind) === "event") return name === "id" ? "message" : known.find((field) => field === name);
  if (kind === "customers" && name === "customer") return "id";
  if (kind === "survey" && name === "id") return "customer";
  return known.find((field) => field === name);
}

function personChoices({ columns, map }: Given, kind: Kind, issues: Issue[]) {
  const choices = new Map<Field, Choice | undefined>();
  const traits: Named[] = [];
  let cancelledPrefix: string | undefined;
  const { required, optional } = FIELDS[kindKey(kind)];
  for (const [name, header] of Object.entries(map ?? {})) {
    const trait = /^trait\.(.+)$/.exec(name)?.[1];
    const field = trait === undefined ? fieldOf(name, kind) : undefined;
    if (trait === undefined && field === undefined) {
      const near = nearest(name, [...required, ...optional]);
      issues.push(issue("unknown-mapping-field", { field: name, ...(near === undefined ? {} : { nearest: near }) }));
      continue;
    }
    if (field === "cancelled" && header.endsWith("*")) {
      cancelledPrefix = header.slice(0, -1);
      continue;
    }
    if (header === "" && field !== undefined) {
      choices.set(field, undefined);
      continue;
    }
    const found = columns.find((one) => one.column.header === header) ?? columns.find((one) => fold(one.column.header) === fold(header));
    if (found === undefined) {
      const near = nearest(
        header,
        columns.map(({ column }) => column.header),
      );
      issues.push(issue("unknown-column", { column: header, ...(near === undefined ? {} : { nearest: near }) }));
    } else if (trait !== undefined) traits.push({ name: snakeCase(trait), column: found });
    else if (field !== undefined) choices.set(field, { field, column: found.column.header, confidence: 1, reason: "given" });
  }
  return { choices, traits, cancelledPrefix };
}

function presetChoices({ columns, preset }: Given, kind: Kind): readonly Choice[] {
  if (preset === undefined || kind !== preset.kind) return [];
  return Object.entries(preset.fields).flatMap(([field, headers]) => {
    const found = headers.map((header) => find(columns, header)).find((one) => one !== undefined && one.filled > 0);
    return found === undefined ? [] : [{ field: field as Field, column: found.column.header, confidence: 1, reason: preset.title }];
  });
}

function presetTraits({ columns, preset }: Given): readonly Named[] {
  return Object.entries(preset?.traits ?? {}).flatMap(([name, header]): Named[] => {
    const column = find(columns, header);
    return column === undefined ? [] : [{ name, column }];
  });
}

function find(columns: readonly Inferred[], header: string): Inferred | undefined {
  return columns.find((one) => fold(one.column.header) === fold(header));
}

function requireFields(kind: Kind, choices: Map<Field, Choice>, issues: Issue[]): void {
  const instead: Readonly<Partial<Record<Field, Field>>> = { id: "email", customer: "anonymous" };
  for (const field of FIELDS[kindKey(kind)].required) {
    const other = instead[field];
    const allowed = other !== undefined && (kind === "customers" || kindKey(kind) === "events" || kindKey(kind) === "event");
    if (!choices.has(field) && !(allowed && choices.has(other)))
      issues.push(issue("missing-mapping", { field: field === "message" ? "id" : field }));
  }
  if (kind === "order-lines" && !choices.has("unit_price") && !choices.has("amount"))
    issues.push(issue("missing-mapping", { field: "unit_price" }));
}

/** Properties that a kind makes itself; other columns do not take their names. */
const MADE: Readonly<Partial<Record<keyof typeof FIELDS, readonly string[]>>> = {
  customers: ["email", "phone", "created_at", "location"],
  orders: ["order_id", "amount", "currency", "status"],
  "order-lines": ["order_id", "quantity", "unit_price", "amount", "product", "category", "channel", "currency", "items", "status"],
};

function otherColumns(
  { columns, preset }: Given,
  kind: Kind,
  chosenFields: ReadonlyMap<Field, Choice>,
  traits: readonly Named[],
): readonly Named[] {
  const chosen = new Set([...chosenFields.values()].map((choice) => choice.column));
  const ignored = new Set((preset?.ignore ?? []).map(fold));
  const asTraits = new Set(traits.map(({ column }) => column.column.header));
  const left = columns.filter(({ column, filled }) => {
    const { header } = column;
    return (
      filled > 0 &&
      header !== ROW_COLUMN &&
      !OWN_COLUMNS.test(header) &&
      !chosen.has(header) &&
      !asTraits.has(header) &&
      !ignored.has(fold(header))
    );
  });
  const made = MADE[kindKey(kind)] ?? [];
  const names = namesFor([...made, ...left.map(({ column }) => column.header)]).slice(made.length);
  const hasCurrency = kindKey(kind) === "event" && chosenFields.has("currency");
  return left.map((column, index) => {
    const name = names[index] ?? "column";
    return { name, column: asWritten(hasCurrency && AMOUNTS.test(name) ? asMoney(column) : column, name) };
  });
}

/** Numbers with these names are amounts where the row says a currency. */
const AMOUNTS = /(^|_)(amount|total|subtotal|price|value|revenue|discount|tax|shipping|fee|cost)$/;

function asMoney(column: Inferred): Inferred {
  const { type } = column;
  if (type.type !== "number" || type.percent) return column;
  return { ...column, type: { type: "money", scale: type.scale, style: type.style } };
}

/** Codes that happen to be digits: nobody adds them up, and one file may have the letters or zeros that another lacks. */
const CODES = /(^|_)(postal_code|postcode|post_code|zip|zip_code|plz|phone|telephone|mobile|ean|gtin|isbn|sku|vat_id|tax_id)$/;

function asWritten(column: Inferred, name: string): Inferred {
  return column.type.type === "number" && CODES.test(name) ? { ...column, type: { type: "text" } } : column;
}

function rowConsents({ columns, preset }: Given): readonly RowConsent[] {
  return (preset?.consents ?? []).flatMap(({ channel, purpose, state, at, address }): RowConsent[] => {
    const column = "column" in state ? find(columns, state.column) : undefined;
    if ("column" in state && column === undefined) return [];
    const times = (at ?? []).map((header) => find(columns, header)).filter((one) => one !== undefined && one.filled > 0) as Inferred[];
    return [
      {
        channel,
        purpose,
        state: "column" in state ? { ...state, column: column as Inferred } : state,
        at: times,
        address: address === undefined ? undefined : find(columns, address),
      },
    ];
  });
}
