import { formatInstant, type Instant } from "../core/time/instant.ts";
import type { Catalog, EventEntry, FieldEntry } from "./catalog.ts";

/** The catalog as text: one table of traits, one of events and their properties. `width` cuts the examples. */
export function renderCatalog(catalog: Catalog, width = 140): string {
  const parts: string[] = [`${catalog.customers.toLocaleString("en")} customers`];
  if (catalog.traitEntries.length > 0) parts.push(table("Traits", catalog.traitEntries.map(fieldCells), width));
  for (const event of catalog.eventEntries) parts.push(table(eventHead(event), event.properties.map(fieldCells), width));
  if (catalog.channels.size > 0) parts.push(`Consent: ${[...catalog.channels].join(", ")}; purposes: ${[...catalog.purposes].join(", ")}`);
  return `${parts.join("\n\n")}\n`;
}

/** The catalog as plain JSON. */
export function catalogJson(catalog: Catalog): object {
  return {
    settings: catalog.settings,
    customers: catalog.customers,
    traits: catalog.traitEntries,
    events: catalog.eventEntries,
    segments: [...catalog.segments.keys()],
    channels: [...catalog.channels],
    purposes: [...catalog.purposes],
    rates: Object.fromEntries(catalog.rates),
  };
}

const header = ["name", "type", "base", "sensitivity", "coverage", "newest", "source", "examples"] as const;

function fieldCells(field: FieldEntry): readonly string[] {
  return [
    field.name,
    typeText(field),
    field.base,
    field.sensitivity === "none" ? "" : field.sensitivity,
    field.coverage === undefined ? "" : `${(field.coverage * 100).toFixed(0)} %`,
    field.newest === undefined ? "" : date(field.newest),
    field.source,
    field.examples.join(", "),
  ];
}

function typeText(field: FieldEntry): string {
  if (field.type === "list") return `list of ${field.element ?? "text"}`;
  if (field.type === "money") return `money ${(field.currencies ?? []).map(({ code }) => code).join("/")}`.trim();
  return field.type;
}

function eventHead(event: EventEntry): string {
  const times = event.wholeDays ? ", whole days" : "";
  return `${event.name}: ${event.rows.toLocaleString("en")} events, ${date(event.first)} to ${date(event.last)}${times} (${event.source})`;
}

function date(at: Instant): string {
  return formatInstant(at).slice(0, 10);
}

function table(title: string, rows: readonly (readonly string[])[], width: number): string {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => [...(row[column] ?? "")].length)));
  const used = header.map((_, column) => column).filter((column) => rows.some((row) => (row[column] ?? "") !== ""));
  const lines = all.map((row) =>
    used
      .map((column) => (row[column] ?? "").padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return [title, ...lines.map((line) => `  ${line.length > width ? `${line.slice(0, width - 1)}…` : line}`)].join("\n");
}
