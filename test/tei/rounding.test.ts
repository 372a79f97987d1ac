import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InternalError } from '../../solver/outcome.js';
import { roundToTotal } from '../../solver/tei/rounding.js';

describe('roundToTotal', () => {
  it('gives what is missing to the largest remainder', () => {
    expect(roundToTotal([33.333, 33.333, 33.334], 2)).toEqual([33.33, 33.33, 33.34]);
    expect(roundToTotal([0.5, 0.5], 0)).toEqual([1, 0]);
    expect(roundToTotal([-1.5, 2.5], 0)).toEqual([-1, 2]);
    expect(roundToTotal([], 2)).toEqual([]);
  });

  it('refuses what is no number', () => {
    expect(() => roundToTotal([Number.NaN], 2)).toThrow(InternalError);
  });

  it('adds up to the rounded total, each within one step', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { maxLength: 30 }),
        fc.integer({ min: 0, max: 2 }),
        (amounts, decimals) => {
          const steps = 10 ** decimals;
          const shown = roundToTotal(amounts, decimals);
          const shownSteps = shown.reduce((sum, one) => sum + Math.round(one * steps), 0);
          const total = amounts.reduce((sum, one) => sum + one * steps, 0);
          expect(Math.abs(shownSteps - total)).toBeLessThanOrEqual(0.5 + 1e-3);
          shown.forEach((one, index) => {
            expect(Math.abs(one - (amounts[index] ?? Number.NaN))).toBeLessThan(1 / steps + 1e-5);
          });
        },
      ),
    );
  });
});
