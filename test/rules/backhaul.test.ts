import { describe, expect, it } from 'vitest';
import { placeIt, violationsOf } from '../support/placing.js';
import { chat, site, smallWith } from '../support/small-problem.js';

/** 2 requests/s x 100 KB x 8 / 1000 = 1.6 Mbps up, and x 500 KB = 8 Mbps down. */
const traffic = { requestKB: 100, responseKB: 500 };
const free = { egressPricePerGB: 0 };
const problem = (backhaulMbps: number, workload: Parameters<typeof chat>[1] = { traffic }) =>
  smallWith({
    locations: [{ id: 'town', jurisdiction: 'DE', zone: 'UTC', accessRttMs: 0, accessJitterMs: 0, ...free }],
    sites: [site('a', { backhaulMbps, ...free }), site('b', free), site('cloud', free)],
    profiles: [{ id: 'day', values: Array.from({ length: 24 }, (_, hour) => (hour === 12 ? 4 : 2)) }],
    workloads: [chat('chat', workload)],
  });

describe('backhaul', () => {
  it('8 Mbps down fit in 8, and a quarter of them stays out of 6', async () => {
    expect((await placeIt(problem(8))).share('chat@town', 'a')).toBeCloseTo(1, 9);
    expect((await placeIt(problem(7.99))).share('chat@town', 'a')).toBeLessThanOrEqual(7.99 / 8 + 1e-9);
    const part = await placeIt(problem(6));
    expect(part.cost).toBeCloseTo(3 * 1000 + 3000, 6);
  });

  it('goes by the busiest hour of the profile', async () => {
    expect((await placeIt(problem(8, { traffic, profile: 'day' }))).share('chat@town', 'a')).toBeCloseTo(
      1,
      9,
    );
    expect((await placeIt(problem(7, { traffic, profile: 'day' }))).share('chat@town', 'a')).toBeLessThan(1);
  });

  it('counts each way apart: 1.6 Mbps up bind where the way down is light', async () => {
    const upward = { requestKB: 500, responseKB: 1 };
    expect((await placeIt(problem(8, { traffic: upward }))).share('chat@town', 'a')).toBeCloseTo(1, 9);
    expect((await placeIt(problem(7, { traffic: upward }))).share('chat@town', 'a')).toBeLessThan(1);
  });

  it('counts one copy of copies', async () => {
    const copies = { traffic, split: { kind: 'copies', copies: 2, copyLoadFraction: 0.5 } as const };
    // 8 Mbps x 0.5: each copy brings 4.
    expect((await placeIt(problem(4, copies))).share('chat@town', 'a')).toBe(1);
    expect((await placeIt(problem(3.9, copies))).share('chat@town', 'a')).toBe(0);
  });

  it('objects to traffic beyond the limit', async () => {
    const { plan, prepared } = await placeIt(problem(8));
    const { problem: stated } = prepared;
    const narrow = stated.sites.map((one) => (one.id === 'a' ? { ...one, backhaulMbps: 7 } : one));
    const { candidates } = prepared;
    const demand = { ...candidates.demand, problem: { ...stated, sites: narrow } };
    expect(violationsOf({ ...prepared, candidates: { ...candidates, demand } }, plan)).toMatchObject([
      { rule: 'backhaul', subject: 'a down, hour 0', actual: 8, limit: 7, unit: 'Mbps' },
    ]);
  });
});
