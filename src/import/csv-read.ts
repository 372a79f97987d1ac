import type { ImportIssue } from './fault.js';
import { isComment, LIMITS, type Row, type Sheet } from './sheet.js';

export type Separator = ',' | ';' | '\t';
const SEPARATORS: readonly Separator[] = [',', ';', '\t'];
export const SEPARATOR_NAMES: Readonly<Record<Separator, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
};

/** How often each separator stands outside quotes in the first line that is no comment. */
const headingCounts = (text: string): readonly number[] => {
  let at = 0;
  for (;;) {
    const counts = [0, 0, 0];
    const isSkipped =
      /^["\s]*#/.test(text.slice(at, at + 200)) || /^[,;\t ]*(?:\r|\n)/.test(text.slice(at, at + 5000));
    let isQuoted = false;
    let end = at;
    for (; end < text.length; end += 1) {
      const char = text[end];
      if (char === '"') isQuoted = !isQuoted;
      if (isQuoted) continue;
      if (char === '\n' || char === '\r') break;
      const index = [',', ';', '\t'].indexOf(char ?? '');
      if (index >= 0) counts[index] = (counts[index] ?? 0) + 1;
    }
    if (!isSkipped || end >= text.length) return counts;
    at = end + 1;
  }
};

/** The separator that the heading uses most; comma where it has one column. */
export const separatorOf = (text: string): Separator => {
  const counts = headingCounts(text);
  const most = Math.max(...counts);
  return SEPARATORS[counts.indexOf(most)] ?? ',';
};

export type ReadCsv =
  | { readonly sheet: Sheet; readonly separator: Separator }
  | { readonly issue: ImportIssue };

/**
 * Cells of a CSV text (RFC 4180, separator as the heading has it). Cells are kept as they stand; each row must have
 * as many as the heading, which the caller checks.
 */
export const readCsv = (file: string, name: string, source: string, budget: { cells: number }): ReadCsv => {
  let text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  // Excel's own way of naming the separator in a first line.
  const stated = /^sep=([,;\t])\r?\n/.exec(text);
  const firstLine = stated === null ? 1 : 2;
  if (stated !== null) text = text.slice(stated[0].length);
  const separator = SEPARATORS.find((one) => one === stated?.[1]) ?? separatorOf(text);
  const rows: Row[] = [];
  let cells: string[] = [];
  let line = firstLine;
  let startLine = line;
  let at = 0;
  const refuse = (code: string, message: string, fix: string): ReadCsv => ({
    issue: {
      file,
      row: rows.length + firstLine,
      ...(startLine === rows.length + firstLine ? {} : { line: startLine }),
      code,
      message,
      fix,
    },
  });
  const endRow = (): void => {
    const number = rows.length + firstLine;
    const row: Row = { number, ...(startLine === number ? {} : { line: startLine }), cells };
    // A comment may hold separators that nobody meant.
    rows.push(isComment(row) ? { ...row, cells: [cells[0] ?? null] } : row);
    cells = [];
    line += 1;
    startLine = line;
  };
  const plain = new RegExp(`[^${separator}\\r\\n]*`, 'y');
  for (;;) {
    if (text[at] === '"') {
      const opened = line;
      let value = '';
      at += 1;
      for (;;) {
        const close = text.indexOf('"', at);
        if (close < 0)
          return refuse(
            'unclosed-quote',
            `the quote opened in line ${opened} is never closed`,
            'Close it with ", and write a " inside a quoted cell twice.',
          );
        const part = text.slice(at, close);
        for (let found = part.indexOf('\n'); found >= 0; found = part.indexOf('\n', found + 1)) line += 1;
        value += part;
        at = close + 1;
        if (text[at] !== '"') break;
        value += '"';
        at += 1;
      }
      cells.push(value);
      const after = text[at];
      if (after !== undefined && after !== separator && after !== '\n' && after !== '\r')
        return refuse(
          'bad-quote',
          `after the closing quote of ${JSON.stringify(value.slice(0, 40))} stands ${JSON.stringify(after)} where a ${SEPARATOR_NAMES[separator]} or the end of the line belongs`,
          'Write a " inside a quoted cell twice.',
        );
    } else {
      plain.lastIndex = at;
      plain.test(text);
      cells.push(text.slice(at, plain.lastIndex));
      at = plain.lastIndex;
    }
    if (cells.length > LIMITS.columns)
      return refuse(
        'too-large',
        `has more than ${LIMITS.columns} columns`,
        'Leave out the columns that are not needed.',
      );
    budget.cells -= 1;
    if (budget.cells < 0)
      return refuse(
        'too-large',
        `there are more than ${LIMITS.cells.toLocaleString('en')} cells in all`,
        'Split the problem, or leave out what is not needed.',
      );
    const char = text[at];
    if (char === separator) {
      at += 1;
      continue;
    }
    endRow();
    if (char === '\r') at += text[at + 1] === '\n' ? 2 : 1;
    else if (char === '\n') at += 1;
    if (at >= text.length) break;
  }
  return { sheet: { file, name, rows }, separator };
};
