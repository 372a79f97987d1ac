import { posix } from 'node:path';
import type { Issues } from './fault.js';
import { type Cell, LIMITS, type Row, type Sheet } from './sheet.js';
import { type NumberForm, readForms } from './xlsx-forms.js';
import { readXml, unescapeText, XmlFault } from './xml.js';
import { ZipFault, ZipReader } from './zip.js';

interface Book {
  readonly zip: ZipReader;
  readonly file: string;
  readonly strings: readonly string[];
  readonly forms: readonly NumberForm[];
  readonly startsIn1904: boolean;
  readonly issues: Issues;
  readonly budget: { cells: number };
}

/** Texts that cells share. */
const readStrings = (xml: string | undefined): string[] => {
  const strings: string[] = [];
  if (xml === undefined) return strings;
  let text = '';
  let isText = false;
  let isSpoken = 0;
  readXml(xml, {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') isSpoken += 1;
      isText = name === 't' && isSpoken === 0;
    },
    close: (name) => {
      if (name === 'rPh') isSpoken -= 1;
      if (name === 't') isText = false;
      if (name === 'si') strings.push(unescapeText(text));
    },
    text: (part) => {
      if (isText) text += part;
    },
  });
  return strings;
};

const DAY_MS = 86_400_000;
/** Day 60 of the 1900 system is a 29 February that never was. */
const dateText = (serial: number, startsIn1904: boolean): string => {
  const days = startsIn1904 ? serial + 1462 : serial;
  const whole = Math.floor(days);
  const at = new Date(Date.UTC(1899, 11, 30) + (whole < 60 ? whole + 1 : whole) * DAY_MS);
  const day = Number.isNaN(at.getTime()) ? String(serial) : at.toISOString().slice(0, 10);
  const seconds = Math.round((days - whole) * 86_400);
  return seconds === 0 ? day : `${day}T${new Date(seconds * 1000).toISOString().slice(11, 19)}`;
};

/** Column of a reference such as D5, from 0; undefined where it is none. */
const columnOf = (reference: string | undefined): number | undefined => {
  const letters = /^([A-Z]{1,3})[0-9]+$/.exec(reference ?? '')?.[1];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
};

/** Reads one sheet; formulas, merged cells and error values are refused by their reference. */
const readSheet = (book: Book, name: string, xml: string): Sheet => {
  const rows: Row[] = [];
  const place = { file: book.file, sheet: name };
  let number = 0;
  let cells: Cell[] = [];
  let column = -1;
  let type = 'n';
  let form: NumberForm = 'plain';
  let reference = '';
  let value: string | null = null;
  let reads = false;
  let hasFormula = false;
  let isSpoken = 0;

  const cell = (): Cell => {
    if (hasFormula) {
      book.issues.addBroken({
        ...place,
        row: number,
        cell: reference,
        code: 'formula',
        message: 'holds a formula; only values are read',
        fix: 'Copy the cell and paste it as a value.',
      });
      return null;
    }
    if (value === null || value === '') return null;
    if (type === 'e') {
      book.issues.addBroken({
        ...place,
        row: number,
        cell: reference,
        code: 'error-value',
        message: `holds the error ${value}`,
        value,
        fix: 'Mend the cell.',
      });
      return null;
    }
    if (type === 's') return book.strings[Number(value)] ?? null;
    if (type === 'inlineStr' || type === 'str') return unescapeText(value);
    if (type === 'b') return value === '1' || value === 'true';
    if (type === 'd') return value.replace(/T00:00:00(?:\.0+)?Z?$/, '');
    const figure = Number(value);
    if (Number.isNaN(figure)) return value;
    if (form === 'date') return dateText(figure, book.startsIn1904);
    return form === 'percent' ? { percent: figure } : figure;
  };

  readXml(xml, {
    open: (tag, attribute) => {
      if (tag === 'row') {
        const stated = Number(attribute('r') ?? number + 1);
        if (!Number.isInteger(stated) || stated <= number)
          throw new XmlFault(`the rows of ${name} are out of order`);
        number = stated;
        cells = [];
        column = -1;
      } else if (tag === 'c') {
        const stated = attribute('r');
        column = columnOf(stated) ?? column + 1;
        if (column >= LIMITS.columns)
          throw new XmlFault(
            `sheet ${name} has a value in ${stated}; at most ${LIMITS.columns} columns are read`,
          );
        reference = stated ?? `${number}`;
        type = attribute('t') ?? 'n';
        form = book.forms[Number(attribute('s') ?? 0)] ?? 'plain';
        value = null;
        hasFormula = false;
      } else if (tag === 'f') hasFormula = true;
      else if (tag === 'rPh') isSpoken += 1;
      else if (tag === 'v' || tag === 't') {
        reads = isSpoken === 0;
        value ??= '';
      } else if (tag === 'mergeCell') {
        const range = attribute('ref') ?? '';
        book.issues.addBroken({
          ...place,
          cell: range,
          code: 'merged-cells',
          message: `the cells ${range} are merged; which of them the value is for cannot be told`,
          fix: 'Unmerge them and fill each cell.',
        });
      }
    },
    text: (text) => {
      if (reads) value = (value ?? '') + text;
    },
    close: (tag) => {
      if (tag === 'v' || tag === 't') reads = false;
      else if (tag === 'rPh') isSpoken -= 1;
      else if (tag === 'c') {
        const found = cell();
        if (found === null) return;
        book.budget.cells -= 1;
        if (book.budget.cells < 0)
          throw new XmlFault(`it holds more than ${LIMITS.cells.toLocaleString('en')} cells`);
        while (cells.length < column) cells.push(null);
        cells[column] = found;
      } else if (tag === 'row' && cells.length > 0) rows.push({ number, cells });
    },
  });
  return { ...place, name, rows };
};

/** Names of the sheets and where they are. */
const readWorkbook = (
  zip: ZipReader,
): { sheets: { name: string; path: string }[]; startsIn1904: boolean } => {
  const xml = zip.text('xl/workbook.xml');
  const relations = zip.text('xl/_rels/workbook.xml.rels');
  if (xml === undefined || relations === undefined)
    throw new ZipFault('it is a zip archive but no .xlsx workbook');
  const targets = new Map<string, string>();
  readXml(relations, {
    open: (tag, attribute) => {
      const target = attribute('Target') ?? '';
      if (tag === 'Relationship')
        targets.set(
          attribute('Id') ?? '',
          target.startsWith('/') ? target.slice(1) : posix.join('xl', target),
        );
    },
    close: () => {},
    text: () => {},
  });
  const sheets: { name: string; path: string }[] = [];
  let startsIn1904 = false;
  readXml(xml, {
    open: (tag, attribute) => {
      if (tag === 'workbookPr') startsIn1904 = ['1', 'true'].includes(attribute('date1904') ?? '');
      if (tag !== 'sheet') return;
      const path = targets.get(attribute('id') ?? '');
      if (path !== undefined) sheets.push({ name: attribute('name') ?? '', path });
    },
    close: () => {},
    text: () => {},
  });
  return { sheets, startsIn1904 };
};

/** Sheets of a workbook (.xlsx). What cannot be read is added to the issues; sheets named x-... are left out. */
export const readXlsx = (file: string, bytes: Uint8Array, issues: Issues): Sheet[] => {
  try {
    const zip = new ZipReader(bytes, LIMITS.totalBytes);
    const { sheets, startsIn1904 } = readWorkbook(zip);
    const book: Book = {
      zip,
      file,
      strings: readStrings(zip.text('xl/sharedStrings.xml')),
      forms: readForms(zip.text('xl/styles.xml')),
      startsIn1904,
      issues,
      budget: { cells: LIMITS.cells },
    };
    return sheets.flatMap(({ name, path }) => {
      if (name.startsWith('x-')) return [{ file, sheet: name, name, rows: [] }];
      const xml = zip.text(path);
      return xml === undefined ? [] : [readSheet(book, name, xml)];
    });
  } catch (error) {
    if (!(error instanceof ZipFault) && !(error instanceof XmlFault)) throw error;
    issues.addBroken({
      file,
      code: 'bad-workbook',
      message: `cannot be read as a workbook: ${error.message}`,
      fix: 'Save it again as .xlsx, or save each sheet as CSV UTF-8.',
    });
    return [];
  }
};
