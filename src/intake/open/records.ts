/** How cells are set apart and quoted, as far as splitting a sample needs it. */
export interface Splitting {
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
}

/** Splits the beginning of a delimited text into records of cells; at most `limit` of them. An unfinished last record is left out. */
export function splitRecords(text: string, { delimiter, quote, escape: mark }: Splitting, limit: number): string[][] {
  const records: string[][] = [];
  let cells: string[] = [];
  let at = 0;
  while (at < text.length && records.length < limit) {
    const cell = quote !== "" && text[at] === quote ? quotedCell(text, at, quote, mark) : plainCell(text, at, delimiter);
    if (cell === undefined) return records;
    // What stands between a closing quote and the next delimiter belongs to the cell in all tolerant readers.
    let end = cell.end;
    let value = cell.value;
    while (end < text.length && text[end] !== delimiter && text[end] !== "\n" && text[end] !== "\r") value += text[end++];
    cells.push(value);
    if (text[end] === delimiter) {
      at = end + 1;
      continue;
    }
    if (text[end] === "\r" && text[end + 1] === "\n") end += 1;
    records.push(cells);
    cells = [];
    at = end + 1;
  }
  return records;
}

function plainCell(text: string, start: number, delimiter: string): { value: string; end: number } {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== "\n" && text[end] !== "\r") end += 1;
  return { value: text.slice(start, end), end };
}

function quotedCell(text: string, start: number, quote: string, mark: string): { value: string; end: number } | undefined {
  let value = "";
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at] as string;
    if (character === mark && text[at + 1] === quote) value += text[++at];
    else if (character === quote) return { value, end: at + 1 };
    else value += character;
  }
  return undefined;
}
