import { writeCsv } from '../import/csv-write.js';
import type { TableBlock } from './document.js';
import { heading, rawValue } from './figures.js';

/** A spreadsheet takes a text that begins like this for a formula; an apostrophe keeps it a text. */
const guarded = (content: string): string => (/^[=+\-@\t\r]/.test(content) ? `'${content}` : content);

/** A table as CSV: units in the headings, full digits, shares as fractions, totals left to the reader. */
export const csvOf = ({ columns, rows }: TableBlock): string =>
  writeCsv(
    [
      columns.map(heading),
      ...rows.map((row) =>
        row.map((value) => {
          const raw = rawValue(value);
          return typeof raw === 'string' ? guarded(raw) : raw;
        }),
      ),
    ],
    { separator: ',', decimal: 'point' },
  );
