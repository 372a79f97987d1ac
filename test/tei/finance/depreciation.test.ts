import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DepreciationRule, depreciationSchedule } from '../../../solver/tei/finance/depreciation.js';

const percents = (rule: DepreciationRule): number[] =>
  depreciationSchedule(rule).map((share) => Math.round(share * 10_000) / 100);

describe('depreciation', () => {
  it('straight-line: equal amounts; half of one in the first year, the other half after the last', () => {
    expect(depreciationSchedule({ method: 'straight-line', years: 4 })).toEqual([0.25, 0.25, 0.25, 0.25]);
    expect(percents({ method: 'straight-line', years: 5, firstYearFraction: 0.5 })).toEqual([
      10, 20, 20, 20, 20, 10,
    ]);
  });

  it('declining balance at 40 % over 5 years: 10,000 gives 4,000, 2,400, 1,440, then 1,080 twice', () => {
    // After three years 2,160 are left: 40 % of it is 864, half of it 1,080, so it switches.
    const schedule = depreciationSchedule({
      method: 'declining-balance',
      years: 5,
      yearlyRateFraction: 0.4,
    });
    const amounts = schedule.map((share) => Math.round(share * 1e7) / 1000);
    expect(amounts).toEqual([4000, 2400, 1440, 1080, 1080]);
  });

  // Double declining balance, half-year convention: IRS Publication 946, table A-1.
  it.each([
    [3, [33.33, 44.45, 14.81, 7.41]],
    [5, [20, 32, 19.2, 11.52, 11.52, 5.76]],
    [7, [14.29, 24.49, 17.49, 12.49, 8.93, 8.92, 8.93, 4.46]],
    [10, [10, 18, 14.4, 11.52, 9.22, 7.37, 6.55, 6.55, 6.56, 6.55, 3.28]],
  ])('is the table of the IRS for property of %i years', (years, table) => {
    const schedule = depreciationSchedule({
      method: 'declining-balance',
      years,
      yearlyRateFraction: 2 / years,
      firstYearFraction: 0.5,
    });
    expect(schedule).toHaveLength(table.length);
    table.forEach((percent, index) => {
      expect(Math.abs(100 * (schedule[index] ?? 0) - percent)).toBeLessThan(0.0111);
    });
  });

  it('writes off everything, never less than nothing, within the life and one year', () => {
    let ran = 0;
    const rules = fc.record({
      method: fc.constantFrom('straight-line' as const, 'declining-balance' as const),
      years: fc.integer({ min: 1, max: 50 }),
      yearlyRateFraction: fc.double({ min: 0.01, max: 1, noNaN: true }),
      firstYearFraction: fc.double({ min: 0.01, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(rules, (rule) => {
        ran += 1;
        const schedule = depreciationSchedule(rule);
        expect(schedule.every((share) => share > 0)).toBe(true);
        expect(schedule.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
        expect(schedule.length).toBeLessThanOrEqual(rule.years + 1);
      }),
      { numRuns: 200, seed: 3 },
    );
    expect(ran).toBe(200);
  });
});
