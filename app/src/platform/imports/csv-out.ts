/** CSV that people open in a spreadsheet: nothing in it may start a formula there. */

/** Semicolons, since spreadsheets in Indonesian read a comma as the sign of decimals. */
const SEPARATOR = ';';

/** One cell. What a spreadsheet would take for a formula gets an apostrophe in front; it then stands there as text. */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r|%＝＋－＠]/.test(text) ? `'${text}` : text;
  return /["\n\r;,\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(SEPARATOR)}\r\n`;
}

/** Tells spreadsheets that this is UTF-8. */
export const csvStart = '\ufeff';
