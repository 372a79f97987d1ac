import type { Column } from './layout.js';
import { type Cell, type Percent, shown } from './sheet.js';
import { type Conversion, convert } from './unit.js';

export type Decimal = 'point' | 'comma';

/** How the figures of a column are taken. */
export interface Taking {
  readonly decimal: Decimal;
  readonly conversion: Conversion | null;
  /** Whether shares in percent make sense here. */
  readonly isFraction: boolean;
}

export type Taken =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly fix: string };

const bad = (code: string, message: string, fix: string): Taken => ({ ok: false, code, message, fix });
const good = (value: unknown): Taken => ({ ok: true, value });

const POINT = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
const COMMA = /^[+-]?(?:[0-9]+,?[0-9]*|,[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
const STATE_COMMA =
  'If the comma is the decimal mark, import with --decimal comma, or put the row csv.decimal, comma into settings; otherwise write the figure without it.';
const quote = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);

const takeNumber = (text: string, taking: Taking): Taken => {
  const percent = /^(.*[^\s%])\s*%$/.exec(text)?.[1];
  if (percent !== undefined && taking.isFraction) {
    const read = takeNumber(percent, { ...taking, conversion: null });
    return read.ok && typeof read.value === 'number' ? good(read.value / 100) : read;
  }
  if ((taking.decimal === 'comma' ? COMMA : POINT).test(text)) {
    const value = Number(text.replace(',', '.'));
    if (!Number.isFinite(value))
      return bad('bad-number', `${quote(text)} is too large`, 'Write a figure below 1e15.');
    return good(convert(value, taking.conversion));
  }
  if (taking.decimal === 'point' && COMMA.test(text))
    return bad('bad-number', `${quote(text)} has a comma`, STATE_COMMA);
  if (taking.decimal === 'comma' && POINT.test(text))
    return bad(
      'bad-number',
      `${quote(text)} has a point where the decimal mark is the comma`,
      'Write the decimal mark as a comma and leave thousands unmarked, or take --decimal point.',
    );
  if (/^[+-]?[0-9]{1,3}(?:[.,'’\s\u00a0\u202f][0-9]{3})+(?:[.,][0-9]+)?$/.test(text))
    return bad(
      'bad-number',
      `${quote(text)} has marks between thousands`,
      'Write the figure without them: 1234567.',
    );
  const unit = /^[+-]?[0-9.,]+\s*([^0-9\s].*)$/.exec(text)?.[1];
  if (unit !== undefined)
    return bad(
      'bad-number',
      `${quote(text)} is a figure with a unit`,
      `Write the figure alone, and the unit into the heading: [${unit}].`,
    );
  return bad('bad-number', `${quote(text)} is not a number`, 'Write a number, or leave the cell empty.');
};

const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, false: false, yes: true, no: false };

const takeScalar = (text: string, kinds: ReadonlySet<string>, taking: Taking): Taken => {
  if (kinds.has('null') && text.toLowerCase() === 'null') return good(null);
  if (kinds.has('number')) return takeNumber(text, taking);
  if (kinds.has('boolean') && !kinds.has('text')) {
    const value = BOOLEANS[text.toLowerCase()];
    return value === undefined
      ? bad('bad-boolean', `${quote(text)} is neither true nor false`, 'Write true or false.')
      : good(value);
  }
  return good(text);
};

const takeJson = (text: string): Taken => {
  try {
    return good(JSON.parse(text));
  } catch {
    return bad('bad-json', `${quote(text)} begins as JSON but is none`, 'Mend it, or write a list as a|b.');
  }
};

const takeList = (text: string, column: Column, taking: Taking): Taken => {
  if (text.includes(';') && !text.includes('|'))
    return bad(
      'bad-list',
      `${quote(text)} has semicolons`,
      'Separate the values of a list with |: a|b. A value that holds one itself is written as JSON: ["a;b"].',
    );
  const values: unknown[] = [];
  for (const part of text.split('|')) {
    const item = part.trim();
    if (item === '')
      return bad('bad-list', `${quote(text)} has an empty value`, 'Remove the | that is too much.');
    const read = takeScalar(item, column.itemKinds, taking);
    if (!read.ok) return read;
    values.push(read.value);
  }
  return good(values);
};

/** Text of a cell: outer spaces taken off, and the ' that keeps a spreadsheet from reading it as anything else. */
export const bareText = (text: string): { readonly text: string; readonly isKept: boolean } =>
  text.startsWith("'") ? { text: text.slice(1), isKept: true } : { text: text.trim(), isKept: false };

const takeText = (given: string, column: Column, taking: Taking): Taken => {
  const { text, isKept } = bareText(given);
  if (text === '') return good(undefined);
  if (!isKept && text.startsWith('='))
    return bad(
      'formula',
      `${quote(text)} is a formula`,
      "Write its value; a text that begins with = is written '=...",
    );
  if (!isKept && /^#(?:REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|BEZUG!|NV|WERT!)/.test(text))
    return bad('error-value', `holds the error ${text}`, 'Mend the cell.');
  if (!isKept && column.takesJson && /^[[{]/.test(text)) return takeJson(text);
  // A word that stands for a number, such as exact for as many as it takes.
  if (column.kinds.has('number') && column.choices.has(text)) return good(text);
  if (column.kinds.size > 0) return takeScalar(text, column.kinds, taking);
  if (column.itemKinds.size > 0) return takeList(text, column, taking);
  return bad(
    'bad-value',
    `${quote(text)} stands where further columns or a table belong`,
    'Leave the cell empty; [] is a list of none, {} an object of nothing.',
  );
};

const takePercent = ({ percent }: Percent, taking: Taking): Taken =>
  taking.isFraction
    ? good(percent)
    : bad('bad-number', `${percent * 100} % is a share`, 'Format the cell as a plain number.');

/** The value of a cell for a column; undefined for an empty one. */
export const takeCell = (cell: Cell | undefined, column: Column, taking: Taking): Taken => {
  if (cell === null || cell === undefined) return good(undefined);
  if (typeof cell === 'string') return takeText(cell, column, taking);
  if (typeof cell === 'object') return takePercent(cell, taking);
  const isList = column.kinds.size === 0 && column.itemKinds.size > 0;
  const kinds = isList ? column.itemKinds : column.kinds;
  const wrap = (value: unknown): Taken => good(isList ? [value] : value);
  if (typeof cell === 'number') {
    if (kinds.has('number')) return wrap(convert(cell, taking.conversion));
    // A workbook makes 1 of 1.0 and a number of an id of digits.
    const same = [...column.choices].find((choice) => typeof choice === 'string' && Number(choice) === cell);
    return kinds.has('text') ? wrap(same ?? String(cell)) : takeText(shown(cell), column, taking);
  }
  return kinds.has('boolean') ? wrap(cell) : takeText(String(cell), column, taking);
};

/** A value a planner carries along: JSON where it is some, text otherwise. */
export const takeCarried = (cell: Cell | undefined): unknown => {
  if (cell === null || cell === undefined) return undefined;
  if (typeof cell === 'object') return cell.percent;
  if (typeof cell !== 'string') return cell;
  const { text, isKept } = bareText(cell);
  if (text === '') return undefined;
  if (isKept) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** Text as a cell that is read back as it stands. */
const keptText = (text: string): string => (/^['=+\-@#\s]|\s$/.test(text) ? `'${text}` : text);

const listText = (values: readonly unknown[], decimal: Decimal): string => {
  const isSimple = values.every(
    (value) =>
      typeof value === 'number' ||
      typeof value === 'boolean' ||
      (typeof value === 'string' && /^[^|;[{\s][^|;]*$/.test(value) && !/\s$|^null$/i.test(value)),
  );
  if (!isSimple || values.length === 0) return JSON.stringify(values);
  const isComma = decimal === 'comma';
  return keptText(
    values
      .map((value) =>
        typeof value === 'number' && isComma ? String(value).replace('.', ',') : String(value),
      )
      .join('|'),
  );
};

/** The cell that says a value of a column. */
export const cellFor = (value: unknown, column: Column, decimal: Decimal): Cell => {
  if (value === undefined) return null;
  if (value === null) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'string')
    return Array.isArray(value) && column.itemKinds.size > 0 && column.kinds.size === 0
      ? listText(value, decimal)
      : JSON.stringify(value);
  return column.takesJson && /^[[{]/.test(value) ? `'${value}` : keptText(value);
};

/** The cell for what is carried along. */
export const cellForCarried = (value: unknown, decimal: Decimal): Cell => {
  if (typeof value === 'number') return decimal === 'comma' ? String(value) : value;
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return value === undefined ? null : JSON.stringify(value);
  if (value === '') return '""';
  try {
    JSON.parse(value);
    return `'${value}`;
  } catch {
    return keptText(value);
  }
};
