import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditFinance } from '../../solver/audit/finance/audit-finance.js';
import { bookAfter } from '../../solver/audit/finance/book.js';
import { FINANCE_CODES, type FinanceCode } from '../../solver/audit/finance/findings.js';
import type { Bill, Finance, Timing } from '../../solver/plan/types.js';
import type { Problem, ProblemInput } from '../../solver/problem/types.js';
import { depreciationSchedule } from '../../solver/tei/finance/depreciation.js';
import { financeOf } from '../../solver/tei/plan-finance.js';
import { at, billOf, problemWith, UPFRONT, YEARLY } from '../tei/finance-fixture.js';
import { type Draft, draft } from './support.js';

type TaxInput = NonNullable<ProblemInput['tax']>;
type Economics = Parameters<typeof financeOf>[2];

/** A division of the total that adds up. */
const divided = (bill: Bill): Economics =>
  ({
    workloads: [{ workload: 'all', presentWorthCash: bill.cashPresentWorth }],
    sites: [{ site: null, presentWorthCash: bill.cashPresentWorth }],
  }) as unknown as Economics;

const depreciations = fc
  .record({
    method: fc.constantFrom('straight-line' as const, 'declining-balance' as const),
    years: fc.integer({ min: 1, max: 12 }),
    yearlyRateFraction: fc.double({ min: 0.02, max: 1, noNaN: true }),
    firstYearFraction: fc.constantFrom(0.25, 0.5, 1),
  })
  .map(({ method, yearlyRateFraction, ...rest }): TaxInput['depreciation'] =>
    method === 'straight-line' ? { method, ...rest } : { method, yearlyRateFraction, ...rest },
  );

const problems = fc
  .record({
    depreciation: depreciations,
    rateFraction: fc.integer({ min: 0, max: 50 }).map((percent) => percent / 100),
    yearlyTiming: fc.constantFrom('end' as const, 'mid' as const),
    isReal: fc.boolean(),
    isTaxed: fc.boolean(),
  })
  .map(({ depreciation, rateFraction, yearlyTiming, isReal, isTaxed }) =>
    problemWith((input) => {
      Object.assign(input.horizon, { years: 6, yearlyTiming });
      if (isReal) Object.assign(input.horizon, { discountBasis: 'real', inflationFraction: 0.03 });
      if (isTaxed) input.tax = { rateFraction, afterTaxDiscountFraction: 0.06, depreciation };
    }),
  );

const bills = fc.record({
  bought: fc.integer({ min: 0, max: 1_000_000 }),
  again: fc.integer({ min: 0, max: 500_000 }),
  againAt: fc.double({ min: 0.1, max: 5.9, noNaN: true }),
  left: fc.double({ min: 0, max: 0.5, noNaN: true }),
  yearly: fc.integer({ min: 0, max: 300_000 }),
  escalationFraction: fc.double({ min: -0.1, max: 0.1, noNaN: true }),
});
type Amounts = typeof bills extends fc.Arbitrary<infer T> ? T : never;

const made = (problem: Problem, one: Amounts): Bill => {
  const rising: Timing = { kind: 'yearly', escalationFraction: one.escalationFraction };
  return billOf(
    problem,
    ['siliconUpfront', one.bought, UPFRONT],
    ['siliconReplacement', one.again, at(one.againAt)],
    ['siliconResidual', one.again, at(6, -one.left)],
    ['energy', one.yearly, rising],
    ['latency', 77, YEARLY],
  );
};

describe('the audit of finance', () => {
  it('agrees with every finance of random bills, taxed or not, and has looked', () => {
    let ran = 0;
    let afterTax = 0;
    fc.assert(
      fc.property(problems, bills, bills, (problem, a, b) => {
        ran += 1;
        const [plan, cloud] = [made(problem, a), made(problem, b)];
        const finance = financeOf(problem, plan, divided(plan), cloud);
        const { findings, checks } = auditFinance(problem, plan, finance, cloud);
        expect(findings).toEqual([]);
        expect(checks['rate-of-return']).toBeGreaterThan(3);
        afterTax += checks['after-tax'] ?? 0;
      }),
      { numRuns: 150, seed: 6 },
    );
    expect(ran).toBe(150);
    expect(afterTax).toBeGreaterThan(500);
  });

  it('has book values in closed form that are those of the schedule', () => {
    let ran = 0;
    fc.assert(
      fc.property(depreciations, (depreciation) => {
        ran += 1;
        const tax = { rateFraction: 0.3, afterTaxDiscountFraction: 0.07, depreciation };
        let book = 1;
        depreciationSchedule(depreciation).forEach((charge, index) => {
          book -= charge;
          expect(bookAfter(tax, index + 1)).toBeCloseTo(book, 9);
        });
      }),
      { numRuns: 300, seed: 7 },
    );
    expect(ran).toBe(300);
  });
});

const taxedProblem = problemWith((input) => {
  input.tax = {
    rateFraction: 0.3,
    afterTaxDiscountFraction: 0.07,
    depreciation: { method: 'declining-balance', years: 5, yearlyRateFraction: 0.4, firstYearFraction: 0.5 },
  };
});
const planBill = billOf(taxedProblem, ['siliconUpfront', 1000, UPFRONT], ['energy', 100, YEARLY]);
const cloudBill = billOf(taxedProblem, ['rentByUse', 600, YEARLY]);

type Damage = readonly [string, FinanceCode, (finance: Draft<Finance>) => void];

/** The first of a list that must not be empty. */
const first = <T>(list: readonly T[] | undefined): T => {
  const [one] = list ?? [];
  if (one === undefined) throw new Error('nothing to damage');
  return one;
};

const DAMAGES: readonly Damage[] = [
  [
    'total cost of ownership',
    'finance-total',
    ({ plan }) => {
      plan.totalCostOfOwnership += 1;
    },
  ],
  [
    'equivalent yearly cost',
    'finance-total',
    ({ plan }) => {
      plan.equivalentYearlyCash *= 1.01;
    },
  ],
  [
    'capital in another year',
    'finance-total',
    ({ plan }) => {
      plan.capexByYear.reverse();
    },
  ],
  [
    'depreciation moved between years',
    'after-tax',
    ({ plan }) => {
      const [, one, two] = plan.afterTax?.years ?? [];
      if (!one || !two) throw new Error('no years');
      one.depreciation += 10;
      two.depreciation -= 10;
    },
  ],
  [
    'tax of a year',
    'after-tax',
    ({ cloudOnly }) => {
      const year = cloudOnly?.afterTax?.years[2];
      if (!year) throw new Error('no year');
      year.tax = 0;
    },
  ],
  [
    'after-tax present worth',
    'after-tax',
    ({ plan }) => {
      if (plan.afterTax) plan.afterTax.afterTaxPresentWorth += 1;
    },
  ],
  [
    'after-tax figures left out',
    'after-tax',
    ({ plan }) => {
      delete plan.afterTax;
    },
  ],
  [
    'npv',
    'investment',
    ({ againstCloudOnly }) => {
      if (againstCloudOnly) againstCloudOnly.npv += 1;
    },
  ],
  [
    'further capital',
    'investment',
    ({ againstCloudOnly }) => {
      if (againstCloudOnly) againstCloudOnly.extraCapex -= 100;
    },
  ],
  [
    'net of a year',
    'investment',
    ({ againstCloudOnly }) => {
      first(againstCloudOnly?.years).net += 1;
    },
  ],
  [
    'return on the outlay',
    'investment',
    ({ againstCloudOnly }) => {
      if (againstCloudOnly) againstCloudOnly.roi = { status: 'stated', fraction: 0.9 };
    },
  ],
  [
    'comparison left out',
    'investment',
    (finance) => {
      delete finance.againstCloudOnly;
    },
  ],
  [
    'a rate',
    'rate-of-return',
    ({ againstCloudOnly }) => {
      if (againstCloudOnly) againstCloudOnly.irr.rates = [0.25];
    },
  ],
  [
    'a second rate',
    'rate-of-return',
    ({ againstCloudOnly }) => {
      if (againstCloudOnly) againstCloudOnly.irr.rates.push(0.9);
    },
  ],
  [
    'no rate where there is one',
    'rate-of-return',
    ({ againstCloudOnly }) => {
      if (againstCloudOnly) Object.assign(againstCloudOnly.irr, { rates: [], status: 'none' });
    },
  ],
  [
    'sense of a rate',
    'rate-of-return',
    ({ againstCloudOnly }) => {
      if (againstCloudOnly) againstCloudOnly.irr.sense = 'loan';
    },
  ],
  [
    'an earlier payback',
    'payback',
    ({ againstCloudOnly }) => {
      if (againstCloudOnly) againstCloudOnly.payback = { status: 'paid-back', years: 1.5 };
    },
  ],
  [
    'no payback where there is one',
    'payback',
    ({ againstCloudOnly }) => {
      if (againstCloudOnly) againstCloudOnly.discountedPayback = { status: 'not-paid-back' };
    },
  ],
  [
    'nothing to pay back',
    'payback',
    ({ againstCloudOnly }) => {
      if (againstCloudOnly?.afterTax) againstCloudOnly.afterTax.afterTaxPayback = { status: 'no-outlay' };
    },
  ],
  [
    'one way of adding up',
    'tie-out',
    ({ tieOut }) => {
      first(tieOut.ways).total += 1;
    },
  ],
];

describe('a good finance with one thing changed', () => {
  const good = financeOf(taxedProblem, planBill, divided(planBill), cloudBill);

  it('is good before', () => {
    expect(auditFinance(taxedProblem, planBill, good, cloudBill)).toMatchObject({ ok: true, findings: [] });
  });

  it.each(DAMAGES)('%s', (_, code, damage) => {
    const finance = draft(good);
    damage(finance);
    const { ok, findings } = auditFinance(taxedProblem, planBill, finance as Finance, cloudBill);
    expect(ok).toBe(false);
    expect(findings.map((one) => one.code)).toContain(code);
  });

  it('leaves no code without a change', () => {
    expect(new Set(DAMAGES.map(([, code]) => code))).toEqual(new Set(Object.keys(FINANCE_CODES)));
  });
});

describe('what is paid at the start or on a date and is no capital', () => {
  const bill = billOf(
    taxedProblem,
    ['siliconUpfront', 1000, UPFRONT],
    ['contractEnding', 90, UPFRONT],
    [
      'rentHeld',
      200,
      {
        kind: 'dated',
        payments: [
          { year: 1, factor: 1 },
          { year: 2, factor: 0.5 },
        ],
      },
    ],
    ['spendShortfall', 40, at(3)],
    ['otherCosts', 10, YEARLY],
  );
  const finance = financeOf(taxedProblem, bill, divided(bill));

  it('is running cost: of the year it is paid in, the start in the first year', () => {
    expect(finance.plan.capexByYear).toEqual([1000, 0, 0, 0]);
    expect(bill.years.map(({ operating }) => operating)).toEqual([90, 210, 110, 50]);
    // 20, 32 and the 48 that are left, of 1,000; 90 + 210, 110 and 50 of running cost.
    const rows = finance.plan.afterTax?.years.map((row) => [
      Math.round(row.depreciation),
      Math.round(row.tax),
    ]);
    expect(rows).toEqual([
      [0, 0],
      [200, -150],
      [320, -129],
      [480, -159],
    ]);
  });

  it('and the audit agrees', () => {
    expect(auditFinance(taxedProblem, bill, finance).findings).toEqual([]);
  });
});
