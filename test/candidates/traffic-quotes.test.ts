import { describe, expect, it } from 'vitest';
import { makeCandidates } from '../../solver/candidates/index.js';
import { InputError } from '../../solver/outcome.js';
import type { Problem } from '../../solver/problem/types.js';
import { sizeDemand } from '../../solver/sizing/index.js';
import {
  agents,
  first,
  inference,
  location,
  minimalOffers,
  type OfferInput,
  problemWith,
  training,
} from '../sizing/support.js';
import { minimalProblem } from '../support/minimal-problem.js';
import { candidateAt, candidatesOf } from './support.js';

const MUC = 'muc-edge/gpu-80/metered';
const CHAT = 'chat@munich';
const { buy, rent } = minimalOffers();
const [toMuc] = minimalProblem().network?.links ?? [];
const spot: OfferInput = {
  id: 'fra-spot',
  terms: 'spot',
  site: 'fra-cloud',
  silicon: 'gpu-80',
  pricePerUnitHour: 1,
  packingEfficiencyFraction: 0.9,
  goodputLossFraction: 0.2,
};
const token: OfferInput = {
  id: 'api',
  terms: 'token',
  site: 'fra-cloud',
  models: ['llm-8b'],
  pricePerMillionInputTokens: 1,
  pricePerMillionOutputTokens: 3,
  firstTokenMs: 300,
  perOutputTokenMs: 10,
  percentile: 95,
};
type Parts = NonNullable<Parameters<typeof problemWith>[0]>;
const at = (parts: Parts, stream: string, bank: string) =>
  candidateAt(candidatesOf(problemWith(parts)), stream, bank);
const copies = { kind: 'copies', copies: 2, copyLoadFraction: 0.6 } as const;
const firstSite = first(minimalProblem().sites);

describe('traffic', () => {
  const traffic = { requestKB: 4, responseKB: 20 };
  const workloads = [inference({ traffic, demand: { requestsPerDay: 1e6 } })];

  it('is requests x KB in GB, each way at the price of its sender', () => {
    if (!toMuc) throw new Error('no link');
    const parts = {
      workloads,
      locations: [location({ egressPricePerGB: 0.01 })],
      sites: minimalProblem().sites.map((site) => ({
        ...site,
        egressPricePerGB: site.id === 'fra-cloud' ? 0.08 : 0.02,
      })),
      network: {
        links: [
          ...(minimalProblem().network?.links ?? []),
          { ...toMuc, from: 'muc-edge', to: 'munich', pricePerGB: 0 },
        ],
      },
    };
    // 365e6 requests x 4 KB / 1e6 = 1,460 GB up, 7,300 GB down.
    expect(at(parts, CHAT, MUC)).toMatchObject({ priceUpPerGB: 0.01, priceDownPerGB: 0 });
    const cloud = at(parts, CHAT, 'fra-rent');
    expect(cloud).toMatchObject({ priceUpPerGB: 0.01, priceDownPerGB: 0.08 });
    expect(cloud.trafficUpGBPerYear).toBeCloseTo(1460, 9);
    expect(cloud.trafficDownGBPerYear).toBeCloseTo(7300, 9);
    const copied = at(
      { ...parts, workloads: [inference({ traffic, split: copies, demand: { requestsPerDay: 1e6 } })] },
      CHAT,
      MUC,
    );
    expect(copied.trafficUpGBPerYear).toBeCloseTo(876, 9);
  });

  it('is refused where it flows at a price nobody states', () => {
    const problem = problemWith({ workloads: [inference()] });
    const flowing: Problem = {
      ...problem,
      workloads: problem.workloads.map((one) => (one.kind === 'inference' ? { ...one, traffic } : one)),
    };
    let error: unknown;
    try {
      candidatesOf(flowing);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(InputError);
    expect(error).toMatchObject({
      issues: [
        { code: 'missing-figure', pointer: '/locations/0/egressPricePerGB' },
        { code: 'missing-figure', pointer: '/sites/0/egressPricePerGB' },
        { code: 'missing-figure', pointer: '/sites/1/egressPricePerGB' },
      ],
    });
  });
});

describe('quotes', () => {
  const quote = { workload: 'chat', location: 'munich', offer: 'muc-buy' };
  const free = { peakRequestsPerSecond: 3 };
  const lease: OfferInput = {
    id: 'muc-lease',
    terms: 'lease',
    site: 'muc-edge',
    silicon: 'gpu-80',
    pricePerUnitYear: 9000,
    energyIncluded: false,
  };

  it('replace units and host memory, and the checks of service times', () => {
    const slo = { percentile: 95, firstTokenMs: 1 };
    const parts = {
      quotes: [{ ...quote, needUnits: 5, hostMemoryGiB: 64, yearlyCost: 1000 }],
      workloads: [inference({ slo, split: copies, demand: free })],
    };
    const candidate = at(parts, CHAT, MUC);
    expect(candidate).toMatchObject({
      needUnits: 5,
      hostMemoryGiB: 64,
      busyFraction: 0.5,
      service: null,
      estimates: [],
    });
    expect(candidate.quote).toMatchObject({ yearlyCost: 1000 });
  });

  it('without needUnits leave the sizing as computed', () => {
    const parts = { quotes: [{ ...quote, upfrontCost: 9 }], workloads: [inference({ demand: free })] };
    const candidate = at(parts, CHAT, MUC);
    expect(candidate.needUnits).toBe(2);
    expect(candidate.service).not.toBeNull();
    expect(candidate.quote).toMatchObject({ upfrontCost: 9 });
    expect(at(parts, CHAT, 'fra-rent').quote).toBeNull();
  });

  it('on a held offer speak for its bank of the workload, on by-use offers bring no host memory', () => {
    const parts = {
      quotes: [
        { ...quote, needUnits: 5 },
        { ...quote, offer: 'fra-rent', needUnits: 7, hostMemoryGiB: 9 },
      ],
      offers: [lease, buy, rent],
      workloads: [
        inference({ isolationGroup: 'bank-a', demand: free }),
        inference({ id: 'open', demand: free }),
      ],
    };
    const found = candidatesOf(problemWith(parts));
    expect(candidateAt(found, CHAT, `${MUC}/bank-a`).needUnits).toBe(5);
    expect(candidateAt(found, CHAT, 'fra-rent')).toMatchObject({ needUnits: 7, hostMemoryGiB: 0 });
    expect(candidateAt(found, 'open@munich', MUC).quote).toBeNull();
  });

  it('serve a workload without a model, where the endpoint serves none of its own', () => {
    const { model: _none, ...bare } = inference({ demand: free });
    const quotes = [{ ...quote, offer: 'api', needUnits: 100, yearlyCost: 5 }];
    const found = candidatesOf(problemWith({ quotes, offers: [buy, token], workloads: [bare] }));
    expect(found.candidates.map((one) => [one.bank.id, one.needUnits])).toEqual([['api', 100]]);
  });

  it('speak of the runtime of agents where they say so', () => {
    const { model: _none, ...bare } = agents();
    const quotes = [
      { workload: 'helpers', location: 'munich', offer: 'muc-buy', needUnits: 4 },
      { workload: 'helpers', location: 'munich', offer: 'muc-buy', part: 'runtime' as const, yearlyCost: 5 },
    ];
    const found = candidatesOf(problemWith({ quotes, workloads: [bare] }));
    expect(found.candidates.map((one) => [one.stream.id, one.needUnits, one.hostMemoryGiB])).toEqual([
      ['helpers@munich', 4, 0],
      ['helpers@munich#runtime', 0, 960],
    ]);
  });

  it('of training keep the hours of the run', () => {
    const quotes = [{ workload: 'cycle', location: 'munich', offer: 'muc-buy', needUnits: 1200 }];
    const candidate = at(
      { quotes, offers: [{ ...buy, unitsMax: 2000 }], workloads: [training()] },
      'cycle@munich',
      MUC,
    );
    expect(candidate).toMatchObject({ needUnits: 1200, runHours: 600, busyFraction: 1 });
    expect(candidate.meanScale).toBeCloseTo(600 / 8760, 12);
  });

  it('that cost something need no price of traffic', () => {
    const problem = problemWith({
      quotes: [{ ...quote, yearlyCost: 1 }],
      offers: [buy],
      workloads: [inference()],
    });
    const flowing: Problem = {
      ...problem,
      workloads: problem.workloads.map((one) =>
        one.kind === 'inference' ? { ...one, traffic: { requestKB: 1, responseKB: 1 } } : one,
      ),
    };
    expect(candidateAt(candidatesOf(flowing), CHAT, MUC).priceUpPerGB).toBe(0);
  });

  it('are refused where two speak for one pair', () => {
    const problem = problemWith({ quotes: [{ ...quote, needUnits: 1 }], workloads: [inference()] });
    const twice: Problem = {
      ...problem,
      quotes: [...problem.quotes, ...problem.quotes.map((one) => ({ ...one }))],
    };
    expect(() => candidatesOf(twice)).toThrow(/Quotes 0 and 1/);
  });
});

describe('the set', () => {
  it('lists candidates by stream and by bank, with soft rules they break', () => {
    const workloads = [inference(), inference({ id: 'more' })];
    const demand = sizeDemand(problemWith({ workloads }));
    const found = makeCandidates(
      demand,
      [],
      [
        (_stream, bank) => (bank.kind === 'held' ? ['green'] : []),
        (stream) => (stream.index === 1 ? ['late'] : []),
      ],
    );
    expect(found.candidates.map((one) => one.index)).toEqual([0, 1, 2, 3]);
    expect(found.byStream).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(found.byBank).toEqual([
      [0, 2],
      [1, 3],
    ]);
    expect(found.candidates.map((one) => one.brokenSoftRules)).toEqual([
      ['green'],
      [],
      ['green', 'late'],
      ['late'],
    ]);
    expect(found.exclusions).toEqual([]);
  });

  it('has a candidate or an exclusion for each pair of a stream and a bank of its group', () => {
    const workloads = [
      inference({ slo: { percentile: 95, networkRttMs: 15 } }),
      inference({ id: 'walled', isolationGroup: 'g' }),
      agents(),
      training(),
    ];
    const found = candidatesOf(problemWith({ offers: [buy, rent, spot, token], workloads }));
    for (const stream of found.demand.streams) {
      const group = stream.workload.isolationGroup ?? null;
      for (const bank of found.banks) {
        const isPair = bank.kind !== 'held' || bank.isolationGroup === group;
        const count =
          found.candidates.filter((one) => one.stream === stream && one.bank === bank).length +
          found.exclusions.filter((one) => one.stream === stream && one.bank === bank).length;
        expect(count).toBe(isPair ? 1 : 0);
      }
    }
    expect(found.banks[0]?.site.id).toBe(firstSite.id);
  });
});
