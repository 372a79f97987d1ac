import { describe, expect, it } from 'vitest';
import type { ProblemInput } from '../../solver/problem/types.js';
import { placeIt, prepared, violationsOf } from '../support/placing.js';
import { chat, lease, onDemand, smallProblem, smallWith } from '../support/small-problem.js';

type Ban = NonNullable<ProblemInput['bans']>[number];
const places = ['town', 'village'];
/** Two kinds of silicon at a; one lease at b; the region. */
const problem = (parts: Partial<ProblemInput>): ProblemInput => {
  const small = smallProblem();
  const [gpu] = small.silicon ?? [];
  const [point] = small.performance ?? [];
  if (!gpu || point?.kind !== 'serving') throw new Error('the small problem has silicon and a point');
  return smallWith({
    locations: places.map((id) => ({
      id,
      jurisdiction: 'DE',
      zone: 'UTC',
      accessRttMs: 0,
      accessJitterMs: 0,
    })),
    network: {
      links: places.flatMap((from) =>
        ['a', 'b', 'cloud'].map((to) => ({ from, to, rttMs: 10, jitterMs: 1 })),
      ),
    },
    silicon: [gpu, { ...gpu, id: 'gpu2' }],
    performance: [point, { ...point, id: 'llm-on-gpu2', silicon: 'gpu2' }],
    offers: [
      lease('a-lease', 'a', 1000),
      lease('a-lease2', 'a', 900, { silicon: 'gpu2' }),
      lease('b-lease', 'b', 3000),
      onDemand('cloud-hour', 'cloud', 1),
    ],
    workloads: [chat('chat', { origins: places.map((location) => ({ location, shareFraction: 0.5 })) })],
    ...parts,
  });
};
const banksOf = (parts: Partial<ProblemInput>, stream = 'chat@town') =>
  prepared(problem(parts))
    .candidates.candidates.filter((one) => one.stream.id === stream)
    .map(({ bank }) => bank.id);
const ALL = ['a/gpu/metered', 'a/gpu2/metered', 'b/gpu/metered', 'cloud-hour'];

describe('pins', () => {
  it('leave the banks of a site, or the bank of an offer', () => {
    expect(banksOf({})).toEqual(ALL);
    expect(banksOf({ pins: [{ workload: 'chat', site: 'a' }] })).toEqual(ALL.slice(0, 2));
    expect(banksOf({ pins: [{ workload: 'chat', offer: 'a-lease2' }] })).toEqual(['a/gpu2/metered']);
    expect(banksOf({ pins: [{ workload: 'chat', offer: 'cloud-hour' }] })).toEqual(['cloud-hour']);
  });

  it('of one location leave the other alone', () => {
    const pins = [{ workload: 'chat', location: 'village', site: 'b' }];
    expect(banksOf({ pins })).toEqual(ALL);
    expect(banksOf({ pins }, 'chat@village')).toEqual(['b/gpu/metered']);
  });

  it('move the plan: pinned to b it costs 4 x 3,000 instead of 4 x 900', async () => {
    expect((await placeIt(problem({}))).cost).toBeCloseTo(3600, 6);
    expect((await placeIt(problem({ pins: [{ workload: 'chat', site: 'b' }] }))).cost).toBeCloseTo(12_000, 6);
  });
});

describe('bans', () => {
  it.each<[Ban, string[]]>([
    [{ site: 'a' }, ['b/gpu/metered', 'cloud-hour']],
    [{ silicon: 'gpu' }, ['a/gpu2/metered']],
    [{ offer: 'cloud-hour' }, ALL.slice(0, 3)],
    // Every target that is stated must match.
    [{ site: 'a', silicon: 'gpu' }, ALL.slice(1)],
    [{ site: 'b', offer: 'cloud-hour' }, ALL],
    [{ selector: { origins: ['town'] }, site: 'a' }, ['b/gpu/metered', 'cloud-hour']],
    [{ selector: { origins: ['village'] }, site: 'a' }, ALL],
    // For some streams a held bank is closed as a whole; for all of them the offer leaves it.
    [{ selector: { origins: ['town'] }, offer: 'a-lease' }, ALL.slice(1)],
    [{ offer: 'a-lease' }, ALL],
  ])('%j', (ban, banks) => {
    expect(banksOf({ bans: [ban] })).toEqual(banks);
  });

  it('a held offer banned for all leaves its bank; what is committed stays paid', async () => {
    const offers = [
      lease('a-lease', 'a', 1000, { unitsCommitted: 2 }),
      lease('a-dear', 'a', 2000),
      lease('b-lease', 'b', 3000),
    ];
    const free = await placeIt(problem({ offers }));
    expect(free.cost).toBeCloseTo(4 * 1000, 6);
    const banned = await placeIt(problem({ offers, bans: [{ offer: 'a-lease' }] }));
    expect(banned.units('a-lease')).toBe(0);
    expect(banned.units('a-dear')).toBe(4);
    expect(banned.cost).toBeCloseTo(4 * 2000 + 2 * 1000, 6);
  });
});

describe('a plan against pins and bans', () => {
  it('is objected to by each that it breaks', async () => {
    const { plan, prepared: ready } = await placeIt(problem({}));
    const objections = (parts: Partial<ProblemInput>) => {
      const { pins, bans } = prepared(problem(parts)).problem;
      const { candidates } = ready;
      const demand = { ...candidates.demand, problem: { ...ready.problem, pins, bans } };
      return violationsOf({ ...ready, candidates: { ...candidates, demand } }, plan).map(
        (one) => one.subject,
      );
    };
    expect(objections({})).toEqual([]);
    expect(objections({ pins: [{ workload: 'chat', location: 'town', site: 'b' }] })).toEqual([
      'pin of chat: chat@town at a/gpu2/metered',
    ]);
    expect(objections({ bans: [{ silicon: 'gpu2' }] })).toHaveLength(2);
    expect(objections({ bans: [{ site: 'b', silicon: 'gpu2' }] })).toEqual([]);
    expect(objections({ bans: [{ offer: 'a-lease2' }] })).toEqual(['ban of a-lease2']);
  });
});
