import type { PlacementRow } from '@placewright/solver';
import { z } from 'zod';
import { type InputIssue, toIssues } from './issue.js';

const row = z.strictObject({
  workload: z.string().min(1),
  location: z.string().min(1).optional(),
  part: z.enum(['inference', 'runtime', 'training']).optional(),
  offer: z.string().min(1),
  shareFraction: z.number().gt(0).max(1),
});
const rows = z.array(row).min(1);

export type ReadRows =
  | { readonly ok: true; readonly rows: readonly PlacementRow[] }
  | { readonly ok: false; readonly issues: readonly InputIssue[] };

/** A planner's own plan as a JSON list of {workload, location?, part?, offer, shareFraction}. */
export const readRows = (value: unknown, pointer = ''): ReadRows => {
  const read = rows.safeParse(value);
  if (!read.success) return { ok: false, issues: toIssues(read.error, pointer) };
  return { ok: true, rows: read.data.map(withoutUndefined) };
};

const withoutUndefined = (given: z.output<typeof row>): PlacementRow => ({
  workload: given.workload,
  ...(given.location === undefined ? {} : { location: given.location }),
  ...(given.part === undefined ? {} : { part: given.part }),
  offer: given.offer,
  shareFraction: given.shareFraction,
});

const COLUMNS = ['workload', 'location', 'part', 'offer', 'shareFraction'];
const REQUIRED = ['workload', 'offer', 'shareFraction'];

/** Cells of one line; a cell in double quotes may hold commas and doubled quotes. */
const cells = (line: string): string[] | null => {
  const found: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
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

/**
 * The same rows as comma-separated text with a heading line. An empty cell is an absent field.
 *
 * @example
 * readCsvRows('workload,offer,shareFraction\nchat,fra-rent,1\n'); // one row
 */
export const readCsvRows = (text: string): ReadRows => {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const heading = cells(lines[0] ?? '') ?? [];
  const unknown = heading.filter((name) => !COLUMNS.includes(name));
  const missing = REQUIRED.filter((name) => !heading.includes(name));
  const twice = heading.filter((name, index) => heading.indexOf(name) !== index);
  if (unknown.length + missing.length + twice.length > 0) {
    const wrong = [
      ...unknown.map((name) => `unknown column ${JSON.stringify(name)}`),
      ...missing.map((name) => `missing column ${name}`),
      ...twice.map((name) => `column ${name} stands twice`),
    ];
    const fix = `head the file with ${COLUMNS.join(',')} (location and part may be left out)`;
    return { ok: false, issues: [lineIssue(1, 'bad-heading', wrong.join('; '), fix)] };
  }
  const issues: InputIssue[] = [];
  const values: Record<string, unknown>[] = [];
  const lineOf: number[] = [];
  lines.slice(1).forEach((line, index) => {
    if (line.trim() === '') return;
    const number = index + 2;
    const found = cells(line);
    if (found === null || found.length !== heading.length) {
      const got = found === null ? 'a quote that is not closed' : `${found.length} cells`;
      issues.push(
        lineIssue(number, 'bad-line', `${got} where the heading has ${heading.length}`, 'mend the line'),
      );
      return;
    }
    const entries = heading.map((name, at): [string, unknown] => [name, found[at] ?? '']);
    const value = Object.fromEntries(entries.filter(([, cell]) => cell !== ''));
    if (typeof value.shareFraction === 'string') value.shareFraction = Number(value.shareFraction);
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
