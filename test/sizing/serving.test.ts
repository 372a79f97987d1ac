import { describe, expect, it } from 'vitest';
import type { Model, ServingPoint, Silicon, Slo } from '../../solver/problem/types.js';
import { cacheGiB, chooseService, servingChoices, weightsGiB } from '../../solver/sizing/index.js';
import type { ServiceNeeds } from '../../solver/sizing/service-needs.js';
import { first, problemWith, silicon as siliconInput } from './support.js';

const model: Model = {
  id: 'llm-70b',
  parametersBillion: 70,
  layers: 80,
  kvHeads: 8,
  headSize: 128,
  bytesPerWeight: 2,
  bytesPerCacheEntry: 2,
  precision: 'bf16',
};
const gpu: Silicon = first(problemWith({ silicon: [siliconInput()] }).silicon);

const needs = (change: Partial<ServiceNeeds> = {}): ServiceNeeds => ({
  model,
  meanInputTokens: 600,
  meanOutputTokens: 200,
  memoryTokens: 800,
  timeInputTokens: 600,
  timeOutputTokens: 200,
  slo: undefined,
  ...change,
});
const slo = (change: Partial<Slo>): Slo => ({ percentile: 95, ...change });
const point = (change: Partial<ServingPoint> = {}): ServingPoint => ({
  kind: 'serving',
  id: 'p',
  model: 'llm-70b',
  silicon: 'gpu-80',
  unitsPerReplica: 4,
  tokensPerSecond: 4000,
  batch: 16,
  percentile: 50,
  source: 'example figure',
  ...change,
});
const choose = (points: readonly ServingPoint[], wanted: ServiceNeeds, delayMs = 0) =>
  chooseService(servingChoices(points, gpu, wanted), delayMs);

describe('memory', () => {
  it('of weights is parameters x bytes', () => {
    // 70e9 x 2 / 2^30 = 130.385 GiB.
    expect(weightsGiB(model)).toBeCloseTo(130.385, 3);
  });

  it('of a cache is 2 x layers x heads x size x bytes x tokens', () => {
    // 2 x 80 x 8 x 128 x 2 = 327,680 bytes a token; 8,192 tokens are 2.5 GiB.
    expect(cacheGiB(model, 8192)).toBe(2.5);
  });
});

describe('measured points', () => {
  it('are chosen by tokens a second per unit, then fewer units, then the smaller id', () => {
    const slower = point({ id: 'slower', tokensPerSecond: 3900 });
    const wide = point({ id: 'wide', unitsPerReplica: 8, tokensPerSecond: 8000 });
    const pick = (points: readonly ServingPoint[]): unknown => {
      const chosen = choose(points, needs());
      return 'service' in chosen ? chosen.service.point : chosen;
    };
    expect(pick([slower, point()])).toBe('p');
    expect(pick([wide, point()])).toBe('p');
    expect(pick([point({ id: 'q' }), point()])).toBe('p');
  });

  it('are refused for memory with the gibibytes wanted and there', () => {
    // 130.385 + 16 x 327,680 x 800 / 2^30 (= 3.90625 ) = 134.29 GiB in 1 x 80.
    const refused = choose([point({ unitsPerReplica: 1 })], needs());
    expect(refused).toMatchObject({ code: 'memory', limit: 80, unit: 'GiB' });
    expect('actual' in refused && refused.actual).toBeCloseTo(130.385 + 3.90625, 3);
    // The p95 of tokens counts: at 40,000 tokens 16 caches take 195 GiB, and 4 x 80 are too few.
    expect(choose([point()], needs({ memoryTokens: 40_000 }))).toMatchObject({ code: 'memory', limit: 320 });
  });

  it('are refused where their units are no size of a replica', () => {
    expect(choose([point({ unitsPerReplica: 3 })], needs())).toEqual({ code: 'no-performance' });
    expect(
      choose([point({ unitsPerReplica: 0.5 })], needs({ model: { ...model, parametersBillion: 3 } })),
    ).toEqual({
      code: 'no-performance',
    });
  });

  it('are refused for each time, with time and limit', () => {
    const timed = point({ firstTokenMs: 200, perOutputTokenMs: 25 });
    const of = (change: Partial<Slo>, delayMs = 0) => choose([timed], needs({ slo: slo(change) }), delayMs);
    expect(of({ firstTokenMs: 150 })).toEqual({ code: 'first-token', actual: 200, limit: 150, unit: 'ms' });
    expect(of({ perOutputTokenMs: 20 })).toEqual({
      code: 'per-output-token',
      actual: 25,
      limit: 20,
      unit: 'ms',
    });
    // 200 + 25 x 199 = 5,175 ms at the site, and 12 ms of path.
    expect(of({ endToEndMs: 5187 }, 12)).toHaveProperty('service');
    expect(of({ endToEndMs: 5186 }, 12)).toEqual({
      code: 'end-to-end',
      actual: 5187,
      limit: 5186,
      unit: 'ms',
    });
    expect(of({ firstTokenMs: 200, perOutputTokenMs: 25 })).toHaveProperty('service');
  });

  it('are refused where a limited time is not stated', () => {
    const refused = choose([point({ firstTokenMs: 200 })], needs({ slo: slo({ perOutputTokenMs: 30 }) }));
    expect(refused).toEqual({ code: 'time-not-stated', limit: 30, unit: 'ms between output tokens' });
    // One output token at the percentile has no time between tokens.
    const single = needs({ timeOutputTokens: 1, slo: slo({ endToEndMs: 300 }) });
    expect(choose([point({ firstTokenMs: 200 })], single)).toHaveProperty('service');
  });

  it('are chosen anew for a longer path', () => {
    const fast = point({ id: 'fast', tokensPerSecond: 2000, firstTokenMs: 50, perOutputTokenMs: 10 });
    const cheap = point({ id: 'cheap', firstTokenMs: 100, perOutputTokenMs: 20 });
    // cheap: 100 + 20 x 199 = 4,080 ms; fast: 50 + 10 x 199 = 2,040 ms.
    const wanted = needs({ slo: slo({ endToEndMs: 4100 }) });
    expect(choose([cheap, fast], wanted, 20)).toMatchObject({ service: { point: 'cheap' } });
    expect(choose([cheap, fast], wanted, 21)).toMatchObject({ service: { point: 'fast' } });
    expect(choose([cheap, fast], wanted, 2061)).toMatchObject({
      code: 'end-to-end',
      actual: 4101,
      limit: 4100,
    });
  });

  it('are marked where their percentile is below the wanted one and a service time is limited', () => {
    const timed = point({ firstTokenMs: 200, percentile: 50 });
    const mark = (served: ServingPoint, limits: Partial<Slo>): unknown => {
      const chosen = choose([served], needs({ slo: slo(limits) }));
      return 'mark' in chosen ? chosen.mark : chosen;
    };
    expect(mark(timed, { firstTokenMs: 300 })).toBe('percentile-gap');
    expect(mark({ ...timed, percentile: 95 }, { firstTokenMs: 300 })).toBeNull();
    expect(mark(timed, { networkRttMs: 30 })).toBeNull();
  });

  it('keep the estimate out, even where none of them fits', () => {
    const rated: Silicon = {
      ...gpu,
      bandwidthGBPerSecond: 3350,
      computeTeraflops: { bf16: 990 },
      decodeEfficiencyFraction: 0.6,
      prefillEfficiencyFraction: 0.5,
    };
    const choices = servingChoices([point({ unitsPerReplica: 3 })], rated, needs());
    expect(choices.refusal).toEqual({ code: 'no-performance' });
    expect(servingChoices([], rated, needs()).refusal).toBeNull();
  });
});

describe('roofline', () => {
  /** 1 TB/s and 100 TFLOP/s after efficiency. */
  const rated: Silicon = {
    ...gpu,
    memoryGiB: 80,
    bandwidthGBPerSecond: 2000,
    computeTeraflops: { bf16: 200 },
    decodeEfficiencyFraction: 0.5,
    prefillEfficiencyFraction: 0.5,
    slices: [1],
    replicaUnits: [1],
  };
  /** 10 billion parameters of 2 bytes; a token's cache is 2 x 10 x 1 x 50 x 1 = 1,000 bytes. */
  const small: Model = {
    ...model,
    parametersBillion: 10,
    layers: 10,
    kvHeads: 1,
    headSize: 50,
    bytesPerCacheEntry: 1,
  };
  const wanted = needs({ model: small });

  it('reads weights and caches at each step and computes the prompt', () => {
    const chosen = chooseService(servingChoices([], rated, wanted), 0);
    // prefill: 1000 x 2 x 10e9 x 600 / 100e12 = 120 ms. Batch 256 fits. A step reads 20e9 + 256 x 800,000 = 20.2048e9 bytes:
    // 20.2048 ms; it computes 2 x 10e9 x 256 = 5.12e12 operations: 51.2 ms, which is longer.
    // tokens a second: 256 x 800 x 1000 / (256 x 120 + 200 x 51.2) = 204,800,000 / 40,960 = 5,000.
    expect(chosen).toMatchObject({
      mark: 'roofline',
      service: { point: 'roofline', batch: 256, unitsPerReplica: 1 },
    });
    if (!('service' in chosen)) throw new Error('nothing chosen');
    expect(chosen.service.perOutputTokenMs).toBeCloseTo(51.2, 9);
    expect(chosen.service.firstTokenMs).toBeCloseTo(171.2, 9);
    expect(chosen.service.tokensPerSecond).toBeCloseTo(5000, 8);
  });

  it('takes the largest batch that holds the SLO', () => {
    // At batch 64 a step takes max(20.0512, 12.8) = 20.0512 ms, at 128 max(20.1024, 25.6) = 25.6 ms.
    const chosen = chooseService(
      servingChoices([], rated, needs({ model: small, slo: slo({ perOutputTokenMs: 22 }) })),
      0,
    );
    expect(chosen).toMatchObject({ service: { batch: 64 } });
    if (!('service' in chosen)) throw new Error('nothing chosen');
    expect(chosen.service.perOutputTokenMs).toBeCloseTo(20.0512, 9);
    // 64 x 800 x 1000 / (64 x 120 + 200 x 20.0512) = 51,200,000 / 11,690.24.
    expect(chosen.service.tokensPerSecond).toBeCloseTo(51_200_000 / 11_690.24, 8);
  });

  it('adds the margin for jitter to times, not to throughput', () => {
    const limited = needs({ model: small, slo: slo({ perOutputTokenMs: 30 }) });
    const batchOf = (silicon: Silicon) => {
      const chosen = chooseService(servingChoices([], silicon, limited), 0);
      return 'service' in chosen ? chosen.service : undefined;
    };
    expect(batchOf(rated)?.batch).toBe(128);
    // Batch 128: 25.6 x 1.25 = 32 ms is too slow; batch 64: 20.0512 x 1.25 = 25.064 ms, first token (120 + 20.0512) x 1.25.
    const withMargin = batchOf({ ...rated, jitterMarginFraction: 0.25 });
    expect(withMargin?.batch).toBe(64);
    expect(withMargin?.perOutputTokenMs).toBeCloseTo(25.064, 9);
    expect(withMargin?.firstTokenMs).toBeCloseTo(175.064, 9);
    expect(withMargin?.tokensPerSecond).toBeCloseTo(51_200_000 / 11_690.24, 8);
  });

  it('takes a smaller batch behind a longer path', () => {
    const choices = servingChoices([], rated, needs({ model: small, slo: slo({ endToEndMs: 5400 }) }));
    // Batch 128: 120 + 25.6 x 200 = 5,240 ms; batch 64: 120 + 20.0512 x 200 = 4,130.24 ms.
    expect(chooseService(choices, 100)).toMatchObject({ service: { batch: 128 } });
    expect(chooseService(choices, 170)).toMatchObject({ service: { batch: 64 } });
    const refused = chooseService(choices, 2000);
    // The fastest is batch 1: a step of 20.0008 ms, 120 + 20.0008 x 200 + 2,000 ms.
    expect(refused).toMatchObject({ code: 'end-to-end', limit: 5400 });
    expect('actual' in refused && refused.actual).toBeCloseTo(6120.16, 6);
  });

  it('checks the first token with the input at the percentile, and sizes throughput with the mean', () => {
    const tail = needs({ model: small, timeInputTokens: 1200 });
    const chosen = chooseService(servingChoices([], rated, tail), 0);
    if (!('service' in chosen)) throw new Error('nothing chosen');
    expect(chosen.service.firstTokenMs).toBeCloseTo(240 + 51.2, 9);
    expect(chosen.service.tokensPerSecond).toBeCloseTo(5000, 8);
  });

  it('takes the size of replica with most tokens a second per unit, fewer units on a tie', () => {
    const sized: Silicon = { ...rated, slices: [1, 0.5], replicaUnits: [1, 2] };
    // Compute-bound at batch 256 in each size: half a unit gives 2,500, one 5,000, two 10,000: the same per unit.
    expect(chooseService(servingChoices([], sized, wanted), 0)).toMatchObject({
      service: { unitsPerReplica: 0.5 },
    });
  });

  it('sees a tie of sizes through rounding', () => {
    for (const input of [599, 600, 601, 607, 613]) {
      const sized: Silicon = { ...rated, slices: [1], replicaUnits: [7, 6, 5, 3, 1] };
      const odd = needs({ model: small, meanInputTokens: input });
      expect(chooseService(servingChoices([], sized, odd), 0)).toMatchObject({
        service: { unitsPerReplica: 1 },
      });
    }
  });

  it('is refused without room for weights and one cache, or without a rate', () => {
    const refused = servingChoices([], { ...rated, memoryGiB: 10 }, wanted).refusal;
    // 20e9 / 2^30 = 18.626 GiB and 800,000 bytes.
    expect(refused).toMatchObject({ code: 'memory', limit: 10, unit: 'GiB' });
    expect(refused?.actual).toBeCloseTo((20e9 + 800_000) / 2 ** 30, 9);
    const { bandwidthGBPerSecond: _without, ...unrated } = rated;
    expect(servingChoices([], unrated, wanted).refusal).toEqual({ code: 'no-performance' });
    expect(servingChoices([], { ...rated, computeTeraflops: { fp8: 400 } }, wanted).refusal).toEqual({
      code: 'no-performance',
    });
  });

  it('counts active parameters for time and all of them for memory', () => {
    const sparse = needs({ model: { ...small, parametersBillion: 30, activeParametersBillion: 10 } });
    const chosen = chooseService(servingChoices([], rated, sparse), 0);
    expect(chosen).toMatchObject({ service: { batch: 256 } });
    if (!('service' in chosen)) throw new Error('nothing chosen');
    expect(chosen.service.tokensPerSecond).toBeCloseTo(5000, 8);
    expect(servingChoices([], { ...rated, memoryGiB: 40 }, sparse).refusal).toMatchObject({ code: 'memory' });
  });
});
