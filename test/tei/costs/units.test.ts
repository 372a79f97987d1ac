import { describe, expect, it } from 'vitest';
import type { ProblemInput } from '../../../solver/problem/types.js';
import { amountOf, entriesOf, fixture, presentWorthOf, problemOf } from '../fixture.js';

type Offer = NonNullable<ProblemInput['offers']>[number];

/** The minimal problem with other offers at the edge site. */
const withOffers = (offers: Offer[], horizon: { years?: number; discountFraction?: number } = {}) =>
  fixture(
    problemOf((problem) => {
      problem.offers = [...offers, ...problem.offers.filter((offer) => offer.id === 'fra-rent')];
    }, horizon),
    (_, bank) => (bank.kind === 'held' ? { needUnits: 10 } : {}),
  );

const purchase = (edit: Partial<Extract<Offer, { terms: 'purchase' }>> = {}): Offer => ({
  id: 'buy',
  terms: 'purchase',
  site: 'muc-edge',
  silicon: 'gpu-80',
  pricePerUnit: 32000,
  lifeYears: 4,
  ...edit,
});

describe('siliconUpfront', () => {
  it('pays packs by their size: 2 packs of 8 at 32,000 = 512,000', () => {
    const one = withOffers([purchase({ unitsPerPurchase: 8 })]);
    const entries = entriesOf(one, 'siliconUpfront', { packs: { buy: 2 } });
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ site: 'muc-edge', offer: 'buy', amount: 512_000, nature: 'cash' });
    expect(entries[0]?.presentWorth).toBe(512_000);
  });

  it('pays committed units whatever happens and existing ones never: 3 x 32,000 = 96,000', () => {
    const one = withOffers([purchase({ unitsExisting: 5, unitsCommitted: 3 })]);
    expect(entriesOf(one, 'siliconUpfront', {})).toMatchObject([{ amount: 96_000, item: 'committed' }]);
    expect(amountOf(entriesOf(one, 'siliconUpfront', { kept: { buy: 8 } }))).toBe(96_000);
  });

  it('pays the upfront part of a reservation: 4 x 1,500 = 6,000', () => {
    const reserved: Offer = {
      id: 'res',
      terms: 'reserved',
      site: 'fra-cloud',
      silicon: 'gpu-80',
      pricePerUnitHour: 2,
      upfrontCostPerUnit: 1500,
    };
    const one = withOffers([reserved]);
    expect(amountOf(entriesOf(one, 'siliconUpfront', { packs: { res: 4 } }))).toBe(6000);
  });

  it('leaves out the committed units of an offer that is not there for the whole horizon', () => {
    const one = withOffers([
      purchase(),
      { ...purchase({ id: 'late', unitsCommitted: 2 }), availableFrom: '2026-01-02' },
    ]);
    expect(entriesOf(one, 'siliconUpfront', {})).toEqual([]);
    const ended = withOffers([
      purchase(),
      { ...purchase({ id: 'short', unitsCommitted: 2 }), endsOn: '2026-12-30' },
    ]);
    expect(entriesOf(ended, 'siliconUpfront', {})).toEqual([]);
    const whole = withOffers([
      purchase(),
      { ...purchase({ id: 'whole', unitsCommitted: 2 }), endsOn: '2026-12-31' },
    ]);
    expect(amountOf(entriesOf(whole, 'siliconUpfront', {}))).toBe(64_000);
  });
});

describe('siliconReplacement and siliconResidual', () => {
  it('L = 4, N = 6, no price change, no discount: 2P - 0.5P (economics.md)', () => {
    const one = withOffers([purchase({ pricePerUnit: 1000, residualMarketFraction: 1 })], { years: 6 });
    const plan = { packs: { buy: 1 } };
    expect(presentWorthOf(entriesOf(one, 'siliconUpfront', plan))).toBe(1000);
    expect(presentWorthOf(entriesOf(one, 'siliconReplacement', plan))).toBe(1000);
    expect(presentWorthOf(entriesOf(one, 'siliconResidual', plan))).toBe(-500);
  });

  it('discounts each at its own year and changes the price: P = 1,000, g = -10 %, d = 8 %', () => {
    const offer = purchase({
      pricePerUnit: 1000,
      priceChangeFraction: -0.1,
      residualMarketFraction: 0.4,
      unitsCommitted: 1,
    });
    const one = withOffers([offer], { years: 6, discountFraction: 0.08 });
    const plan = { packs: { buy: 1 } };
    // bought again at 4 for 0.9^4 = 0.6561; two units (one committed): 2,000 x 0.6561 / 1.08^4 = 964.51...
    expect(presentWorthOf(entriesOf(one, 'siliconReplacement', plan))).toBeCloseTo(
      (2000 * 0.6561) / 1.08 ** 4,
      8,
    );
    // two of four years used: 2,000 x 0.6561 x 0.5 x 0.4 / 1.08^6
    expect(presentWorthOf(entriesOf(one, 'siliconResidual', plan))).toBeCloseTo(
      (-2000 * 0.6561 * 0.5 * 0.4) / 1.08 ** 6,
      8,
    );
  });

  it('has none inside a life that outlasts the horizon without residual value', () => {
    const one = withOffers([purchase({ lifeYears: 5 })], { years: 3 });
    expect(entriesOf(one, 'siliconReplacement', { packs: { buy: 4 } })).toEqual([]);
    expect(entriesOf(one, 'siliconResidual', { packs: { buy: 4 } })).toEqual([]);
  });
});

describe('rentHeld', () => {
  it('rents reserved units every hour: 4 x 2.00 x 8,760 = 70,080 a year; committed units as well', () => {
    const reserved: Offer = {
      id: 'res',
      terms: 'reserved',
      site: 'fra-cloud',
      silicon: 'gpu-80',
      pricePerUnitHour: 2,
      unitsCommitted: 1,
      escalationFraction: 0.02,
    };
    const one = withOffers([reserved], { years: 2, discountFraction: 0.1 });
    const entries = entriesOf(one, 'rentHeld', { packs: { res: 4 } });
    expect(entries.map((entry) => [entry.item, entry.amount])).toEqual([
      [undefined, 70_080],
      ['committed', 17_520],
    ]);
    const r = 1.02 / 1.1;
    expect(presentWorthOf(entries)).toBeCloseTo(87_600 * (r + r * r), 8);
  });

  it('rents leased units by the year: 3 x 9,000 = 27,000; kept units are not paid again', () => {
    const lease: Offer = {
      id: 'lease',
      terms: 'lease',
      site: 'muc-edge',
      silicon: 'gpu-80',
      pricePerUnitYear: 9000,
      energyIncluded: true,
      unitsExisting: 2,
    };
    const one = withOffers([lease]);
    expect(amountOf(entriesOf(one, 'rentHeld', { packs: { lease: 3 }, kept: { lease: 2 } }))).toBe(27_000);
  });
});

describe('operations', () => {
  it('is on units in use: (3 kept + 2 packs of 4) x 900 = 9,900 a year; committed ones not in use have none', () => {
    const one = withOffers([
      purchase({ unitsExisting: 2, unitsCommitted: 2, unitsPerPurchase: 4, operationsCostPerUnitYear: 900 }),
    ]);
    expect(amountOf(entriesOf(one, 'operations', { kept: { buy: 3 }, packs: { buy: 2 } }))).toBe(9900);
    expect(entriesOf(one, 'operations', {})).toEqual([]);
  });
});
