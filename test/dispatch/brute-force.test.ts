import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditPlan } from '../../solver/audit/audit.js';
import type { ProblemInput } from '../../solver/problem/types.js';
import { placeIt } from '../support/placing.js';
import { chat, lease, onDemand, smallProblem, training } from '../support/small-problem.js';

const RUNS = 8;
/** A unit's dynamic kW at the utilisation `chat` is sized for: (1,000 - 200) W x 0.5. */
const CHAT_KW_PER_UNIT = 0.4;
const IDLE_KW = 0.2;

/** Units of the busiest hour are 4; the other hours are eighths of it. */
const loads = fc
  .array(fc.integer({ min: 0, max: 8 }), { minLength: 24, maxLength: 24 })
  .map((hours) => hours.map((eighths, hour) => (hour === 0 ? 4 : eighths / 2)));
const schedule = (periods: readonly number[]) => Array.from({ length: 12 }, () => [...periods]);

interface Case {
  readonly load: readonly number[];
  readonly leasePerYear: number;
  readonly rentPerHour: number;
  readonly periodOf: readonly number[];
  readonly prices: readonly [number, number];
}
const cases = fc.record({
  load: loads,
  leasePerYear: fc.integer({ min: 100, max: 9000 }),
  rentPerHour: fc.integer({ min: 1, max: 4 }),
  periodOf: fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 24, maxLength: 24 }),
  prices: fc.constantFrom([0.05, 0.3] as const, [0, 0.9] as const),
});

const problem = (one: Case, parts: Partial<ProblemInput>): ProblemInput => ({
  ...smallProblem(),
  profiles: [{ id: 'day', values: [...one.load] }],
  tariffs: [
    {
      id: 'free',
      kind: 'time-of-use',
      periods: one.prices.map((pricePerKwh) => ({ pricePerKwh })),
      weekdaySchedule: schedule(one.periodOf),
      weekendSchedule: schedule(one.periodOf),
    },
  ],
  offers: [lease('a-lease', 'a', one.leasePerYear), onDemand('cloud-hour', 'cloud', one.rentPerHour)],
  workloads: [chat('chat', { profile: 'day' })],
  ...parts,
});

const priceAt = ({ prices, periodOf }: Case, hour: number): number => prices[periodOf[hour] ?? 0] ?? 0;
const sum = (figures: readonly number[]): number => figures.reduce((total, one) => total + one, 0);

/** Cost of k leased units where each group of hours has one share: as much of its load as fits is on them, the rest rented. */
const costOf = (one: Case, units: number, groups: readonly (readonly number[])[]): number => {
  const idle = sum(one.load.map((_, hour) => priceAt(one, hour))) * 365 * IDLE_KW;
  const served = groups.map((hours) => {
    const peak = Math.max(...hours.map((hour) => one.load[hour] ?? 0));
    if (peak === 0) return 0;
    const rented = sum(hours.map((hour) => one.load[hour] ?? 0)) * one.rentPerHour;
    const held = sum(hours.map((hour) => (one.load[hour] ?? 0) * CHAT_KW_PER_UNIT * priceAt(one, hour)));
    const share = held < rented ? Math.min(1, units / peak) : 0;
    return 365 * (share * held + (1 - share) * rented);
  });
  return units * (one.leasePerYear + idle) + sum(served);
};
const cheapest = (one: Case, groups: readonly (readonly number[])[]): number =>
  Math.min(...[0, 1, 2, 3, 4].map((units) => costOf(one, units, groups)));

describe('dispatch against every number of units', () => {
  it('exact blocks cost what the best of them costs, hour by hour', async () => {
    let dispatched = 0;
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        const { plan, prepared } = await placeIt(problem(one, { dispatch: { blocks: 'exact' } }));
        expect(plan.objective).toBeCloseTo(
          cheapest(
            one,
            one.load.map((_, hour) => [hour]),
          ),
          4,
        );
        expect(auditPlan(prepared.problem, plan).findings).toEqual([]);
        if (new Set(plan.placements.map(({ bank }) => bank)).size > 1) dispatched += 1;
      }),
      { numRuns: RUNS, seed: 11 },
    );
    // Some of them rent peaks over a leased base, or the property would say nothing.
    expect(dispatched).toBeGreaterThan(RUNS / 4);
  });

  it('merged blocks cost what the best of them costs, block by block', async () => {
    let merged = 0;
    await fc.assert(
      fc.asyncProperty(cases, fc.integer({ min: 2, max: 5 }), async (one, blocks) => {
        const { plan, prepared } = await placeIt(problem(one, { dispatch: { blocks } }));
        const { dispatch } = plan;
        // Hours of the day in a block: those of the first hours that are alike, and of the hours like them.
        const alike = (first: number): number[] =>
          one.load.flatMap((load, hour) =>
            load === one.load[first] && priceAt(one, hour) === priceAt(one, first) ? [hour] : [],
          );
        const groups = dispatch?.blocks.map(({ alikeFirstHours }) => alikeFirstHours.flatMap(alike)) ?? [];
        expect(groups.flat().sort((a, b) => a - b)).toEqual([...Array(24).keys()]);
        expect(groups.length).toBeLessThanOrEqual(blocks);
        expect(plan.objective).toBeCloseTo(cheapest(one, groups), 4);
        expect(auditPlan(prepared.problem, plan).findings).toEqual([]);
        if (dispatch?.isExact === false) merged += 1;
      }),
      { numRuns: RUNS, seed: 12 },
    );
    expect(merged).toBeGreaterThan(RUNS / 2);
  });

  it('deferred work needs the fewest units whose valleys hold it', async () => {
    let waited = 0;
    const work = fc.record({
      unitHoursPerDay: fc.integer({ min: 4, max: 40 }),
      gangUnits: fc.integer({ min: 1, max: 3 }),
      moreUnits: fc.integer({ min: 0, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(loads, work, async (load, { unitHoursPerDay, gangUnits, moreUnits }) => {
        const mostUnits = gangUnits + moreUnits;
        fc.pre(unitHoursPerDay <= 24 * mostUnits);
        const one = {
          load,
          leasePerYear: 1000,
          rentPerHour: 4,
          periodOf: Array(24).fill(0),
          prices: [0, 0] as const,
        };
        const tune = training('tune', {
          acceleratorHours: unitHoursPerDay,
          runsPerYear: 365,
          deadlineHours: 24,
          gangUnits,
          deferrable: { window: 'day', mostUnits },
        });
        const { plan, prepared } = await placeIt(
          problem(one, {
            offers: [lease('a-lease', 'a', 1000)],
            workloads: [chat('chat', { profile: 'day' }), tune],
            dispatch: { blocks: 'exact' },
          }),
        );
        const holds = (units: number): boolean => {
          const atOnce = load.map((used) => Math.min(mostUnits, units - used));
          return sum(atOnce.map((free) => (free >= gangUnits ? free : 0))) >= unitHoursPerDay - 1e-9;
        };
        let units = 4;
        while (!holds(units)) units += 1;
        expect(plan.objective).toBeCloseTo(units * 1000, 6);
        expect(auditPlan(prepared.problem, plan).findings).toEqual([]);
        if (units < 4 + gangUnits) waited += 1;
      }),
      { numRuns: RUNS, seed: 13 },
    );
    expect(waited).toBeGreaterThan(RUNS / 4);
  });
});
