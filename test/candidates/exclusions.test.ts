import { describe, expect, it } from 'vitest';
import { EXCLUSION_CODES, makeCandidates } from '../../solver/candidates/index.js';
import { sizeDemand } from '../../solver/sizing/index.js';
import {
  agents,
  first,
  inference,
  minimalOffers,
  type OfferInput,
  problemWith,
  type SloInput,
  servingPoint,
  silicon,
  training,
} from '../sizing/support.js';
import { minimalProblem } from '../support/minimal-problem.js';
import { candidateAt, candidatesOf, refusalAt } from './support.js';

const MUC = 'muc-edge/gpu-80/metered';
const CHAT = 'chat@munich';
const { buy, rent } = minimalOffers();
const point = servingPoint();
const token: OfferInput = {
  id: 'api',
  terms: 'token',
  site: 'fra-cloud',
  models: ['llm-8b'],
  pricePerMillionInputTokens: 1,
  pricePerMillionOutputTokens: 3,
};
const spot: OfferInput = {
  id: 'fra-spot',
  terms: 'spot',
  site: 'fra-cloud',
  silicon: 'gpu-80',
  pricePerUnitHour: 1,
  packingEfficiencyFraction: 0.9,
  goodputLossFraction: 0.2,
};
const chat = (slo?: Partial<SloInput>) => inference(slo ? { slo: { percentile: 95, ...slo } } : {});

type Parts = NonNullable<Parameters<typeof problemWith>[0]>;
const seen = new Set<string>();
/** Code and sentence of one pair of a problem. */
function refusal(parts: Parts, stream: string, bank: string): readonly [string, string] {
  const found = refusalAt(candidatesOf(problemWith(parts)), stream, bank);
  seen.add(found[0]);
  return found;
}

describe('exclusions', () => {
  it('not-available', () => {
    const late = { ...buy, availableFrom: '2026-06-01' };
    const early = { ...rent, endsOn: '2028-06-30' };
    const parts = { offers: [late, early, { ...rent, id: 'still' }], workloads: [chat()] };
    expect(refusal(parts, CHAT, MUC)).toEqual([
      'not-available',
      "offer muc-buy starts on 2026-06-01, after the plan's first day 2026-01-01.",
    ]);
    expect(refusal(parts, CHAT, 'fra-rent')).toEqual([
      'not-available',
      "offer fra-rent ends on 2028-06-30, before the plan's last day 2028-12-31.",
    ]);
    const { banks } = candidatesOf(problemWith(parts));
    expect(banks.map((bank) => bank.id)).toEqual(['still']);
  });

  it('no-path', () => {
    expect(refusal({ network: { links: [] }, workloads: [chat()] }, CHAT, MUC)).toEqual([
      'no-path',
      'there is no link, latency class or distance estimate from munich to muc-edge.',
    ]);
  });

  it('network-rtt and network-jitter, access network included', () => {
    // Munich: access 8 ms and 2 ms jitter; the edge is 2 ms and 0.5 ms away: 10 + 2.5 = 12.5 ms.
    expect(refusal({ workloads: [chat({ networkRttMs: 12 })] }, CHAT, MUC)).toEqual([
      'network-rtt',
      'the network round trip with jitter takes 12.5 ms, the limit is 12 ms.',
    ]);
    expect(refusal({ workloads: [chat({ networkJitterMs: 2.4 })] }, CHAT, MUC)).toEqual([
      'network-jitter',
      'the network jitter is 2.5 ms, the limit is 2.4 ms.',
    ]);
    const exact = candidatesOf(
      problemWith({ workloads: [chat({ networkRttMs: 12.5, networkJitterMs: 2.5 })] }),
    );
    expect(candidateAt(exact, CHAT, MUC).path).toEqual({ rttMs: 10, jitterMs: 2.5, source: 'link' });
  });

  it('first-token, per-output-token and end-to-end', () => {
    const performance = [{ ...point, firstTokenMs: 200, perOutputTokenMs: 20 }];
    const of = (slo: Partial<SloInput>) => refusal({ performance, workloads: [chat(slo)] }, CHAT, MUC);
    expect(of({ firstTokenMs: 150 })).toEqual([
      'first-token',
      'the first token takes 200 ms, the limit is 150 ms.',
    ]);
    expect(of({ perOutputTokenMs: 15 })).toEqual([
      'per-output-token',
      'each output token takes 20 ms, the limit is 15 ms.',
    ]);
    // 12.5 + 200 + 20 x 199 = 4,192.5 ms.
    expect(of({ endToEndMs: 4192 })).toEqual([
      'end-to-end',
      'a whole request takes 4192.5 ms with the network, the limit is 4192 ms.',
    ]);
  });

  it('time-not-stated', () => {
    const parts = { offers: [buy, token], workloads: [chat({ firstTokenMs: 300 })] };
    expect(refusal(parts, CHAT, MUC)).toEqual([
      'time-not-stated',
      'the SLO asks for at most 300 ms to the first token, and silicon gpu-80 states no such time.',
    ]);
    expect(refusal(parts, CHAT, 'api')).toEqual([
      'time-not-stated',
      'the SLO asks for at most 300 ms to the first token, and the endpoint states no such time.',
    ]);
  });

  it('no-performance', () => {
    const parts = { performance: [], workloads: [chat()] };
    expect(refusal(parts, CHAT, MUC)).toEqual([
      'no-performance',
      'no usable measured point and no estimate of model llm-8b on silicon gpu-80.',
    ]);
    const other = {
      silicon: [silicon(), silicon({ id: 'ref' })],
      workloads: [training({ referenceSilicon: 'ref' })],
    };
    expect(refusal(other, 'cycle@munich', MUC)).toEqual([
      'no-performance',
      'no training point or peak rate converts the run to silicon gpu-80.',
    ]);
  });

  it('memory', () => {
    // 8e9 x 2 / 2^30 = 14.9012 GiB; a cache of 800 tokens 131,072 x 800 / 2^30 = 0.0976563 GiB, 16 of them 1.5625.
    expect(refusal({ silicon: [silicon({ memoryGiB: 16 })], workloads: [chat()] }, CHAT, MUC)).toEqual([
      'memory',
      'model llm-8b needs 16.4637 GiB for weights and caches, a replica on silicon gpu-80 has 16 GiB.',
    ]);
  });

  it('silicon-site-kind', () => {
    const tpu = silicon({ family: 'TPU' });
    expect(refusal({ silicon: [tpu], workloads: [chat()] }, CHAT, MUC)).toEqual([
      'silicon-site-kind',
      'silicon gpu-80 may stand at hyperscale-region, muc-edge is metro-edge.',
    ]);
    const stated = { ...tpu, allowedSiteKinds: ['metro-edge' as const] };
    expect(
      candidateAt(candidatesOf(problemWith({ silicon: [stated], workloads: [chat()] })), CHAT, MUC),
    ).toBeDefined();
  });

  it('silicon-workload-kind, silicon-model and silicon-family', () => {
    expect(
      refusal({ silicon: [silicon({ allowedWorkloadKinds: ['training'] })], workloads: [chat()] }, CHAT, MUC),
    ).toEqual(['silicon-workload-kind', 'silicon gpu-80 may run training, the workload is inference.']);
    const models = [
      first(minimalProblem().models ?? []),
      { ...first(minimalProblem().models ?? []), id: 'other' },
    ];
    expect(
      refusal({ models, silicon: [silicon({ allowedModels: ['other'] })], workloads: [chat()] }, CHAT, MUC),
    ).toEqual(['silicon-model', 'silicon gpu-80 may run models other, not model llm-8b.']);
    expect(
      refusal({ workloads: [inference({ allowedSiliconFamilies: ['LPU', 'ASIC'] })] }, CHAT, MUC),
    ).toEqual(['silicon-family', 'the workload allows LPU, ASIC, silicon gpu-80 is GPU.']);
  });

  it('isolation, model-not-served and part-not-served', () => {
    const walled = { offers: [buy, token], workloads: [inference({ isolationGroup: 'bank-a' })] };
    expect(refusal(walled, CHAT, 'api')).toEqual([
      'isolation',
      'isolation group bank-a is never put on a shared token endpoint.',
    ]);
    expect(candidateAt(candidatesOf(problemWith(walled)), CHAT, `${MUC}/bank-a`)).toBeDefined();
    const models = [
      first(minimalProblem().models ?? []),
      { ...first(minimalProblem().models ?? []), id: 'other' },
    ];
    expect(
      refusal({ models, offers: [buy, { ...token, models: ['other'] }], workloads: [chat()] }, CHAT, 'api'),
    ).toEqual(['model-not-served', 'model llm-8b is not served by offer api.']);
    const mixed = {
      silicon: [silicon({ hostMemoryGiB: 0 })],
      offers: [buy, token],
      workloads: [agents(), training()],
    };
    expect(refusal(mixed, 'helpers@munich#runtime', 'api')[1]).toBe(
      "a token endpoint does not hold agents' runtime.",
    );
    expect(refusal(mixed, 'cycle@munich', 'api')).toEqual([
      'part-not-served',
      'a token endpoint does not train.',
    ]);
    expect(refusal(mixed, 'helpers@munich#runtime', MUC)).toEqual([
      'part-not-served',
      "silicon gpu-80 brings 0 GiB of host memory for agents' runtime.",
    ]);
  });

  it('not-interruptible', () => {
    const parts = { offers: [spot], workloads: [training({ interruptible: false }), chat()] };
    expect(refusal(parts, 'cycle@munich', 'fra-spot')).toEqual([
      'not-interruptible',
      'offer fra-spot is spot capacity and the workload is not interruptible.',
    ]);
    expect(candidateAt(candidatesOf(problemWith(parts)), CHAT, 'fra-spot')).toBeDefined();
  });

  it('no-throughput and transfer-exceeds-deadline', () => {
    const [toMuc, toFra] = minimalProblem().network?.links ?? [];
    if (!toMuc || !toFra) throw new Error('no links');
    const workloads = [training({ acceleratorHours: 100, dataGB: 45_000, deadlineHours: 10 })];
    const links = [{ ...toMuc, throughputMbps: 10_000, pricePerGB: 0 }, toFra];
    const parts = { network: { links }, workloads };
    expect(refusal(parts, 'cycle@munich', 'fra-rent')).toEqual([
      'no-throughput',
      '45000 GB a run would have to be sent, and no throughput from munich to fra-cloud is stated.',
    ]);
    // 45,000 x 8,000 / 10,000 / 3,600 = 10 hours.
    expect(refusal(parts, 'cycle@munich', MUC)).toEqual([
      'transfer-exceeds-deadline',
      "a run's data takes 10 hours to arrive, its deadline is 10 hours.",
    ]);
  });

  it('too-large, in units, tokens a second and host memory', () => {
    const split = { kind: 'perLocation' } as const;
    // 1 request a second x 800 tokens / (2,400 x 0.5) = 0.6667 units; 30 times that is 20, of at most 16.
    const large = { workloads: [inference({ split, demand: { peakRequestsPerSecond: 30 } })] };
    expect(refusal(large, CHAT, MUC)).toEqual([
      'too-large',
      'it is placed whole and needs 20 units, the bank has at most 16.',
    ]);
    expect(
      candidateAt(
        candidatesOf(problemWith({ workloads: [inference({ demand: { peakRequestsPerSecond: 30 } })] })),
        CHAT,
        MUC,
      ).needUnits,
    ).toBeCloseTo(20, 9);
    expect(
      refusal({ ...large, offers: [buy, { ...token, quotaTokensPerSecond: 20_000 }] }, CHAT, 'api'),
    ).toEqual(['too-large', 'it is placed whole and needs 24000 tokens/s, the bank has at most 20000.']);
    // 60 agents x 40 GiB = 2,400 GiB of host memory, 16 x 128 = 2,048 GiB there.
    const hosted = { workloads: [agents({ ramGiB: 40, split, sameSite: false })] };
    expect(refusal(hosted, 'helpers@munich#runtime', MUC)).toEqual([
      'too-large',
      'it is placed whole and needs 2400 GiB of host memory, the bank has at most 2048.',
    ]);
  });

  it('work-exceeds-window, and a gang that is too large for a bank', () => {
    const deferred = (gangUnits: number, mostUnits: number) => ({
      dispatch: { blocks: 1 },
      workloads: [
        training({
          acceleratorHours: 100,
          runsPerYear: 365,
          deadlineHours: 24,
          dataGB: 0,
          gangUnits,
          deferrable: { window: 'day' as const, mostUnits },
        }),
      ],
    });
    // 365 runs of 100 unit-hours by 4 at once are 9,125 hours.
    expect(refusal(deferred(1, 4), 'cycle@munich/b1.w1', MUC)).toEqual([
      'work-exceeds-window',
      'at most units at once its runs compute 9125 hours a year on silicon gpu-80, and 8760 are allowed.',
    ]);
    expect(refusal(deferred(17, 20), 'cycle@munich/b1.w1', MUC)).toEqual([
      'too-large',
      'it is placed whole and needs 17 units, the bank has at most 16.',
    ]);
  });

  it('no-quote and quote-forbids', () => {
    const { model: _none, ...bare } = inference();
    const quotes = [
      { workload: 'chat', location: 'munich', offer: 'muc-buy', needUnits: 3 },
      { workload: 'chat', location: 'munich', offer: 'api', forbidden: true },
    ];
    const parts = { offers: [buy, rent, token], quotes, workloads: [bare] };
    expect(refusal(parts, CHAT, 'fra-rent')).toEqual([
      'no-quote',
      'the workload names no model and no quote with needUnits speaks for this pair.',
    ]);
    expect(refusal(parts, CHAT, 'api')).toEqual([
      'quote-forbids',
      'the vendor does not serve it: the quote says forbidden.',
    ]);
  });

  it('rule, pin and ban, as they are handed in', () => {
    const demand = sizeDemand(problemWith({ workloads: [chat()] }));
    const refuseWith = (
      code: 'rule' | 'pin' | 'ban',
      figures: { rule?: string; actual?: string; limit?: string },
    ) => {
      const found = makeCandidates(demand, [
        (stream, bank) => (bank.kind === 'held' ? { stream, bank, code, ...figures } : undefined),
      ]);
      const [seenCode, sentence] = refusalAt(found, CHAT, MUC);
      seen.add(seenCode);
      expect(candidateAt(found, CHAT, 'fra-rent').waived).toEqual([]);
      return sentence;
    };
    expect(refuseWith('rule', { rule: 'eu-only', actual: 'US', limit: 'in EU' })).toBe(
      'rule eu-only refuses it: found US, asked for in EU.',
    );
    expect(refuseWith('rule', { rule: 'eu-only' })).toBe('rule eu-only refuses it.');
    expect(refuseWith('pin', { limit: 'fra-cloud' })).toBe('a pin keeps it at fra-cloud.');
    expect(refuseWith('ban', { limit: 'muc-edge' })).toBe('a ban closes muc-edge to it.');
  });

  it('are each reached above', () => {
    expect([...seen].sort()).toEqual([...EXCLUSION_CODES].sort());
  });
});
