import { describe, expect, it } from 'vitest';
import type { Decisions } from '../../../solver/decisions/types.js';
import { InternalError } from '../../../solver/outcome.js';
import type { Problem, ProblemInput } from '../../../solver/problem/types.js';
import { carbon } from '../../../solver/tei/costs/carbon.js';
import { energy } from '../../../solver/tei/costs/energy.js';
import {
  amountOf,
  CLOUD,
  EDGE,
  entriesOf,
  type Fixture,
  fixture,
  type Pair,
  presentWorthOf,
  problemOf,
} from '../fixture.js';

/** Decisions whose problem is changed after reading, as no reading would let it through. */
const changed = ({ decisions }: Fixture, edit: Partial<Problem>): Decisions => {
  const { candidates } = decisions;
  const demand = { ...candidates.demand, problem: { ...candidates.demand.problem, ...edit } };
  return { ...decisions, candidates: { ...candidates, demand } };
};

/** Tariff of the edge site, its PUE and the watts of the GPU, in round figures. */
const withTariff = (tariff: object, pue = 1.5) =>
  problemOf((problem) => {
    problem.tariffs = [{ id: 'grid', kind: 'flat', pricePerKwh: 0.2, ...tariff } as never];
    Object.assign(problem.sites[0] ?? {}, { pue });
    Object.assign(problem.silicon?.[0] ?? {}, { idleWatts: 200, maxWatts: 1000 });
  });

const ten: Pair = () => ({ needUnits: 10, busyFraction: 0.5 });

describe('energy', () => {
  it('of idle units: 0.20 x PUE 1.5 x 0.2 kW x 8,760 h = 525.60 a unit', () => {
    const entries = entriesOf(fixture(withTariff({}), ten), 'energy', { packs: { 'muc-buy': 2 } });
    expect(entries).toMatchObject([{ site: 'muc-edge', offer: 'muc-buy', item: 'idle' }]);
    expect(amountOf(entries)).toBeCloseTo(1051.2, 8);
  });

  it('of placements: 0.8 kW x busy 0.5 x 10 units = 4 kW x 8,760 h x 1.5 x 0.20 = 10,512', () => {
    const entries = entriesOf(fixture(withTariff({}), ten), 'energy', { place: { [EDGE]: 0.25 } });
    expect(amountOf(entries)).toBeCloseTo(2628, 8);
    expect(entries[0]).toMatchObject({ workload: 'assistant', bank: 'muc-edge/gpu-80/metered' });
  });

  it('is never charged where the price includes it', () => {
    expect(entriesOf(fixture(withTariff({}), ten), 'energy', { place: { [CLOUD]: 1 } })).toEqual([]);
  });

  it('takes negative prices hour by hour: 8,000 h at 0.10 and 760 h at -0.50', () => {
    const pricesPerKwh = Array.from({ length: 8760 }, (_, hour) => (hour < 8000 ? 0.1 : -0.5));
    const one = fixture(withTariff({ kind: 'hourly', pricePerKwh: undefined, pricesPerKwh }, 1), ten);
    // 8,000 x 0.10 - 760 x 0.50 = 420 money/kW; idle 0.2 kW: 84; 4 kW: 1,680
    expect(amountOf(entriesOf(one, 'energy', { packs: { 'muc-buy': 1 } }))).toBeCloseTo(84, 8);
    expect(amountOf(entriesOf(one, 'energy', { place: { [EDGE]: 1 } }))).toBeCloseTo(1680, 8);
    const all = fixture(
      withTariff({ kind: 'hourly', pricePerKwh: undefined, pricesPerKwh: Array(8760).fill(-0.05) }, 1),
      ten,
    );
    expect(amountOf(entriesOf(all, 'energy', { packs: { 'muc-buy': 1 } }))).toBeCloseTo(-87.6, 8);
  });

  it('meets a profile with the prices of the same hours: load only at night, when a kWh is 0.05', () => {
    const night = Array.from({ length: 24 }, (_, hour) => (hour < 6 ? 1 : 0));
    const schedule = Array.from({ length: 12 }, () => night);
    const input = withTariff({
      kind: 'time-of-use',
      pricePerKwh: undefined,
      periods: [{ pricePerKwh: 0.3 }, { pricePerKwh: 0.05 }],
      weekdaySchedule: schedule,
      weekendSchedule: schedule,
    });
    input.profiles = [{ id: 'night', values: night }];
    Object.assign(input.workloads[0] ?? {}, { profile: 'night' });
    const one = fixture(input, ten);
    // 4 kW x 1.5 x 6 h x 365 d x 0.05 = 657
    expect(amountOf(entriesOf(one, 'energy', { place: { [EDGE]: 1 } }))).toBeCloseTo(657, 8);
    // idle all day: 0.2 kW x 1.5 x 365 d x (6 x 0.05 + 18 x 0.30) = 624.15
    expect(amountOf(entriesOf(one, 'energy', { packs: { 'muc-buy': 1 } }))).toBeCloseTo(624.15, 8);
  });

  it('scales by the hours a run computes, and escalates with the tariff', () => {
    const input = withTariff({ escalationFraction: 0.03 });
    Object.assign(input.horizon, { years: 2, discountFraction: 0.05 });
    const one = fixture(input, () => ({ needUnits: 10, busyFraction: 0.5, meanScale: 0.1 }));
    const entries = entriesOf(one, 'energy', { place: { [EDGE]: 1 } });
    expect(amountOf(entries)).toBeCloseTo(1051.2, 8);
    const r = 1.03 / 1.05;
    expect(presentWorthOf(entries)).toBeCloseTo(1051.2 * (r + r * r), 8);
  });

  it('does not take a missing tariff for a price of 0', () => {
    const one = changed(fixture(withTariff({}), ten), { tariffs: [] });
    expect(() => energy.terms(one)).toThrow(InternalError);
  });
});

describe('demandCharge', () => {
  const demand = { monthlyPricePerKw: Array(12).fill(10) };

  it('charges every month for its peak: 12 x 10 x 40 kW = 4,800', () => {
    const one = fixture(withTariff({ demand }), ten);
    // The load of all months is the same, so one column carries their peaks.
    const entries = entriesOf(one, 'demandCharge', { peakKw: { '2026-01': 40 } });
    expect(entries).toHaveLength(12);
    expect(amountOf(entries)).toBe(4800);
    expect(entries.map((entry) => entry.item)).toContain('2026-07');
  });

  it('has load already there inside the column, so that it is no constant', () => {
    const input = withTariff({ demand });
    Object.assign(input.sites[0] ?? {}, { otherLoadKw: 12 });
    const one = fixture(input, ten);
    const column = one.decisions.peaks[0]?.column ?? -1;
    expect(one.builder.build().columnLower[column]).toBe(12);
    expect(amountOf(entriesOf(one, 'demandCharge', { peakKw: { '2026-01': 12 } }))).toBe(1440);
  });

  it('charges periods of a month apart', () => {
    const peak = Array.from({ length: 24 }, (_, hour) => (hour >= 17 && hour < 21 ? 1 : 0));
    const schedule = Array.from({ length: 12 }, () => peak);
    const periods = [
      { name: 'off', pricePerKw: 0 },
      { name: 'peak', pricePerKw: 7 },
    ];
    const one = fixture(
      withTariff({ demand: { periods, weekdaySchedule: schedule, weekendSchedule: schedule } }),
      ten,
    );
    const entries = entriesOf(one, 'demandCharge', { peakKw: { '2026-01/peak': 30 } });
    expect(entries.every((entry) => entry.item?.endsWith('/peak'))).toBe(true);
    expect(amountOf(entries)).toBe(12 * 7 * 30);
  });
});

describe('carbon', () => {
  const priced = (edit: (problem: ProblemInput) => void = () => {}, isPaid = false) => {
    const input = withTariff({});
    input.objective = { carbonPricePerTonne: 100, carbonPriceIsPaid: isPaid };
    for (const site of input.sites) site.gridCarbonGramsPerKwh = 400;
    edit(input);
    return input;
  };

  it('of idle units: 0.2 kW x 8,760 h x 1.5 x 0.4 kg = 1.0512 t at 100 = 105.12 a year', () => {
    const entries = entriesOf(fixture(priced(), ten), 'carbon', { packs: { 'muc-buy': 1 } });
    expect(amountOf(entries)).toBeCloseTo(105.12, 8);
    expect(entries[0]).toMatchObject({ nature: 'shadow', offer: 'muc-buy' });
  });

  it('of placements: held 4 kW x 8,760 x 1.5 x 0.4 kg; rented units count idle and busy, over packing efficiency', () => {
    const one = fixture(priced(), ten);
    // 35,040 kWh x 1.5 x 0.4 = 21,024 kg = 2,102.40
    expect(amountOf(entriesOf(one, 'carbon', { place: { [EDGE]: 1 } }))).toBeCloseTo(2102.4, 8);
    // (0.2 + 0.8 x 0.5) kW x 10 = 6 kW x 8,760 / 0.85 x PUE 1.15 x 0.4 kg = 28,444.2 kg
    expect(amountOf(entriesOf(one, 'carbon', { place: { [CLOUD]: 1 } }))).toBeCloseTo(
      ((6 * 8760) / 0.85) * 1.15 * 0.4 * 0.1,
      6,
    );
  });

  it('of tokens: 2,000 Wh per million x 292 million tokens = 584 kWh x 1.15 x 0.4 = 268.64 kg', () => {
    const one = fixture(
      priced((problem) => {
        Object.assign(problem.workloads[0] ?? {}, { demand: { requestsPerDay: 1000 } });
        problem.offers.push({
          id: 'api',
          terms: 'token',
          site: 'fra-cloud',
          models: ['llm-8b'],
          pricePerMillionInputTokens: 1,
          pricePerMillionOutputTokens: 1,
          wattHoursPerMillionTokens: 2000,
        });
      }),
    );
    expect(amountOf(entriesOf(one, 'carbon', { place: { 'assistant@munich api': 1 } }))).toBeCloseTo(
      26.864,
      8,
    );
  });

  it('is cash where the price is paid, and nothing without a price', () => {
    const paid = fixture(
      priced(() => {}, true),
      ten,
    );
    expect(entriesOf(paid, 'carbon', { place: { [EDGE]: 1 } })[0]?.nature).toBe('cash');
    expect(entriesOf(fixture(withTariff({}), ten), 'carbon', { place: { [EDGE]: 1 } })).toEqual([]);
  });

  it('does not take an unknown intensity for 0', () => {
    const { decisions } = fixture(priced(), ten);
    const [bank] = decisions.candidates.banks;
    if (!bank) throw new Error('no bank');
    const { gridCarbonGramsPerKwh: _, ...site } = bank.site;
    const banks = [{ ...bank, site }, ...decisions.candidates.banks.slice(1)];
    const unknown = { ...decisions, candidates: { ...decisions.candidates, banks } };
    expect(() => carbon.terms(unknown)).toThrow(InternalError);
  });
});
