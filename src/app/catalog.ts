import { type Catalog, catalogOf, isBase, isSensitivity } from "../catalog/catalog.ts";
import { bases, sensitivities } from "../catalog/infer.ts";
import { catalogJson, renderCatalog } from "../catalog/render.ts";
import { failure, type Issue, issue, KindredError } from "../core/issue.ts";
import { nearest } from "../core/text/nearest.ts";
import { editDescription } from "../warehouse/decided/edits.ts";
import { snapshotOf } from "../warehouse/snapshot.ts";
import { type Access, withSession } from "./session.ts";

export interface CatalogOptions extends Access {
  /** Only this trait, event or property (`event.property`). */
  readonly name?: string;
}

/** What the workspace knows, as text for people and as JSON. Throws `unknown-name` for a name that is not in it. */
export async function showCatalog(options: CatalogOptions): Promise<{ readonly text: string; readonly json: object }> {
  return withSession(options, async (session) => {
    const whole = catalogOf(await snapshotOf(session.warehouse));
    const catalog = options.name === undefined ? whole : only(whole, options.name);
    return { text: renderCatalog(catalog), json: catalogJson(catalog) };
  });
}

/** Changes how something is described: `base=needs`, `sensitivity=personal`, `description=…`; an empty value returns to what is inferred. */
export async function editCatalog(options: CatalogOptions & { readonly changes: readonly string[] }): Promise<void> {
  const edit = readChanges(options.changes);
  await withSession(options, async (session) => {
    const catalog = catalogOf(await snapshotOf(session.warehouse));
    if (options.name === undefined) throw failure("missing-argument", { name: "The name of a trait, event or property" });
    only(catalog, options.name);
    await editDescription(session.warehouse, options.name, edit);
  });
}

function readChanges(changes: readonly string[]): Readonly<Record<string, string>> {
  const issues: Issue[] = [];
  const edit: Record<string, string> = {};
  const fields: Readonly<Record<string, { readonly fits: (value: string) => boolean; readonly expected: string }>> = {
    base: { fits: isBase, expected: `one of ${bases.join(", ")}` },
    sensitivity: { fits: isSensitivity, expected: `one of ${sensitivities.join(", ")}` },
    description: { fits: () => true, expected: "a text" },
  };
  for (const change of changes) {
    const [field = "", ...rest] = change.split("=");
    const value = rest.join("=");
    const known = fields[field];
    if (known === undefined || rest.length === 0) {
      issues.push(issue("invalid-argument", { name: "--set", found: change, expected: `${Object.keys(fields).join("=…, ")}=…` }));
    } else if (value !== "" && !known.fits(value)) {
      issues.push(issue("invalid-argument", { name: `--set ${field}`, found: value, expected: known.expected }));
    } else edit[field] = value;
  }
  if (issues.length > 0) throw new KindredError(issues);
  return edit;
}

function only(catalog: Catalog, name: string): Catalog {
  const [eventName = "", property] = name.includes(".") ? [name.slice(0, name.indexOf(".")), name.slice(name.indexOf(".") + 1)] : [name];
  const traitEntries = catalog.traitEntries.filter((trait) => trait.name === name);
  const eventEntries = catalog.eventEntries
    .filter((event) => event.name === eventName || event.name === name)
    .map((event) => (property === undefined ? event : { ...event, properties: event.properties.filter((one) => one.name === property) }))
    .filter((event) => property === undefined || event.properties.length > 0);
  if (traitEntries.length > 0 || eventEntries.length > 0) return { ...catalog, traitEntries, eventEntries };
  const near = nearest(name, [...catalog.traits.keys(), ...catalog.events.keys()]);
  throw failure("unknown-name", { name, ...(near === undefined ? {} : { nearest: near }) });
}
