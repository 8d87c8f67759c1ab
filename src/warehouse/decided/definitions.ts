/** Saved segments and their versions, until the control store keeps them. Nothing is ever overwritten: a change is a new version. */
import type { Instant } from "../../core/time/instant.ts";
import type { Definition } from "../../rules/document.ts";
import { sql } from "../../sql/statement.ts";
import type { Row } from "../port.ts";
import { count, row, rows, run, type Warehouse } from "../warehouse.ts";

export interface SavedDefinition {
  readonly definition: Definition;
  /** From 1. */
  readonly version: number;
  /** Canonical text of the rule. */
  readonly text: string;
  readonly saved: Instant;
}

/** Saves a new version and returns its number; one that equals the current version is not saved again. A deleted segment comes back. */
export async function saveDefinition(warehouse: Warehouse, definition: Definition, text: string): Promise<number> {
  const document = JSON.stringify(definition);
  return warehouse.change(async () => {
    const { engine } = warehouse;
    const [last] = await rows(engine, sql`SELECT * FROM definition WHERE name = ${definition.name} ORDER BY version DESC LIMIT 1`);
    if (last !== undefined && last.document === document && last.deleted === null) return count(last.version);
    const version = count(last?.version) + 1;
    await run(
      engine,
      sql`INSERT INTO definition VALUES (${definition.name}, ${version}, ${document}, ${text}, ${warehouse.clock.now()}, NULL)`,
    );
    return version;
  });
}

/** The current version of every segment that is not deleted, in the order of their names. */
export async function listDefinitions(warehouse: Warehouse): Promise<readonly SavedDefinition[]> {
  const found = await rows(
    warehouse.engine,
    sql`SELECT * FROM definition d WHERE deleted IS NULL AND version = (SELECT max(version) FROM definition m WHERE m.name = d.name) ORDER BY name`,
  );
  return found.map(saved);
}

/** One version of a segment, by default the current one; `undefined` if there is none. Versions of deleted segments stay readable by number. */
export async function getDefinition(warehouse: Warehouse, name: string, version?: number): Promise<SavedDefinition | undefined> {
  const versions = (await allVersions(warehouse, name)).filter((one) =>
    version === undefined ? one.deleted === null : count(one.version) === version,
  );
  const last = versions.at(-1);
  if (last === undefined) return undefined;
  return saved(last);
}

/** All versions of a segment, oldest first, with when each was saved and, if so, deleted. */
export async function definitionHistory(
  warehouse: Warehouse,
  name: string,
): Promise<readonly (SavedDefinition & { readonly deleted?: Instant })[]> {
  const found = await allVersions(warehouse, name);
  return found.map((one) => ({ ...saved(one), ...(one.deleted === null ? {} : { deleted: count(one.deleted) as Instant }) }));
}

/** Deletes a segment: its versions are kept but it is in no list any more. False if there is no such segment. */
export async function deleteDefinition(warehouse: Warehouse, name: string): Promise<boolean> {
  return warehouse.change(async () => {
    const current = await row(warehouse.engine, sql`SELECT count(*) AS n FROM definition WHERE name = ${name} AND deleted IS NULL`);
    if (count(current.n) === 0) return false;
    await run(warehouse.engine, sql`UPDATE definition SET deleted = ${warehouse.clock.now()} WHERE name = ${name} AND deleted IS NULL`);
    return true;
  });
}

/** Gives a segment another name, all its versions with it; references in other rules are the caller's matter. False if the name is taken or unknown. */
export async function renameDefinition(warehouse: Warehouse, from: string, to: string): Promise<boolean> {
  return warehouse.change(async () => {
    const versions = await allVersions(warehouse, from);
    if (versions.length === 0 || (await allVersions(warehouse, to)).length > 0) return false;
    for (const one of versions) {
      const document = JSON.stringify({ ...(JSON.parse(String(one.document)) as Definition), name: to });
      await run(
        warehouse.engine,
        sql`UPDATE definition SET name = ${to}, document = ${document} WHERE name = ${from} AND version = ${count(one.version)}`,
      );
    }
    for (const table of [sql`membership`, sql`pin`])
      await run(warehouse.engine, sql`UPDATE ${table} SET segment = ${to} WHERE segment = ${from}`);
    return true;
  });
}

function allVersions(warehouse: Warehouse, name: string): Promise<readonly Row[]> {
  return rows(warehouse.engine, sql`SELECT * FROM definition WHERE name = ${name} ORDER BY version`);
}

function saved(one: Row): SavedDefinition {
  return {
    definition: JSON.parse(String(one.document)) as Definition,
    version: count(one.version),
    text: String(one.text),
    saved: count(one.saved) as Instant,
  };
}
