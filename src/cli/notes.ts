import type { ImportReport } from "../app/import.ts";
import { grouped } from "./table.ts";

type Note = ImportReport["notes"][number];

const delimiters: Readonly<Record<string, string>> = { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars", " ": "spaces" };

/** What was noticed about a file, a line each; nothing for what goes without saying. */
export function noteText(note: Note): readonly string[] {
  switch (note.kind) {
    case "encoding":
      return note.encoding === "utf-8" ? [] : [`Text is ${note.encoding}.`];
    case "compression":
      return note.compression === "none" ? [] : ["The file is gzipped."];
    case "dialect": {
      const { delimiter, header } = note.dialect;
      const between = delimiters[delimiter] ?? JSON.stringify(delimiter);
      return delimiter === "," && header
        ? []
        : [`Cells are separated by ${between}${header ? "" : "; the first line is data, not headers"}.`];
    }
    case "sheet":
      return note.others === 0 ? [] : [`Read sheet ${note.sheet}; ${note.others} other sheets are left out.`];
    case "guess":
      return [`Guessed: ${note.reasons.join("; ")}.`];
    case "preset":
      return [`Looks like an export of ${note.title}.`];
    case "date-order":
      return [
        `Dates in ${note.column} are read as ${note.order}, ${note.decided === "option" ? "as asked" : "which one of its rows decides"}.`,
      ];
    case "epoch":
      return [`${note.column} counts ${note.unit} since 1970.`];
    case "missing-local-times":
      return [
        `${grouped(note.rows)} times in ${note.column} do not exist in ${note.zone} (clocks went forward): read as the instant of the change.`,
      ];
    case "rounded":
      return [`${note.column} is rounded to ${note.scale} decimals.`];
    case "conflicts":
      return [
        `${grouped(note.count)} rows have an id that came before with other content: the first stays (row ${note.rows.slice(0, 5).join(", ")}).`,
      ];
    case "identity-conflicts":
      return [
        `${grouped(note.count)} values of ${note.identity} belong to another customer already (row ${note.rows.slice(0, 5).join(", ")}).`,
      ];
    case "retyped":
      return [`${note.name} has another type than before and became ${note.became}.`];
  }
}
