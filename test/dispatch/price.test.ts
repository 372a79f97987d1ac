import { describe, expect, it } from 'vitest';
import { auditPlan } from '../../solver/audit/audit.js';
import { glpk } from '../../solver/engines/glpk.js';
import { pricePlan } from '../../solver/optimize/price.js';
import type { ProblemInput } from '../../solver/problem/types.js';
import type { PlacementRow } from '../../solver/result.js';
import { parsed, placeIt } from '../support/placing.js';
import { chat, lease, onDemand, smallProblem, training } from '../support/small-problem.js';

/** 1 unit by night, 4 by day; a lease of 2,920 against 1 an hour; 24 unit-hours of tuning each day. */
const problem = (parts: Partial<ProblemInput> = {}): ProblemInput => ({
  ...smallProblem(),
  profiles: [{ id: 'day', values: [...Array(12).fill(1), ...Array(12).fill(4)] }],
  offers: [lease('a-lease', 'a', 2920), onDemand('cloud-hour', 'cloud', 1)],
  workloads: [
    chat('chat', { profile: 'day' }),
    training('tune', {
      acceleratorHours: 24,
      runsPerYear: 365,
      deadlineHours: 24,
      gangUnits: 2,
      deferrable: { window: 'day', mostUnits: 3 },
    }),
  ],
  dispatch: { blocks: 'exact' },
  ...parts,
});
const price = (rows: readonly PlacementRow[], parts: Partial<ProblemInput> = {}) =>
  pricePlan(parsed(problem(parts)), rows, { engines: [glpk] });

describe('pricing a dispatched plan', () => {
  it('prices shares by block', async () => {
    // Day: 2 of 4 units rented for 12 hours; night: nothing rented; tuning by night on what is there.
    const rows: PlacementRow[] = [
      { workload: 'chat', block: 'b1', offer: 'a-lease', shareFraction: 0.5 },
      { workload: 'chat', block: 'b1', offer: 'cloud-hour', shareFraction: 0.5 },
      { workload: 'chat', block: 'b2', offer: 'a-lease', shareFraction: 1 },
      { workload: 'tune', offer: 'a-lease', shareFraction: 1 },
    ];
    const priced = await price(rows);
    // By night 1 unit for chat and 2 for tuning: 3 leased. Rent: 2 x 12 x 365.
    expect(priced.plan?.objective).toBeCloseTo(3 * 2920 + 2 * 12 * 365, 6);
    expect(priced.violations).toEqual([]);
    if (priced.plan) expect(auditPlan(parsed(problem()), priced.plan).findings).toEqual([]);
  });

  it('takes a row without a block for every block', async () => {
    const rows: PlacementRow[] = [
      { workload: 'chat', offer: 'cloud-hour', shareFraction: 1 },
      { workload: 'tune', offer: 'cloud-hour', shareFraction: 1 },
    ];
    // (1 + 4) x 12 unit-hours of chat and 24 of tuning a day, at 1.
    expect((await price(rows)).plan?.objective).toBeCloseTo((60 + 24) * 365, 6);
  });

  it('prices what solve found at what solve said', async () => {
    const { plan } = await placeIt(problem());
    const offerOf = (bank: string): string => plan.banks.find(({ id }) => id === bank)?.offers[0] ?? '';
    const rows = plan.placements.map(
      ({ workload, location, block, bank, shareFraction }): PlacementRow => ({
        workload,
        location,
        block,
        offer: offerOf(bank),
        shareFraction,
      }),
    );
    expect((await price(rows)).plan?.objective).toBeCloseTo(plan.objective, 6);
  });

  it.each([
    [
      'a block short',
      [{ workload: 'chat', block: 'b1', offer: 'a-lease', shareFraction: 1 }],
      'chat@town/b2',
    ],
    [
      'deferred work in two banks',
      [
        { workload: 'tune', offer: 'a-lease', shareFraction: 1 },
        { workload: 'tune', offer: 'cloud-hour', shareFraction: 1 },
      ],
      'stays in one bank',
    ],
    [
      'deferred work that does too little',
      [{ workload: 'tune', block: 'b2.w1', offer: 'a-lease', shareFraction: 0.3 }],
      'of the work of w1',
    ],
    [
      'half of deferred work',
      [{ workload: 'tune', offer: 'a-lease', shareFraction: 0.5 }],
      'placed whole (share 1)',
    ],
  ] as const)('says of %s why it cannot be priced', async (_, rows, words) => {
    const priced = await price(rows);
    expect(priced.kind).toBe('cannot-be-priced');
    expect(priced.problems.join('\n')).toContain(words);
  });

  it('keeps shares constant of a workload whose split says so, without limits too', async () => {
    const workloads = [chat('chat', { profile: 'day', split: { kind: 'perLocation' } })];
    // 4 units are not to be had within the limit of 2, so the plan is priced without limits.
    const offers = [lease('a-lease', 'a', 2920, { unitsMax: 2 }), onDemand('cloud-hour', 'cloud', 1)];
    const priced = await price([{ workload: 'chat', offer: 'a-lease', shareFraction: 1 }], {
      workloads,
      offers,
    });
    expect(priced.plan?.objective).toBeCloseTo(4 * 2920, 6);
    expect(priced.plan?.placements.map(({ stream }) => stream)).toEqual(['chat@town']);
  });
});
