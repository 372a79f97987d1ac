import type { Separator } from './csv-read.js';
import type { Cell } from './sheet.js';

export interface CsvStyle {
  readonly separator: Separator;
  readonly decimal: 'point' | 'comma';
}

const textOf = (cell: Cell, style: CsvStyle): string => {
  if (cell === null) return '';
  if (typeof cell === 'number')
    return style.decimal === 'comma' ? String(cell).replace('.', ',') : String(cell);
  return typeof cell === 'object' ? String(cell.percent) : String(cell);
};

/** Rows as CSV text (RFC 4180), with a byte order mark, without which Excel takes UTF-8 for Latin-1. */
export const writeCsv = (rows: readonly (readonly Cell[])[], style: CsvStyle): string => {
  const lines = rows.map((row) =>
    row
      .map((cell) => {
        const text = textOf(cell, style);
        return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
      })
      .join(style.separator),
  );
  return `\uFEFF${lines.join('\r\n')}\r\n`;
};
