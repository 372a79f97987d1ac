import { describe, expect, it } from 'vitest';
import { InternalError } from '../../solver/outcome.js';
import {
  capitalRecoveryFactor,
  escalatedAnnuityFactor,
  presentWorthFactor,
  replacementSchedule,
  residualFactor,
} from '../../solver/tei/finance.js';

describe('present worth', () => {
  it('is exactly 1 for one year without discount or escalation', () => {
    expect(escalatedAnnuityFactor(0, 0, 1)).toBe(1);
    expect(presentWorthFactor({ kind: 'upfront' }, 0.08, 3)).toBe(1);
  });

  it('follows the series of REopt: sum of ((1+e)/(1+d))^n', () => {
    // 1/1.1 + 1/1.21 = 0.909090... + 0.826446... = 1.735537...
    expect(escalatedAnnuityFactor(0, 0.1, 2)).toBeCloseTo(1.7355371900826446, 12);
    // e = 2 %, d = 8 %, N = 3: r = 0.944444...; r + r^2 + r^3 = 0.944444 + 0.891975 + 0.842421
    expect(escalatedAnnuityFactor(0.02, 0.08, 3)).toBeCloseTo(2.67884087791495, 12);
    // The same series in closed form, r (1 - r^N) / (1 - r): 25 years at 1.9 % and 8.1 %
    const r = 1.019 / 1.081;
    expect(escalatedAnnuityFactor(0.019, 0.081, 25)).toBeCloseTo((r * (1 - r ** 25)) / (1 - r), 10);
  });

  it('counts years exactly where prices rise at the discount rate', () => {
    expect(escalatedAnnuityFactor(0.03, 0.03, 7)).toBe(7);
  });

  it('discounts dated payments by their own year', () => {
    const payments = [
      { year: 4, factor: 1 },
      { year: 6, factor: -0.5 },
    ];
    expect(presentWorthFactor({ kind: 'dated', payments }, 0, 6)).toBe(0.5);
    expect(presentWorthFactor({ kind: 'dated', payments }, 0.1, 6)).toBeCloseTo(
      1.1 ** -4 - 0.5 * 1.1 ** -6,
      12,
    );
    expect(presentWorthFactor({ kind: 'dated', payments: [{ year: 2, factor: -0.5 }] }, 0, 3)).toBe(-0.5);
  });
});

describe('capital recovery factor', () => {
  it('gives about 220,000 a year for 2,000,000 at 10 % over 25 years (Calliope)', () => {
    // 0.1 x 1.1^25 / (1.1^25 - 1) = 0.1 x 10.834706 / 9.834706 = 0.110168
    expect(2_000_000 * capitalRecoveryFactor(0.1, 25)).toBeCloseTo(220_336.144, 2);
  });

  it('is 1/N at no discount, and goes there smoothly', () => {
    expect(capitalRecoveryFactor(0, 25)).toBe(1 / 25);
    expect(capitalRecoveryFactor(1e-12, 25)).toBeCloseTo(1 / 25, 9);
  });

  it('undoes the annuity factor', () => {
    for (const discount of [-0.02, 0.001, 0.08, 0.5]) {
      expect(capitalRecoveryFactor(discount, 12) * escalatedAnnuityFactor(0, discount, 12)).toBeCloseTo(
        1,
        12,
      );
    }
  });
});

describe('replacement and residual', () => {
  it('gives 2P - 0.5P for L = 4, N = 6, no price change, no discount (economics.md)', () => {
    const replacements = replacementSchedule(4, 6, 0);
    expect(replacements).toEqual([{ year: 4, factor: 1 }]);
    const bought = 1 + replacements.reduce((sum, payment) => sum + payment.factor, 0);
    expect(bought - residualFactor(4, 6, 0, 1)).toBe(1.5);
  });

  it('buys strictly before the end, at the price of the year', () => {
    expect(replacementSchedule(3, 6, 0.1)).toEqual([{ year: 3, factor: 1.1 ** 3 }]);
    expect(replacementSchedule(2, 6, -0.5).map((payment) => payment.factor)).toEqual([0.25, 0.0625]);
    expect(replacementSchedule(5, 3, 0.1)).toEqual([]);
    // 0.1 x 30 is 3.0000000000000004 in floating point: still no purchase on the last day
    expect(replacementSchedule(0.1, 3, 0)).toHaveLength(29);
  });

  it('leaves nothing where the last unit is used up, and the market share of book value else', () => {
    expect(residualFactor(3, 6, 0, 1)).toBe(0);
    // life 5, 3 years used, price -10 % a year counts from the purchase at year 0: 1 - 3/5 = 0.4, market half
    expect(residualFactor(5, 3, -0.1, 0.5)).toBeCloseTo(0.2, 12);
    // last purchase at 4 at 1.1^4, half used
    expect(residualFactor(4, 6, 0.1, 1)).toBeCloseTo(1.1 ** 4 * 0.5, 12);
  });

  it('refuses a residual above book value and a life that makes no sense', () => {
    expect(() => residualFactor(4, 6, 0, 1.01)).toThrow(InternalError);
    expect(() => residualFactor(4, 6, 0, Number.NaN)).toThrow(InternalError);
    expect(() => replacementSchedule(0, 6, 0)).toThrow(InternalError);
    expect(() => replacementSchedule(1e-9, 6, 0)).toThrow(InternalError);
  });
});
