/**
 * Classic families with costs and capacities made alike to what is published (fixtures/instances): facility location with
 * demand in shares and single source, generalised assignment of types C, D and E. Each is written in the public format
 * and solved from JSON to audited plan; beside it the raw engines on the same exported program.
 *
 *   npm run bench:instances                    all of them, a minute each and for each rival
 *   npm run bench:instances -- 'gap d' cflp    those whose names have one of these in them
 *   --small        the few that npm test solves too
 *   --limit 60     seconds for the whole path, and for each rival (60)
 *   --gap 0        certified gap at which to stop (0: prove it)
 *   --engine auto  auto, glpk or highs
 *   --no-rivals    Placewright alone
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LARGE, type NamedInstance, SMALL } from '../../../fixtures/instances/instances.js';
import { toProblem } from '../../instances/convert.js';
import { limitsOf, named, orExit, parsed, sharedOptions } from '../arguments.js';
import type { OwnReport, Reached } from '../scale/report.js';
import { runOwn, runRivals } from '../scale/solvers.js';

const { values, limits, wanted } = orExit(() => {
  const read = parsed(process.argv.slice(2), {
    small: { type: 'boolean', default: false },
    ...sharedOptions('60'),
  });
  return {
    values: read.values,
    limits: { ...limitsOf(read.values), isAlone: true },
    wanted: named('instance', read.values.small ? SMALL : LARGE, read.positionals),
  };
});

const figure = (value: number | null): string =>
  value === null || !Number.isFinite(value) ? '-' : value.toFixed(Math.abs(value) < 1e5 ? 2 : 0);

const gapOf = ({ objective, bound }: Reached): string => {
  if (objective === null || bound === null) return '-';
  const gap = Math.max(0, objective - bound) / Math.max(Math.abs(objective), 1e-9);
  return gap < 1e-8 ? 'proven' : `${(100 * gap).toFixed(3)} %`;
};

/** What a rival reached, in one cell: plan, its own gap, seconds. GLPK states no bound, and then none is shown. */
const cellOf = (one: Reached): string =>
  `${figure(one.objective)}, ${one.bound === null && one.objective !== null ? one.stop : gapOf(one)}, ${one.seconds.toFixed(1)} s`;

const lineOf = (name: string, own: OwnReport, rivals: readonly Reached[]): string => {
  const cells = [
    name,
    own.columns,
    own.solver.replace(/^placewright \((.*)\)$/, '$1'),
    figure(own.objective),
    figure(own.bound),
    gapOf(own),
    own.seconds.toFixed(1),
    own.firstPlanSeconds === null ? '-' : own.firstPlanSeconds.toFixed(1),
    own.stop,
    ...rivals.map(cellOf),
  ];
  return `| ${cells.join(' | ')} |`;
};

const runOne = async (instance: NamedInstance): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'placewright-instances-'));
  try {
    const problem = join(folder, 'problem.json');
    writeFileSync(problem, JSON.stringify(toProblem(instance.make(), instance.isWhole)));
    const own = await runOwn(problem, limits);
    const rivals = values['no-rivals'] ? [] : await runRivals(problem, folder, limits);
    console.log(lineOf(instance.name, own, rivals));
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const own = [
  'instance',
  'columns',
  'engine',
  'plan',
  'bound',
  'certified gap',
  'all, s',
  'first plan, s',
  'stop',
];
const heads = values['no-rivals'] ? own : [...own, 'glpk.js', 'highs WASM'];
console.log(`| ${heads.join(' | ')} |\n|${' --- |'.repeat(heads.length)}`);
for (const instance of wanted) await runOne(instance);
