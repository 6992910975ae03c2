// Reads a CSV file (RFC 4180) as a spreadsheet would.

/** The cells of a file, row by row. */
export function parse(text: string): string[][] {
  const cells = [...text.replace(/^\uFEFF/u, '').matchAll(/("(?:[^"]|"")*"|[^,\n]*)(,|\n|$)/gu)];
  const rows: string[][] = [[]];
  for (const [whole, cell = '', end] of cells) {
    if (whole === '') break;
    rows.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === '\n') rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}
