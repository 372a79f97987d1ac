import { lettersOf } from './fault.js';
import type { Cell } from './sheet.js';
import { escapeXml } from './xml.js';
import { writeZip } from './zip.js';

/** A formula without its equals sign, and the value it had when it was written, which readers show until they compute. */
export interface Formula {
  readonly formula: string;
  readonly value: number | string;
}
export type OutCell = Cell | Formula;

/** A sheet to write; rows before the heading are for people. */
export interface OutSheet {
  readonly name: string;
  readonly rows: readonly (readonly OutCell[])[];
  /** Index of the heading among the rows. */
  readonly heading: number;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The most characters Excel keeps in a cell. */
export const LONGEST_CELL = 32_767;
/** The most characters of the name of a sheet. */
export const LONGEST_NAME = 31;

const cellXml = (cell: OutCell, reference: string, style: string): string => {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${reference}"${style}><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${reference}"${style} t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === 'object' && 'formula' in cell) {
    const type = typeof cell.value === 'string' ? ' t="str"' : '';
    const value = typeof cell.value === 'string' ? escapeXml(cell.value) : String(cell.value);
    return `<c r="${reference}"${style}${type}><f>${escapeXml(cell.formula)}</f><v>${value}</v></c>`;
  }
  if (typeof cell === 'object') return `<c r="${reference}"${style}><v>${cell.percent}</v></c>`;
  return `<c r="${reference}"${style} t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
};

const sheetXml = ({ rows, heading }: OutSheet): string => {
  const width = Math.max(1, ...rows.slice(heading, heading + 1).map((row) => row.length));
  const columns = Array.from({ length: width }, (_, index) => {
    const title = rows[heading]?.[index];
    const size = Math.min(40, Math.max(10, (typeof title === 'string' ? title.length : 8) + 2));
    return `<col min="${index + 1}" max="${index + 1}" width="${size}" customWidth="1"/>`;
  });
  const lines = rows.map((row, at) => {
    const style = at === heading ? ' s="1"' : at < heading ? ' s="2"' : '';
    const cells = row.map((cell, index) => cellXml(cell, `${lettersOf(index)}${at + 1}`, style));
    return `<row r="${at + 1}">${cells.join('')}</row>`;
  });
  const top = heading + 1;
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="${top}" topLeftCell="A${top + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>${lines.join('')}</sheetData></worksheet>`;
};

const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font><font><i/><sz val="11"/><color rgb="FF666666"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" fontId="2" applyFont="1"/></cellXfs></styleSheet>`;

/** A workbook (.xlsx) with a sheet for each table; the same bytes for the same tables. */
export const writeXlsx = (sheets: readonly OutSheet[]): Buffer => {
  const numbered = sheets.map((sheet, index) => ({ sheet, id: index + 1 }));
  const types = numbered.map(
    ({ id }) => `<Override PartName="/xl/worksheets/sheet${id}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
  );
  const names = numbered.map(
    ({ sheet, id }) => `<sheet name="${escapeXml(sheet.name)}" sheetId="${id}" r:id="rId${id}"/>`,
  );
  const links = numbered.map(
    ({ id }) =>
      `<Relationship Id="rId${id}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${id}.xml"/>`,
  );
  const styles = `<Relationship Id="rId${sheets.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/>`;
  return writeZip([
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${types.join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${names.join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${links.join('')}${styles}</Relationships>`,
    ],
    ['xl/styles.xml', STYLES],
    ...numbered.map(({ sheet, id }): [string, string] => [`xl/worksheets/sheet${id}.xml`, sheetXml(sheet)]),
  ]);
};
