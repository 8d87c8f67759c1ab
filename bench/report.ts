import type { Figure, Line, Size } from "./figure.ts";

export interface Results {
  readonly date: string;
  readonly size: Size;
  readonly machine: { readonly processor: string; readonly cores: number; readonly gigabytes: number; readonly node: string };
  readonly results: readonly { readonly figure: Figure; readonly lines: readonly Line[] }[];
}

/** A figure as a Markdown table. */
export function figureText(figure: Figure, lines: readonly Line[]): string {
  const rows = lines.map(({ what, ours, theirs, ratio, reach, unit = "ms", note }) =>
    [
      what.replaceAll("|", "\\|"),
      `${number(ours)} ${unit}`,
      theirs === undefined ? "" : `${number(theirs)} ${unit}`,
      ratio === undefined ? "" : `${ratio.toFixed(2)}×`,
      reach === undefined ? "" : `${reach.limit}: ${reach.reached ? "reached" : "**not reached**"}`,
      note ?? "",
    ].join(" | "),
  );
  const head = ["what", "ours", "theirs", "ratio", "limit", ""].join(" | ");
  return `\n## ${figure.title}\n\n| ${head} |\n|---|---:|---:|---:|---|---|\n${rows.map((row) => `| ${row} |`).join("\n")}\n`;
}

/** The page that is kept. */
export function resultsText({ date, size, machine, results }: Results): string {
  const head = `# ${date}, ${size.name}: ${size.customers.toLocaleString("en")} customers\n\n${machine.processor}, ${machine.cores} cores, ${machine.gigabytes} GB, Node ${machine.node}. Medians in milliseconds unless said otherwise.\n`;
  return head + results.map(({ figure, lines }) => figureText(figure, lines)).join("");
}

function number(n: number): string {
  return n >= 100 ? String(Math.round(n)) : n.toFixed(1);
}
