import { failure } from "../../core/issue.ts";
import type { ValueInfo } from "../../rules/names.ts";
import { empty, type Fragment, id, join, sql, typeName } from "../../sql/statement.ts";
import { type Column, columnsOf } from "../columns.ts";
import { slug } from "../slug.ts";
import { run, type Warehouse } from "../warehouse.ts";

/** A property or trait as a file brings it. */
export interface StagedField extends ValueInfo {
  readonly name: string;
}

/** A field and where its value goes in the staging table: every column of `columns.ts` but the folded one. */
export interface StagedColumns {
  readonly field: StagedField;
  readonly column: string;
  readonly columns: readonly Column[];
}

/** `row BIGINT, who_kind VARCHAR, who VARCHAR, instant BIGINT, message VARCHAR`, then the columns of the fields. */
export interface StagedEvents {
  readonly event: string;
  readonly table: string;
  readonly fields: ReadonlyMap<string, StagedColumns>;
}

/** `row, who_kind, who, trait VARCHAR, <columns of a field named value>, stated_at BIGINT, message VARCHAR`: traits of one value type. */
export interface StagedTraits {
  /** Ending of the names of the tables for this type: `text`, `number`, `list_text`, … */
  readonly valueType: string;
  readonly table: string;
  readonly columns: readonly Column[];
  /** Every trait that may occur in the table, each with its own scale. */
  readonly traits: readonly StagedField[];
}

/** What an import brings, in temporary tables that intake fills and `publish` takes over. */
export interface Stage {
  readonly warehouse: Warehouse;
  readonly events: readonly StagedEvents[];
  readonly traits: readonly StagedTraits[];
  /** Name of the table of customers, if there is one. */
  readonly customers: string | undefined;
  readonly consents: string | undefined;
  /** Makes the table for one event type; columns are named after the properties. */
  stageEvents(event: string, properties: readonly StagedField[]): Promise<StagedEvents>;
  /** Makes the tables for these traits, one per value type. */
  stageTraits(traits: readonly StagedField[]): Promise<readonly StagedTraits[]>;
  /** Makes `row, who_kind, who, created BIGINT, email VARCHAR, phone VARCHAR` and returns its name. */
  stageCustomers(): Promise<string>;
  /** Makes `row, who_kind, who, purpose, channel, address, valid BOOLEAN, state, stated_at, message` and returns its name. */
  stageConsents(): Promise<string>;
  /** Drops the tables; to be called when an import is given up before it is published. */
  discard(): Promise<void>;
}

const reserved: readonly string[] = ["row", "who_kind", "who", "instant", "message", "customer", "source", "id", "batch", "local_date"];

/** A new stage on the warehouse's connection. */
export function newStage(warehouse: Warehouse): Stage {
  const { engine } = warehouse;
  const events: StagedEvents[] = [];
  const traits: StagedTraits[] = [];
  const made: string[] = [];
  let customers: string | undefined;
  let consents: string | undefined;
  async function make(name: string, columns: Fragment): Promise<string> {
    await run(engine, sql`CREATE TEMP TABLE ${id(name)} ("row" BIGINT, who_kind VARCHAR, who VARCHAR, ${columns})`);
    made.push(name);
    return name;
  }
  return {
    warehouse,
    events,
    traits,
    get customers() {
      return customers;
    },
    get consents() {
      return consents;
    },
    stageEvents: async (event, properties) => {
      const fields = fieldsOf(properties);
      const columns = [...fields.values()].flatMap((field) => field.columns);
      const table = await make(`stage_event_${events.length + 1}`, sql`instant BIGINT, message VARCHAR${listed(columns)}`);
      const staged: StagedEvents = { event, table, fields };
      events.push(staged);
      return staged;
    },
    stageTraits: async (fields) => {
      const groups = Map.groupBy(fields, valueTypeOf);
      for (const [valueType, members] of groups) {
        if (traits.some((other) => other.valueType === valueType))
          throw failure("not-supported", { engine: "staging", operation: "second table of one type" });
        const columns = storedColumns("value", members[0] as StagedField);
        const table = await make(`stage_trait_${valueType}`, sql`trait VARCHAR${listed(columns)}, stated_at BIGINT, message VARCHAR`);
        traits.push({ valueType, table, columns, traits: members });
      }
      return traits;
    },
    stageCustomers: async () => {
      customers ??= await make("stage_customer", sql`created BIGINT, email VARCHAR, phone VARCHAR`);
      return customers;
    },
    stageConsents: async () => {
      consents ??= await make(
        "stage_consent",
        sql`purpose VARCHAR, channel VARCHAR, address VARCHAR, valid BOOLEAN, state VARCHAR, stated_at BIGINT, message VARCHAR`,
      );
      return consents;
    },
    discard: async () => {
      for (const table of made.splice(0)) await run(engine, sql`DROP TABLE IF EXISTS temp.${id(table)}`);
    },
  };
}

/** The ending of the names of tables that hold traits of this type. */
export function valueTypeOf(info: ValueInfo): string {
  return info.type === "list" ? `list_${info.element ?? "text"}` : info.type;
}

/** The columns in which a file brings a field: all but those that publishing computes. */
export function storedColumns(column: string, info: ValueInfo): readonly Column[] {
  return columnsOf(column, info).filter(({ part }) => part !== "folded" && part !== "x" && part !== "y" && part !== "z");
}

function fieldsOf(properties: readonly StagedField[]): ReadonlyMap<string, StagedColumns> {
  const taken = new Set(reserved);
  const fields = new Map<string, StagedColumns>();
  for (const field of properties) {
    const column = slug(field.name, taken);
    taken.add(column);
    fields.set(field.name, { field, column, columns: storedColumns(column, field) });
  }
  return fields;
}

function listed(columns: readonly Column[]): Fragment {
  return columns.length === 0 ? empty : sql`, ${join(columns.map((column) => sql`${id(column.name)} ${typeName(column.type)}`))}`;
}
