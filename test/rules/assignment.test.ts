import { describe, expect, it } from 'vitest';
import { placeIt, violationsOf } from '../support/placing.js';
import { CHAT_UNITS, chat, smallProblem, smallWith, training } from '../support/small-problem.js';

describe('assignment', () => {
  it('serves the whole stream at the cheapest bank: 4 units of 1,000', async () => {
    const { cost, share, units } = await placeIt(smallProblem());
    expect(share('chat@town', 'a')).toBe(1);
    expect(units('a-lease')).toBe(CHAT_UNITS);
    expect(cost).toBeCloseTo(4 * 1000, 6);
  });

  it('objects to a share too little, a share too much, and to a divided run', async () => {
    const { plan, prepared } = await placeIt(smallWith({ workloads: [chat(), training()] }));
    const withShare = (workload: string, shareFraction: number) => ({
      ...plan,
      placements: plan.placements.map((one) => (one.workload === workload ? { ...one, shareFraction } : one)),
    });
    const families = (shareOf: string, share: number) =>
      violationsOf(prepared, withShare(shareOf, share)).map((one) => `${one.rule} ${one.subject}`);
    expect(families('chat', 0.999)).toEqual(['assignment chat@town']);
    expect(families('chat', 1.001)).toContain('assignment chat@town');
    expect(families('chat', 1 - 1e-8)).toEqual([]);
    expect(families('train', 0.5)).toContain('assignment train@town at cloud-hour, to be whole');
  });
});
