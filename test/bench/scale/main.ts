/**
 * Scale: certified gap, time to the first plan and memory on the seeded families of fixtures/bench, from JSON to audited
 * plan; beside it the raw engines on the same exported program.
 *
 *   npm run bench:scale                               1000x60x6 of every family
 *   npm run bench:scale -- 200x30x6 --family lumpy    one size of one family
 *   --seeds 5      problems a family (1)
 *   --limit 50     seconds for the whole path, and for each rival (50)
 *   --gap 0        certified gap at which to stop (0: prove it)
 *   --engine auto  auto, glpk or highs
 *   --no-rivals    Placewright alone
 *   --record       keep what is better than fixtures/bench/best-known.json in that file
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FAMILIES } from '../../../fixtures/bench/families.js';
import {
  type BestKnown,
  bestOf,
  certifiedGap,
  HEADER,
  lineOf,
  median,
  type OwnReport,
  shownPercent,
} from './report.js';
import { runOwn, runRivals } from './solvers.js';

const KNOWN_FILE = new URL('../../../fixtures/bench/best-known.json', import.meta.url);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    family: { type: 'string' },
    seeds: { type: 'string', default: '1' },
    limit: { type: 'string', default: '50' },
    gap: { type: 'string', default: '0' },
    engine: { type: 'string', default: 'auto' },
    'no-rivals': { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
  },
});

const positive = (name: string, text: string): number => {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name} is ${text}; a number above 0`);
  return value;
};
const seeds = positive('seeds', values.seeds);
const limitSeconds = positive('limit', values.limit);
if (!(Number(values.gap) >= 0 && Number(values.gap) < 1))
  throw new Error(`--gap is ${values.gap}; 0 to below 1`);

const limits = { seconds: limitSeconds, gapFraction: Number(values.gap), engine: values.engine };

const known: Record<string, BestKnown> = JSON.parse(readFileSync(KNOWN_FILE, 'utf8'));

const runOne = async (family: string, size: string, seed: number): Promise<OwnReport> => {
  const match = /^(\d+)x(\d+)x(\d+)$/.exec(size);
  if (!match) throw new Error(`size is ${size}; workloads x sites x silicon, for example 200x30x6`);
  const make = FAMILIES[family];
  if (!make) throw new Error(`--family is ${family}; one of ${Object.keys(FAMILIES).join(', ')}`);
  const [workloads = 0, sites = 0, silicon = 0] = match.slice(1).map(Number);
  const folder = mkdtempSync(join(tmpdir(), 'placewright-scale-'));
  try {
    const problem = join(folder, 'problem.json');
    writeFileSync(problem, JSON.stringify(make({ workloads, sites, silicon, seed })));
    const ours = await runOwn(problem, limits);
    const rivals = values['no-rivals'] ? [] : await runRivals(problem, folder, limits);
    const name = `${family} ${size} seed ${seed}`;
    const best = bestOf([ours, ...rivals], known[name]);
    console.log(
      `\n${name}: ${ours.pairs} pairs, ${ours.columns} columns; best known ${best.objective}, bound ${best.bound}`,
    );
    console.log(HEADER);
    for (const one of [ours, ...rivals]) console.log(lineOf(one, best, ours.constant));
    const phases = Object.entries(ours.phaseMs).map(([phase, ms]) => `${phase} ${(ms / 1000).toFixed(1)} s`);
    console.log(`phases: ${phases.join(', ')}`);
    if (values.record && Number.isFinite(best.objective) && Number.isFinite(best.bound)) known[name] = best;
    return ours;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const families = values.family === undefined ? Object.keys(FAMILIES) : [values.family];
for (const size of positionals.length > 0 ? positionals : ['1000x60x6']) {
  for (const family of families) {
    const runs: OwnReport[] = [];
    for (let seed = 1; seed <= seeds; seed += 1) runs.push(await runOne(family, size, seed));
    if (seeds > 1)
      console.log(
        `\n${family} ${size}: median certified gap ${shownPercent(median(runs.map(certifiedGap)))} over ${seeds} seeds`,
      );
  }
}
if (values.record) writeFileSync(KNOWN_FILE, `${JSON.stringify(known, null, 1)}\n`);
