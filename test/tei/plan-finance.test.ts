import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Timing } from '../../solver/plan/types.js';
import { discountingOf, financeOf, planFinance } from '../../solver/tei/plan-finance.js';
import { at, billOf, NOTHING, problemWith, straightLine, taxed, UPFRONT, YEARLY } from './finance-fixture.js';

describe('cash by year', () => {
  it('keeps capital, yearly amounts and residual value apart: 1,000 at the start, 100 a year', () => {
    const { years, cashPresentWorth } = billOf(
      problemWith(),
      ['siliconUpfront', 1000, UPFRONT],
      ['siliconReplacement', 400, at(1.5)],
      ['siliconResidual', 1000, at(3, -0.2)],
      ['energy', 100, YEARLY],
      ['latency', 55, YEARLY],
    );
    expect(years.map(({ capex, operating, residual, cash }) => [capex, operating, residual, cash])).toEqual([
      [1000, 0, 0, 1000],
      [0, 100, 0, 100],
      // A payment at 1.5 is of year 2.
      [400, 100, 0, 500],
      [0, 100, -200, -100],
    ]);
    const worth = [1000, 100 / 1.1, 100 / 1.21 + 400 / 1.1 ** 1.5, -100 / 1.331];
    worth.forEach((expected, year) => {
      expect(years[year]?.presentWorth).toBeCloseTo(expected, 9);
    });
    expect(cashPresentWorth).toBeCloseTo(
      worth.reduce((sum, one) => sum + one, 0),
      9,
    );
  });

  it('pays the same amounts half a year sooner in mid-year, worth the square root of 1.1 as much', () => {
    const problem = problemWith((input) => {
      input.horizon.yearlyTiming = 'mid';
    });
    const yearly: Timing = { kind: 'yearly', escalationFraction: 0.05 };
    const mid = billOf(problem, ['energy', 100, yearly], ['siliconUpfront', 50, UPFRONT]);
    const end = billOf(problemWith(), ['energy', 100, yearly], ['siliconUpfront', 50, UPFRONT]);
    expect(mid.years.map(({ cash }) => cash)).toEqual(end.years.map(({ cash }) => cash));
    expect(mid.cashPresentWorth - 50).toBeCloseTo((end.cashPresentWorth - 50) * Math.sqrt(1.1), 9);
    // 100 a year in mid-year is worth 100 a year in mid-year.
    const level = billOf(problem, ['energy', 100, YEARLY]);
    expect(level.equivalentYearlyCash).toBeCloseTo(100, 9);
  });

  it('adds up to the present worth of the bill, whatever is paid when', () => {
    let ran = 0;
    const timings = fc.oneof(
      fc.constant(UPFRONT),
      fc
        .double({ min: -0.2, max: 0.3, noNaN: true })
        .map((e): Timing => ({ kind: 'yearly', escalationFraction: e })),
      fc.double({ min: 0, max: 3, noNaN: true }).map((year) => at(year)),
    );
    const amounts = fc.array(fc.tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), timings), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(amounts, fc.constantFrom('end' as const, 'mid' as const), (list, yearlyTiming) => {
        ran += 1;
        const problem = problemWith((input) => {
          input.horizon.yearlyTiming = yearlyTiming;
        });
        const bill = billOf(
          problem,
          ...list.map(([amount, timing]) => ['otherCosts', amount, timing] as const),
        );
        const together = bill.years.reduce((sum, { presentWorth }) => sum + presentWorth, 0);
        expect(Math.abs(together - bill.cashPresentWorth)).toBeLessThan(1e-5);
      }),
      { numRuns: 40, seed: 4 },
    );
    expect(ran).toBe(40);
  });
});

describe('discounting', () => {
  it('makes a real rate nominal: 10 % real and 6 % inflation are 16.6 %', () => {
    const problem = problemWith((input) => {
      Object.assign(input.horizon, { discountBasis: 'real', inflationFraction: 0.06 });
      input.tax = straightLine(2);
    });
    // Fisher: 1.1 x 1.06 = 1.166; after tax 1.07 x 1.06 = 1.1342.
    expect(problem.horizon.discountFraction).toBeCloseTo(0.166, 12);
    expect(problem.tax?.afterTaxDiscountFraction).toBeCloseTo(0.1342, 12);
    expect(discountingOf(problem)).toEqual({
      basis: 'real',
      statedFraction: 0.1,
      nominalFraction: problem.horizon.discountFraction,
      inflationFraction: 0.06,
      yearlyTiming: 'end',
    });
    // A price that rises with inflation is worth what it is worth at the real rate.
    const bill = billOf(problem, ['energy', 100, { kind: 'yearly', escalationFraction: 0.06 }]);
    expect(bill.cashPresentWorth).toBeCloseTo(100 / 1.1 + 100 / 1.21 + 100 / 1.331, 9);
    expect(problem.warnings.map(({ code }) => code)).toContain('real-without-escalation');
  });

  it('takes a nominal rate as it stands', () => {
    expect(discountingOf(problemWith())).toEqual({
      basis: 'nominal',
      statedFraction: 0.1,
      nominalFraction: 0.1,
      yearlyTiming: 'end',
    });
  });
});

describe('tax', () => {
  it('saves 30 % of yearly amounts and depreciation: 1,000 over two years, 100 a year', () => {
    const problem = taxed();
    const bill = billOf(problem, ['siliconUpfront', 1000, UPFRONT], ['energy', 100, YEARLY]);
    const { afterTax } = planFinance(problem, bill);
    const rows = afterTax?.years.map(({ depreciation, tax, afterTaxCash }) => [
      depreciation,
      tax,
      afterTaxCash,
    ]);
    // -0.3 x (100 + 500) twice, then -0.3 x 100
    expect(rows).toEqual([
      [0, 0, 1000],
      [500, -180, -80],
      [500, -180, -80],
      [0, -30, 70],
    ]);
    expect(afterTax?.afterTaxCash).toBeCloseTo(0.7 * 1300, 9);
    const worth = 1000 - 80 / 1.07 - 80 / 1.07 ** 2 + 70 / 1.07 ** 3;
    expect(afterTax?.afterTaxPresentWorth).toBeCloseTo(worth, 9);
    // capital recovery at 7 % over 3 years: 0.07 x 1.225043 / 0.225043 = 0.381052
    expect(afterTax?.afterTaxEquivalentYearlyCash).toBeCloseTo(worth * 0.381052, 3);
  });

  it('writes off in the last year what is left, and taxes the residual value against it', () => {
    const problem = taxed(5);
    const bill = billOf(
      problem,
      ['siliconUpfront', 1000, UPFRONT],
      // Bought in the course of year 3, so written off from then on.
      ['siliconReplacement', 500, at(2.5)],
      ['siliconResidual', 1000, at(3, -0.2)],
    );
    const { afterTax } = planFinance(problem, bill);
    expect(afterTax?.years.map(({ depreciation }) => Math.round(depreciation))).toEqual([
      0,
      200,
      200,
      600 + 500,
    ]);
    expect(afterTax?.years[3]?.tax).toBeCloseTo(-0.3 * (1100 - 200), 9);
    expect(afterTax?.afterTaxCash).toBeCloseTo(0.7 * 1300, 9);
  });

  it('takes the rate off the total, whatever the way of writing off', () => {
    let ran = 0;
    const rules = fc.record({
      method: fc.constant('declining-balance' as const),
      years: fc.integer({ min: 1, max: 12 }),
      yearlyRateFraction: fc.double({ min: 0.05, max: 0.9, noNaN: true }),
      firstYearFraction: fc.constantFrom(0.5, 1),
    });
    const buys = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0, max: 2.9, noNaN: true })),
      {
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(rules, buys, fc.integer({ min: 0, max: 1e5 }), (depreciation, list, yearly) => {
        ran += 1;
        const problem = problemWith((input) => {
          input.tax = { rateFraction: 0.25, afterTaxDiscountFraction: 0.06, depreciation };
        });
        const bill = billOf(
          problem,
          ...list.map(([amount, year]) => ['siliconReplacement', amount, at(year)] as const),
          ['energy', yearly, YEARLY],
        );
        const { totalCash, afterTax } = planFinance(problem, bill);
        expect(Math.abs((afterTax?.afterTaxCash ?? Number.NaN) - 0.75 * totalCash)).toBeLessThan(1e-6);
      }),
      { numRuns: 40, seed: 5 },
    );
    expect(ran).toBe(40);
  });
});

describe('the plan as an investment', () => {
  const problem = taxed();
  const plan = billOf(problem, ['siliconUpfront', 1000, UPFRONT], ['energy', 100, YEARLY]);
  const cloud = billOf(problem, ['rentByUse', 600, YEARLY]);
  const { againstCloudOnly, cloudOnly } = financeOf(problem, plan, NOTHING, cloud);

  it('1,000 more at the start and 500 less in each of three years at 10 %', () => {
    expect(againstCloudOnly?.years.map(({ net }) => net)).toEqual([-1000, 500, 500, 500]);
    expect(againstCloudOnly?.extraCapex).toBe(1000);
    const worth = [-1000, 500 / 1.1, 500 / 1.21, 500 / 1.331];
    const npv = worth.reduce((sum, one) => sum + one, 0);
    expect(npv).toBeCloseTo(243.426, 3);
    expect(againstCloudOnly?.npv).toBeCloseTo(npv, 9);
    expect(againstCloudOnly?.npv).toBeCloseTo(cloud.cashPresentWorth - plan.cashPresentWorth, 9);
    // An annuity factor of 2 over three years is 23.375 %.
    expect(againstCloudOnly?.irr).toMatchObject({ status: 'unique', sense: 'investment', signChanges: 1 });
    expect(againstCloudOnly?.irr.rates[0]).toBeCloseTo(0.23375, 5);
    expect(againstCloudOnly?.payback).toEqual({ status: 'paid-back', years: 2 });
    const discounted = againstCloudOnly?.discountedPayback;
    if (discounted?.status !== 'paid-back') throw new Error('not paid back');
    expect(discounted.years).toBeCloseTo(2 + (1000 - 500 / 1.1 - 500 / 1.21) / (500 / 1.331), 9);
    expect(againstCloudOnly?.roi).toEqual({ status: 'stated', fraction: 0.5 });
  });

  it('after tax: -1,000, 500, 500, 350 at 7 %, apart by name', () => {
    const after = againstCloudOnly?.afterTax;
    // Cloud-only saves 180 of tax in each year on 600; the plan 180, 180 and 30.
    expect(after?.years.map(({ net }) => Math.round(net * 1e9) / 1e9)).toEqual([-1000, 500, 500, 350]);
    expect(after?.afterTaxNpv).toBeCloseTo(-1000 + 500 / 1.07 + 500 / 1.07 ** 2 + 350 / 1.07 ** 3, 9);
    expect(after?.afterTaxIrr.status).toBe('unique');
    expect(after?.afterTaxPayback).toEqual({ status: 'paid-back', years: 2 });
    expect(cloudOnly?.afterTax?.afterTaxPresentWorth).toBeCloseTo(
      420 * (1 / 1.07 + 1 / 1.07 ** 2 + 1 / 1.07 ** 3),
      9,
    );
  });

  it('says nothing by percent where there is no further capital, and where nothing differs', () => {
    const other = financeOf(problem, cloud, NOTHING, plan).againstCloudOnly;
    expect(other?.roi).toEqual({ status: 'no-outlay' });
    expect(other?.irr).toMatchObject({ status: 'unique', sense: 'loan' });
    expect(other?.payback).toEqual({ status: 'not-paid-back' });
    const same = financeOf(problem, plan, NOTHING, plan).againstCloudOnly;
    expect(same).toMatchObject({
      npv: 0,
      irr: { status: 'none', rates: [], sense: null },
      payback: { status: 'no-outlay' },
      roi: { status: 'no-outlay' },
    });
    expect(financeOf(problem, plan, NOTHING)).not.toHaveProperty('againstCloudOnly');
  });
});
