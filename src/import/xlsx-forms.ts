import { readXml } from './xml.js';

/** What a number in a cell is shown as. */
export type NumberForm = 'plain' | 'percent' | 'date';

/** Dates among the number formats that workbooks do not spell out. */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58);

const formOf = (code: string): NumberForm => {
  // Texts in quotes, in brackets ([Red], [$-407]) and after a backslash are no part of the form.
  const bare = code.replace(/"[^"]*"|\[(?![hms]+\])[^\]]*\]|\\./gi, '');
  if (/[dmyhs]/i.test(bare)) return 'date';
  return bare.includes('%') ? 'percent' : 'plain';
};

/** The form of each cell style of a workbook, by its index. */
export const readForms = (xml: string | undefined): NumberForm[] => {
  const codes = new Map<number, string>();
  const forms: NumberForm[] = [];
  let isCells = false;
  if (xml === undefined) return forms;
  readXml(xml, {
    open: (tag, attribute) => {
      if (tag === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      if (tag === 'cellXfs') isCells = true;
      if (tag !== 'xf' || !isCells) return;
      const id = Number(attribute('numFmtId') ?? 0);
      const code = codes.get(id);
      if (code !== undefined) forms.push(/^general$/i.test(code) ? 'plain' : formOf(code));
      else if (isBuiltInDate(id)) forms.push('date');
      else forms.push(id === 9 || id === 10 ? 'percent' : 'plain');
    },
    close: (tag) => {
      if (tag === 'cellXfs') isCells = false;
    },
    text: () => {},
  });
  return forms;
};
