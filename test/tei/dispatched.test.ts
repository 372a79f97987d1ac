import { expect, it } from 'vitest';
import { highs } from '../../solver/engines/highs.js';
import { parseProblem, solve } from '../../solver/index.js';
import { minimalProblem } from '../support/minimal-problem.js';

/** Day at the peak, night at a third; the year's requests are as stated, however they are dispatched. */
const problem = (blocks: number | undefined) => {
  const base = minimalProblem();
  base.profiles = [{ id: 'day', values: Array.from({ length: 24 }, (_, hour) => (hour < 8 ? 1 : 3)) }];
  for (const workload of base.workloads)
    Object.assign(workload, { profile: 'day', play: 'inference-placement', valuePerRequest: 0.001 });
  Object.assign(base.offers[0] ?? {}, { unitsMax: 3 });
  base.products = [
    { id: 'all', kind: 'latency', referenceRttMs: 100, grossMarginFraction: 0.35 },
    { id: 'near', kind: 'latency', sites: ['muc-edge'], referenceRttMs: 100, grossMarginFraction: 0.35 },
    { id: 'far', kind: 'latency', sites: ['fra-cloud'], referenceRttMs: 100, grossMarginFraction: 0.35 },
  ];
  const read = parseProblem(blocks === undefined ? base : { ...base, dispatch: { blocks } });
  if (!read.ok) throw new Error(JSON.stringify(read.issues, null, 1));
  return read.problem;
};

it.each([undefined, 2])(
  'sells and shows the whole year of what is dispatched by block (%s blocks)',
  async (blocks) => {
    const result = await solve(problem(blocks), { engines: [highs] });
    if (result.kind !== 'solved') throw new Error(result.kind);
    const { plan, products, siliconFit, plays, comparison, unitEconomics } = result;
    expect(plan.dispatch === undefined).toBe(blocks === undefined);
    // Both sites serve: three units at the edge, the rest is rented.
    expect(new Set(plan.placements.map((one) => one.site)).size).toBe(2);
    const soldBy = (id: string) => products.find((one) => one.product === id);
    const requests = (id: string) => soldBy(id)?.sold[0]?.perYear ?? Number.NaN;
    expect(requests('all')).toBeCloseTo(400_000 * 365, 2);
    expect(requests('near') + requests('far')).toBeCloseTo(requests('all'), 2);
    const cost = (id: string) => soldBy(id)?.cost.perYear ?? Number.NaN;
    expect(cost('near') + cost('far')).toBeCloseTo(cost('all'), 4);
    expect(cost('all')).toBeCloseTo(unitEconomics.all.equivalentYearlyCash, 4);
    expect(siliconFit[0]?.silicon.reduce((sum, one) => sum + one.shareFraction, 0)).toBeCloseTo(1, 9);
    expect(plays[0]?.value).toBeCloseTo(comparison.savesAtMost?.money ?? Number.NaN, 4);
  },
);
