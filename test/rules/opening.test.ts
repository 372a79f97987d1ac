import { describe, expect, it } from 'vitest';
import { placeIt, tryPlace, violationsOf } from '../support/placing.js';
import { chat, lease, type SiteInput, site, smallWith } from '../support/small-problem.js';

/** a costs 4,000 and b 12,000 a year for 4 units: opening a is worth up to 8,000. */
const problem = (a: Partial<SiteInput>, more = {}) =>
  smallWith({
    sites: [site('a', a), site('b')],
    offers: [lease('a-lease', 'a', 1000), lease('b-lease', 'b', 3000)],
    network: {
      links: ['a', 'b'].map((to) => ({ from: 'town', to, rttMs: 10, jitterMs: 1 })),
    },
    ...more,
  });

describe('opening a site', () => {
  it('is done for 7,999 and not for 8,001, upfront or a year', async () => {
    for (const field of ['openUpfrontCost', 'openYearlyCost'] as const) {
      const cheap = await placeIt(problem({ [field]: 7999 }));
      expect(cheap.share('chat@town', 'a')).toBe(1);
      expect(cheap.cost).toBeCloseTo(4000 + 7999, 6);
      const dear = await placeIt(problem({ [field]: 8001 }));
      expect(dear.share('chat@town', 'b')).toBe(1);
      expect(dear.cost).toBeCloseTo(12_000, 6);
    }
  });

  it('is not paid again for a site that is open, and running it is', async () => {
    const answer = await placeIt(
      problem({ openUpfrontCost: 50_000, openYearlyCost: 100, alreadyOpen: true }),
    );
    expect(answer.cost).toBeCloseTo(4000 + 100, 6);
  });

  it('a site that must stay open is paid for and so used: 9,000 are no reason to stay away', async () => {
    const answer = await placeIt(problem({ openYearlyCost: 9000, mustStayOpen: true }));
    expect(answer.share('chat@town', 'a')).toBe(1);
    expect(answer.cost).toBeCloseTo(4000 + 9000, 6);
    expect(answer.plan.constantObjective).toBeCloseTo(9000, 6);
  });

  it('newSites counts sites that are neither open nor bound to be: 1 allows a or b, 0 none', async () => {
    const limits = (newSites: number) => ({ limits: { newSites } });
    expect((await placeIt(problem({}, limits(1)))).share('chat@town', 'a')).toBe(1);
    expect(await tryPlace(problem({}, limits(0)))).toBeUndefined();
    const open = await placeIt(problem({ alreadyOpen: true }, limits(0)));
    expect(open.share('chat@town', 'a')).toBe(1);
    // One workload fits at a, the other must go to b: two new sites.
    const two = {
      workloads: [chat('one'), chat('two')],
      offers: [lease('a-lease', 'a', 1000, { unitsMax: 4 }), lease('b-lease', 'b', 3000)],
    };
    expect((await placeIt(problem({}, { ...two, ...limits(2) }))).cost).toBeCloseTo(16_000, 6);
    expect((await placeIt(problem({}, { ...two, ...limits(1) }))).cost).toBeCloseTo(24_000, 6);
  });

  it('objects to anything at a closed site, to a closed site that must stay open, to one opening too many', async () => {
    const { plan, prepared } = await placeIt(problem({ openYearlyCost: 1 }, { limits: { newSites: 1 } }));
    const withOpen = (openSites: readonly string[]) => ({
      ...plan,
      sites: plan.sites.map((one) => ({ ...one, isOpen: openSites.includes(one.site) })),
    });
    const rules = (openSites: readonly string[]) =>
      violationsOf(prepared, withOpen(openSites)).map((one) => `${one.rule} ${one.unit}`);
    expect(rules(['a'])).toEqual([]);
    expect(rules([])).toEqual(['opening share', 'opening units']);
    expect(rules(['a', 'b'])).toEqual(['opening sites']);
    const must = await placeIt(problem({ mustStayOpen: true }));
    const closed = { ...must.plan, sites: must.plan.sites.map((one) => ({ ...one, isOpen: false })) };
    expect(violationsOf(must.prepared, closed).map((one) => one.subject)).toContain(
      'a, which must stay open',
    );
  });
});
