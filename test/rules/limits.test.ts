import { describe, expect, it } from 'vitest';
import type { ProblemInput } from '../../solver/problem/types.js';
import { placeIt, tryPlace, violationsOf } from '../support/placing.js';
import {
  CHAT_KW,
  chat,
  HOURS,
  lease,
  type OfferInput,
  onDemand,
  site,
  smallWith,
} from '../support/small-problem.js';

const leases = [lease('a-lease', 'a', 1000), lease('b-lease', 'b', 3000)];
type Limits = NonNullable<ProblemInput['limits']>;
type Share = NonNullable<Limits['shares']>[number];

describe('carbon', () => {
  const grids = (a: number, b: number) => [
    site('a', { gridCarbonGramsPerKwh: a }),
    site('b', { gridCarbonGramsPerKwh: b }),
    site('cloud', { gridCarbonGramsPerKwh: 0 }),
  ];
  /** 2.4 kW x 8,760 h x 0.5 kg = 10,512 kg: idle and load at all hours of a flat year. */
  const tonnes = (CHAT_KW * HOURS * 0.5) / 1000;
  const problem = (carbonTonnesPerYear: number, more = {}) =>
    smallWith({ sites: grids(500, 0), offers: leases, limits: { carbonTonnesPerYear }, ...more });

  it('10.512 t are allowed by 10.512 and drive units away below', async () => {
    expect(tonnes).toBeCloseTo(10.512, 9);
    const all = await placeIt(problem(tonnes + 1e-9));
    expect(all.share('chat@town', 'a')).toBe(1);
    expect(all.plan.sites[0]?.carbonKgPerYear).toBeCloseTo(10_512, 6);
    const less = await placeIt(problem(tonnes - 0.01));
    expect(less.share('chat@town', 'a')).toBeLessThan(1);
    expect(less.cost).toBeCloseTo(3 * 1000 + 3000, 6);
  });

  it('counts by-use units with their packing, and tokens by their watt-hours', async () => {
    // (200 + 800 x 0.5) W x 4 units x 8,760 h / 0.5 packed x 0.1 kg = 4,204.8 kg. A little less leaves a sliver for b.
    const byUse = (limit: number) =>
      problem(limit, {
        sites: [
          site('a', { gridCarbonGramsPerKwh: 0 }),
          site('b', { gridCarbonGramsPerKwh: 0 }),
          site('cloud', { gridCarbonGramsPerKwh: 100 }),
        ],
        offers: [onDemand('cloud-hour', 'cloud', 0.01, { packingEfficiencyFraction: 0.5 }), leases[1]],
      });
    expect((await placeIt(byUse(4.2049))).share('chat@town', 'cloud')).toBe(1);
    expect((await placeIt(byUse(4.2))).share('chat@town', 'cloud')).toBeLessThan(1);
    // 2 requests/s x 1,000 tokens x 31,536,000 s = 63,072 million tokens x 100 Wh = 6,307.2 kWh x 0.1 kg.
    const token = (limit: number) =>
      problem(limit, {
        sites: [
          site('a', { gridCarbonGramsPerKwh: 0 }),
          site('b', { gridCarbonGramsPerKwh: 0 }),
          site('cloud', { gridCarbonGramsPerKwh: 100 }),
        ],
        offers: [
          {
            id: 'api',
            terms: 'token',
            site: 'cloud',
            models: ['llm'],
            pricePerMillionInputTokens: 0,
            pricePerMillionOutputTokens: 0,
            wattHoursPerMillionTokens: 100,
          } satisfies OfferInput,
          leases[1],
        ],
      });
    expect((await placeIt(token(0.63073))).share('chat@town', 'cloud')).toBe(1);
    expect((await placeIt(token(0.63))).share('chat@town', 'cloud')).toBeLessThan(1);
  });

  it('takes a site that emits nothing and so states no intensity', async () => {
    const offers: OfferInput[] = [
      {
        id: 'api',
        terms: 'token',
        site: 'cloud',
        models: ['llm'],
        pricePerMillionInputTokens: 0,
        pricePerMillionOutputTokens: 0,
        wattHoursPerMillionTokens: 0,
      },
    ];
    const sites = [
      site('a', { gridCarbonGramsPerKwh: 1 }),
      site('b', { gridCarbonGramsPerKwh: 1 }),
      site('cloud'),
    ];
    expect((await placeIt(problem(1, { offers, sites }))).share('chat@town', 'cloud')).toBe(1);
  });

  it('objects from the placements themselves, whatever the plan reports', async () => {
    const { plan, prepared } = await placeIt(problem(20));
    const { candidates } = prepared;
    const limits = { ...prepared.problem.limits, carbonTonnesPerYear: 10 };
    const demand = { ...candidates.demand, problem: { ...prepared.problem, limits } };
    const silent = { ...plan, sites: plan.sites.map((one) => ({ ...one, carbonKgPerYear: 0 })) };
    const found = violationsOf({ ...prepared, candidates: { ...candidates, demand } }, silent);
    expect(found).toMatchObject([{ rule: 'carbon', limit: 10, unit: 'tCO2eq' }]);
    expect(found[0]?.actual).toBeCloseTo(10.512, 9);
  });
});

describe('shares', () => {
  const atA = { sites: ['a'] };
  const problem = (share: Partial<Share> & Pick<Share, 'of'>, more = {}) =>
    smallWith({
      workloads: [chat('chat', { weight: 1 }), chat('other', { weight: 3 })],
      offers: leases,
      limits: { shares: [{ id: 'at-a', selector: atA, ...share }] },
      ...more,
    });

  it('of weight: at most three quarters at a; all of it at a is where it is cheapest', async () => {
    const most = await placeIt(problem({ of: 'workloadWeight', maxFraction: 0.75 }));
    const share = (most.share('chat@town', 'a') + 3 * most.share('other@town', 'a')) / 4;
    expect(share).toBeLessThanOrEqual(0.75 + 1e-9);
    // Away from a goes weight 1, a third of the heavy one: 1.33 units. 2 there may carry 2 of the 8.
    expect(most.cost).toBeCloseTo(6 * 1000 + 2 * 3000, 6);
    const least = await placeIt(problem({ of: 'workloadWeight', minFraction: 1 }));
    expect(least.cost).toBeCloseTo(8 * 1000, 6);
  });

  it('of weight: at least half at the dear site', async () => {
    const answer = await placeIt(
      problem({ of: 'workloadWeight', minFraction: 0.5, selector: { sites: ['b'] } }),
    );
    // Weight 2 of 4 at b: two thirds of the heavy workload, 2.67 units: 3 at b, 5.33 left: 5 units carry with 3 at b.
    expect(answer.cost).toBeCloseTo(5 * 1000 + 3 * 3000, 6);
  });

  it('of power: idle watts of units and watts of what is placed', async () => {
    // 4.8 kW in all. With u units and x streams' load at a: 0.2 u + 1.6 x <= 0.5 x (0.2 U + 3.2).
    const half = await placeIt(problem({ of: 'powerKw', maxFraction: 0.5 }));
    expect(half.cost).toBeCloseTo(4 * 1000 + 4 * 3000, 6);
    expect((await placeIt(problem({ of: 'powerKw', maxFraction: 1 }))).cost).toBeCloseTo(8000, 6);
  });

  it('of spend: at least 60 % of what is spent is spent at b', async () => {
    // a at 1,000 and b at 3,000: with k units at b, 3k / (3k + 8 - k) >= 0.6 needs k >= 2.67: 3 units.
    const answer = await placeIt(problem({ of: 'spend', minFraction: 0.6, selector: { sites: ['b'] } }));
    expect(answer.cost).toBeCloseTo(5 * 1000 + 3 * 3000, 6);
    const less = await placeIt(problem({ of: 'spend', minFraction: 0.5, selector: { sites: ['b'] } }));
    // 3k / (8 + 2k) >= 0.5: k = 2 gives exactly a half.
    expect(less.cost).toBeCloseTo(6 * 1000 + 2 * 3000, 6);
  });

  it('counts units by the terms of their offer, placements of a bank by all of them', async () => {
    const offers: OfferInput[] = [
      ...leases,
      { id: 'a-own', terms: 'owned', site: 'a', silicon: 'gpu', unitsExisting: 1 },
    ];
    // All of the weight on leases alone: not at a, where an owned unit shares the bank.
    const answer = await placeIt(
      problem({ of: 'workloadWeight', minFraction: 1, selector: { terms: ['lease'] } }, { offers }),
    );
    expect(answer.share('chat@town', 'b')).toBeCloseTo(1, 9);
  });

  it('objects on either side', async () => {
    const { plan, prepared } = await placeIt(problem({ of: 'workloadWeight', maxFraction: 1 }));
    const { candidates } = prepared;
    const objections = (of: Share['of'], limit: { minFraction?: number; maxFraction?: number }) => {
      const limits = { ...prepared.problem.limits, shares: [{ id: 'x', of, selector: atA, ...limit }] };
      const demand = { ...candidates.demand, problem: { ...prepared.problem, limits } };
      return violationsOf({ ...prepared, candidates: { ...candidates, demand } }, plan).map(
        (one) => one.rule,
      );
    };
    expect(objections('workloadWeight', { maxFraction: 0.99 })).toEqual(['share']);
    expect(objections('powerKw', { maxFraction: 0.99 })).toEqual(['share']);
    expect(objections('spend', { maxFraction: 0.99 })).toEqual(['money-limit']);
    expect(objections('spend', { minFraction: 1, maxFraction: 1 })).toEqual([]);
  });
});

describe('capital by year', () => {
  const buy = (id: string, at: string, pricePerUnit: number, lifeYears: number): OfferInput => ({
    id,
    terms: 'purchase',
    site: at,
    silicon: 'gpu',
    pricePerUnit,
    lifeYears,
  });
  const problem = (capexByYear: Limits['capexByYear'], lifeYears = 10, more = {}) =>
    smallWith({
      horizon: { ...smallWith({}).horizon, years: 6 },
      offers: [buy('a-buy', 'a', 1000, lifeYears), lease('b-lease', 'b', 3000)],
      limits: capexByYear === undefined ? {} : { capexByYear },
      ...more,
    });

  it('year 0: 4,000 buy 4 units; 3,999 buy 3, and the fourth is leased', async () => {
    expect((await placeIt(problem([{ year: 0, most: 4000 }]))).units('a-buy')).toBe(4);
    const three = await placeIt(problem([{ year: 0, most: 3999 }]));
    expect(three.units('a-buy')).toBe(3);
    expect(three.cost).toBeCloseTo(3 * 1000 + 6 * 3000, 6);
  });

  it('counts what opening costs, and quotes', async () => {
    const sites = [site('a', { openUpfrontCost: 500 }), site('b'), site('cloud')];
    expect((await placeIt(problem([{ year: 0, most: 4500 }], 10, { sites }))).units('a-buy')).toBe(4);
    expect((await placeIt(problem([{ year: 0, most: 4499 }], 10, { sites }))).units('a-buy')).toBe(3);
    const quotes = [
      { workload: 'chat', location: 'town', offer: 'cloud-hour', upfrontCost: 100, yearlyCost: 0 },
    ];
    const offers = [onDemand('cloud-hour', 'cloud', 1), lease('b-lease', 'b', 3000)];
    const quoted = (most: number) => problem([{ year: 0, most }], 10, { quotes, offers });
    expect((await placeIt(quoted(100))).share('chat@town', 'cloud')).toBe(1);
    expect((await placeIt(quoted(99))).share('chat@town', 'cloud')).toBeLessThan(1);
  });

  it('counts tax that is not recovered with what it is on: 4 x 1,000 and 10 % are 4,400, at the start and at 4', async () => {
    const taxed = (limit: { year: number; most: number }) => {
      const input = problem([limit], 4);
      return placeIt({
        ...input,
        offers: input.offers.map((offer) =>
          offer.id === 'a-buy' ? { ...offer, irrecoverableTaxFraction: 0.1 } : offer,
        ),
      });
    };
    expect((await taxed({ year: 0, most: 4400 })).units('a-buy')).toBe(4);
    expect((await taxed({ year: 0, most: 4399 })).units('a-buy')).toBe(3);
    expect((await taxed({ year: 4, most: 4399 })).units('a-buy')).toBe(3);
  });

  it('a replacement counts in its year: at 4 for a life of 4, and a life of 2.5 years in year 3', async () => {
    const units = async (year: number, most: number, lifeYears: number) =>
      (await placeIt(problem([{ year, most }], lifeYears))).units('a-buy');
    expect(await units(4, 4000, 4)).toBe(4);
    expect(await units(4, 3999, 4)).toBe(3);
    expect(await units(3, 0, 4)).toBe(4);
    expect(await units(3, 4000, 2.5)).toBe(4);
    expect(await units(3, 3999, 2.5)).toBe(3);
    expect(await units(2, 0, 2.5)).toBe(4);
  });

  it('has no plan where committed units alone go beyond it', async () => {
    const offers: OfferInput[] = [{ ...buy('a-buy', 'a', 1000, 10), unitsCommitted: 5 } as OfferInput];
    expect(await tryPlace(problem([{ year: 0, most: 5000 }], 10, { offers }))).toBeDefined();
    expect(await tryPlace(problem([{ year: 0, most: 4999 }], 10, { offers }))).toBeUndefined();
  });

  it('objects to capital beyond the limit, from the bill', async () => {
    const { plan, prepared } = await placeIt(problem([{ year: 3, most: 9999 }], 2.5));
    const { candidates } = prepared;
    const limits = { ...prepared.problem.limits, capexByYear: [{ year: 3, most: 3999 }] };
    const demand = { ...candidates.demand, problem: { ...prepared.problem, limits } };
    expect(violationsOf({ ...prepared, candidates: { ...candidates, demand } }, plan)).toMatchObject([
      { rule: 'money-limit', subject: 'capital in year 3', limit: 3999, unit: 'EUR' },
    ]);
  });
});
