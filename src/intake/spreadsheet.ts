/**
 * A cell for CSV that people open in a spreadsheet: quoted where needed, and with an apostrophe before text that a spreadsheet would
 * run as a formula. Numbers keep their sign. Text that begins with such an apostrophe gets one more, so nothing is lost.
 */
export function spreadsheetCell(text: string): string {
  const guarded = /^'*[=+\-@\t\r]/.test(text) && !/^[+-]?\d+([.,]\d+)*$/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
