import { describe, expect, it } from 'vitest';
import { placeIt, tryPlace, violationsOf } from '../support/placing.js';
import { chat, lease, onDemand, site, smallWith } from '../support/small-problem.js';

const offers = [lease('a-lease', 'a', 1000), lease('b-lease', 'b', 3000)];

describe('most share in a failure domain', () => {
  it('0.75 leaves a quarter, one unit, for b; 0.74 takes two units there', async () => {
    const problem = (maxShareFractionPerDomain: number) =>
      smallWith({ offers, workloads: [chat('chat', { maxShareFractionPerDomain })] });
    const quarter = await placeIt(problem(0.75));
    expect(quarter.share('chat@town', 'a')).toBeCloseTo(0.75, 9);
    expect(quarter.cost).toBeCloseTo(3 * 1000 + 3000, 6);
    // At least 0.26 at b are 1.04 units: 2 there, and with them 2 at a are enough.
    expect((await placeIt(problem(0.74))).cost).toBeCloseTo(2 * 1000 + 2 * 3000, 6);
  });

  it('counts sites of one domain together', async () => {
    const problem = (failureDomain: string) =>
      smallWith({
        offers: [
          lease('a-lease', 'a', 1000, { unitsMax: 2 }),
          lease('b-lease', 'b', 3000),
          onDemand('cloud-hour', 'cloud', 1),
        ],
        sites: [site('a', { failureDomain }), site('b', { failureDomain: 'west' }), site('cloud')],
        workloads: [chat('chat', { maxShareFractionPerDomain: 0.5 })],
      });
    expect((await placeIt(problem('east'))).share('chat@town', 'cloud')).toBe(0);
    expect((await placeIt(problem('west'))).share('chat@town', 'cloud')).toBeCloseTo(0.5, 9);
  });
});

describe('standby', () => {
  const standby = (more: object = {}) =>
    smallWith({ offers, workloads: [chat('chat', { standby: true })], ...more });

  it('doubles the units of a stream that stands at one site, in another domain', async () => {
    // Whatever the shares: the loss of either site leaves 4 units at the other.
    const answer = await placeIt(standby());
    expect(answer.units('a-lease')).toBe(4);
    expect(answer.units('b-lease')).toBe(4);
    expect(answer.share('chat@town', 'a') + answer.standby('chat@town', 'a')).toBeCloseTo(1, 9);
    expect(answer.share('chat@town', 'b') + answer.standby('chat@town', 'b')).toBeCloseTo(1, 9);
    expect(answer.cost).toBeCloseTo(4 * 1000 + 4 * 3000, 6);
  });

  it('spread over three domains takes half as much again: 2 units at each', async () => {
    const three = standby({
      sites: ['a', 'b', 'c'].map((id) => site(id)),
      offers: ['a', 'b', 'c'].map((id) => lease(`${id}-lease`, id, 1000)),
      network: { links: ['a', 'b', 'c'].map((to) => ({ from: 'town', to, rttMs: 10, jitterMs: 1 })) },
    });
    expect((await placeIt(three)).cost).toBeCloseTo(6 * 1000, 6);
  });

  it('is held by on-demand offers only where they state its price', async () => {
    const problem = (standbyPerUnitHour: number | undefined) =>
      standby({
        offers: [
          lease('a-lease', 'a', 1000),
          onDemand('cloud-hour', 'cloud', 1, standbyPerUnitHour === undefined ? {} : { standbyPerUnitHour }),
        ],
      });
    const held = await placeIt(problem(0.1));
    expect(held.standby('chat@town', 'cloud')).toBeCloseTo(1, 9);
    expect(held.cost).toBeCloseTo(4 * 1000 + 4 * 0.1 * 8760, 6);
    // Without a price, what the region serves it must serve all the time: a holds the standby.
    const bare = await placeIt(problem(undefined));
    expect(bare.share('chat@town', 'cloud')).toBeCloseTo(1, 9);
    expect(bare.standby('chat@town', 'a')).toBeCloseTo(1, 9);
  });

  it('has no plan in a single failure domain', async () => {
    const sites = ['a', 'b'].map((id) => site(id, { failureDomain: 'one' }));
    const links = ['a', 'b'].map((to) => ({ from: 'town', to, rttMs: 10, jitterMs: 1 }));
    expect(await tryPlace(standby({ sites, network: { links } }))).toBeUndefined();
  });

  it('objects to standby that is missing, or stands where none may be', async () => {
    const { plan, prepared } = await placeIt(standby());
    const withStandby = (standbyFraction: (before: number) => number) => ({
      ...plan,
      placements: plan.placements.map((one) => ({
        ...one,
        standbyFraction: standbyFraction(one.standbyFraction),
      })),
    });
    const rules = (change: (before: number) => number) =>
      violationsOf(prepared, withStandby(change)).map((one) => one.rule);
    expect(rules((before) => before)).toEqual([]);
    expect(rules((before) => before * 0.9)).toContain('resilience');
    expect(rules(() => 0)).toContain('resilience');
    const single = await placeIt(smallWith({ offers }));
    const wrong = {
      ...single.plan,
      placements: single.plan.placements.map((one) => ({ ...one, standbyFraction: 0.001 })),
    };
    expect(violationsOf(single.prepared, wrong).map((one) => one.rule)).toContain('resilience');
  });
});
