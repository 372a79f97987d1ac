import { describe, expect, it } from 'vitest';
import { mayHoldStandby } from '../../solver/decisions/bank-limits.js';
import type { ProblemInput } from '../../solver/problem/types.js';
import { placeIt, prepared } from '../support/placing.js';
import { agents, chat, lease, onDemand, site, smallProblem, smallWith } from '../support/small-problem.js';

const compiledOf = (input: ProblemInput) => prepared(input).compiled;
const columnsOf = (input: ProblemInput): string[] => [...compiledOf(input).program().columnNames];

describe('decision columns', () => {
  it('stand in a fixed order: one, placements, units, sites', () => {
    expect(columnsOf(smallProblem())).toEqual([
      'one',
      'place chat@town a/gpu/metered',
      'place chat@town b/gpu/metered',
      'place chat@town cloud-hour',
      'packs a/gpu/metered a-lease',
      'packs b/gpu/metered b-lease',
      'open a',
      'open b',
      'open cloud',
    ]);
  });

  it('shares are whole for runs and indivisible splits only', () => {
    const integers = (split: 'free' | 'perLocation') => {
      const program = compiledOf(
        smallWith({ workloads: [chat('chat', { split: { kind: split } })] }),
      ).program();
      return program.columnNames.filter(
        (name, column) => name.startsWith('place') && program.integer[column] === 1,
      );
    };
    expect(integers('free')).toEqual([]);
    expect(integers('perLocation')).toHaveLength(3);
  });

  it('standby exists on held banks, and on demand where it has a price', () => {
    const offers = [
      lease('a-lease', 'a', 1000),
      onDemand('with', 'cloud', 1, { standbyPerUnitHour: 0 }),
      onDemand('without', 'cloud', 1),
    ];
    const { candidates } = prepared(smallWith({ offers, workloads: [chat('chat', { standby: true })] }));
    const holds = candidates.candidates.filter(mayHoldStandby).map(({ bank }) => bank.id);
    expect(holds).toEqual(['a/gpu/metered', 'with']);
    const without = prepared(smallWith({ offers })).candidates;
    expect(without.candidates.filter(mayHoldStandby)).toEqual([]);
  });

  it('a site is decided only where opening it costs something or is limited', () => {
    const decided = (input: ProblemInput) => {
      const program = compiledOf(input).program();
      return program.columnNames.filter(
        (name, column) =>
          name.startsWith('open') && program.columnLower[column] !== program.columnUpper[column],
      );
    };
    expect(decided(smallProblem())).toEqual([]);
    expect(decided(smallWith({ limits: { newSites: 2 } }))).toEqual(['open a', 'open b', 'open cloud']);
    const sites = [
      site('a', { openUpfrontCost: 5 }),
      site('b', { openUpfrontCost: 5, alreadyOpen: true }),
      site('cloud', { openYearlyCost: 5, mustStayOpen: true }),
    ];
    expect(decided(smallWith({ sites }))).toEqual(['open a']);
    const otherCosts = [{ id: 'guards', name: 'guards', per: 'site' as const, site: 'b', yearlyCost: 1 }];
    expect(decided(smallWith({ otherCosts }))).toEqual(['open b']);
  });

  it('bounds the units of a bank by what everything would need there', () => {
    const { decisions } = compiledOf(smallWith({ workloads: [chat(), agents('agents', { ramGiB: 89 })] }));
    // 4 + 4 units for inference; 890 GiB of runtime need 8.9 units of 100 GiB.
    expect(decisions.units.map((one) => one.packsMax)).toEqual([9, 9]);
  });
});

describe('units that cost and weigh nothing', () => {
  const kept = (more: Partial<ProblemInput>, idleWatts = 0) => {
    const input = smallWith({
      silicon: (smallProblem().silicon ?? []).map((one) => ({ ...one, idleWatts })),
      offers: [{ id: 'a-own', terms: 'owned', site: 'a', silicon: 'gpu', unitsExisting: 9 }],
      ...more,
    });
    const { decisions, program } = compiledOf(input);
    const built = program();
    return decisions.units.map((one) => built.integer[one.keptColumn] === 1);
  };

  it('need not be whole in the program; anything that prices or limits them makes them so', () => {
    expect(kept({})).toEqual([false]);
    expect(kept({}, 10)).toEqual([true]);
    const otherCosts = [{ id: 'x', name: 'x', per: 'unit' as const, offer: 'a-own', yearlyCost: 1 }];
    expect(kept({ otherCosts })).toEqual([true]);
    const two = [chat('one'), chat('two', { isolationGroup: 'lab' })];
    expect(kept({ workloads: two })).toEqual([true, true]);
  });

  it('are whole in the plan all the same', async () => {
    const input = smallWith({
      silicon: (smallProblem().silicon ?? []).map((one) => ({ ...one, idleWatts: 0 })),
      workloads: [chat('chat', { demand: { peakRequestsPerSecond: 1.1 } })],
      offers: [{ id: 'a-own', terms: 'owned', site: 'a', silicon: 'gpu', unitsExisting: 9 }],
    });
    expect((await placeIt(input)).units('a-own')).toBe(3);
  });
});

describe('demand peaks', () => {
  const schedule = (evening: number) =>
    Array.from({ length: 12 }, () => Array.from({ length: 24 }, (_, hour) => (hour >= 18 ? evening : 0)));
  const peaksOf = (demand: object, profile?: number[]) => {
    const input = smallWith({
      sites: [site('a', { tariff: 'grid' }), site('b'), site('cloud')],
      tariffs: [
        { id: 'free', kind: 'flat', pricePerKwh: 0 },
        { id: 'grid', kind: 'flat', pricePerKwh: 0, demand },
      ],
      ...(profile
        ? { profiles: [{ id: 'p', values: profile }], workloads: [chat('chat', { profile: 'p' })] }
        : {}),
    });
    const { peaks } = compiledOf(input).decisions;
    return { windows: peaks.length, columns: new Set(peaks.map((one) => one.column)).size };
  };
  const monthlyPricePerKw = Array.from({ length: 12 }, (_, month) => month + 1);
  const periods = {
    periods: [{ pricePerKw: 1 }, { pricePerKw: 2 }],
    weekdaySchedule: schedule(1),
    weekendSchedule: schedule(1),
  };

  it('of windows that see the same loads share a column', () => {
    expect(peaksOf({ monthlyPricePerKw })).toEqual({ windows: 12, columns: 1 });
    const day = Array.from({ length: 24 }, (_, hour) => (hour < 12 ? 1 : 0.5));
    expect(peaksOf({ monthlyPricePerKw }, day)).toEqual({ windows: 12, columns: 1 });
    // Days peak before noon, evenings do not: two columns for twice twelve windows.
    expect(peaksOf(periods, day)).toEqual({ windows: 24, columns: 2 });
    expect(peaksOf(periods)).toEqual({ windows: 24, columns: 1 });
    const hourly = Array.from({ length: 8760 }, (_, hour) => 1 + (hour % 744) / 744 + hour / 8760);
    expect(peaksOf({ monthlyPricePerKw }, hourly).columns).toBe(12);
  });

  it('bill each window at its own peak', async () => {
    const day = Array.from({ length: 24 }, (_, hour) => (hour < 12 ? 1 : 0.5));
    const answer = await placeIt(
      smallWith({
        sites: [site('a', { tariff: 'grid' }), site('b'), site('cloud')],
        tariffs: [
          { id: 'free', kind: 'flat', pricePerKwh: 0 },
          { id: 'grid', kind: 'flat', pricePerKwh: 0, demand: periods },
        ],
        profiles: [{ id: 'p', values: day }],
        workloads: [chat('chat', { profile: 'p' })],
      }),
    );
    // By day 0.8 + 1.6 kW at a price of 1, in the evening 0.8 + 0.8 kW at 2, twelve months.
    expect(answer.cost).toBeCloseTo(4000 + 12 * (2.4 * 1 + 1.6 * 2), 6);
  });
});
