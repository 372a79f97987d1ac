import { lettersOf } from '../../import/fault.js';
import type { Formula, OutCell, OutSheet } from '../../import/xlsx-write.js';

/** A column of a sheet as formulas name it. Sheets of this workbook have names without blanks. */
export interface Range {
  /** `Entries!$L$2:$L$57` */
  readonly all: string;
  /** The cell of a data row, from 0: `Entries!$L$2`. */
  cell(row: number): string;
}

/** A sheet with one heading row, whose columns formulas of other sheets may name. */
export interface RangedSheet<Column extends string> {
  readonly sheet: OutSheet;
  readonly range: Readonly<Record<Column, Range>>;
  readonly rowCount: number;
}

export const formula = (text: string, value: number | string): Formula => ({ formula: text, value });

/**
 * @param columns - heading by column name, in order
 * @param rows - cells by row; a formula may name cells of its own row through `own`
 */
export const rangedSheet = <Column extends string>(
  name: string,
  columns: Readonly<Record<Column, string>>,
  rows: readonly ((own: (column: Column) => string) => readonly OutCell[])[],
): RangedSheet<Column> => {
  const names = Object.keys(columns) as Column[];
  const letters = new Map(names.map((column, index) => [column, lettersOf(index)]));
  // A range of no rows is no range; one empty row stands for it.
  const last = Math.max(1, rows.length) + 1;
  const rangeOf = (column: Column): Range => {
    const letter = letters.get(column) ?? 'A';
    return {
      all: `${name}!$${letter}$2:$${letter}$${last}`,
      cell: (row) => `${name}!$${letter}$${row + 2}`,
    };
  };
  const body = rows.map((row, index) => row((column) => `$${letters.get(column) ?? 'A'}${index + 2}`));
  const headings = names.map((column) => columns[column]);
  return {
    sheet: { name, heading: 0, rows: [headings, ...body] },
    range: Object.fromEntries(names.map((column) => [column, rangeOf(column)])) as Record<Column, Range>,
    rowCount: rows.length,
  };
};
