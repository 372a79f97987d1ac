import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { snapshot202611 } from '../../solver/catalogue/index.js';
import { glpk } from '../../solver/engines/glpk.js';
import { auditPlan, parseProblem, solve } from '../../solver/index.js';

const solver = fileURLToPath(new URL('../../solver/', import.meta.url));
const text = readFileSync(
  fileURLToPath(new URL('../../fixtures/catalogue-short.json', import.meta.url)),
  'utf8',
);

describe('a useful problem on the catalogue', () => {
  it('has at most 40 lines, solves, and states the snapshot it rests on', async () => {
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
    const catalogue = snapshot202611();
    const read = parseProblem(JSON.parse(text), { catalogues: [catalogue] });
    if (!read.ok) throw new Error(JSON.stringify(read.issues));
    const result = await solve(read.problem, { engines: [glpk], gapFraction: 0 });
    if (result.kind !== 'solved') throw new Error(result.kind);
    const { plan } = result;
    expect(plan.catalogue).toEqual({ id: '2026-11', hash: catalogue.hash });
    expect(plan.isProven).toBe(true);
    expect(auditPlan(read.problem, plan).findings).toEqual([]);

    // 1,500,000 requests of 950 tokens a day, at the peak of the profile, over 60 % of 7,497.03 tokens/s.
    const [profile] = read.problem.profiles;
    const values = profile?.values ?? [];
    const peakOverMean = Math.max(...values) / (values.reduce((sum, value) => sum + value, 0) / 168);
    const need = ((1_500_000 * 950) / 86_400) * (peakOverMean / (0.6 * 7497.03));
    expect(plan.placements).toHaveLength(1);
    expect(plan.placements[0]).toMatchObject({ site: 'muc-core', shareFraction: 1 });
    // The hours of the year are not whole weeks: the mean of the year is not quite that of the profile.
    expect((plan.placements[0]?.units ?? 0) / need).toBeCloseTo(1, 2);
    // Bought in an HGX of eight at 32,000 USD and a rate of 0.9.
    expect(plan.purchases).toMatchObject([{ offer: 'muc-h100', units: 8, upfrontCost: 8 * 32_000 * 0.9 }]);
  });

  it('keeps personal data off an operator without a transfer basis', async () => {
    const read = parseProblem(JSON.parse(text), { catalogues: [snapshot202611()] });
    if (!read.ok) throw new Error(JSON.stringify(read.issues));
    const only = {
      ...(JSON.parse(text) as Record<string, unknown>),
      offers: ['lambda.us-east-1.h100-sxm.on-demand'],
      workloads: read.problem.workloads.map(({ slo: _, ...workload }) => workload),
    };
    const lambda = parseProblem(only, { catalogues: [snapshot202611()] });
    if (!lambda.ok) throw new Error(JSON.stringify(lambda.issues));
    const result = await solve(lambda.problem, { engines: [glpk] });
    expect(result.kind).toBe('infeasible');
    const free = parseProblem({ ...only, rules: [] }, { catalogues: [snapshot202611()] });
    if (!free.ok) throw new Error(JSON.stringify(free.issues));
    expect((await solve(free.problem, { engines: [glpk] })).kind).toBe('solved');
  });
});

describe('the door of the library', () => {
  /** Files a module reaches by imports that carry code. */
  const reached = (from: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(from)) return seen;
    seen.add(from);
    const source = readFileSync(from, 'utf8');
    for (const [, clause = '', path = ''] of source.matchAll(
      /^(?:import|export) ([^;]*?)from '(\.[^']+)';/gms,
    )) {
      if (!clause.startsWith('type ')) reached(resolve(dirname(from), path.replace(/\.js$/, '.ts')), seen);
    }
    return seen;
  };

  it('does not bring in a snapshot, and the door of the catalogue does', () => {
    const isData = (file: string): boolean => file.includes('/snapshots/');
    expect([...reached(`${solver}index.ts`)].filter(isData)).toEqual([]);
    expect([...reached(`${solver}index.ts`)].length).toBeGreaterThan(100);
    expect([...reached(`${solver}catalogue/index.ts`)].filter(isData).length).toBeGreaterThan(8);
  });
});
