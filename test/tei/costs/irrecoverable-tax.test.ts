import { describe, expect, it } from 'vitest';
import type { ProblemInput } from '../../../solver/problem/types.js';
import { amountOf, CLOUD, EDGE, entriesOf, fixture, presentWorthOf, problemOf } from '../fixture.js';

type Offer = ProblemInput['offers'][number];

const bought: Offer = {
  id: 'buy',
  terms: 'purchase',
  site: 'muc-edge',
  silicon: 'gpu-80',
  pricePerUnit: 32_000,
  lifeYears: 4,
  unitsPerPurchase: 8,
  residualMarketFraction: 1,
  operationsCostPerUnitYear: 900,
  irrecoverableTaxFraction: 0.19,
};

describe('irrecoverable tax', () => {
  it('is 19 % of what is bought and bought again, not of operations or what is left', () => {
    const one = fixture(
      problemOf(
        (problem) => {
          problem.offers.push(bought);
        },
        { years: 6, discountFraction: 0.08 },
      ),
    );
    const entries = entriesOf(one, 'irrecoverableTax', { packs: { buy: 1 } });
    // 8 x 32,000 = 256,000; 19 % of it is 48,640, at the start and at year 4.
    expect(entries.map(({ item, amount, offer }) => [item, amount, offer])).toEqual([
      ['siliconReplacement', 48_640, 'buy'],
      ['siliconUpfront', 48_640, 'buy'],
    ]);
    expect(presentWorthOf(entries)).toBeCloseTo(48_640 * (1 + 1.08 ** -4), 8);
  });

  it('follows rent by use, and leaves offers alone that state none', () => {
    const one = fixture(
      problemOf((problem) => {
        for (const offer of problem.offers)
          if (offer.id === 'fra-rent') offer.irrecoverableTaxFraction = 0.077;
      }),
    );
    const plan = { place: { [CLOUD]: 0.5, [EDGE]: 0.5 } };
    const rent = amountOf(entriesOf(one, 'rentByUse', plan));
    const taxOn = entriesOf(one, 'irrecoverableTax', plan);
    expect(rent).toBeGreaterThan(0);
    expect(amountOf(taxOn)).toBeCloseTo(0.077 * rent, 9);
    expect(taxOn.map(({ item, workload, bank }) => [item, workload, bank])).toEqual([
      ['rentByUse', 'assistant', 'fra-rent'],
    ]);
  });
});
