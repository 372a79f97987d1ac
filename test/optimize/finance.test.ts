import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { glpk } from '../../solver/engines/glpk.js';
import { parseProblem, type SolveResult, solve } from '../../solver/index.js';
import type { ProblemInput } from '../../solver/problem/types.js';
import { chat, lease, onDemand, smallProblem, smallWith } from '../support/small-problem.js';

/** Everything that is paid in a way of its own: contracts that end, tiers, agreements, people, purchases and their replacement. */
interface Case {
  readonly years: number;
  readonly yearlyTiming: 'end' | 'mid';
  readonly isReal: boolean;
  readonly tax: number;
  readonly irrecoverable: number;
  readonly lifeYears: number;
  readonly price: number;
  readonly held: number;
  readonly endingCost: number;
  readonly hourly: number;
  readonly committed: number;
  readonly tier: number;
}

const cases = fc.record<Case>({
  years: fc.integer({ min: 2, max: 6 }),
  yearlyTiming: fc.constantFrom('end', 'mid'),
  isReal: fc.boolean(),
  tax: fc.constantFrom(0, 0.25),
  irrecoverable: fc.constantFrom(0, 0.19),
  lifeYears: fc.constantFrom(1.5, 2, 4),
  price: fc.integer({ min: 500, max: 6000 }),
  held: fc.integer({ min: 1, max: 5 }),
  endingCost: fc.constantFrom(50, 2000),
  hourly: fc.constantFrom(0.02, 0.2),
  committed: fc.integer({ min: 0, max: 6000 }),
  tier: fc.constantFrom(0.1, 0.5),
});

const problemOf = (one: Case): ProblemInput => {
  const base = smallProblem();
  const { years, yearlyTiming, irrecoverable } = one;
  const input = smallWith({
    horizon: {
      ...base.horizon,
      startDate: '2026-01-01',
      years,
      discountFraction: 0.06,
      yearlyTiming,
      ...(one.isReal ? { discountBasis: 'real' as const, inflationFraction: 0.02 } : {}),
    },
    ...(one.tax === 0
      ? {}
      : {
          tax: {
            rateFraction: one.tax,
            afterTaxDiscountFraction: 0.04,
            depreciation: { method: 'declining-balance' as const, years: 3, yearlyRateFraction: 0.5 },
          },
        }),
    offers: [
      {
        id: 'a-buy',
        terms: 'purchase' as const,
        site: 'a',
        silicon: base.silicon?.[0]?.id ?? 'gpu',
        pricePerUnit: one.price,
        lifeYears: one.lifeYears,
        priceChangeFraction: -0.05,
        residualMarketFraction: 0.4,
        volumeTiers: [{ aboveUnits: 1, discountFraction: one.tier }],
      },
      lease('b-lease', 'b', 1500, {
        unitsCommitted: one.held,
        endsOn: '2027-06-30',
        renewal: { kind: 'renewed', pricePerUnitYear: 1200 },
        terminationCostPerUnit: one.endingCost,
        noticeMonths: 3,
      }),
      onDemand('cloud-hour', 'cloud', one.hourly, { escalationFraction: 0.03 }),
    ].map((offer) => ({ ...offer, irrecoverableTaxFraction: irrecoverable })),
    committedSpend: [
      { id: 'deal', operators: ['cloud'], amountPerYear: one.committed, discountFraction: 0.2 },
    ],
    staff: [{ id: 'hands', name: 'hands', sites: ['a', 'b'], unitsPerPerson: 2, yearlyCostPerPerson: 300 }],
    workloads: [1, 3].map((units) => chat(`chat-${units}`, { demand: { peakRequestsPerSecond: units / 2 } })),
  });
  return {
    ...input,
    sites: input.sites.map((site) =>
      site.id === 'cloud' ? { ...site, kind: 'hyperscale-region' as const } : site,
    ),
  };
};

const solved = async (input: ProblemInput): Promise<Extract<SolveResult, { kind: 'solved' }>> => {
  const read = parseProblem(input);
  if (!read.ok)
    throw new Error(read.issues.map(({ pointer, message }) => `${pointer} ${message}`).join('\n'));
  const result = await solve(read.problem, { engines: [glpk] });
  if (result.kind !== 'solved') throw new Error(result.kind);
  return result;
};

describe('finance beside contracts, tiers, agreements and people', () => {
  it('is what both audits find, adds up by year, and takes the tax off the whole', async () => {
    const met = new Set<string>();
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        // A finance or a bill that its audit objects to is thrown.
        const { plan, finance, comparison } = await solved(problemOf(one));
        const { bill } = plan;
        const worth = bill.years.reduce((sum, { presentWorth }) => sum + presentWorth, 0);
        expect(worth).toBeCloseTo(bill.cashPresentWorth, 4);
        const { afterTax, totalCash } = finance.plan;
        if (afterTax) expect(afterTax.afterTaxCash).toBeCloseTo((1 - one.tax) * totalCash, 4);
        expect(afterTax === undefined).toBe(one.tax === 0);
        if (comparison.savesAtMost)
          expect(finance.againstCloudOnly?.npv).toBeCloseTo(comparison.savesAtMost.money, 4);
        for (const { component } of bill.lines) met.add(component);
        if (finance.againstCloudOnly) met.add('against cloud-only');
      }),
      { numRuns: 20, seed: 8 },
    );
    expect([...met]).toEqual(
      expect.arrayContaining([
        'siliconUpfront',
        'siliconReplacement',
        'siliconResidual',
        'rentHeld',
        'rentByUse',
        'spendShortfall',
        'contractEnding',
        'staff',
        'irrecoverableTax',
        'against cloud-only',
      ]),
    );
  });
});
