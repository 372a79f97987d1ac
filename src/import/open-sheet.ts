import { didYouMean } from '../suggest.js';
import type { Issues } from './fault.js';
import { type Heading, Headings } from './headers.js';
import type { Key, Table } from './layout.js';
import { isBlank, isComment, isEmpty, placeOf, type Row, type Sheet, shown } from './sheet.js';
import type { Conversion, Units } from './unit.js';

type ColumnHeading = Extract<Heading, { kind: 'column' }>;

/** A column of a sheet and what it stands for. */
export type ReadColumn = { readonly index: number; readonly heading: string } & (
  | { readonly kind: 'column'; readonly as: ColumnHeading }
  | { readonly kind: 'carried'; readonly path: readonly string[] }
  | { readonly kind: 'key'; readonly key: Key }
);

/** A unit that was converted, to be told. */
export interface Converted {
  readonly place: string;
  readonly heading: string;
  readonly field: string;
  readonly unit: string;
  readonly to: string;
  readonly conversion: Conversion;
}

/** A table's heading and rows. */
export interface Opened {
  readonly columns: readonly ReadColumn[];
  readonly rows: readonly Row[];
  readonly headingRow: Row;
  /** Rows that could not be read under the heading, so that entries are missing. */
  readonly hasLost: boolean;
}

const headingText = (row: Row, index: number): string => shown(row.cells[index]).trim();

/** Reads the heading of a sheet; undefined where there is none. Rows that do not fit it are refused one by one. */
export const openSheet = (
  sheet: Sheet,
  table: Table,
  units: Units,
  issues: Issues,
  tell: (heading: ColumnHeading, text: string) => void,
): Opened | undefined => {
  const meant = sheet.rows.filter((row) => !isBlank(row) && !isComment(row));
  const [headingRow, ...rest] = meant;
  if (headingRow === undefined) {
    issues.addBroken({
      ...placeOf(sheet),
      code: 'empty-file',
      message: 'holds nothing: not even a heading',
      fix: 'Remove it, or head it with its columns.',
    });
    return undefined;
  }
  const before = issues.hasBroken;
  issues.hasBroken = false;
  const columns = readColumns(sheet, headingRow, table, units, issues, tell);
  if (issues.hasBroken) return undefined;
  const rows = rest.filter((row) => fits(sheet, headingRow, row, issues));
  const hasLost = issues.hasBroken;
  issues.hasBroken ||= before;
  return { columns, rows, headingRow, hasLost };
};

const readColumns = (
  sheet: Sheet,
  row: Row,
  table: Table,
  units: Units,
  issues: Issues,
  tell: (heading: ColumnHeading, text: string) => void,
): ReadColumn[] => {
  const headings = new Headings(table, units);
  const columns: ReadColumn[] = [];
  const seen = new Map<string, string>();
  const width = row.cells.length;
  for (let index = 0; index < width; index += 1) {
    const heading = headingText(row, index);
    if (heading === '') continue;
    const refuse = (code: string, message: string, fix: string): void =>
      issues.addBroken({ ...placeOf(sheet, row, index, heading), code, message, value: heading, fix });
    const key = table.keys.find(({ name }) => name.toLowerCase() === heading.toLowerCase());
    const as = key === undefined ? headings.read(heading) : undefined;
    if (as?.kind === 'refused') {
      const near = didYouMean(
        heading,
        table.keys.map(({ name }) => name),
      );
      refuse(as.code, as.message.includes('did you mean') ? as.message : `${as.message}${near}`, as.fix);
      continue;
    }
    const field =
      key !== undefined ? `key ${key.name}` : as?.kind === 'column' ? as.column.name : as?.path.join('.');
    const twin = field === undefined ? undefined : seen.get(field);
    if (twin !== undefined) {
      refuse(
        'duplicate-column',
        twin === heading
          ? `the column ${heading} stands twice`
          : `${twin} and ${heading} are for the same field`,
        'Keep one of them.',
      );
      continue;
    }
    if (field !== undefined) seen.set(field, heading);
    if (key !== undefined) columns.push({ index, heading, kind: 'key', key });
    else if (as?.kind === 'carried') columns.push({ index, heading, kind: 'carried', path: as.path });
    else if (as?.kind === 'column') {
      tell(as, heading);
      columns.push({ index, heading, kind: 'column', as });
    }
  }
  const missing = table.keys.filter(({ name }) => !seen.has(`key ${name}`)).map(({ name }) => name);
  if (table.form === 'matrix') missing.push(...[...table.columns.keys()].filter((name) => !seen.has(name)));
  if (table.form === 'list' && !columns.some(({ kind }) => kind === 'column'))
    missing.push(...table.columns.keys());
  if (missing.length > 0)
    issues.addBroken({
      ...placeOf(sheet, row),
      code: 'missing-column',
      message: `${missing.length === 1 ? 'the column' : 'the columns'} ${missing.slice(0, 30).join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
      fix:
        table.keys.length === 0
          ? 'Add it.'
          : `Add it; ${table.keys.map(({ name }) => name).join(', ')} says which entry each row belongs to.`,
    });
  return columns;
};

/** Whether a row can be read under its heading. */
const fits = (sheet: Sheet, heading: Row, row: Row, issues: Issues): boolean => {
  const width = heading.cells.length;
  if (isHeadingAgain(heading, row)) {
    issues.add({
      ...placeOf(sheet, row),
      code: 'heading-again',
      message: `the heading of row ${heading.number} stands here again`,
      fix: 'Remove the row; one table has one heading.',
    });
    return false;
  }
  const isText = sheet.sheet === undefined;
  if (isText && row.cells.length !== width) {
    const more = row.cells.length > width;
    issues.addBroken({
      ...placeOf(sheet, row),
      code: 'ragged-row',
      message: `has ${row.cells.length} cells where the heading has ${width}`,
      fix: more
        ? 'Put a cell that holds the separator into double quotes; a comma as decimal mark needs another separator or quotes.'
        : 'Add the separators that are missing.',
    });
    return false;
  }
  const stray = row.cells.findIndex((cell, index) => !isEmpty(cell) && headingText(heading, index) === '');
  if (stray < 0) return true;
  issues.addBroken({
    ...placeOf(sheet, row, stray),
    code: 'no-heading',
    message: `${JSON.stringify(shown(row.cells[stray]))} stands under no heading`,
    value: row.cells[stray],
    fix: 'Head the column (x-... to carry it along), or empty the cell.',
  });
  return false;
};

const isHeadingAgain = (heading: Row, row: Row): boolean =>
  heading.cells.every((cell, index) => shown(cell).trim() === shown(row.cells[index]).trim());
