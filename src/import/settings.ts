import type { Issues, Place } from './fault.js';
import { type Heading, Headings } from './headers.js';
import type { Table } from './layout.js';
import { type Cell, isBlank, isComment, isEmpty, placeOf, type Row, type Sheet, shown } from './sheet.js';
import type { Units } from './unit.js';
import type { Decimal } from './values.js';

/** Name of the setting that says how figures are written. */
export const DECIMAL_SETTING = 'csv.decimal';
export const SETTINGS_COLUMNS = ['setting', 'value', 'unit', 'meaning'] as const;

/** One line of the settings: a field of the problem and its value. */
export interface Setting {
  /** Null for what is carried along. */
  readonly as: Extract<Heading, { kind: 'column' }> | null;
  readonly path: readonly string[];
  readonly cell: Cell | undefined;
  readonly place: Place;
}

interface Columns {
  readonly setting: number;
  readonly value: number;
  readonly unit: number;
}

const meantRows = (sheet: Sheet): Row[] => sheet.rows.filter((row) => !isBlank(row) && !isComment(row));

const columnsOf = (row: Row | undefined): Columns => {
  const names = (row?.cells ?? []).map((cell) => shown(cell).trim().toLowerCase());
  return { setting: names.indexOf('setting'), value: names.indexOf('value'), unit: names.indexOf('unit') };
};

/** How figures are written by the settings' own word; null where they say nothing of it. */
export const statedDecimal = (sheet: Sheet | undefined, issues: Issues): Decimal | null => {
  if (sheet === undefined) return null;
  const [heading, ...rows] = meantRows(sheet);
  const at = columnsOf(heading);
  const row = rows.find((one) => shown(one.cells[at.setting]).trim().toLowerCase() === DECIMAL_SETTING);
  if (row === undefined) return null;
  const word = shown(row.cells[at.value]).trim().toLowerCase();
  if (word === 'comma' || word === ',') return 'comma';
  if (word === 'point' || word === '.') return 'point';
  issues.addBroken({
    ...placeOf(sheet, row, at.value, 'value'),
    code: 'not-one-of',
    message: `${DECIMAL_SETTING} is neither point nor comma`,
    value: word,
    allowed: 'point or comma',
    fix: 'Write point or comma.',
  });
  return null;
};

/** Reads the settings: a row for each field of the problem that is in no table. */
export const readSettings = (sheet: Sheet, table: Table, units: Units, issues: Issues): Setting[] => {
  const [heading, ...rows] = meantRows(sheet);
  const at = columnsOf(heading);
  if (heading === undefined || at.setting < 0 || at.value < 0) {
    issues.addBroken({
      ...placeOf(sheet, heading),
      code: 'missing-column',
      message: 'the settings are not headed setting, value, unit',
      fix: `Head the sheet ${SETTINGS_COLUMNS.join(', ')}; unit and meaning may be left out.`,
    });
    return [];
  }
  heading.cells.forEach((cell, index) => {
    const name = shown(cell).trim();
    if (
      name === '' ||
      name.startsWith('x-') ||
      SETTINGS_COLUMNS.some((known) => known === name.toLowerCase())
    )
      return;
    issues.addBroken({
      ...placeOf(sheet, heading, index, name),
      code: 'unknown-column',
      message: `the settings have no column ${JSON.stringify(name)}`,
      value: name,
      fix: `Take ${SETTINGS_COLUMNS.join(', ')}.`,
    });
  });
  const headings = new Headings(table, units);
  const seen = new Map<string, number>();
  const settings: Setting[] = [];
  for (const row of rows) {
    const setting = readSetting(sheet, heading, row, at, headings, seen, issues);
    if (setting !== undefined) settings.push(setting);
  }
  return settings;
};

const readSetting = (
  sheet: Sheet,
  heading: Row,
  row: Row,
  at: Columns,
  headings: Headings,
  seen: Map<string, number>,
  issues: Issues,
): Setting | undefined => {
  const given = shown(row.cells[at.setting]).trim();
  if (given.toLowerCase() === DECIMAL_SETTING) return undefined;
  const width = heading.cells.length;
  const unit = at.unit < 0 ? '' : shown(row.cells[at.unit]).trim();
  const name = unit === '' || given.includes('[') ? given : `${given} [${unit}]`;
  const place = placeOf(sheet, row, at.value, given);
  const refuse = (code: string, message: string, fix: string): undefined => {
    issues.addBroken({ ...placeOf(sheet, row, at.setting, 'setting'), code, message, value: given, fix });
    return undefined;
  };
  if (sheet.sheet === undefined && row.cells.length !== width)
    return refuse(
      'ragged-row',
      `has ${row.cells.length} cells where the heading has ${width}`,
      'Put a value that holds the separator into double quotes.',
    );
  if (given === '') return refuse('empty-cell', 'names no setting', 'Name the setting, or empty the row.');
  if (isEmpty(row.cells[at.value])) return undefined;
  const as = headings.read(name);
  if (as.kind === 'refused')
    return refuse(as.code, as.message, as.fix.replace('columns of the format', 'settings of the format'));
  const path = as.kind === 'column' ? as.column.path : as.path;
  const key = path.join('.');
  const before = seen.get(key);
  if (before !== undefined)
    return refuse('stated-twice', `the setting ${key} stands in row ${before} too`, 'Keep one of them.');
  seen.set(key, row.number);
  return { as: as.kind === 'column' ? as : null, path, cell: row.cells[at.value], place };
};
