import { basename } from 'node:path';
import { problemSchemaJson } from '@placewright/solver';
import type { InputIssue } from '../input/issue.js';
import { didYouMean } from '../suggest.js';
import { type Assembled, assemble } from './assemble.js';
import { type ImportIssue, Issues, type Place } from './fault.js';
import { type Layout, layoutOf, type Table } from './layout.js';
import { statedDecimal } from './settings.js';
import { placeOf, type Sheet } from './sheet.js';
import { readSources, type Sources } from './sources.js';
import type { Decimal } from './values.js';
import { LONGEST_NAME } from './xlsx-write.js';

/** A problem read from tables, or what is left of it, with everything that is wrong. */
export interface Imported extends Assembled {
  readonly issues: Issues;
  readonly sources: Sources;
  readonly decimal: Decimal;
}

let known: Layout | undefined;

/** The tables of the format this library reads. The schema is walked once: it does not change. */
export const formatLayout = (): Layout => {
  known ??= layoutOf(problemSchemaJson());
  return known;
};

/** Decides which table each sheet is of. */
const sortSheets = (layout: Layout, sheets: readonly Sheet[], issues: Issues): Map<Table, Sheet> => {
  const all = [layout.settings, ...layout.tables];
  const named = (name: string): Table | undefined => {
    const lower = name.toLowerCase();
    const found =
      all.find((table) => table.name.toLowerCase() === lower) ??
      all.find((table) => table.fullName.toLowerCase() === lower);
    if (found !== undefined || name.length < LONGEST_NAME) return found;
    // Workbooks cut the names of sheets.
    const cut = all.filter((table) => table.fullName.toLowerCase().startsWith(lower));
    return cut.length === 1 ? cut[0] : undefined;
  };
  const sorted = new Map<Table, Sheet>();
  for (const sheet of sheets) {
    const table = named(sheet.name);
    const earlier = table === undefined ? undefined : sorted.get(table);
    if (table === undefined) {
      const near = didYouMean(
        sheet.name,
        all.map(({ name }) => name),
      );
      issues.addBroken({
        ...placeOf(sheet),
        code: 'unknown-table',
        message: `the format has no table ${JSON.stringify(sheet.name)}${near}`,
        value: sheet.name,
        fix: `Name it as one of ${all
          .filter(({ form }) => form === 'entries')
          .map(({ name }) => name)
          .join(', ')}; or x-... to leave it out.`,
      });
    } else if (earlier !== undefined)
      issues.addBroken({
        ...placeOf(sheet),
        code: 'stated-twice',
        message: `is for the same table as ${earlier.sheet ?? earlier.file}`,
        fix: 'Keep one of them.',
      });
    else sorted.set(table, sheet);
  }
  return sorted;
};

/**
 * Reads a folder of CSV files or a workbook as a problem. What the tables themselves show to be wrong is in `issues`;
 * what only the whole problem shows is for `parseProblem` to say and `toCells` to lead back.
 *
 * @param decimal how figures are written; null: as the settings say, a point where they say nothing
 * @throws SourceFault where the path cannot be read at all
 */
export const importFrom = async (path: string, decimal: Decimal | null): Promise<Imported> => {
  const issues = new Issues();
  const sources = await readSources(path, issues);
  const layout = formatLayout();
  const sorted = sortSheets(layout, sources.sheets, issues);
  const file = basename(path);
  const nameOf = (table: Table): Place =>
    sources.isBook ? { file, sheet: table.name.slice(0, LONGEST_NAME) } : { file: `${table.name}.csv` };
  if (sources.sheets.length === 0 && issues.count === 0)
    issues.addBroken({
      file,
      code: 'empty-file',
      message: 'holds no table',
      fix: 'Run placewright new to make a folder or a workbook to begin with.',
    });
  const taken = decimal ?? statedDecimal(sorted.get(layout.settings), issues) ?? 'point';
  return { ...assemble(layout, sorted, taken, nameOf, issues), issues, sources, decimal: taken };
};

/** A pointer and those of everything it is inside of. */
const withHolders = (pointer: string): string[] => {
  const steps = pointer.split('/');
  return steps.map((_, index) => steps.slice(0, steps.length - index).join('/'));
};

/**
 * What the library says of the problem, led back to files, rows and columns. What follows from a cell that could not
 * be read is left out: it was said already.
 */
export const toCells = (found: readonly InputIssue[], { origins, flawed }: Imported): ImportIssue[] => {
  const around = new Set([...flawed].flatMap(withHolders));
  const follows = ({ pointer }: InputIssue): boolean =>
    around.has(pointer) || withHolders(pointer).some((holder) => flawed.has(holder));
  return found.flatMap((issue) => (follows(issue) ? [] : [{ ...origins.placeOf(issue.pointer), ...issue }]));
};
