import { describe, expect, it } from 'vitest';
import { placeIt, tryPlace, violationsOf } from '../support/placing.js';
import { agents, chat, lease, site, smallWith } from '../support/small-problem.js';

type Kind = 'same-sites' | 'different-sites' | 'different-domains';
const problem = (kind: Kind, aUnits: number, more = {}) =>
  smallWith({
    workloads: [chat('one'), chat('two')],
    affinities: [{ id: 'pair', kind, workloads: ['one', 'two'] }],
    offers: [lease('a-lease', 'a', 1000, { unitsMax: aUnits }), lease('b-lease', 'b', 3000)],
    ...more,
  });

describe('affinity', () => {
  it('same-sites: with 6 units at a both hold three quarters there', async () => {
    const answer = await placeIt(problem('same-sites', 6));
    expect(answer.share('one@town', 'a')).toBeCloseTo(answer.share('two@town', 'a'), 9);
    expect(answer.cost).toBeCloseTo(6 * 1000 + 2 * 3000, 6);
  });

  it('same-sites: a whole workload takes the other with it', async () => {
    const workloads = [chat('one', { split: { kind: 'oneOffer' } }), chat('two')];
    expect((await placeIt(problem('same-sites', 8, { workloads }))).cost).toBeCloseTo(8 * 1000, 6);
    expect((await placeIt(problem('same-sites', 7, { workloads }))).cost).toBeCloseTo(8 * 3000, 6);
  });

  it('same-sites: the two parts of agents count half each', async () => {
    const answer = await placeIt(
      problem('same-sites', 6, { workloads: [chat('one'), agents('two', { ramGiB: 1 })] }),
    );
    const ofAgents = (answer.share('two@town', 'a') + answer.share('two@town#runtime', 'a')) / 2;
    expect(answer.share('one@town', 'a')).toBeCloseTo(ofAgents, 9);
  });

  it('different-sites: 8 units at a would hold both, and one of them goes to b', async () => {
    const answer = await placeIt(problem('different-sites', 8));
    expect(answer.cost).toBeCloseTo(4 * 1000 + 4 * 3000, 6);
    expect(answer.share('one@town', 'a') * answer.share('two@town', 'a')).toBe(0);
  });

  it('different-domains: two sites of one domain count as one', async () => {
    const sites = (domain: string) => [
      site('a', { failureDomain: 'east' }),
      site('b', { failureDomain: domain }),
      site('cloud'),
    ];
    expect((await placeIt(problem('different-domains', 8, { sites: sites('west') }))).cost).toBeCloseTo(
      16_000,
      6,
    );
    expect(await tryPlace(problem('different-domains', 8, { sites: sites('east') }))).toBeUndefined();
    expect((await placeIt(problem('different-sites', 8, { sites: sites('east') }))).cost).toBeCloseTo(
      16_000,
      6,
    );
  });

  it('apart means standby too: the standby of one is not beside the other', async () => {
    const workloads = [chat('one', { standby: true }), chat('two')];
    expect(await tryPlace(problem('different-sites', 50, { workloads }))).toBeUndefined();
  });

  it('objects to shares apart and to shares together', async () => {
    const answer = await placeIt(problem('same-sites', 50));
    const other = answer.prepared.candidates.candidates.find((one) => one.bank.site.id === 'b')?.bank;
    if (!other) throw new Error('b has a bank');
    const moved = {
      ...answer.plan,
      placements: answer.plan.placements.map((one) =>
        one.workload === 'two' ? { ...one, bank: other.id, site: 'b' } : one,
      ),
    };
    const families = (plan: typeof moved, prepared = answer.prepared) =>
      violationsOf(prepared, plan)
        .filter((one) => one.rule === 'affinity')
        .map((one) => one.subject);
    expect(families(moved)).toEqual(['pair at a, shares apart', 'pair at b, shares apart']);
    const apart = await placeIt(problem('different-sites', 50));
    const together = {
      ...apart.plan,
      placements: apart.plan.placements.map((one) => ({ ...one, bank: other.id, site: 'b' })),
    };
    expect(families(together, apart.prepared)).toEqual(['pair at b']);
  });
});
