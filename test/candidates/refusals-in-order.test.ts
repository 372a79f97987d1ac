import { describe, expect, it } from 'vitest';
import {
  type Admit,
  describeExclusion,
  exclusionsOf,
  makeCandidates,
  summariseExclusions,
} from '../../solver/candidates/index.js';
import { sizeDemand } from '../../solver/sizing/index.js';
import {
  edge,
  first,
  inference,
  minimalOffers,
  type OfferInput,
  problemWith,
  type SloInput,
  servingPoint,
  silicon,
} from '../sizing/support.js';
import { minimalProblem } from '../support/minimal-problem.js';
import { candidateAt, candidatesOf, exclusionAt, refusalAt } from './support.js';

const MUC = 'muc-edge/gpu-80/metered';
const CHAT = 'chat@munich';
const { buy, rent } = minimalOffers();
const [muc, fra] = minimalProblem().sites;
const point = servingPoint();
const token: OfferInput = {
  id: 'api',
  terms: 'token',
  site: 'fra-cloud',
  models: ['llm-8b'],
  pricePerMillionInputTokens: 1,
  pricePerMillionOutputTokens: 3,
};
const chat = (slo?: Partial<SloInput>) => inference(slo ? { slo: { percentile: 95, ...slo } } : {});

type Parts = NonNullable<Parameters<typeof problemWith>[0]>;

describe('order of refusal', () => {
  it('is fit, then policy, then the service levels', () => {
    const forbid =
      () =>
      (stream: Parameters<typeof exclusionsOf>[1], bank: Parameters<typeof describeExclusion>[0]['bank']) =>
        ({ stream, bank, code: 'rule', rule: 'none' }) as const;
    const code = (parts: Parts): string =>
      exclusionAt(makeCandidates(sizeDemand(problemWith(parts)), [forbid()]), CHAT, MUC).code;
    const strict = [chat({ networkRttMs: 1 })];
    expect(code({ workloads: strict })).toBe('rule');
    expect(code({ workloads: strict, silicon: [silicon({ memoryGiB: 1 })] })).toBe('memory');
    expect(code({ workloads: strict, network: { links: [] } })).toBe('no-path');
  });
});

describe('waiving', () => {
  const performance = [
    { ...point, id: 'cheap', firstTokenMs: 400, perOutputTokenMs: 30 },
    { ...point, id: 'quick', tokensPerSecond: 1200, firstTokenMs: 300, perOutputTokenMs: 30 },
  ];
  const workloads = [chat({ networkRttMs: 12, firstTokenMs: 250, perOutputTokenMs: 25 })];
  const problem = problemWith({ performance, workloads });
  const admitted = (admit: Admit, waivedProblem = problem) =>
    makeCandidates(
      sizeDemand(waivedProblem),
      [(stream, bank) => ({ stream, bank, code: 'rule', rule: 'eu-only' })],
      [],
      admit,
    );

  it('makes the pair, with every refusal and the point of most tokens a second per unit', () => {
    const candidate = candidateAt(
      admitted(() => true),
      CHAT,
      MUC,
    );
    expect(candidate.waived.map(({ code, rule, actual, limit }) => [code, rule, actual, limit])).toEqual([
      ['rule', 'eu-only', undefined, undefined],
      ['network-rtt', undefined, 12.5, 12],
      ['first-token', undefined, 400, 250],
      ['per-output-token', undefined, 30, 25],
    ]);
    expect(candidate.service?.point).toBe('cheap');
    expect(
      candidate.waived.every((one) => one.stream === candidate.stream && one.bank === candidate.bank),
    ).toBe(true);
  });

  it('prefers a point that holds the limits', () => {
    const relaxed = problemWith({ performance, workloads: [chat({ networkRttMs: 12, firstTokenMs: 300 })] });
    const candidate = candidateAt(
      admitted(() => true, relaxed),
      CHAT,
      MUC,
    );
    expect(candidate.service?.point).toBe('quick');
    expect(candidate.waived.map((one) => one.code)).toEqual(['rule', 'network-rtt']);
  });

  it('keeps out what is not admitted, and what does not fit', () => {
    const noTimes = admitted((one) => one.code === 'rule' || one.code === 'network-rtt');
    expect(exclusionAt(noTimes, CHAT, MUC).code).toBe('first-token');
    expect(
      exclusionAt(
        admitted((one) => one.code !== 'rule'),
        CHAT,
        MUC,
      ).code,
    ).toBe('rule');
    const tight = problemWith({ performance, workloads, silicon: [silicon({ memoryGiB: 8 })] });
    expect(
      exclusionAt(
        admitted(() => true, tight),
        CHAT,
        MUC,
      ).code,
    ).toBe('memory');
  });

  it('admits an endpoint that states no time', () => {
    const open = problemWith({ offers: [buy, token], workloads: [chat({ firstTokenMs: 300 })] });
    const candidate = candidateAt(
      admitted(() => true, open),
      CHAT,
      'api',
    );
    expect(candidate.waived.map((one) => one.code)).toEqual(['rule', 'time-not-stated']);
  });
});

describe('summaries', () => {
  const sites = [muc, fra, edge({ id: 'far' })].filter((site) => site !== undefined);
  const offers = [buy, rent, { ...buy, id: 'far-buy', site: 'far' }];
  const workloads = [
    chat({ networkRttMs: 12 }),
    inference({ id: 'more', slo: { percentile: 95, networkRttMs: 1 } }),
  ];
  const problem = problemWith({ sites, offers, workloads });

  it('count pairs by cause, most frequent first', () => {
    const found = makeCandidates(sizeDemand(problem), [
      (stream, bank) => (bank.kind === 'held' ? undefined : { stream, bank, code: 'rule', rule: 'eu-only' }),
    ]);
    // far has no link: 2 pairs. The cloud is ruled out: 2. Both round trips to Munich's edge are too long: 2.
    const counts = [
      { code: 'network-rtt', pairs: 2 },
      { code: 'no-path', pairs: 2 },
      { code: 'rule', rule: 'eu-only', pairs: 2 },
    ];
    expect(summariseExclusions(found)).toEqual(counts);
    // The same from exclusions that are written out.
    expect(summariseExclusions({ ...found })).toEqual(counts);
    expect(found.candidates).toEqual([]);
    const one = summariseExclusions({ ...found, exclusions: found.exclusions.slice(0, 1) });
    expect(one).toEqual([{ code: 'network-rtt', pairs: 1 }]);
  });

  it('are of one stream where asked', () => {
    const found = candidatesOf(problem);
    const stream = first(found.demand.streams);
    const own = exclusionsOf(found, stream);
    expect(own).toEqual(found.exclusions.filter((one) => one.stream === stream));
    expect(own.length).toBe(3);
    expect(exclusionsOf({ ...found }, stream)).toEqual(own);
    expect(describeExclusion(first(own))).toBe(
      'chat@munich cannot use muc-edge/gpu-80/metered: the network round trip with jitter takes 12.5 ms, the limit is 12 ms.',
    );
  });
});

describe('figures', () => {
  const refusal = (parts: Parts, stream: string, bank: string) =>
    refusalAt(candidatesOf(problemWith(parts)), stream, bank);

  it('too-large counts whole replicas where the workload asks for them', () => {
    const performance = [{ ...point, unitsPerReplica: 8, tokensPerSecond: 19_200 }];
    const split = { kind: 'oneOffer' } as const;
    const offers = [{ ...buy, unitsMax: 15 }, rent];
    const of = (replication: 'fluid' | 'replicas') => ({
      performance,
      offers,
      workloads: [inference({ split, replication, demand: { peakRequestsPerSecond: 18 } })],
    });
    // 18 x 800 / (19,200 x 0.5) = 1.5 replicas of 8: 12 units, or two replicas, 16.
    expect(candidateAt(candidatesOf(problemWith(of('fluid'))), CHAT, MUC).needUnits).toBeCloseTo(12, 9);
    expect(refusal(of('replicas'), CHAT, MUC)[1]).toBe(
      'it is placed whole and needs 16 units, the bank has at most 15.',
    );
  });

  it('tell figures apart that look the same in six digits', () => {
    const limit = 12.5 - 1e-6;
    expect(refusal({ workloads: [chat({ networkRttMs: limit })] }, CHAT, MUC)[1]).toBe(
      `the network round trip with jitter takes 12.5 ms, the limit is ${limit} ms.`,
    );
  });

  it('name every kind of site a silicon may stand at', () => {
    const npu = silicon({ family: 'NPU', allowedSiteKinds: ['device', 'industrial'] });
    expect(refusal({ silicon: [npu], workloads: [chat()] }, CHAT, MUC)[1]).toBe(
      'silicon gpu-80 may stand at device, industrial, muc-edge is metro-edge.',
    );
  });
});
