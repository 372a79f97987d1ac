import type { Compiled } from '../compile/compile.js';
import type { HourRow } from '../compile/lazy-hours.js';
import { elastic } from '../program/elastic.js';
import type { Finding, SolveOptions } from '../result.js';
import { chooseEngine, chooseLinearEngine } from '../search/choose-engine.js';
import { solveProgram } from '../search/solve-program.js';
import { hourStartIso } from '../sizing/calendar.js';

/** Rows that state a limit of the planner's, by how their names begin, with the unit of what they limit. */
const LIMITS: readonly { readonly prefix: string; readonly code: Finding['code']; readonly unit: string }[] =
  [
    { prefix: 'units need ', code: 'limit', unit: '' },
    { prefix: 'units ', code: 'short-units', unit: 'units' },
    { prefix: 'replicas ', code: 'short-units', unit: 'replicas' },
    { prefix: 'host memory ', code: 'short-units', unit: 'GiB' },
    { prefix: 'quota ', code: 'short-units', unit: 'units' },
    { prefix: 'power ', code: 'short-power', unit: 'kW' },
    { prefix: 'rack units ', code: 'short-power', unit: 'U' },
    { prefix: 'backhaul ', code: 'limit', unit: 'Mbps' },
    { prefix: 'most ', code: 'short-units', unit: 'units' },
    { prefix: 'kept ', code: 'short-units', unit: 'units' },
    { prefix: 'new sites', code: 'limit', unit: 'sites' },
    { prefix: 'carbon', code: 'limit', unit: 'kg a year' },
    { prefix: 'capex ', code: 'limit', unit: 'money' },
    { prefix: 'share ', code: 'limit', unit: 'share' },
    { prefix: 'share of ', code: 'limit', unit: 'share' },
    { prefix: 'standby ', code: 'limit', unit: 'share' },
    { prefix: 'copies ', code: 'limit', unit: 'copies' },
    { prefix: 'same site ', code: 'limit', unit: 'share' },
    { prefix: 'affinity ', code: 'limit', unit: 'share' },
    { prefix: 'apart ', code: 'limit', unit: 'share' },
    { prefix: 'one site ', code: 'limit', unit: 'share' },
    { prefix: 'one offer ', code: 'limit', unit: 'share' },
    { prefix: 'least share ', code: 'limit', unit: 'share' },
  ];

/** Rows that tie decisions together and cannot be bought off. */
const isStructure = (name: string): boolean =>
  [
    'assign ',
    'units need ',
    'open ',
    'use ',
    'least if used ',
    'replica for ',
    'share needs use ',
    'peak ',
    'no idle ',
  ].some((prefix) => name.startsWith(prefix));

const limitOf = (name: string) => LIMITS.find((limit) => name.startsWith(limit.prefix));

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

/** "Tuesdays 18:00 UTC in January". */
const spokenHour = (iso: string): string => {
  const at = new Date(iso);
  return `${DAYS[at.getUTCDay()]} ${iso.slice(11, 16)} UTC in ${MONTHS[at.getUTCMonth()]}`;
};

const round = (figure: number): number => Number(figure.toPrecision(4));

const subjectOf = (name: string, prefix: string, hour: HourRow | undefined): string =>
  (hour ? hour.family : name).slice(prefix.length).trim();

/**
 * What is short where every stream has a place and yet no plan exists: the least total relaxation. Every limit may
 * give way at a weight of one over its own size, so that 1 % of any limit counts the same.
 */
export const shortageFindings = async (compiled: Compiled, options: SolveOptions): Promise<Finding[]> => {
  const { hours, decisions } = compiled;
  const { calendar, hourClasses } = decisions.candidates.demand;
  const sizeOf = (row: number): number => {
    const program = compiled.program();
    const bound = [program.rowUpper[row], program.rowLower[row]].find(
      (value) => value !== undefined && Number.isFinite(value) && value !== 0,
    );
    if (bound !== undefined) return Math.abs(bound);
    let most = 0;
    for (let entry = program.rowStart[row] ?? 0; entry < (program.rowStart[row + 1] ?? 0); entry += 1) {
      most = Math.max(most, Math.abs(program.rowValue[entry] ?? 0));
    }
    return Math.max(most, 1);
  };
  const weights = new Map<number, number>();
  const weightOf = (row: number, name: string): number => {
    if (isStructure(name) || !limitOf(name)) return 0;
    const known = weights.get(row);
    if (known !== undefined) return known;
    const weight = 1 / sizeOf(row);
    weights.set(row, weight);
    return weight;
  };
  let current = elastic(compiled.program(), () => 0);
  const source = () => {
    const program = compiled.program();
    current = elastic(program, (row) => weightOf(row, program.rowNames[row] ?? ''));
    return current.program;
  };
  const engine = chooseEngine(options.engines, options.engine ?? 'auto', compiled.program());
  const limits = {
    engine,
    linearEngine: chooseLinearEngine(options.engines, engine),
    gapFraction: 1e-3,
    timeLeftMs: () => (options.host ? 10_000 : undefined),
  };
  // Slack columns follow the program's own, so a point of the elastic program starts with a point of the program.
  const result = await solveProgram({ program: source, addViolated: () => 0 }, limits);
  if (!result.point) return [];
  const findings: (Finding & { readonly size: number })[] = [];
  for (const [slack, row] of current.rowOfSlack) {
    const short = result.point[slack] ?? 0;
    const name = current.program.rowNames[row] ?? '';
    const limit = limitOf(name);
    if (short * (weights.get(row) ?? 0) < 1e-6 || !limit) continue;
    const hour = hours.rowOf(row);
    const first = hour && hourClasses.representativeHour[hour.hourClass];
    const whenUtc = first === undefined ? undefined : hourStartIso(calendar, first);
    const subject = subjectOf(name, limit.prefix, hour);
    const when = whenUtc === undefined ? '' : `, ${spokenHour(whenUtc)}`;
    const what = `${limit.prefix.trim()} ${subject}`.trim();
    findings.push({
      code: limit.code,
      subjects: [subject],
      message: `${what} is ${round(short)} ${limit.unit} short${when}.`,
      shortBy: short,
      unit: limit.unit,
      ...(whenUtc === undefined ? {} : { whenUtc }),
      remedy: `raising ${what} by ${round(short)} ${limit.unit}`,
      size: short * (weights.get(row) ?? 0),
    });
  }
  findings.sort((a, b) => a.size - b.size || (a.message < b.message ? -1 : 1));
  const total = findings.reduce((sum, one) => sum + one.size, 0);
  const listed = findings.map(({ size: _, ...finding }): Finding => finding);
  if (listed.length === 0) return [];
  return [
    ...listed,
    {
      code: 'least-relaxation',
      subjects: listed.flatMap((one) => one.subjects),
      message: `All of these together are the least total relaxation found: ${round(total * 100)} % of the limits they concern, added up.`,
    },
  ];
};
