import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratesOfReturn, type TimedAmount } from '../../../solver/tei/finance/rate-of-return.js';

const yearly = (...amounts: readonly number[]): TimedAmount[] =>
  amounts.map((amount, atYears) => ({ atYears, amount }));

const worth = (flow: readonly TimedAmount[], rate: number): number =>
  flow.reduce((sum, { atYears, amount }) => sum + amount * (1 + rate) ** -atYears, 0);
const size = (flow: readonly TimedAmount[], rate: number): number =>
  flow.reduce((sum, { atYears, amount }) => sum + Math.abs(amount) * (1 + rate) ** -atYears, 0);

describe('internal rates of return', () => {
  // The cases of Brealey, Myers and Allen, Principles of Corporate Finance, chapter 5.
  it('28 % of -4,000, 2,000, 4,000', () => {
    const result = ratesOfReturn(yearly(-4000, 2000, 4000));
    expect(result).toMatchObject({ status: 'unique', signChanges: 1, sense: 'investment' });
    // 4x^2 + 2x - 4 = 0: x = (sqrt(17) - 1) / 4
    expect(result.rates[0]).toBeCloseTo(4 / (Math.sqrt(17) - 1) - 1, 12);
    expect(result.rates[0]).toBeCloseTo(0.28, 2);
  });

  it('25 % and 400 % of -4,000, 25,000, -25,000', () => {
    const result = ratesOfReturn(yearly(-4000, 25_000, -25_000));
    expect(result).toMatchObject({ status: 'several', signChanges: 2 });
    expect(result.rates).toHaveLength(2);
    expect(result.rates[0]).toBeCloseTo(0.25, 12);
    expect(result.rates[1]).toBeCloseTo(4, 10);
  });

  it('none of 1,000, -3,000, 2,500, which is worth having at any rate', () => {
    expect(ratesOfReturn(yearly(1000, -3000, 2500))).toEqual({
      status: 'none',
      rates: [],
      signChanges: 2,
      sense: 'loan',
    });
  });

  it('50 % of 1,000, -1,500, which is the price of a loan', () => {
    const result = ratesOfReturn(yearly(1000, -1500));
    expect(result).toMatchObject({ status: 'unique', sense: 'loan' });
    expect(result.rates[0]).toBeCloseTo(0.5, 12);
  });

  it('none where money goes one way, or nowhere', () => {
    expect(ratesOfReturn(yearly(5, 5, 5))).toMatchObject({ status: 'none', signChanges: 0, sense: 'loan' });
    expect(ratesOfReturn(yearly(-5, 0, -5))).toMatchObject({ status: 'none', sense: 'investment' });
    expect(ratesOfReturn([])).toEqual({ status: 'none', rates: [], signChanges: 0, sense: null });
    expect(ratesOfReturn(yearly(0, 0))).toMatchObject({ sense: null });
  });

  it('one where the row touches nothing without crossing it: -100, 220, -121', () => {
    const result = ratesOfReturn(yearly(-100, 220, -121));
    expect(result.rates).toHaveLength(1);
    expect(result.rates[0]).toBeCloseTo(0.1, 6);
  });

  it('three of (x - 1/1.1)(x - 1/1.2)(x - 1/1.3)', () => {
    const [a, b, c] = [1 / 1.1, 1 / 1.2, 1 / 1.3];
    const result = ratesOfReturn(yearly(-a * b * c, a * b + b * c + a * c, -(a + b + c), 1));
    expect(result.status).toBe('several');
    expect(result.rates.map((rate) => Math.round(rate * 1e6) / 1e6)).toEqual([0.1, 0.2, 0.3]);
  });

  it('at moments inside a year, negative and very high ones as well', () => {
    // 121 half a year on for 110: sqrt(1 + r) = 1.1
    expect(
      ratesOfReturn([
        { atYears: 1, amount: -110 },
        { atYears: 1.5, amount: 121 },
      ]).rates[0],
    ).toBeCloseTo(0.21, 12);
    expect(ratesOfReturn(yearly(-100, 50)).rates[0]).toBeCloseTo(-0.5, 12);
    expect(ratesOfReturn(yearly(-1, 1e6)).rates[0]).toBeCloseTo(999_999, 3);
    expect(ratesOfReturn(yearly(-100, 100)).rates[0]).toBeCloseTo(0, 12);
  });

  const amounts = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 12 });

  it('are worth nothing, at most as many as changes of sign, and as odd', () => {
    let several = 0;
    fc.assert(
      fc.property(amounts, (list) => {
        const flow = yearly(...list);
        const { rates, signChanges, status } = ratesOfReturn(flow);
        expect(rates.length).toBeLessThanOrEqual(signChanges);
        if (signChanges === 1) expect(status).toBe('unique');
        if (rates.length > 1) several += 1;
        for (const rate of rates)
          expect(Math.abs(worth(flow, rate))).toBeLessThanOrEqual(1e-9 * size(flow, rate));
      }),
      { numRuns: 500, seed: 1 },
    );
    expect(several).toBeGreaterThan(10);
  });

  it('are all that a fine walk over the rates comes upon', () => {
    let crossed = 0;
    fc.assert(
      fc.property(amounts, (list) => {
        const flow = yearly(...list);
        const { rates } = ratesOfReturn(flow);
        for (let s = -3; s < 3; s += 0.01) {
          const [low, high] = [Math.expm1(s), Math.expm1(s + 0.01)];
          const [below, above] = [worth(flow, low), worth(flow, high)];
          if (below === 0 || above === 0 || below < 0 === above < 0) continue;
          crossed += 1;
          expect(rates.some((rate) => rate >= low - 1e-9 && rate <= high + 1e-9)).toBe(true);
        }
      }),
      { numRuns: 100, seed: 2 },
    );
    expect(crossed).toBeGreaterThan(50);
  });
});
