/** What commands print of their results. */
import type { Difference } from "../app/difference.ts";
import type { ImportReport } from "../app/import.ts";
import type { ShownSegment } from "../app/segments.ts";
import { issueText } from "./issues.ts";
import { noteText } from "./notes.ts";
import { grouped, percentage } from "./table.ts";

/** The report of an import: what the file is taken for, what became of its rows, and why some were rejected. */
export function importText(report: ImportReport): string {
  const { as, mapping, named, read, imported, duplicates, rejected, reasons, notes, issues } = report;
  const head = report.dryRun ? "Would import" : report.import === undefined ? "Imported" : `Import ${report.import}`;
  const width = Math.max(0, ...mapping.map(({ field }) => field.length));
  const lines = [
    `Read as ${as}:`,
    ...mapping.map(({ field, column }) => `  ${field.padEnd(width)}  ← ${column}`),
    ...(Object.keys(named).length === 0 ? [] : [`  and ${Object.values(named).join(", ")}`]),
    ...notes.flatMap(noteText).map((note) => `  ${note}`),
    "",
    `${head}: ${grouped(read)} rows read, ${grouped(imported)} imported, ${grouped(duplicates)} duplicates, ${grouped(rejected)} rejected`,
    ...Object.entries(reasons).map(([reason, count]) => `  ${grouped(count)} rejected: ${reason}`),
    ...Object.entries(report.events).map(([event, count]) => `  ${grouped(count)} new events ${event}`),
    ...(report.traits === 0 ? [] : [`  ${grouped(report.traits)} new trait values`]),
    ...(report.consents === 0 ? [] : [`  ${grouped(report.consents)} new consent states`]),
    ...(report.customersCreated === 0 ? [] : [`  ${grouped(report.customersCreated)} new customers`]),
    ...(report.import === undefined ? [] : ["", `To take it back: kindred undo ${report.import}`]),
  ];
  const warnings = issues.map((warning) => issueText(warning)).join("");
  return `${lines.join("\n")}\n${warnings === "" ? "" : `\n${warnings}`}`;
}

/** A saved segment: rule, plain English, size, versions, users. */
export function segmentText(segment: ShownSegment): string {
  const { definition } = segment;
  const size =
    segment.count === undefined
      ? `stale: ${segment.stale}`
      : `${grouped(segment.count)} customers (${percentage(segment.share)}) at ${segment.at}`;
  const lines = [
    `${segment.name}, version ${segment.version}`,
    ...(definition.description === undefined ? [] : [definition.description]),
    "",
    segment.text,
    "",
    segment.english,
    "",
    size,
    `zone ${definition.zone}, audience ${definition.audience}${definition.owner === undefined ? "" : `, owner ${definition.owner}`}`,
    ...(segment.usedIn.length === 0 ? [] : [`used in ${segment.usedIn.join(", ")}`]),
    "",
    ...segment.versions.map((version) => `version ${version.version}  ${version.saved}  ${version.text.replaceAll("\n", " ")}`),
  ];
  return `${lines.join("\n")}\n`;
}

/** Who would enter and who would leave. */
export function diffText(difference: Difference): string {
  const { name, before, after, enters, leaves, deciders, usedIn } = difference;
  const lines = [
    `${name} at ${difference.at}: ${grouped(before)} → ${grouped(after)} customers`,
    `  ${grouped(enters.count)} enter${sample(enters)}`,
    `  ${grouped(leaves.count)} leave${sample(leaves)}`,
    ...deciders.map((one) =>
      one.in === "before"
        ? `  ${grouped(one.count)} of those who enter did not meet: ${flat(one.condition)}`
        : `  ${grouped(one.count)} of those who leave do not meet: ${flat(one.condition)}`,
    ),
    ...(usedIn.length === 0 ? [] : [`  Used in ${usedIn.join(", ")}, which change with it.`]),
  ];
  return `${lines.join("\n")}\n`;
}

function sample(side: Difference["enters"]): string {
  if (side.count === 0) return "";
  const more = side.count > side.sample.length ? ", …" : "";
  return `: ${side.sample.join(", ")}${more}`;
}

function flat(text: string): string {
  return text.replaceAll("\n", " ");
}
