import { lettersOf, type Place } from './fault.js';

/** A share that a spreadsheet shows in percent: 8 % is 0.08. */
export interface Percent {
  readonly percent: number;
}
/** A cell: text as it stands, or what a workbook says it is. Null: empty. */
export type Cell = string | number | boolean | Percent | null;

export interface Row {
  /** As a spreadsheet counts them, from 1. */
  readonly number: number;
  readonly line?: number;
  readonly cells: readonly Cell[];
}

/** A table as it was found in a file. */
export interface Sheet {
  readonly file: string;
  /** Name of the sheet in a workbook. */
  readonly sheet?: string;
  /** Which part it is of, as the file or the sheet is named. */
  readonly name: string;
  readonly rows: readonly Row[];
}

/** Bounds of what is read, so that no file takes more time or memory than they allow. */
export const LIMITS = {
  fileBytes: 64 * 1024 * 1024,
  /** All files of a folder, or all parts of a workbook unpacked. */
  totalBytes: 192 * 1024 * 1024,
  cells: 4_000_000,
  columns: 1_000,
  files: 500,
} as const;

/** A cell with nothing in it. */
export const isEmpty = (cell: Cell | undefined): boolean =>
  cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '');
export const isBlank = (row: Row): boolean => row.cells.every(isEmpty);
/** A row whose first cell begins with # is for people. */
export const isComment = (row: Row): boolean => {
  const first = row.cells[0];
  return typeof first === 'string' && first.trimStart().startsWith('#');
};

/** The place of a cell, or of a whole row. */
export const placeOf = (sheet: Sheet, row?: Row, index?: number, column?: string): Place => ({
  file: sheet.file,
  ...(sheet.sheet === undefined ? {} : { sheet: sheet.sheet }),
  ...(row === undefined ? {} : { row: row.number }),
  ...(row?.line === undefined || row.line === row.number ? {} : { line: row.line }),
  ...(column === undefined ? {} : { column }),
  ...(row === undefined || index === undefined ? {} : { cell: `${lettersOf(index)}${row.number}` }),
});

/** A cell as it would be read aloud. */
export const shown = (cell: Cell | undefined): string => {
  if (cell === undefined || cell === null) return '';
  return typeof cell === 'object' ? `${cell.percent * 100} %` : String(cell);
};
