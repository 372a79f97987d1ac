import { describe, expect, it } from 'vitest';
import type { ProblemInput } from '../../solver/problem/types.js';
import { ENGINES } from '../fixtures/solving.js';
import { CHAT_UNITS, HOURS, smallProblem, smallWith } from '../support/small-problem.js';
import { firstYearOf, placedBy, worthOf } from './support.js';

type Reserved = Extract<NonNullable<ProblemInput['offers']>[number], { terms: 'reserved' }>;

const reserved = (more: Partial<Reserved> = {}): Reserved => ({
  id: 'cloud-reserved',
  terms: 'reserved',
  site: 'cloud',
  silicon: 'gpu',
  pricePerUnitHour: 1,
  ...more,
});

/** `chat` on 4 reserved units alone; no discount unless stated. */
const over = (years: number, offer: Reserved, discountFraction = 0): ProblemInput => {
  const base = smallProblem();
  return smallWith({ horizon: { ...base.horizon, years, discountFraction }, offers: [offer] });
};

describe.each(ENGINES)('contracts of a stated term on %s', (_, engine) => {
  it('one of a year is signed again at a price that falls 10 % a year: 1, 0.9, 0.81', async () => {
    const { plan } = await placedBy(over(3, reserved({ termYears: 1, priceChangeFraction: -0.1 })), engine);
    expect(worthOf(plan, 'rentHeld')).toBeCloseTo(CHAT_UNITS * HOURS * (1 + 0.9 + 0.81), 4);
    expect(firstYearOf(plan, 'rentHeld')).toBeCloseTo(CHAT_UNITS * HOURS, 6);
  });

  it('one of three years keeps its price for three: in five years 1, 1, 1 and twice 0.9^3', async () => {
    const offer = reserved({ termYears: 3, priceChangeFraction: -0.1, upfrontCostPerUnit: 500 });
    const { plan } = await placedBy(over(5, offer), engine);
    expect(worthOf(plan, 'rentHeld')).toBeCloseTo(CHAT_UNITS * HOURS * (3 + 2 * 0.729), 4);
    // The upfront price is paid when a contract is signed: at 0, and at 3 for 0.729 of it.
    expect(worthOf(plan, 'siliconUpfront')).toBeCloseTo(CHAT_UNITS * 500, 6);
    expect(worthOf(plan, 'siliconReplacement')).toBeCloseTo(CHAT_UNITS * 500 * 0.729, 6);
  });

  it('is discounted year by year: at 10 %, 1/1.1 + 0.9/1.21', async () => {
    const { plan } = await placedBy(
      over(2, reserved({ termYears: 1, priceChangeFraction: -0.1 }), 0.1),
      engine,
    );
    expect(worthOf(plan, 'rentHeld')).toBeCloseTo(CHAT_UNITS * HOURS * (1 / 1.1 + 0.9 / 1.21), 4);
  });

  it('moves inside a term only by its escalation', async () => {
    const offer = reserved({ termYears: 2, priceChangeFraction: 0, escalationFraction: 0.1 });
    const { plan } = await placedBy(over(4, offer), engine);
    expect(worthOf(plan, 'rentHeld')).toBeCloseTo(CHAT_UNITS * HOURS * (1.1 + 1.21 + 1.1 + 1.21), 4);
  });

  it('one as long as the horizon is a reservation as without a term', async () => {
    const plain = await placedBy(over(3, reserved({ escalationFraction: 0.05 })), engine);
    const termed = await placedBy(over(3, reserved({ escalationFraction: 0.05, termYears: 3 })), engine);
    expect(termed.plan.bill).toEqual(plain.plan.bill);
  });

  it('of one year or of three: the cheaper over the horizon is taken', async () => {
    // Three years: 0.6 falling 30 % a year is 0.6 + 0.42 + 0.294 = 1.314 against 3 x 0.45 = 1.35; at -10 % it is 1.626.
    const long = reserved({ id: 'three', pricePerUnitHour: 0.45 });
    const short = (priceChangeFraction: number) =>
      reserved({ id: 'one', pricePerUnitHour: 0.6, termYears: 1, priceChangeFraction });
    const both = (priceChangeFraction: number) => ({
      ...over(3, long),
      offers: [long, short(priceChangeFraction)],
    });
    const falling = await placedBy(both(-0.3), engine);
    expect([falling.units('one'), falling.units('three')]).toEqual([CHAT_UNITS, 0]);
    expect(falling.cost).toBeCloseTo(CHAT_UNITS * HOURS * 1.314, 4);
    const slow = await placedBy(both(-0.1), engine);
    expect([slow.units('one'), slow.units('three')]).toEqual([0, CHAT_UNITS]);
  });
});
