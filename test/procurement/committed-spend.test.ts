import { describe, expect, it } from 'vitest';
import { glpk } from '../../solver/engines/glpk.js';
import type { ProblemInput } from '../../solver/problem/types.js';
import { ENGINES } from '../fixtures/solving.js';
import { violationsOf } from '../support/placing.js';
import { chat, lease, onDemand, smallProblem, smallWith } from '../support/small-problem.js';
import { firstYearOf, placedBy, worthOf } from './support.js';

type Agreement = NonNullable<ProblemInput['committedSpend']>[number];

const agreement = (amountPerYear: number, more: Partial<Agreement> = {}): Agreement => ({
  id: 'deal',
  operators: ['cloud'],
  amountPerYear,
  ...more,
});

/** `chat`: 4 units for 4,000 a year at `a`, or 4 x 8,760 x price by the hour at the region. */
const against = (
  deal: Agreement,
  { hourly = 1, years = 1, cloud = {} as object, atA = 1000 } = {},
): ProblemInput => {
  const base = smallProblem();
  return smallWith({
    horizon: { ...base.horizon, years },
    offers: [lease('a-lease', 'a', atA), onDemand('cloud-hour', 'cloud', hourly, cloud)],
    committedSpend: [deal],
  });
};

/** Nothing may run at the region: whatever is committed there is paid for nothing. */
const banned = (problem: ProblemInput): ProblemInput => ({ ...problem, bans: [{ site: 'cloud' }] });

const HOURLY = 4 * 8760;

describe.each(ENGINES)('committed spend on %s', (_, engine) => {
  it('that is not used is paid: 4,000 at a and the whole of 10,000', async () => {
    const { plan, cost } = await placedBy(banned(against(agreement(10_000))), engine);
    expect(cost).toBeCloseTo(4000 + 10_000, 4);
    expect(worthOf(plan, 'spendShortfall')).toBeCloseTo(10_000, 4);
    expect(firstYearOf(plan, 'spendShortfall')).toBeCloseTo(10_000, 4);
    expect(plan.committedSpend).toEqual([
      { agreement: 'deal', years: [{ year: 1, committed: 10_000, spent: 0, shortfall: 10_000 }] },
    ]);
  });

  it('is filled where the whole would be paid anyway: by the hour costs 35,040, nothing else is added', async () => {
    // 35,040 by the hour against 4,000 + 40,000 of shortfall at a.
    const { plan, cost, share } = await placedBy(against(agreement(40_000)), engine);
    expect(share('chat@town', 'cloud')).toBeCloseTo(1, 6);
    expect(cost).toBeCloseTo(40_000, 4);
    expect(plan.committedSpend?.[0]?.years[0]).toMatchObject({ spent: HOURLY });
    expect(worthOf(plan, 'spendShortfall')).toBeCloseTo(40_000 - HOURLY, 4);
  });

  it('draws as much as fills it, and no more: the share at the region makes exactly 17,520', async () => {
    // Below the commitment an hour is free, above it a unit by the hour costs 8,760 and one at a 5,000.
    const deal = agreement(HOURLY / 2);
    const problem = against(deal, { atA: 5000 });
    const { plan, cost, share, units } = await placedBy(problem, engine);
    expect(share('chat@town', 'cloud')).toBeCloseTo(0.5, 6);
    expect(units('a-lease')).toBe(2);
    expect(cost).toBeCloseTo(HOURLY / 2 + 10_000, 4);
    expect(worthOf(plan, 'spendShortfall')).toBeCloseTo(0, 4);
  });

  it('takes its discount off every payment, and counts what is left: 40 % off 35,040 is 21,024', async () => {
    const { plan, cost } = await placedBy(
      against(agreement(25_000, { discountFraction: 0.4 }), { atA: 10_000 }),
      engine,
    );
    expect(cost).toBeCloseTo(25_000, 4);
    expect(worthOf(plan, 'rentByUse')).toBeCloseTo(HOURLY * 0.6, 4);
    expect(worthOf(plan, 'spendShortfall')).toBeCloseTo(25_000 - HOURLY * 0.6, 4);
    const entries = plan.bill.entries.filter((entry) => entry.component === 'rentByUse');
    expect(entries.map((entry) => [entry.item, Math.round(entry.amount)])).toEqual([
      [undefined, HOURLY],
      ['deal', Math.round(-HOURLY * 0.4)],
    ]);
  });

  it('makes up for a dear price: with 90 % off, by the hour is below the 4,000 at a', async () => {
    const { share, cost } = await placedBy(against(agreement(0, { discountFraction: 0.9 })), engine);
    expect(share('chat@town', 'cloud')).toBeCloseTo(1, 6);
    expect(cost).toBeCloseTo(HOURLY * 0.1, 4);
  });

  it('is a sum of its own in each year where prices escalate: what is over in one does not fill another', async () => {
    // 35,040 x 1.1 = 38,544 and x 1.21 = 42,398.40 against 40,000 each year.
    const deal = agreement(40_000, { discountFraction: 1e-9 });
    const { plan, cost } = await placedBy(
      against(deal, { years: 2, cloud: { escalationFraction: 0.1 }, atA: 1e6 }),
      engine,
    );
    expect(cost).toBeCloseTo(40_000 + HOURLY * 1.21, 2);
    expect(plan.committedSpend?.[0]?.years.map(({ shortfall }) => Math.round(shortfall))).toEqual([
      40_000 - HOURLY * 1.1,
      0,
    ]);
  });

  it('counts units that are committed, used or not', async () => {
    const reserved = {
      id: 'cloud-reserved',
      terms: 'reserved' as const,
      site: 'cloud',
      silicon: 'gpu',
      pricePerUnitHour: 0.5,
      unitsCommitted: 2,
      unitsMax: 2,
    };
    const base = banned(against(agreement(10_000)));
    const { plan, cost } = await placedBy({ ...base, offers: [...(base.offers ?? []), reserved] }, engine);
    // 2 x 8,760 x 0.5 = 8,760 is paid whatever happens.
    expect(plan.committedSpend?.[0]?.years[0]).toMatchObject({ spent: 8760, shortfall: 1240 });
    expect(plan.constantObjective).toBeCloseTo(8760, 6);
    expect(cost).toBeCloseTo(10_000 + 4000, 4);
  });

  it('counts tokens', async () => {
    const base = against(agreement(5000));
    const problem = smallWith({
      ...base,
      committedSpend: [{ id: 'deal', offers: ['api'], amountPerYear: 5000 }],
      offers: [
        {
          id: 'api',
          terms: 'token',
          site: 'cloud',
          models: ['llm'],
          pricePerMillionInputTokens: 0.01,
          pricePerMillionOutputTokens: 0.02,
        },
      ],
      workloads: [chat()],
    });
    // 2 requests/s x 31,536,000 s x (600 x 0.01 + 400 x 0.02) / 1e6 = 883.008
    const { plan, cost } = await placedBy(problem, engine);
    expect(worthOf(plan, 'tokens')).toBeCloseTo(883.008, 6);
    expect(cost).toBeCloseTo(5000, 6);
  });
});

describe('a plan that hides a shortfall', () => {
  it('is objected to by the rules', async () => {
    const { plan, prepared } = await placedBy(banned(against(agreement(10_000))), glpk);
    const entries = plan.bill.entries.filter((entry) => entry.component !== 'spendShortfall');
    expect(violationsOf(prepared, { ...plan, bill: { ...plan.bill, entries } })).toEqual([
      { rule: 'committed-spend', subject: 'deal in year 1', actual: 0, limit: 10_000, unit: 'EUR' },
    ]);
  });
});
