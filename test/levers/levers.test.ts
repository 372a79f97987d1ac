import { describe, expect, it } from 'vitest';
import { glpk } from '../../solver/engines/glpk.js';
import { type LeverOptions, levers } from '../../solver/levers/levers.js';
import type { LeverReading } from '../../solver/levers/types.js';
import { parsed } from '../support/placing.js';
import { leverProblem } from './lever-problem.js';

const read = async (input: unknown, more: Partial<LeverOptions> = {}): Promise<LeverReading> => {
  const result = await levers(parsed(input), { engines: [glpk], ...more });
  if (result.kind !== 'measured') throw new Error(JSON.stringify(result));
  return result;
};

describe('the levers of a saving', () => {
  it('are the eight solves and their averages by hand', async () => {
    const result = await read(leverProblem());
    const costs = Object.fromEntries(result.corners.map(({ on, cost }) => [on.join('+'), cost]));
    // GPU hours: 2 x 8,760 x price. ASIC: 1 x 8,760 x price. Bought: price + 438 a unit.
    const byHand: Record<string, number> = {
      '': 17520,
      site: 14016,
      silicon: 17520,
      terms: 10512,
      'site+silicon': 12264,
      'site+terms': 2 * 4000 + 876,
      'silicon+terms': 10512,
      'site+silicon+terms': 5000 + 438,
    };
    expect(Object.keys(costs).sort()).toEqual(Object.keys(byHand).sort());
    for (const [corner, cost] of Object.entries(byHand)) expect(costs[corner], corner).toBeCloseTo(cost, 6);
    const parts = Object.fromEntries(result.parts.map(({ lever, amount }) => [lever, amount]));
    // site: 3,504 / 3 + 5,256 / 6 + 1,636 / 6 + 5,074 / 3, and likewise.
    expect(parts.site).toBeCloseTo(4008, 6);
    expect(parts.silicon).toBeCloseTo(1438, 6);
    expect(parts.terms).toBeCloseTo(6636, 6);
    expect(result.whole.amount).toBeCloseTo(17520 - 5438, 6);
    expect(result.wholeFraction).toBeCloseTo(12082 / 17520, 9);
    expect(result.held).toEqual([]);
    expect(result.families).toEqual(['GPU']);
    expect(result.cloudOnlyCost).toBeCloseTo(10512, 6);
    expect(result.committingInCloud).toBeCloseTo(7008, 6);
  });

  it('show electricity inside the site, and rules and latency beside the sum', async () => {
    const result = await read(leverProblem());
    // At 0.25: with terms the region's year (10,512) beats bought GPU; with silicon too an ASIC is 5,000 + 2,190.
    const energy = (10512 - 8876) / 6 + (7190 - 5438) / 3;
    expect(result.energy).toMatchObject({ kind: 'measured', tariff: 'dear', from: 'region' });
    expect(result.energy.kind === 'measured' && result.energy.amount).toBeCloseTo(energy, 6);
    // Without the rule an ASIC abroad at 3,438; without the limit the remote one at 4,438.
    expect(result.rules).toMatchObject({ kind: 'measured', count: 1 });
    expect(result.rules.kind === 'measured' && result.rules.amount).toBeCloseTo(2000, 6);
    expect(result.latency.kind === 'measured' && result.latency.amount).toBeCloseTo(1000, 6);
  });

  it('sum to the whole, each within its own range, with a gap allowed', async () => {
    const { parts, whole } = await read(leverProblem(), { gapFraction: 0.5 });
    expect(parts.reduce((sum, one) => sum + one.amount, 0)).toBeCloseTo(whole.amount, 6);
    for (const { amount, atLeast, atMost } of [...parts, whole]) {
      expect(atLeast).toBeLessThanOrEqual(amount + 1e-6);
      expect(atMost).toBeGreaterThanOrEqual(amount - 1e-6);
    }
    expect(parts.reduce((sum, one) => sum + one.atLeast, 0)).toBeLessThanOrEqual(whole.amount + 1e-6);
    expect(parts.reduce((sum, one) => sum + one.atMost, 0)).toBeGreaterThanOrEqual(whole.amount - 1e-6);
  });

  it('refuse options that make no sense', async () => {
    await expect(levers(parsed(leverProblem()), { engines: [] })).rejects.toThrow('engines is empty');
  });

  it('hold a lever on where the cloud has nothing without it, and say so', async () => {
    const input = leverProblem();
    // No rent by the hour anywhere: without terms nothing can be placed.
    const result = await read({ ...input, offers: input.offers.filter((one) => one.terms !== 'on-demand') });
    expect(result.held.map(({ lever }) => lever)).toEqual(['terms']);
    expect(result.held[0]?.because).toContain('no lever on');
    const parts = Object.fromEntries(result.parts.map(({ lever, amount }) => [lever, amount]));
    // 10,512 -> 8,876 by site; silicon 0 in the cloud, 3,438 after the site.
    expect(parts.site).toBeCloseTo((1636 + 5074) / 2, 6);
    expect(parts.silicon).toBeCloseTo(3438 / 2, 6);
    expect(result.whole.amount).toBeCloseTo(10512 - 5438, 6);
  });

  it('name no tariff where none is stated, and take the one asked for', async () => {
    const input = leverProblem();
    const bare = {
      ...input,
      sites: input.sites.map(({ tariff, ...site }) =>
        site.kind === 'hyperscale-region' ? site : { ...site, ...(tariff ? { tariff } : {}) },
      ),
    };
    expect((await read(bare)).energy).toMatchObject({ kind: 'not-measured' });
    const asked = await read(bare, { cloudTariff: 'dear' });
    expect(asked.energy).toMatchObject({ kind: 'measured', tariff: 'dear', from: 'asked for' });
    expect((await read(bare, { cloudTariff: 'none' })).energy).toMatchObject({ kind: 'not-measured' });
  });

  it('say what requirements cost even where there is nothing to compare', async () => {
    const input = leverProblem();
    // Only bought GPU at the core are left: no lever can be off. Of 8,876 the latency limit costs 8,876 - 4,438.
    const offers = input.offers.filter(({ id }) => ['core-gpu-buy', 'remote-asic-buy'].includes(id));
    const silicon = await levers(parsed({ ...input, offers, rules: [] }), { engines: [glpk] });
    expect(silicon.kind).toBe('not-measured');
    const latency = silicon.kind === 'not-measured' ? silicon.latency : null;
    expect(latency?.kind === 'measured' && latency.amount).toBeCloseTo(8876 - 4438, 6);
  });

  it('are not measured where there is no region, or no plan', async () => {
    const input = leverProblem();
    const without = await levers(
      parsed({
        ...input,
        sites: input.sites.filter((site) => site.id !== 'region'),
        offers: input.offers.filter((one) => one.site !== 'region'),
        network: { links: (input.network?.links ?? []).filter((link) => link.to !== 'region') },
      }),
      { engines: [glpk] },
    );
    expect(without.kind).toBe('not-measured');
    const impossible = await levers(
      parsed({
        ...input,
        rules: [
          { id: 'nowhere', selector: {}, requirement: { attribute: 'site.jurisdiction', allIn: ['FR'] } },
        ],
      }),
      { engines: [glpk] },
    );
    expect(impossible).toMatchObject({ kind: 'not-measured', rules: null, latency: null });
    expect(impossible.kind === 'not-measured' && impossible.corners.length).toBe(8);
  });
});
