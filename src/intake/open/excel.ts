import { writeFile } from "node:fs/promises";
import { failure } from "../../core/issue.ts";

/** The first sheet with rows of a workbook, written as comma-separated text. */
export interface Sheet {
  readonly sheet: string;
  readonly others: number;
}

/**
 * Writes the first sheet that has rows as CSV. Numbers keep the digits of the workbook, dates become ISO local times.
 * Throws `damaged-file` for a workbook that cannot be read and `empty-file` for one without rows.
 */
export async function excelToCsv(from: string, to: string): Promise<Sheet> {
  const { default: readExcel } = await import("read-excel-file/node");
  let sheets: readonly { readonly sheet: string; readonly data: readonly (readonly unknown[])[] }[];
  try {
    sheets = await readExcel(from, { parseNumber: (text: string) => text });
  } catch {
    throw failure("damaged-file", { format: "Excel workbook" });
  }
  const chosen = sheets.find((sheet) => sheet.data.length > 0);
  if (chosen === undefined) throw failure("empty-file", {});
  const width = Math.max(...chosen.data.map((cells) => cells.length));
  const lines = chosen.data.map((cells) => Array.from({ length: width }, (_, i) => quoted(cell(cells[i]))).join(","));
  await writeFile(to, `${lines.join("\n")}\n`);
  return { sheet: chosen.sheet, others: sheets.length - 1 };
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString().slice(0, 19).replace("T00:00:00", "").replace("T", " ");
  return String(value);
}

function quoted(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
