import type { PlacementRow } from '@placewright/solver';
import { z } from 'zod';
import { didYouMean } from '../suggest.js';
import { type InputIssue, toIssues } from './issue.js';

const FRACTION = 'a share is a fraction above 0 and at most 1: 25 % is 0.25';
const row = z.strictObject({
  workload: z.string().min(1),
  location: z.string().min(1).optional(),
  part: z.enum(['inference', 'runtime', 'training']).optional(),
  block: z.string().min(1).optional(),
  offer: z.string().min(1),
  shareFraction: z.number(FRACTION).gt(0, FRACTION).max(1, FRACTION),
});
const rows = z.array(row).min(1);

export type ReadRows =
  | {
      readonly ok: true;
      readonly rows: readonly PlacementRow[];
      /** What was read in another way than it is written. */
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly issues: readonly InputIssue[] };

/** Said where a share came under its short name. */
export const SHARE_NOTE = '`share` is read as shareFraction: 1 is the whole stream, 0.25 a quarter of it';

const isShort = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && 'share' in value && !('shareFraction' in value);

/**
 * A planner's own plan as a JSON list of {workload, location?, part?, block?, offer, shareFraction}. `share` is taken for
 * shareFraction where a row has no shareFraction, and said so in the notes.
 */
export const readRows = (value: unknown, pointer = ''): ReadRows => {
  const given: readonly unknown[] | null = Array.isArray(value) ? value : null;
  const named = given?.map((one) => {
    if (!isShort(one)) return one;
    const { share, ...rest } = one;
    return { ...rest, shareFraction: share };
  });
  const read = rows.safeParse(named ?? value);
  if (read.success) {
    const notes = given?.some(isShort) === true ? [SHARE_NOTE] : [];
    return { ok: true, rows: read.data.map(withoutUndefined), notes };
  }
  const issues = toIssues(read.error, pointer).map((issue) => {
    const index = Number(/^\/(\d+)\/shareFraction$/.exec(issue.pointer.slice(pointer.length))?.[1]);
    if (Number.isNaN(index) || !isShort(given?.[index])) return issue;
    return { ...issue, pointer: `${pointer}/${index}/share` };
  });
  return { ok: false, issues };
};

const withoutUndefined = (given: z.output<typeof row>): PlacementRow => ({
  workload: given.workload,
  ...(given.location === undefined ? {} : { location: given.location }),
  ...(given.part === undefined ? {} : { part: given.part }),
  ...(given.block === undefined ? {} : { block: given.block }),
  offer: given.offer,
  shareFraction: given.shareFraction,
});

const COLUMNS = ['workload', 'location', 'part', 'block', 'offer', 'shareFraction'];
const SEPARATORS = [',', ';', '\t'] as const;
type Separator = (typeof SEPARATORS)[number];

/** Cells of one line; a cell in double quotes may hold separators and doubled quotes. */
const CELL: Readonly<Record<Separator, RegExp>> = {
  ',': /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y,
  ';': /(?:"((?:[^"]|"")*)"|([^";]*))(;|$)/y,
  '\t': /(?:"((?:[^"]|"")*)"|([^"\t]*))(\t|$)/y,
};
const cells = (line: string, separator: Separator): string[] | null => {
  const found: string[] = [];
  const cell = CELL[separator];
  cell.lastIndex = 0;
  for (;;) {
    const match = cell.exec(line);
    if (match === null) return null;
    found.push((match[1]?.replaceAll('""', '"') ?? match[2] ?? '').trim());
    if (match[3] === '') return found;
  }
};

const lineIssue = (line: number, code: string, message: string, fix: string): InputIssue => ({
  code,
  pointer: `/line/${line}`,
  message: `line ${line}: ${message}`,
  fix,
});

/** What is wrong with a heading line; null where nothing is. */
const headingIssue = (heading: readonly string[]): InputIssue | null => {
  const known = [...COLUMNS, 'share'];
  const shares = heading.filter((name) => name === 'shareFraction' || name === 'share');
  const wrong = [
    ...heading
      .filter((name) => !known.includes(name))
      .map((name) => `unknown column ${JSON.stringify(name)}${didYouMean(name, COLUMNS)}`),
    ...['workload', 'offer']
      .filter((name) => !heading.includes(name))
      .map((name) => `missing column ${name}`),
    ...(shares.length === 0 ? ['missing column shareFraction (or share)'] : []),
    ...(new Set(shares).size > 1 ? ['share and shareFraction are two names of one column; keep one'] : []),
    ...heading
      .filter((name, index) => heading.indexOf(name) !== index)
      .map((name) => `column ${name} stands twice`),
  ];
  if (wrong.length === 0) return null;
  const fix = `head the file with ${COLUMNS.join(',')} (location, part and block may be left out)`;
  return lineIssue(1, 'bad-heading', wrong.join('; '), fix);
};

/** A share as typed: a number, or percent with the sign. What is neither is left for the check of the rows. */
const shareOf = (cell: string): unknown => {
  const percent = /^([0-9.]+)\s*%$/.exec(cell);
  if (percent !== null) return Number(percent[1]) / 100;
  return Number(cell);
};

/**
 * The same rows as text with a heading line, separated by comma, semicolon or tab. An empty cell is an absent field.
 *
 * @example
 * readCsvRows('workload,offer,shareFraction\nchat,fra-rent,1\n'); // one row
 */
export const readCsvRows = (text: string): ReadRows => {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const first = lines[0] ?? '';
  const separator = SEPARATORS.find((one) => first.includes(one)) ?? ',';
  const heading = cells(first, separator) ?? [];
  const wrong = headingIssue(heading);
  if (wrong !== null) return { ok: false, issues: [wrong] };
  const issues: InputIssue[] = [];
  const values: Record<string, unknown>[] = [];
  const lineOf: number[] = [];
  lines.slice(1).forEach((line, index) => {
    if (line.trim() === '') return;
    const number = index + 2;
    const found = cells(line, separator);
    if (found === null || found.length !== heading.length) {
      const got = found === null ? 'a quote that is not closed' : `${found.length} cells`;
      issues.push(
        lineIssue(number, 'bad-line', `${got} where the heading has ${heading.length}`, 'mend the line'),
      );
      return;
    }
    const entries = heading.map((name, at): [string, unknown] => [name, found[at] ?? '']);
    const value = Object.fromEntries(entries.filter(([, cell]) => cell !== ''));
    for (const name of ['share', 'shareFraction']) {
      const cell = value[name];
      if (typeof cell === 'string') value[name] = shareOf(cell);
    }
    values.push(value);
    lineOf.push(number);
  });
  if (issues.length > 0) return { ok: false, issues };
  const read = readRows(values);
  if (read.ok) return read;
  const named = read.issues.map((issue) => {
    const number = lineOf[Number(issue.pointer.split('/')[1])];
    return number === undefined ? issue : { ...issue, message: `line ${number}: ${issue.message}` };
  });
  return { ok: false, issues: named };
};
