import { describe, expect, it } from 'vitest';
import { auditPlan } from '../../solver/audit/audit.js';
import { highs } from '../../solver/engines/highs.js';
import { pricePlan } from '../../solver/optimize/price.js';
import type { ProblemInput } from '../../solver/problem/types.js';
import type { PlacementRow } from '../../solver/result.js';
import { richProblem } from '../rules/rich-problem.js';
import { parsed, placeIt } from '../support/placing.js';
import { chat, onDemand, smallProblem, smallWith } from '../support/small-problem.js';

/** Within two per cent: what is asked is that no rule shuts a plan out, not a proof. */
const ENGINE = { engines: [highs], engine: 'highs', gapFraction: 0.02 } as const;

/** Every kind of rule, all of it dispatched that may be, and every cost that speaks of the year. */
const rich = (dispatch: ProblemInput['dispatch']): ProblemInput => {
  const base = richProblem();
  const workloads = (base.workloads ?? []).map((one) => {
    if (one.kind !== 'inference') return one;
    const byBlock = one.split?.kind === 'perLocation' || one.split?.kind === 'copies';
    return {
      ...one,
      profile: 'day',
      latencyCostPerMsYear: 1,
      ...(dispatch && byBlock ? { dispatch: 'by-block' as const } : {}),
    };
  });
  return {
    ...base,
    workloads,
    limits: {
      ...base.limits,
      shares: (base.limits?.shares ?? []).filter(({ of }) => of !== 'spend'),
    },
    objective: { carbonPricePerTonne: 20 },
    rules: [
      ...(base.rules ?? []),
      {
        id: 'rather-not-c',
        selector: {},
        requirement: { attribute: 'site.id', noneIn: ['c'] },
        penaltyPerYear: 50,
      },
    ],
    ...(dispatch ? { dispatch } : {}),
  };
};

describe('a dispatched problem with every kind of rule', () => {
  it('permits the plan without dispatch at its price, and finds none dearer', async () => {
    const steady = await placeIt(rich(undefined), ENGINE);
    const dispatched = await placeIt(rich({ blocks: 2 }), ENGINE);
    // Day and night; a demand charge of its own in each month would make them 24.
    expect(dispatched.plan.dispatch?.exactBlocks).toBe(24);
    expect(
      dispatched.plan.dispatch?.blocks.map(({ leastMeanToPeakFraction }) => leastMeanToPeakFraction),
    ).toEqual([1, 1]);
    expect(auditPlan(dispatched.prepared.problem, dispatched.plan).findings).toEqual([]);
    expect(dispatched.plan.objective).toBeLessThanOrEqual(steady.plan.objective * 1.03);
    const offerOf = (bank: string): string =>
      steady.plan.banks.find(({ id }) => id === bank)?.offers[0] ?? '';
    const rows = steady.plan.placements
      .filter(({ shareFraction }) => shareFraction > 0)
      .map(({ workload, location, part, bank, shareFraction }): PlacementRow => {
        return { workload, location, part, offer: offerOf(bank), shareFraction };
      });
    const priced = await pricePlan(parsed(rich({ blocks: 2 })), rows, ENGINE);
    expect([priced.problems, priced.violations, priced.broken]).toEqual([[], [], []]);
    expect((priced.plan?.objective ?? 0) / steady.plan.objective).toBeCloseTo(1, 9);
  });

  it('with one block is the plan without', async () => {
    const [without, one] = [
      await placeIt(richProblem()),
      await placeIt({ ...richProblem(), dispatch: { blocks: 1 } }),
    ];
    const { problemHash: _, dispatch: __, ...plan } = one.plan;
    const { problemHash: ___, ...same } = without.plan;
    expect(JSON.stringify(plan)).toBe(JSON.stringify(same));
  });
});

describe('what speaks of hours and of the year', () => {
  const DAY = [...Array(18).fill(1), ...Array(6).fill(4)];

  it('standby on demand is paid in the hours of its block', async () => {
    const input = smallWith({
      profiles: [{ id: 'day', values: DAY }],
      offers: [
        { id: 'own', terms: 'owned', site: 'a', silicon: 'gpu', unitsExisting: 4 },
        onDemand('cloud-hour', 'cloud', 9, { standbyPerUnitHour: 0.5 }),
      ],
      workloads: [chat('chat', { profile: 'day', standby: true })],
    });
    // Without dispatch 4 units are kept ready at all hours; with it 4 for 6 hours a day and 1 for 18.
    expect((await placeIt(input)).plan.objective).toBeCloseTo(4 * 0.5 * 8760, 6);
    const { plan, prepared } = await placeIt({ ...input, dispatch: { blocks: 'exact' } });
    expect(plan.objective).toBeCloseTo((4 * 6 + 1 * 18) * 0.5 * 365, 6);
    expect(auditPlan(prepared.problem, plan).findings).toEqual([]);
  });

  it('a soft rule and a millisecond count a block by its part of the demand', async () => {
    const { plan, prepared } = await placeIt(
      smallWith({
        profiles: [{ id: 'day', values: DAY }],
        offers: [onDemand('cloud-hour', 'cloud', 1)],
        rules: [
          {
            id: 'rather-not',
            selector: {},
            requirement: { attribute: 'site.id', noneIn: ['cloud'] },
            penaltyPerYear: 420,
          },
        ],
        workloads: [chat('chat', { profile: 'day', latencyCostPerMsYear: 42 })],
        dispatch: { blocks: 'exact' },
      }),
    );
    // 24 of 42 unit-hours fall in the six hours of b1; 10 ms and 1 ms of jitter.
    const ofBlock = (component: string, id: string) =>
      plan.bill.entries.find((one) => one.component === component && one.block === id)?.amount;
    expect(ofBlock('rulePenalty', 'b1')).toBeCloseTo(240, 9);
    expect(ofBlock('rulePenalty', 'b2')).toBeCloseTo(180, 9);
    expect(ofBlock('latency', 'b1')).toBeCloseTo(24 * 11, 9);
    expect(ofBlock('latency', 'b2')).toBeCloseTo(18 * 11, 9);
    expect(auditPlan(prepared.problem, plan).findings).toEqual([]);
  });

  it("a quote's units are those of the year's peak", async () => {
    const base = smallProblem();
    const { plan, prepared } = await placeIt({
      ...base,
      profiles: [{ id: 'day', values: DAY }],
      offers: [onDemand('cloud-hour', 'cloud', 1)],
      quotes: [{ workload: 'chat', location: 'town', offer: 'cloud-hour', needUnits: 8 }],
      workloads: [chat('chat', { profile: 'day' })],
      dispatch: { blocks: 'exact' },
    });
    expect(plan.placements.map(({ block, units }) => [block, units])).toEqual([
      ['b1', 8],
      ['b2', 2],
    ]);
    expect(plan.objective).toBeCloseTo((8 * 6 + 2 * 18) * 365, 6);
    expect(auditPlan(prepared.problem, plan).findings).toEqual([]);
  });

  it('oneSite holds over all blocks: base and peak stay at one site', async () => {
    const { plan } = await placeIt(
      smallWith({
        profiles: [{ id: 'day', values: DAY }],
        offers: [
          { id: 'own', terms: 'owned', site: 'a', silicon: 'gpu', unitsExisting: 1 },
          onDemand('a-hour', 'a', 2),
          onDemand('cloud-hour', 'cloud', 1),
        ],
        workloads: [chat('chat', { profile: 'day', split: { kind: 'oneSite' } })],
        dispatch: { blocks: 'exact' },
      }),
    );
    // One unit stands at a for nothing; 3 more for 6 hours cost 36 a day there, and all 42 unit-hours 42 at the cloud.
    expect(new Set(plan.placements.map(({ site }) => site))).toEqual(new Set(['a']));
    expect(plan.objective).toBeCloseTo(36 * 365, 6);
  });
});
