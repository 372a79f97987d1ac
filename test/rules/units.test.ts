import { describe, expect, it } from 'vitest';
import { placeIt, violationsOf } from '../support/placing.js';
import { chat, type LeaseInput, lease, smallProblem, smallWith } from '../support/small-problem.js';

const withLease = (more: Partial<LeaseInput>, bPerUnit = 3000) =>
  smallWith({ offers: [lease('a-lease', 'a', 1000, more), lease('b-lease', 'b', bPerUnit)] });

describe('units of an offer', () => {
  it('come in packs: 4 units are two packs of 2, one pack of 4, or 5 units of one pack of 5', async () => {
    expect((await placeIt(withLease({ unitsPerPurchase: 2 }))).cost).toBeCloseTo(4 * 1000, 6);
    expect((await placeIt(withLease({ unitsPerPurchase: 4 }))).cost).toBeCloseTo(4 * 1000, 6);
    const five = await placeIt(withLease({ unitsPerPurchase: 5 }));
    expect(five.units('a-lease')).toBe(5);
    expect(five.cost).toBeCloseTo(5 * 1000, 6);
  });

  it('a pack that does not fit in unitsMax is not bought', async () => {
    // packs of 3 within 5: one pack, and the fourth unit at b.
    const answer = await placeIt(withLease({ unitsPerPurchase: 3, unitsMax: 5 }));
    expect(answer.units('a-lease')).toBe(3);
    expect(answer.cost).toBeCloseTo(3 * 1000 + 3000, 6);
  });

  it('unitsLeastIfUsed is worth taking up to 11 units at a, and not at 13', async () => {
    // b costs 4 x 3,000 = 12,000; at a 11 units cost 11,000 and 13 cost 13,000.
    expect((await placeIt(withLease({ unitsLeastIfUsed: 11 }))).units('a-lease')).toBe(11);
    const other = await placeIt(withLease({ unitsLeastIfUsed: 13 }));
    expect(other.units('a-lease')).toBe(0);
    expect(other.cost).toBeCloseTo(12_000, 6);
  });

  it('existing and committed units are used before further ones, and committed ones are paid either way', async () => {
    const existing = await placeIt(withLease({ unitsExisting: 3 }));
    expect(existing.plan.units).toMatchObject([{ offer: 'a-lease', unitsKept: 3, unitsFurther: 1 }]);
    expect(existing.cost).toBeCloseTo(1 * 1000, 6);
    const committed = await placeIt(withLease({ unitsCommitted: 5 }));
    expect(committed.plan.units).toMatchObject([{ unitsKept: 4, unitsFurther: 0 }]);
    expect(committed.cost).toBeCloseTo(5 * 1000, 6);
  });

  it('are split between isolation groups by whole units', async () => {
    // Two groups of 1.5 units: 2 units each, where together they would need 3.
    const workloads = ['one', 'two'].map((id) =>
      chat(id, { isolationGroup: id, demand: { peakRequestsPerSecond: 0.75 } }),
    );
    const offers = (unitsMax: number) => [
      lease('a-lease', 'a', 1000, { unitsMax }),
      lease('b-lease', 'b', 3000),
    ];
    const enough = await placeIt(smallWith({ workloads, offers: offers(4) }));
    expect(enough.plan.units.map((one) => [one.isolationGroup, one.unitsFurther])).toEqual([
      ['one', 2],
      ['two', 2],
    ]);
    // With 3 units at a: 2 for one group; 1 for the other, and its half unit takes a whole one at b.
    const short = await placeIt(smallWith({ workloads, offers: offers(3) }));
    expect(short.cost).toBeCloseTo(3 * 1000 + 3000, 6);
  });

  it('objects to more kept than there are, to too many, too few, owned ones bought, and broken packs', async () => {
    const input = withLease({ unitsExisting: 3, unitsMax: 4, unitsLeastIfUsed: 2, unitsPerPurchase: 1 });
    const { plan, prepared } = await placeIt(input);
    const rules = (change: { unitsKept?: number; unitsFurther?: number }) =>
      violationsOf(prepared, { ...plan, units: plan.units.map((one) => ({ ...one, ...change })) })
        .filter((one) => one.rule === 'units')
        .map((one) => [one.actual, one.limit]);
    expect(rules({})).toEqual([]);
    expect(rules({ unitsKept: 4, unitsFurther: 0 })).toEqual([[4, 3]]);
    expect(rules({ unitsFurther: 2 })).toEqual([[5, 4]]);
    expect(rules({ unitsKept: 1, unitsFurther: 0 })).toEqual([[1, 2]]);
    expect(rules({ unitsKept: 2.5 })).toEqual([[2.5, 3]]);
    const owned = smallProblem();
    owned.offers = [{ id: 'a-own', terms: 'owned', site: 'a', silicon: 'gpu', unitsExisting: 9 }];
    const mine = await placeIt(owned);
    const bought = { ...mine.plan, units: mine.plan.units.map((one) => ({ ...one, unitsFurther: 1 })) };
    expect(violationsOf(mine.prepared, bought)).toMatchObject([{ rule: 'units', actual: 1, limit: 0 }]);
  });
});
