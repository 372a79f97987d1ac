import { describe, expect, it } from 'vitest';
import { auditPlan } from '../../solver/audit/audit.js';
import { highs } from '../../solver/engines/highs.js';
import type { ProblemInput } from '../../solver/problem/types.js';
import { makeCalendar } from '../../solver/sizing/calendar.js';
import { windowOfHours } from '../../solver/sizing/deferral.js';
import { placeIt } from '../support/placing.js';
import {
  chat,
  lease,
  onDemand,
  smallProblem,
  type TrainingInput,
  training,
} from '../support/small-problem.js';

/** 4 units by day from 12:00, 1 by night. */
const DAY_AND_NIGHT = [...Array(12).fill(1), ...Array(12).fill(4)];

/** 24 unit-hours each day, by 2 to 3 units at once. */
const nightly = (more: Partial<TrainingInput> = {}): TrainingInput =>
  training('tune', {
    acceleratorHours: 24,
    runsPerYear: 365,
    deadlineHours: 24,
    gangUnits: 2,
    deferrable: { window: 'day', mostUnits: 3 },
    ...more,
  });

const valleys = (tune: TrainingInput, parts: Partial<ProblemInput> = {}): ProblemInput => ({
  ...smallProblem(),
  profiles: [{ id: 'day', values: DAY_AND_NIGHT }],
  offers: [lease('a-lease', 'a', 2920), onDemand('cloud-hour', 'cloud', 10)],
  workloads: [chat('chat', { profile: 'day' }), tune],
  dispatch: { blocks: 'exact' },
  ...parts,
});

const answer = async (input: ProblemInput, engine = {}) => {
  const placed = await placeIt(input, engine);
  expect(auditPlan(placed.prepared.problem, placed.plan).findings).toEqual([]);
  const cells = placed.plan.placements.filter(({ workload }) => workload === 'tune');
  return { ...placed, cells };
};

describe('deferrable work', () => {
  it.each([
    ['glpk', {}],
    ['highs', { engines: [highs], engine: 'highs' }],
  ] as const)('fills the valleys of a load that is there anyway (%s)', async (_, engine) => {
    const { plan, cells } = await answer(valleys(nightly()), engine);
    // The night leaves 3 of 4 units for 12 hours: 36 unit-hours, and 24 are asked for.
    expect(plan.units.map((one) => one.unitsFurther)).toEqual([4]);
    expect(plan.objective).toBeCloseTo(4 * 2920, 6);
    expect(cells.map(({ block }) => block)).toEqual(['b2.w1']);
    // 24 unit-hours in 12 hours are 2 of 3 units at once.
    expect(cells[0]?.shareFraction).toBeCloseTo(2 / 3, 9);
  });

  it('holds its own units in all hours where it may not wait', async () => {
    const { deferrable: _, ...steady } = nightly();
    const { plan } = await answer(valleys(steady));
    // Two units, its gang, beside four.
    expect(plan.objective).toBeCloseTo(6 * 2920, 6);
  });

  it('asks for its whole gang wherever it computes', async () => {
    const { plan, cells } = await answer(
      valleys(nightly({ gangUnits: 4, deferrable: { window: 'day', mostUnits: 4 } })),
    );
    // By night 1 + 4 units; 24 unit-hours over 12 hours are 2 units at the mean, and 4 at once.
    expect(plan.objective).toBeCloseTo(5 * 2920, 6);
    expect(cells.map(({ shareFraction, standbyFraction }) => [shareFraction, standbyFraction])).toEqual([
      [expect.closeTo(0.5, 9), expect.closeTo(0.5, 9)],
    ]);
  });

  it('waits for cheap hours', async () => {
    const schedule = Array.from({ length: 12 }, () =>
      Array.from({ length: 24 }, (_, hour) => (hour < 6 ? 0 : 1)),
    );
    const tariff = {
      id: 'free',
      kind: 'time-of-use' as const,
      periods: [{ pricePerKwh: 0.1 }, { pricePerKwh: 0.3 }],
      weekdaySchedule: schedule,
      weekendSchedule: schedule,
    };
    const base = smallProblem();
    const { plan, cells } = await answer(
      valleys(nightly({ deferrable: { window: 'day', mostUnits: 8 } }), {
        tariffs: [tariff],
        silicon: (base.silicon ?? []).map((one) => ({ ...one, idleWatts: 0 })),
        offers: [{ id: 'own', terms: 'owned', site: 'a', silicon: 'gpu', unitsExisting: 8 }],
        workloads: [nightly({ deferrable: { window: 'day', mostUnits: 8 } })],
      }),
    );
    // 24 unit-hours a day at 1 kW, all of them in the six hours at 0.10.
    expect(plan.objective).toBeCloseTo(24 * 365 * 0.1, 6);
    expect(cells.map(({ block }) => block)).toEqual(['b1.w1']);
    expect(plan.dispatch?.blocks[0]?.hours).toBe(6 * 365);
  });

  it('does the work of a week inside the week', async () => {
    const tune = nightly({
      acceleratorHours: 168,
      runsPerYear: 53,
      deadlineHours: 168,
      gangUnits: 1,
      deferrable: { window: 'week', mostUnits: 3 },
    });
    const weekends = Array.from({ length: 168 }, (_, hour) => (hour < 120 ? 4 : 1));
    const { plan, cells } = await answer(valleys(tune, { profiles: [{ id: 'day', values: weekends }] }));
    // A weekend leaves 3 x 48 = 144 unit-hours, and 53 x 168 / 365 x 7 = 170.8 fall due in a week: one unit more is leased,
    // which is free on working days too.
    expect(plan.units.map((one) => one.unitsFurther)).toEqual([5]);
    expect(cells.length).toBeGreaterThan(0);
  });
});

describe('windows of the year', () => {
  const lengths = (zone: string, window: 'day' | 'week'): Map<number, number> => {
    const windows = new Map<number, number>();
    for (const one of windowOfHours(makeCalendar(2026), zone, window))
      windows.set(one, (windows.get(one) ?? 0) + 1);
    const counts = new Map<number, number>();
    for (const hours of windows.values()) counts.set(hours, (counts.get(hours) ?? 0) + 1);
    return counts;
  };

  it('are local days, with one of 23 and one of 25 hours where clocks change, and none cut by the year', () => {
    expect(lengths('UTC', 'day')).toEqual(new Map([[24, 365]]));
    expect(lengths('Europe/Berlin', 'day')).toEqual(
      new Map([
        [24, 363],
        [23, 1],
        [25, 1],
      ]),
    );
    expect(lengths('America/New_York', 'day')).toEqual(
      new Map([
        [24, 363],
        [23, 1],
        [25, 1],
      ]),
    );
  });

  it('are weeks from Monday; the two cut by the year are one of eight days', () => {
    // 2026 begins on a Thursday: 4 days before its first Monday, 4 from its last.
    expect(lengths('UTC', 'week')).toEqual(
      new Map([
        [192, 1],
        [168, 51],
      ]),
    );
  });
});
