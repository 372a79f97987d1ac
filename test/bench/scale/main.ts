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
import { FAMILIES } from '../../../fixtures/bench/families.js';
import {
  countOf,
  limitsOf,
  nameOf,
  oneOf,
  orExit,
  parsed,
  type Size,
  sharedOptions,
  sizeOf,
} from '../arguments.js';
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

const { values, limits, families, sizes, seeds } = orExit(() => {
  const read = parsed(process.argv.slice(2), {
    family: { type: 'string' },
    seeds: { type: 'string', default: '1' },
    record: { type: 'boolean', default: false },
    ...sharedOptions('50'),
  });
  const { family } = read.values;
  const names = Object.keys(FAMILIES);
  return {
    values: read.values,
    limits: limitsOf(read.values),
    families: family === undefined ? names : [oneOf('--family', family, names)],
    sizes: (read.positionals.length > 0 ? read.positionals : ['1000x60x6']).map(sizeOf),
    seeds: countOf('--seeds', read.values.seeds),
  };
});

const known: Record<string, BestKnown> = JSON.parse(readFileSync(KNOWN_FILE, 'utf8'));

const runOne = async (family: string, size: Size, seed: number): Promise<OwnReport> => {
  const make = FAMILIES[family];
  if (!make) throw new Error(`no family ${family}`);
  const folder = mkdtempSync(join(tmpdir(), 'placewright-scale-'));
  try {
    const problem = join(folder, 'problem.json');
    writeFileSync(problem, JSON.stringify(make({ ...size, seed })));
    const ours = await runOwn(problem, limits);
    const rivals = values['no-rivals'] ? [] : await runRivals(problem, folder, limits);
    const name = `${family} ${nameOf(size)} seed ${seed}`;
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

for (const size of sizes) {
  for (const family of families) {
    const runs: OwnReport[] = [];
    for (let seed = 1; seed <= seeds; seed += 1) runs.push(await runOne(family, size, seed));
    if (seeds > 1)
      console.log(
        `\n${family} ${nameOf(size)}: median certified gap ${shownPercent(median(runs.map(certifiedGap)))} over ${seeds} seeds`,
      );
  }
}
if (values.record) writeFileSync(KNOWN_FILE, `${JSON.stringify(known, null, 1)}\n`);
