import { describe, expect, it } from 'vitest';
import { placeIt, tryPlace, violationsOf } from '../support/placing.js';
import { agents, chat, lease, onDemand, smallProblem, smallWith } from '../support/small-problem.js';

const leases = (aUnits: number) => [
  lease('a-lease', 'a', 1000, { unitsMax: aUnits }),
  lease('b-lease', 'b', 3000),
];
const halfDay = (first: number, second: number): number[] =>
  Array.from({ length: 24 }, (_, hour) => (hour < 12 ? first : second));
const profiles = [
  { id: 'morning', values: halfDay(1, 0) },
  { id: 'evening', values: halfDay(0, 1) },
];

describe('units of a held bank', () => {
  it('binds one unit below the need of 4, and not at it', async () => {
    const enough = await placeIt(smallWith({ offers: leases(4) }));
    expect(enough.share('chat@town', 'a')).toBe(1);
    expect(enough.cost).toBeCloseTo(4 * 1000, 6);
    const short = await placeIt(smallWith({ offers: leases(3) }));
    expect(short.share('chat@town', 'a')).toBeCloseTo(3 / 4, 9);
    expect(short.cost).toBeCloseTo(3 * 1000 + 1 * 3000, 6);
  });

  it('is shared by streams whose peaks fall in different hours: the highest hour counts, not the sum', async () => {
    const two = (one: string, other: string) =>
      smallWith({
        profiles,
        workloads: [chat('one', { profile: one }), chat('other', { profile: other })],
        offers: leases(4),
      });
    // morning and evening: 4 units carry both. Both in the morning: 8 units, of which 4 stand at b.
    expect((await placeIt(two('morning', 'evening'))).cost).toBeCloseTo(4 * 1000, 6);
    expect((await placeIt(two('morning', 'morning'))).cost).toBeCloseTo(4 * 1000 + 4 * 3000, 6);
  });

  it('objects to one unit fewer than the load', async () => {
    const { plan, prepared } = await placeIt(smallProblem());
    const fewer = { ...plan, units: plan.units.map((one) => ({ ...one, unitsFurther: 3 })) };
    expect(violationsOf(prepared, fewer)).toMatchObject([
      { rule: 'capacity', actual: 4, limit: 3, unit: 'units' },
    ]);
  });
});

describe('host memory of a held bank', () => {
  const workloads = [agents()];
  const problem = (ramGiB: number) =>
    smallWith({ workloads: [agents('agents', { ramGiB })], offers: leases(50) });

  it('adds no unit up to 4 units of 100 GiB, and one above', async () => {
    // 10 agents x 40 GiB = 400 GiB = what 4 units for inference bring.
    expect((await placeIt(problem(40))).units('a-lease')).toBe(4);
    expect((await placeIt(problem(40.1))).units('a-lease')).toBe(5);
  });

  it('objects when the memory outgrows the units', async () => {
    const { plan, prepared } = await placeIt(smallWith({ workloads, offers: leases(50) }));
    const grown = {
      ...prepared,
      candidates: {
        ...prepared.candidates,
        candidates: prepared.candidates.candidates.map((one) =>
          one.stream.part === 'runtime' ? { ...one, hostMemoryGiB: 401 } : one,
        ),
      },
    };
    expect(violationsOf(grown, plan)).toMatchObject([
      { rule: 'capacity', actual: 401, limit: 400, unit: 'GiB' },
    ]);
  });
});

describe('whole replicas', () => {
  const half = (id: string, replication: 'fluid' | 'replicas', model = 'llm') =>
    chat(id, { demand: { peakRequestsPerSecond: 0.2 }, replication, model });
  const problem = (replication: 'fluid' | 'replicas', models: readonly [string, string]) => {
    const small = smallProblem();
    const [model] = small.models ?? [];
    const [point] = small.performance ?? [];
    if (!model || point?.kind !== 'serving') throw new Error('the small problem has a model and a point');
    return {
      ...small,
      models: [model, { ...model, id: 'other' }],
      performance: [point, { ...point, id: 'other-on-gpu', model: 'other' }],
      workloads: [half('one', replication, models[0]), half('two', replication, models[1])],
    };
  };

  it('two streams of 0.4 units: one unit if fluid, one if they share a model, two if they do not', async () => {
    expect((await placeIt(problem('fluid', ['llm', 'other']))).units('a-lease')).toBe(1);
    const shared = await placeIt(problem('replicas', ['llm', 'llm']));
    expect(shared.units('a-lease')).toBe(1);
    expect(shared.plan.replicas).toMatchObject([{ model: 'llm', replicas: 1 }]);
    const apart = await placeIt(problem('replicas', ['llm', 'other']));
    expect(apart.units('a-lease')).toBe(2);
    expect(apart.plan.replicas).toMatchObject([{ replicas: 1 }, { replicas: 1 }]);
  });

  it('objects to a missing, a divided and a too small count of replicas', async () => {
    const { plan, prepared } = await placeIt(problem('replicas', ['llm', 'llm']));
    const rules = (replicas: typeof plan.replicas) =>
      violationsOf(prepared, { ...plan, replicas }).map((one) => one.unit);
    expect(rules([])).toEqual(['replicas']);
    expect(rules(plan.replicas.map((one) => ({ ...one, replicas: 0.5 })))).toEqual(['replicas', 'replicas']);
    expect(rules(plan.replicas.map((one) => ({ ...one, replicas: 2 })))).toEqual(['units']);
  });
});

describe('quotas of by-use offers', () => {
  const problem = (unitsMax: number | undefined, more = {}) =>
    smallWith({
      offers: [
        onDemand('cloud-hour', 'cloud', 0.1, unitsMax === undefined ? {} : { unitsMax }),
        lease('b-lease', 'b', 3000),
      ],
      ...more,
    });

  it('holds what fits: 4 units within a quota of 4, three quarters within 3', async () => {
    expect((await placeIt(problem(4))).share('chat@town', 'cloud')).toBe(1);
    const short = await placeIt(problem(3));
    expect(short.share('chat@town', 'cloud')).toBeCloseTo(3 / 4, 9);
    expect(short.cost).toBeCloseTo(3 * 0.1 * 8760 + 3000, 4);
  });

  it('excludes an indivisible stream that is too large for it', async () => {
    const workloads = [chat('chat', { split: { kind: 'perLocation' } })];
    expect((await placeIt(problem(4, { workloads }))).share('chat@town', 'cloud')).toBe(1);
    expect((await placeIt(problem(3, { workloads }))).share('chat@town', 'b')).toBe(1);
  });

  it('limits tokens a second of an endpoint: 2,000 of 2,000, and half of them', async () => {
    const token = (quotaTokensPerSecond: number) =>
      smallWith({
        offers: [
          {
            id: 'api',
            terms: 'token',
            site: 'cloud',
            models: ['llm'],
            pricePerMillionInputTokens: 0,
            pricePerMillionOutputTokens: 0,
            quotaTokensPerSecond,
          },
          lease('a-lease', 'a', 1000),
        ],
      });
    expect((await placeIt(token(2000))).cost).toBeCloseTo(0, 6);
    const half = await placeIt(token(1000));
    expect(half.share('chat@town', 'cloud')).toBeCloseTo(0.5, 9);
    expect(half.cost).toBeCloseTo(2 * 1000, 6);
  });

  it('has no plan where nothing else is offered', async () => {
    const offers = [onDemand('cloud-hour', 'cloud', 0.1, { unitsMax: 3 })];
    expect(await tryPlace(smallWith({ offers }))).toBeUndefined();
  });
});
