import { beforeAll, describe, expect, it } from 'vitest';
import { auditPlan } from '../../solver/audit/audit.js';
import type { Plan } from '../../solver/plan/types.js';
import { type Answer, placeIt, violationsOf } from '../support/placing.js';
import { chat, lease, onDemand, smallProblem, training } from '../support/small-problem.js';

type Placement = Plan['placements'][number];
type Block = NonNullable<Plan['dispatch']>['blocks'][number];

/** Changes the placements of a workload in a block (and bank), or drops them where `how` gives none. */
const place =
  (workload: string, block: string, how: (one: Placement) => Partial<Placement> | null, bank?: string) =>
  (plan: Plan): Plan => ({
    ...plan,
    placements: plan.placements.flatMap((one) => {
      if (one.workload !== workload || one.block !== block || (bank !== undefined && one.bank !== bank))
        return [one];
      const changed = how(one);
      return changed === null ? [] : [{ ...one, ...changed }];
    }),
  });
const block =
  (id: string, how: (one: Block) => Partial<Block>) =>
  (plan: Plan): Plan => {
    if (!plan.dispatch) throw new Error('the plan has no blocks');
    const blocks = plan.dispatch.blocks.map((one) => (one.id === id ? { ...one, ...how(one) } : one));
    return { ...plan, dispatch: { ...plan.dispatch, blocks } };
  };

interface Mutation {
  readonly name: string;
  readonly mutate: (plan: Plan) => Plan;
  /** Rules that object; the audit objects to each mutation, with this code among others. */
  readonly rules: readonly string[];
  readonly code: string;
}
const MUTATIONS: readonly Mutation[] = [
  {
    name: 'a block is served in part',
    mutate: place('chat', 'b1', ({ shareFraction }) => ({ shareFraction: shareFraction / 2 })),
    rules: ['assignment'],
    code: 'assignment',
  },
  {
    name: 'the peak moves to the leased units',
    mutate: (plan) =>
      place(
        'chat',
        'b1',
        () => null,
        'cloud-hour',
      )(place('chat', 'b1', () => ({ shareFraction: 1 }), 'a/gpu/metered')(plan)),
    rules: ['capacity'],
    code: 'capacity',
  },
  {
    name: 'a placement of another block',
    mutate: place('chat', 'b1', () => ({ block: 'b2' })),
    rules: [],
    code: 'placement-reference',
  },
  {
    name: 'deferred work is left undone',
    mutate: place('tune', 'b2.w1', ({ shareFraction, standbyFraction }) => ({
      shareFraction: shareFraction - 0.1,
      standbyFraction: standbyFraction + 0.1,
    })),
    rules: ['assignment'],
    code: 'deferred',
  },
  {
    name: 'less than the gang at once',
    mutate: place('tune', 'b2.w1', () => ({ standbyFraction: 0 })),
    rules: ['split'],
    code: 'deferred',
  },
  {
    name: 'more than the most units at once',
    mutate: place('tune', 'b2.w1', () => ({ standbyFraction: 0.9 })),
    rules: ['capacity', 'split'],
    code: 'deferred',
  },
  {
    name: 'deferred work in two banks',
    mutate: (plan) => {
      const tune = plan.placements.find(({ workload }) => workload === 'tune');
      if (!tune) throw new Error('the plan places tune');
      // Half of the work in a third of the hours: three times half the share; a gang is half of the most units.
      const byNight = { shareFraction: 1 / 12, standbyFraction: 5 / 12 };
      const byDay = {
        ...tune,
        block: 'b1.w1',
        stream: 'tune@town/b1.w1',
        shareFraction: 0.25,
        standbyFraction: 0.25,
      };
      const moved = place('tune', 'b2.w1', () => byNight)(plan);
      return { ...moved, placements: [...moved.placements, { ...byDay, bank: 'cloud-hour', site: 'cloud' }] };
    },
    rules: ['split'],
    code: 'deferred',
  },
  {
    name: 'an hour twice',
    mutate: block('b1', () => ({ alikeFirstHours: [12, 0] })),
    rules: [],
    code: 'dispatch',
  },
  {
    name: 'an hour nowhere',
    mutate: block('b2', () => ({ alikeFirstHours: [] })),
    rules: [],
    code: 'dispatch',
  },
  {
    name: 'hours miscounted',
    mutate: block('b1', ({ hours }) => ({ hours: hours + 1 })),
    rules: [],
    code: 'dispatch',
  },
  {
    name: 'less by use than there is',
    mutate: block('b1', ({ byUseFraction }) => ({ byUseFraction: byUseFraction / 2 })),
    rules: [],
    code: 'dispatch',
  },
  {
    name: 'demand misstated',
    mutate: block('b1', () => ({ demandFraction: 1 })),
    rules: [],
    code: 'dispatch',
  },
  {
    name: 'loads said to be level that are not',
    mutate: block('b1', () => ({ leastMeanToPeakFraction: 0.5 })),
    rules: [],
    code: 'dispatch',
  },
  {
    name: 'merged and called exact',
    mutate: (plan) => ({ ...plan, ...(plan.dispatch && { dispatch: { ...plan.dispatch, isExact: false } }) }),
    rules: [],
    code: 'dispatch',
  },
  {
    name: 'a day more to wait in',
    mutate: (plan) => {
      const deferred = [{ workload: 'tune', windows: [{ id: 'w1', count: 366, firstHour: 0 }] }];
      return { ...plan, ...(plan.dispatch && { dispatch: { ...plan.dispatch, deferred } }) };
    },
    rules: [],
    code: 'deferred',
  },
  {
    name: 'rent of one block on the bill of another',
    mutate: (plan) => ({
      ...plan,
      bill: {
        ...plan.bill,
        entries: plan.bill.entries.map((one) =>
          one.component === 'rentByUse' ? { ...one, block: 'b2' } : one,
        ),
      },
    }),
    rules: [],
    code: 'bill-sum',
  },
];

describe('mutations of a dispatched plan', () => {
  let good: Answer;
  beforeAll(async () => {
    // Day: 4 units of chat, 2 of them rented; night: 1, and tuning of 12 unit-hours by 2 units at once of at most 4.
    good = await placeIt({
      ...smallProblem(),
      profiles: [{ id: 'day', values: [...Array(12).fill(1), ...Array(6).fill(4), ...Array(6).fill(1)] }],
      offers: [lease('a-lease', 'a', 2920), onDemand('cloud-hour', 'cloud', 1)],
      workloads: [
        chat('chat', { profile: 'day' }),
        training('tune', {
          acceleratorHours: 12,
          runsPerYear: 365,
          deadlineHours: 24,
          gangUnits: 2,
          deferrable: { window: 'day', mostUnits: 4 },
        }),
      ],
      dispatch: { blocks: 'exact' },
    });
  });

  it('none: nobody objects', () => {
    expect(good.plan.units.map(({ unitsFurther }) => unitsFurther)).toEqual([3]);
    expect(violationsOf(good.prepared, good.plan)).toEqual([]);
    expect(auditPlan(good.prepared.problem, good.plan).findings).toEqual([]);
  });

  it.each(MUTATIONS)('$name', ({ mutate, rules, code }) => {
    const plan = mutate(good.plan);
    expect(JSON.stringify(plan)).not.toBe(JSON.stringify(good.plan));
    expect([...new Set(violationsOf(good.prepared, plan).map(({ rule }) => rule))].sort()).toEqual(rules);
    const { findings } = auditPlan(good.prepared.problem, plan);
    expect(findings.map((one) => one.code)).toContain(code);
  });
});
