import { describe, expect, it } from 'vitest';
import { lastDay, makeBanks, mostUnits, mostUnitsOfOffer } from '../../solver/candidates/index.js';
import type { HeldOffer, Problem } from '../../solver/problem/types.js';
import { sizeDemand } from '../../solver/sizing/index.js';
import { edge, inference, only, problemWith, silicon } from '../sizing/support.js';
import { idsOf } from './support.js';

const banksOf = (problem: Problem) => makeBanks(problem, sizeDemand(problem).streams);
const held = { unitsMax: 8, silicon: 'gpu-80' };
const purchase = { terms: 'purchase', pricePerUnit: 30_000, lifeYears: 5, ...held } as const;
const lease = { terms: 'lease', pricePerUnitYear: 9000, ...held } as const;
const reserved = { terms: 'reserved', pricePerUnitHour: 2, ...held } as const;
const onDemand = {
  terms: 'on-demand',
  pricePerUnitHour: 4,
  packingEfficiencyFraction: 0.9,
  silicon: 'gpu-80',
} as const;
const cloud = only(problemWith().sites, (site) => site.id === 'fra-cloud');
const cloudInput = {
  ...edge({ id: 'fra-cloud', kind: 'hyperscale-region', operator: 'cloud' }),
  pue: cloud.pue,
};

describe('makeBanks', () => {
  it('pools held offers by site, silicon, group and energy, and keeps by-use offers apart', () => {
    const problem = problemWith({
      sites: [edge(), cloudInput],
      silicon: [silicon(), silicon({ id: 'gpu-b' })],
      offers: [
        { id: 'late', site: 'fra-cloud', ...onDemand },
        { id: 'r', site: 'fra-cloud', ...reserved },
        { id: 'b', site: 'muc-edge', ...purchase, silicon: 'gpu-b' },
        { id: 'covered', site: 'muc-edge', ...lease, energyIncluded: true },
        { id: 'bare', site: 'muc-edge', ...lease, energyIncluded: false },
        { id: 'buy', site: 'muc-edge', ...purchase },
        { id: 'early', site: 'muc-edge', ...onDemand },
      ],
      workloads: [
        inference(),
        inference({ id: 'walled', isolationGroup: 'bank-a' }),
        inference({ id: 'more' }),
      ],
    });
    const banks = banksOf(problem);
    expect(idsOf(banks)).toEqual([
      'muc-edge/gpu-80/metered',
      'muc-edge/gpu-80/energy-included',
      'muc-edge/gpu-80/metered/bank-a',
      'muc-edge/gpu-80/energy-included/bank-a',
      'muc-edge/gpu-b/metered',
      'muc-edge/gpu-b/metered/bank-a',
      'fra-cloud/gpu-80/energy-included',
      'fra-cloud/gpu-80/energy-included/bank-a',
      'late',
      'early',
    ]);
    expect(banks.map((bank) => bank.index)).toEqual(banks.map((_, at) => at));
    const [first] = banks;
    expect(first?.kind === 'held' && first.offers.map((offer) => offer.id)).toEqual(['bare', 'buy']);
  });

  it('leaves out offers that start late or end early', () => {
    const dated = (id: string, dates: { availableFrom?: string; endsOn?: string }) => ({
      id,
      site: 'muc-edge',
      ...onDemand,
      ...dates,
    });
    // The plan runs from 2026-01-01 to 2028-12-31.
    const problem = problemWith({
      offers: [
        dated('first-day', { availableFrom: '2026-01-01' }),
        dated('second-day', { availableFrom: '2026-01-02' }),
        dated('last-day', { endsOn: '2028-12-31' }),
        dated('day-before', { endsOn: '2028-12-30' }),
      ],
    });
    expect(idsOf(banksOf(problem))).toEqual(['first-day', 'last-day']);
  });

  it('ends a horizon the day before its anniversary', () => {
    expect(lastDay({ startDate: '2026-01-01', years: 3 })).toBe('2028-12-31');
    expect(lastDay({ startDate: '2026-07-15', years: 1 })).toBe('2027-07-14');
    expect(lastDay({ startDate: '2028-02-29', years: 1 })).toBe('2029-02-28');
  });
});

describe('most units', () => {
  const offer = (change: Record<string, unknown>): HeldOffer => {
    const problem = problemWith({ offers: [{ id: 'o', site: 'muc-edge', ...purchase, ...change }] });
    const [read] = problem.offers;
    if (!read || read.terms === 'token' || read.terms === 'on-demand' || read.terms === 'spot')
      throw new Error();
    return read;
  };

  it('of an offer are kept units and whole packs within unitsMax', () => {
    expect(mostUnitsOfOffer(offer({}))).toBe(8);
    expect(mostUnitsOfOffer(offer({ unitsMax: undefined }))).toBe(Number.POSITIVE_INFINITY);
    // Packs of 8 within 20: 16, and up to 4 of the kept units.
    expect(mostUnitsOfOffer(offer({ unitsMax: 20, unitsPerPurchase: 8 }))).toBe(16);
    expect(mostUnitsOfOffer(offer({ unitsMax: 20, unitsPerPurchase: 8, unitsExisting: 2 }))).toBe(18);
    expect(mostUnitsOfOffer(offer({ unitsMax: 20, unitsPerPurchase: 8, unitsExisting: 12 }))).toBe(20);
  });

  it('of owned units are those there are', () => {
    const problem = problemWith({
      offers: [
        { id: 'o', terms: 'owned', site: 'muc-edge', silicon: 'gpu-80', unitsExisting: 3 },
        { id: 'p', site: 'muc-edge', ...purchase },
        { id: 'd', site: 'muc-edge', ...onDemand, unitsMax: 5 },
        { id: 'u', site: 'muc-edge', ...onDemand },
      ],
    });
    expect(banksOf(problem).map(mostUnits)).toEqual([3 + 8, 5, Number.POSITIVE_INFINITY]);
  });
});
