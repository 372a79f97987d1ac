import { describe, expect, it } from 'vitest';
import {
  agents,
  inference,
  location,
  minimalOffers,
  type OfferInput,
  problemWith,
  servingPoint,
  silicon,
  training,
} from '../sizing/support.js';
import { minimalProblem } from '../support/minimal-problem.js';
import { candidateAt, candidatesOf } from './support.js';

const MUC = 'muc-edge/gpu-80/metered';
const CHAT = 'chat@munich';
const { buy, rent } = minimalOffers();
const point = servingPoint();
const [toMuc, toFra] = minimalProblem().network?.links ?? [];
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

describe('inference', () => {
  const workloads = [inference({ demand: { peakRequestsPerSecond: 3 } })];

  it('needs peak tokens over what a unit serves at the wanted utilisation', () => {
    // 3 x 800 / (2,400 x 0.5) = 2 units.
    expect(at({ workloads }, CHAT, MUC)).toMatchObject({
      needUnits: 2,
      hostMemoryGiB: 0,
      busyFraction: 0.5,
      meanScale: 1,
      service: { point: 'llm-8b-on-gpu-80', unitsPerReplica: 1 },
      endToEndMs: null,
      estimates: ['fluid-replicas'],
      quote: null,
    });
  });

  it('counts the units of a replica', () => {
    const performance = [{ ...point, unitsPerReplica: 4, tokensPerSecond: 6000 }];
    // 3 x 800 / (6,000 x 0.5) x 4 = 3.2 units.
    expect(at({ workloads, performance }, CHAT, MUC).needUnits).toBeCloseTo(3.2, 12);
  });

  it('is sized for the load of a copy', () => {
    const candidate = at(
      { workloads: [inference({ split: copies, demand: { peakRequestsPerSecond: 3 } })] },
      CHAT,
      MUC,
    );
    expect(candidate.needUnits).toBeCloseTo(2 * 0.6, 12);
  });

  it('sizes throughput with the mean of tokens, not their p95', () => {
    const inputTokens = { mean: 600, p95: 5000 };
    const outputTokens = { mean: 200, p95: 900 };
    const many = [inference({ inputTokens, outputTokens, demand: { peakRequestsPerSecond: 3 } })];
    expect(at({ workloads: many }, CHAT, MUC).needUnits).toBe(2);
  });

  it('takes tokens a second of an endpoint, utilisation not applied', () => {
    const candidate = at(
      {
        offers: [buy, token],
        workloads: [
          inference({ demand: { peakRequestsPerSecond: 3 }, slo: { percentile: 95, endToEndMs: 2400 } }),
        ],
        performance: [{ ...point, firstTokenMs: 1, perOutputTokenMs: 1 }],
      },
      CHAT,
      'api',
    );
    // 3 x 800 tokens/s; 9 + 8 + 1 + 2 = 20 ms of path, 300 + 10 x 199 = 2,290 ms.
    expect(candidate).toMatchObject({ needUnits: 2400, busyFraction: 0, service: null, estimates: [] });
    expect(candidate.endToEndMs).toBeCloseTo(2310, 9);
  });

  it('marks times of a lower or unstated percentile, and estimates', () => {
    const slo = { percentile: 99, firstTokenMs: 500 };
    const performance = [{ ...point, firstTokenMs: 100 }];
    const parts = { performance, offers: [buy, token], workloads: [inference({ slo })] };
    expect(at(parts, CHAT, MUC).estimates).toEqual(['percentile-gap', 'fluid-replicas']);
    expect(at(parts, CHAT, 'api').estimates).toEqual(['percentile-gap']);
    const { percentile: _unstated, ...untold } = token as Extract<OfferInput, { terms: 'token' }>;
    expect(at({ ...parts, offers: [buy, untold] }, CHAT, 'api').estimates).toEqual(['percentile-gap']);
    const rated = silicon({
      bandwidthGBPerSecond: 3350,
      computeTeraflops: { bf16: 990 },
      decodeEfficiencyFraction: 0.6,
      prefillEfficiencyFraction: 0.5,
    });
    const estimated = {
      silicon: [rated],
      performance: [],
      network: { links: [], estimate: { baseMs: 1, routeFactor: 1.5, jitterMs: 1 } },
      locations: [location({ latDeg: 48, lonDeg: 11 })],
      sites: minimalProblem().sites.map((site) => ({ ...site, latDeg: 50, lonDeg: 8 })),
      workloads: [inference({ replication: 'replicas' })],
    };
    expect(at(estimated, CHAT, MUC).estimates).toEqual(['distance-estimate', 'roofline']);
  });
});

describe('runtime of agents', () => {
  const RUNTIME = 'helpers@munich#runtime';

  it('needs host memory on held units, and units billed by use', () => {
    // 60 x 16 = 960 GiB; rented units bring 128 GiB each: 7.5 units.
    expect(at({ workloads: [agents()] }, RUNTIME, MUC)).toMatchObject({
      needUnits: 0,
      hostMemoryGiB: 960,
      busyFraction: 0,
      service: null,
    });
    expect(at({ workloads: [agents()] }, RUNTIME, 'fra-rent')).toMatchObject({
      needUnits: 7.5,
      hostMemoryGiB: 0,
    });
  });

  it('answers to the limits of the network alone', () => {
    const workloads = [agents({ slo: { percentile: 95, networkRttMs: 15, firstTokenMs: 1 } })];
    const found = candidatesOf(problemWith({ workloads }));
    expect(found.candidates.map((one) => [one.stream.id, one.bank.id])).toEqual([[RUNTIME, MUC]]);
  });

  it('follows the copies', () => {
    const workloads = [agents({ split: copies, sameSite: false })];
    expect(at({ workloads }, RUNTIME, MUC).hostMemoryGiB).toBeCloseTo(576, 9);
    expect(at({ workloads }, RUNTIME, 'fra-rent').needUnits).toBeCloseTo(4.5, 9);
  });
});

describe('training', () => {
  if (!toMuc || !toFra) throw new Error('no links');
  const links = [
    { ...toMuc, throughputMbps: 10_000, pricePerGB: 0.02 },
    { ...toFra, throughputMbps: 5000, pricePerGB: 0.05 },
  ];
  const offers = [{ ...buy, unitsMax: 2000 }, { ...rent, unitsMax: 2000 }, spot];
  const nights = Array.from({ length: 24 }, (_, hour) => hour < 12);
  const workloads = [
    training({
      dataGB: 45_000,
      runsPerYear: 4,
      deadlineHours: 730,
      allowedHours: { zone: 'UTC', hours: nights },
    }),
  ];
  const parts = { offers, network: { links }, workloads };
  const CYCLE = 'cycle@munich';

  it('runs on the units that end it in time', () => {
    // Transfer 10 hours; 720,000 / 720 = 1,000 units; a run takes 720 hours, four of them in 12 x 365 = 4,380 hours.
    const candidate = at(parts, CYCLE, MUC);
    expect(candidate).toMatchObject({
      needUnits: 1000,
      busyFraction: 1,
      transferHours: 10,
      runHours: 720,
      hostMemoryGiB: 0,
      estimates: [],
    });
    expect(candidate.stream.series.sumShareHours).toBe(4380);
    expect(candidate.meanScale).toBeCloseTo((4 * 720) / 4380, 12);
  });

  it('takes longer to arrive on a slower link, and loses work on spot', () => {
    // 20 hours: 720,000 / 710 = 1,014.08; losing a fifth: 1,267.6. Run: 720,000 / (1,268 x 0.8).
    expect(at(parts, CYCLE, 'fra-rent')).toMatchObject({ needUnits: 1015, transferHours: 20 });
    const onSpot = at(parts, CYCLE, 'fra-spot');
    expect(onSpot.needUnits).toBe(1268);
    expect(onSpot.runHours).toBeCloseTo(720_000 / (1268 * 0.8), 9);
  });

  it('is sized for the load of a copy after its units are whole', () => {
    const candidate = at({ offers, workloads: [training({ split: copies })] }, CYCLE, MUC);
    expect(candidate).toMatchObject({ needUnits: 600, runHours: 720 });
  });

  it('sends its data up, four times a year', () => {
    expect(at(parts, CYCLE, MUC)).toMatchObject({
      trafficUpGBPerYear: 180_000,
      trafficDownGBPerYear: 0,
      priceUpPerGB: 0.02,
    });
  });

  it("marks the estimate's throughput and peak rates", () => {
    const rates = [
      silicon({ computeTeraflops: { bf16: 990 } }),
      silicon({ id: 'ref', computeTeraflops: { bf16: 495 } }),
    ];
    const bare = [
      { ...toMuc, pricePerGB: 0 },
      { ...toFra, pricePerGB: 0 },
    ];
    const estimate = { baseMs: 1, routeFactor: 1.5, jitterMs: 1, throughputMbps: 10_000 };
    const candidate = at(
      {
        silicon: rates,
        offers,
        network: { links: bare, estimate },
        workloads: [training({ dataGB: 45_000, referenceSilicon: 'ref', deadlineHours: 730 })],
      },
      CYCLE,
      MUC,
    );
    // 720,000 x 495 / 990 = 360,000 hours in 720: 500 units.
    expect(candidate).toMatchObject({ needUnits: 500, transferHours: 10 });
    expect(candidate.estimates).toEqual(['distance-estimate', 'compute-ratio']);
  });
});
