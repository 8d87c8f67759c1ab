/** A column of a printed table. */
export interface TableColumn {
  readonly title: string;
  /** Numbers are set to the right. */
  readonly align?: "left" | "right";
}

/** A plain table with two spaces between columns, titles underlined; every row has as many cells as there are columns. */
export function table(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map((column, i) => Math.max(width(column.title), ...rows.map((row) => width(row[i] ?? ""))));
  const line = (cells: readonly string[]): string =>
    columns
      .map((column, i) => {
        const cell = cells[i] ?? "";
        const space = " ".repeat((widths[i] ?? 0) - width(cell));
        return column.align === "right" ? space + cell : cell + space;
      })
      .join("  ")
      .trimEnd();
  const rule = columns.map((_, i) => "─".repeat(widths[i] ?? 0)).join("  ");
  return `${[line(columns.map((c) => c.title)), rule, ...rows.map(line)].join("\n")}\n`;
}

/** An integer with thousands separated by a narrow space, as in 1 234 567. */
export function grouped(n: number | bigint): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

/** A share as a percentage with one decimal, or `–` where there is nothing to share. */
export function percentage(share: number | undefined): string {
  return share === undefined || Number.isNaN(share) ? "–" : `${(share * 100).toFixed(1)} %`;
}

function width(text: string): number {
  return [...text].length;
}
