/** A line of a delimited file (RFC 4180). Long digits keep their form for spreadsheets only as text, so they are left as they are. */
export const csvLine = (cells: readonly (string | number | null)[]): string =>
  `${cells.map((cell) => quoted(String(notFormula(cell) ?? ''))).join(',')}\r\n`

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Text that a spreadsheet would take for a formula is marked as text; a cellar's -101 stays what it is. */
export const notFormula = (cell: string | number | null): string | number | null =>
  typeof cell === 'string' && /^[=+@\t\r]|^-(?!\d+$)/.test(cell) ? `'${cell}` : cell
