import type { Compiled } from '../compile/compile.js';
import { elastic } from '../program/elastic.js';
import type { Program } from '../program/program.js';
import type { Finding, SolveOptions } from '../result.js';
import { chooseEngine, chooseLinearEngine } from '../search/choose-engine.js';
import { solveProgram } from '../search/solve-program.js';
import { hourStartIso } from '../sizing/calendar.js';
import { limitOfRow } from './limit-rows.js';

const DAYS = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
/** Relative relaxation that is rounding. */
const NOTHING = 1e-6;
/** The explanation need not be least to the last digit. */
const GAP_FRACTION = 1e-3;
const TIME_MS = 10_000;

/** "Tuesdays 18:00 UTC in January". */
const spokenHour = (iso: string): string => {
  const at = new Date(iso);
  return `${DAYS[at.getUTCDay()]} ${iso.slice(11, 16)} UTC in ${MONTHS[at.getUTCMonth()]}`;
};

const round = (figure: number): number => Number(figure.toPrecision(4));

/** Size of a row's limit: its bound, or its largest coefficient where it is bounded by 0. */
const sizeOf = (program: Program, row: number): number => {
  for (const bound of [program.rowUpper[row], program.rowLower[row]]) {
    if (bound !== undefined && Number.isFinite(bound) && bound !== 0) return Math.abs(bound);
  }
  let most = 1;
  for (let entry = program.rowStart[row] ?? 0; entry < (program.rowStart[row + 1] ?? 0); entry += 1) {
    most = Math.max(most, Math.abs(program.rowValue[entry] ?? 0));
  }
  return most;
};

/** Of the rows that give way together, the one that needs it most: for a limit over the hours, the worst hour. */
const fullest = (program: Program, rows: readonly number[], point: Float64Array): number => {
  let worst = rows[0] ?? -1;
  let most = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    let activity = 0;
    for (let entry = program.rowStart[row] ?? 0; entry < (program.rowStart[row + 1] ?? 0); entry += 1) {
      activity += (program.rowValue[entry] ?? 0) * (point[program.rowColumn[entry] ?? -1] ?? 0);
    }
    if (activity <= most) continue;
    most = activity;
    worst = row;
  }
  return worst;
};

/**
 * What is short where every stream has a place and yet no plan exists: the least total relaxation. Every limit may
 * give way at a weight of one over its own size, so that 1 % of any limit counts the same.
 */
export const shortageFindings = async (compiled: Compiled, options: SolveOptions): Promise<Finding[]> => {
  const { hours, decisions } = compiled;
  const { calendar, hourClasses, problem } = decisions.candidates.demand;
  const limitAt = (program: Program, row: number) =>
    limitOfRow(problem, program.rowNames[row] ?? '', hours.rowOf(row));
  let current = elastic(compiled.program(), () => 0);
  const relaxedProgram = (): Program => {
    const program = compiled.program();
    current = elastic(
      program,
      (row) => (limitAt(program, row) ? 1 / sizeOf(program, row) : 0),
      (row) => hours.rowOf(row)?.family,
    );
    return current.program;
  };
  const engine = await chooseEngine(options.engines, options.engine ?? 'auto', compiled.program());
  const result = await solveProgram(
    // The program's own columns come first, so hours read a point of the elastic program as one of theirs.
    { program: relaxedProgram, addViolated: (point) => hours.addViolated(point) },
    {
      engine,
      linearEngine: chooseLinearEngine(options.engines, engine),
      gapFraction: GAP_FRACTION,
      timeLeftMs: () => (options.host ? TIME_MS : undefined),
    },
  );
  if (!result.point) return [];
  const program = compiled.program();
  const findings: { readonly finding: Finding; readonly relative: number }[] = [];
  for (const [slack, rows] of current.rowsOfSlack) {
    const row = fullest(program, rows, result.point);
    const relative = (result.point[slack] ?? 0) / sizeOf(program, row);
    const limit = limitAt(program, row);
    if (relative < NOTHING || !limit) continue;
    const shortBy = (result.point[slack] ?? 0) * limit.factor;
    const hour = hours.rowOf(row);
    const first = hour && hourClasses.representativeHour[hour.hourClass];
    const whenUtc = first === undefined ? undefined : hourStartIso(calendar, first);
    const finding: Finding = {
      code: limit.code,
      subjects: [limit.subject],
      message: `${limit.what}: short by ${round(shortBy)} ${limit.unit}${whenUtc === undefined ? '' : `, ${spokenHour(whenUtc)}`}.`,
      shortBy,
      unit: limit.unit,
      ...(whenUtc === undefined ? {} : { whenUtc }),
      remedy: `raising ${limit.what} by ${round(shortBy)} ${limit.unit}`,
    };
    findings.push({ finding, relative });
  }
  if (findings.length === 0) return [];
  findings.sort((a, b) => a.relative - b.relative || (a.finding.message < b.finding.message ? -1 : 1));
  const total = findings.reduce((sum, one) => sum + one.relative, 0);
  return [
    ...findings.map((one) => one.finding),
    {
      code: 'least-relaxation',
      subjects: findings.flatMap((one) => one.finding.subjects),
      message: `Together these are the least total relaxation found: ${round(total * 100)} % of the limits they concern, added up.`,
    },
  ];
};
