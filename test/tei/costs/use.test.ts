import { describe, expect, it } from 'vitest';
import type { ProblemInput } from '../../../solver/problem/types.js';
import {
  amountOf,
  CLOUD,
  EDGE,
  entriesOf,
  fixture,
  type Pair,
  presentWorthOf,
  problemOf,
} from '../fixture.js';

/** Spot beside on-demand at the region. */
const addSpot = (problem: ProblemInput): void => {
  problem.offers.push({
    id: 'fra-spot',
    terms: 'spot',
    site: 'fra-cloud',
    silicon: 'gpu-80',
    pricePerUnitHour: 1.5,
    packingEfficiencyFraction: 0.9,
    goodputLossFraction: 0.2,
  });
};

const training = (problem: ProblemInput): void => {
  problem.workloads = [
    {
      id: 'train',
      kind: 'training',
      acceleratorHours: 720_000,
      referenceSilicon: 'gpu-80',
      precision: 'bf16',
      gangUnits: 1000,
      runsPerYear: 1,
      deadlineHours: 720,
      dataLocation: 'munich',
      dataGB: 0,
      interruptible: true,
    },
  ];
  for (const offer of problem.offers) {
    if (offer.terms === 'on-demand')
      Object.assign(offer, { pricePerUnitHour: 10, packingEfficiencyFraction: 1 });
  }
};

describe('rentByUse', () => {
  it("bills the seed's training run: 1,000 GPUs x 720 h x $10 = $7.2M", () => {
    const meanScale = 720 / 8760;
    const one = fixture(problemOf(training), () => ({ needUnits: 1000, meanScale, runHours: 720 }));
    const entries = entriesOf(one, 'rentByUse', { place: { 'train@munich fra-rent': 1 } });
    expect(amountOf(entries)).toBeCloseTo(7_200_000, 6);
    expect(presentWorthOf(entries)).toBeCloseTo(7_200_000, 6);
    expect(entries[0]).toMatchObject({
      workload: 'train',
      offer: 'fra-rent',
      part: 'training',
      bank: 'fra-rent',
    });
  });

  it('divides by packing efficiency: 2 units x 8,760 h x 3.90 / 0.85', () => {
    const one = fixture(problemOf(), () => ({ needUnits: 2 }));
    // 68,328 / 0.85 = 80,385.88, a quarter of it placed
    expect(amountOf(entriesOf(one, 'rentByUse', { place: { [CLOUD]: 0.25 } }))).toBeCloseTo(20_096.4706, 3);
  });

  it('follows the profile: a day busy at half load half of the time has 0.75 of the hours', () => {
    const one = fixture(
      problemOf((problem) => {
        problem.profiles = [{ id: 'day', values: [...Array(12).fill(1), ...Array(12).fill(2)] }];
        Object.assign(problem.workloads[0] ?? {}, { profile: 'day' });
      }),
    );
    const hours = 8760 * 0.75;
    expect(amountOf(entriesOf(one, 'rentByUse', { place: { [CLOUD]: 1 } }))).toBeCloseTo(
      (3.9 * hours) / 0.85,
      6,
    );
  });

  it('bills what spot loses again, for inference: / (1 - 0.2); for training it is in the run hours already', () => {
    const spot = fixture(problemOf(addSpot));
    const plan = { place: { 'assistant@munich fra-spot': 1 } };
    expect(amountOf(entriesOf(spot, 'rentByUse', plan))).toBeCloseTo((1.5 * 8760) / 0.9 / 0.8, 8);
    const run = fixture(
      problemOf((problem) => {
        training(problem);
        addSpot(problem);
      }),
    );
    const amount = amountOf(entriesOf(run, 'rentByUse', { place: { 'train@munich fra-spot': 1 } }));
    expect(amount).toBeCloseTo((1.5 * 8760) / 0.9, 8);
  });

  it('bills standby every hour: 0.50 x 8,760 x 3 units = 13,140', () => {
    const one = fixture(
      problemOf((problem) => {
        Object.assign(problem.workloads[0] ?? {}, { standby: true });
        Object.assign(problem.offers[1] ?? {}, { standbyPerUnitHour: 0.5 });
      }),
      () => ({ needUnits: 3 }),
    );
    const entries = entriesOf(one, 'rentByUse', { standby: { [CLOUD]: 1 } });
    expect(entries).toMatchObject([{ amount: 13_140, item: 'standby' }]);
  });
});

describe('tokens', () => {
  const endpoint = (problem: ProblemInput): void => {
    problem.offers.push({
      id: 'api',
      terms: 'token',
      site: 'fra-cloud',
      models: ['llm-8b'],
      pricePerMillionInputTokens: 2,
      pricePerMillionOutputTokens: 2,
    });
  };
  const demand = (edit: object) => (problem: ProblemInput) => {
    endpoint(problem);
    Object.assign(problem.workloads[0] ?? {}, edit);
  };
  const API = 'assistant@munich api';

  it("bills the seed's 20 billion tokens a day at $2 per million: $40,000 a day, $14.6M a year", () => {
    const one = fixture(problemOf(demand({ demand: { tokensPerDay: 20e9 } })));
    expect(amountOf(entriesOf(one, 'tokens', { place: { [API]: 1 } }))).toBeCloseTo(14_600_000, 4);
    expect(amountOf(entriesOf(one, 'tokens', { place: { [API]: 1 } })) / 365).toBeCloseTo(40_000, 6);
  });

  it('prices input and output apart: 1,000 requests a day of 600 in at 1 and 200 out at 4', () => {
    const one = fixture(
      problemOf((problem) => {
        demand({ demand: { requestsPerDay: 1000 } })(problem);
        Object.assign(problem.offers[2] ?? {}, {
          pricePerMillionInputTokens: 1,
          pricePerMillionOutputTokens: 4,
        });
      }),
    );
    // 365,000 x 600 = 219 million in = 219; 365,000 x 200 = 73 million out x 4 = 292
    expect(amountOf(entriesOf(one, 'tokens', { place: { [API]: 1 } }))).toBeCloseTo(511, 8);
  });

  it('scales a copy by its load', () => {
    const split = { kind: 'copies', copies: 2, copyLoadFraction: 0.6 };
    const one = fixture(problemOf(demand({ demand: { requestsPerDay: 1000 }, split })));
    // 365,000 requests x 800 tokens x 2 per million = 584 for the whole; each copy 0.6 of it
    expect(amountOf(entriesOf(one, 'tokens', { place: { [API]: 1 } }))).toBeCloseTo(350.4, 8);
  });
});

describe('traffic', () => {
  const figures: Pair = () => ({
    trafficUpGBPerYear: 1000,
    priceUpPerGB: 0.02,
    trafficDownGBPerYear: 5000,
    priceDownPerGB: 0.08,
  });

  it('bills each way at its own price: 1,000 x 0.02 + 5,000 x 0.08 = 420', () => {
    const one = fixture(problemOf(), figures);
    expect(entriesOf(one, 'traffic', { place: { [CLOUD]: 1 } }).map((entry) => entry.amount)).toEqual([420]);
    expect(entriesOf(one, 'traffic', { place: { [CLOUD]: 0.5 } }).map((entry) => entry.amount)).toEqual([
      210,
    ]);
  });

  it('says which direction was converted: the link if it states a price, else the sender', () => {
    const one = fixture(
      problemOf((problem) => {
        problem.exchangeRates = [{ from: 'USD', to: 'EUR', rate: 0.9, asOf: '2026-01-01', source: 'test' }];
        Object.assign(problem.sites[1] ?? {}, { currency: 'USD', egressPricePerGB: 0.1 });
      }),
      figures,
    );
    const entries = entriesOf(one, 'traffic', { place: { [CLOUD]: 1 } });
    expect(entries.map((entry) => [entry.item, entry.amount, entry.convertedFrom])).toEqual([
      ['down', 400, 'USD'],
      ['up', 20, undefined],
    ]);
  });
});

describe('quoted', () => {
  const quote = { upfrontCost: 1000, yearlyCost: 200 };
  const input = (years: number) =>
    problemOf(
      (problem) => {
        problem.quotes = [
          { workload: 'assistant', location: 'munich', offer: 'fra-rent', ...quote },
          { workload: 'assistant', location: 'munich', offer: 'muc-buy', ...quote },
        ];
        problem.objective = { carbonPricePerTonne: 100 };
        for (const site of problem.sites) site.gridCarbonGramsPerKwh = 400;
      },
      { years },
    );
  const pairs = (problem: ProblemInput) => {
    const without = fixture(problem);
    const byOffer = new Map(without.problem.quotes.map((one) => [one.offer, one]));
    return fixture(problem, (_, bank) => {
      const offer = bank.kind === 'held' ? 'muc-buy' : bank.offer.id;
      const figures = { trafficUpGBPerYear: 10, priceUpPerGB: 1, trafficDownGBPerYear: 0, priceDownPerGB: 0 };
      return { ...figures, quote: byOffer.get(offer) ?? null };
    });
  };

  it('pays the placed share of it: half of 1,000 and of 200 a year over 3 years at 0 % = 500 + 300', () => {
    const entries = entriesOf(pairs(input(3)), 'quoted', { place: { [CLOUD]: 0.5 } });
    expect(entries.map((entry) => entry.presentWorth).sort()).toEqual([300, 500]);
    expect(entries.every((entry) => entry.offer === 'fra-rent')).toBe(true);
  });

  it('replaces use, traffic, dynamic energy and carbon cost of the pair; costs of units remain', () => {
    const one = pairs(input(1));
    const plan = { place: { [CLOUD]: 0.5, [EDGE]: 0.5 }, packs: { 'muc-buy': 1 } };
    expect(entriesOf(one, 'rentByUse', plan)).toEqual([]);
    expect(entriesOf(one, 'traffic', plan)).toEqual([]);
    expect(entriesOf(one, 'energy', plan).map((entry) => entry.item)).toEqual(['idle']);
    expect(entriesOf(one, 'carbon', plan).map((entry) => entry.workload)).toEqual([undefined]);
    expect(amountOf(entriesOf(one, 'siliconUpfront', plan))).toBe(32_000);
    expect(amountOf(entriesOf(one, 'operations', plan))).toBe(900);
  });
});
