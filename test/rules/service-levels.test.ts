import { describe, expect, it } from 'vitest';
import { placeIt, violationsOf } from '../support/placing.js';
import { chat, lease, smallProblem, smallWith } from '../support/small-problem.js';

type Slo = NonNullable<Parameters<typeof chat>[1]>['slo'];
/** a: 10 ms and 1 ms of jitter away; b: 5 ms and 0.5 ms. The point: 200 ms to the first token, 20 ms a further one. */
const problem = (slo: Slo) => {
  const small = smallProblem();
  return smallWith({
    offers: [lease('a-lease', 'a', 1000), lease('b-lease', 'b', 3000)],
    network: {
      links: [
        { from: 'town', to: 'a', rttMs: 10, jitterMs: 1 },
        { from: 'town', to: 'b', rttMs: 5, jitterMs: 0.5 },
        { from: 'town', to: 'cloud', rttMs: 90, jitterMs: 9 },
      ],
    },
    performance: (small.performance ?? []).map((one) => ({
      ...one,
      firstTokenMs: 200,
      perOutputTokenMs: 20,
      percentile: 95,
    })),
    workloads: [chat('chat', slo === undefined ? {} : { slo })],
  });
};

describe('service levels', () => {
  it.each<[string, Slo, Slo]>([
    [
      'networkRttMs counts round trip and jitter',
      { percentile: 95, networkRttMs: 11 },
      { percentile: 95, networkRttMs: 10.9 },
    ],
    ['networkJitterMs', { percentile: 95, networkJitterMs: 1 }, { percentile: 95, networkJitterMs: 0.9 }],
    // 10 + 1 + 200 + 20 x 399 = 8,191 ms at a, 5.5 less at b.
    ['endToEndMs', { percentile: 95, endToEndMs: 8191 }, { percentile: 95, endToEndMs: 8190 }],
  ])('%s: a at the limit, b below it', async (_, enough, short) => {
    expect((await placeIt(problem(enough))).share('chat@town', 'a')).toBeCloseTo(1, 9);
    expect((await placeIt(problem(short))).share('chat@town', 'b')).toBeCloseTo(1, 9);
  });

  it('times of the point hold everywhere or nowhere', async () => {
    const at = async (slo: Slo) => (await placeIt(problem(slo))).share('chat@town', 'a');
    expect(await at({ percentile: 95, firstTokenMs: 200 })).toBeCloseTo(1, 9);
    expect(await at({ percentile: 95, perOutputTokenMs: 20 })).toBeCloseTo(1, 9);
    await expect(placeIt(problem({ percentile: 95, firstTokenMs: 199 }))).rejects.toThrow('no plan');
    await expect(placeIt(problem({ percentile: 95, perOutputTokenMs: 19 }))).rejects.toThrow('no plan');
  });

  it('objects to times beyond each limit, as the plan states them', async () => {
    const slo = {
      percentile: 95,
      networkRttMs: 11,
      networkJitterMs: 1,
      firstTokenMs: 200,
      perOutputTokenMs: 20,
      endToEndMs: 8191,
    };
    const { plan, prepared } = await placeIt(problem(slo));
    const [placement] = plan.placements;
    if (!placement?.service) throw new Error('chat stands at a and is served there');
    const { network, service } = placement;
    const objections = (change: Partial<typeof placement>) =>
      violationsOf(prepared, { ...plan, placements: [{ ...placement, ...change }] }).map(
        (one) => one.subject.split(' ')[0],
      );
    expect(objections({})).toEqual([]);
    expect(objections({ network: { ...network, rttMs: 10.1 } })).toEqual(['networkRttMs']);
    expect(objections({ network: { ...network, jitterMs: 1.1 } })).toEqual([
      'networkRttMs',
      'networkJitterMs',
    ]);
    expect(objections({ service: { ...service, firstTokenMs: 201 } })).toEqual(['firstTokenMs']);
    expect(objections({ service: { ...service, perOutputTokenMs: 21 } })).toEqual(['perOutputTokenMs']);
    expect(objections({ service: { ...service, endToEndMs: 8192 } })).toEqual(['endToEndMs']);
  });
});
