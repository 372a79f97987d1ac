import { describe, expect, it } from 'vitest';
import { parseProblem } from '../../solver/problem/parse.js';
import type { Problem, ProblemInput } from '../../solver/problem/types.js';
import { randomProblem } from '../support/random-problem.js';
import { divisible } from './divisible.js';
import { enumerate } from './enumerate.js';
import { chat, small } from './small-problem.js';

const HOURS = 8760;

const parsed = (input: ProblemInput): Problem => {
  const read = parseProblem(input);
  if (!read.ok) throw new Error(JSON.stringify(read.issues.slice(0, 3)));
  return read.problem;
};

/** 2 units x 0.1 kW x 1.5 x 0.1 a kWh, and as much again for the load: 2 x 0.2 kW x half busy. */
const IDLE_PER_UNIT = 0.1 * 1.5 * 0.1 * HOURS;
const BUSY = 2 * 0.2 * 0.5 * 1.5 * 0.1 * HOURS;
const RENT = (2 * 2 * HOURS) / 0.8;

const both = (input: ProblemInput): number => {
  const problem = parsed(input);
  const first = enumerate(problem);
  const second = divisible(problem);
  expect(second.feasible).toBe(first.feasible);
  if (first.feasible) expect(second.optimum).toBeCloseTo(first.optimum, 6);
  return first.optimum;
};

describe('oracles on problems worked by hand', () => {
  it('buy two units, open the site, pay the energy', () => {
    expect(IDLE_PER_UNIT * 2 + BUSY).toBeCloseTo(525.6, 9);
    expect(both(small())).toBeCloseTo(2 * 10000 + 5000 + 525.6, 6);
  });

  it('rent where buying is dearer', () => {
    const input = small();
    for (const offer of input.offers) if (offer.terms === 'purchase') offer.pricePerUnit = 30000;
    expect(RENT).toBe(43800);
    expect(both(input)).toBeCloseTo(43800, 6);
  });

  it('half at each where one unit is all there is', () => {
    const input = small();
    input.workloads = [chat({ split: { kind: 'free' } })];
    for (const offer of input.offers) if (offer.terms === 'purchase') offer.unitsMax = 1;
    const { optimum } = divisible(parsed(input));
    expect(optimum).toBeCloseTo(10000 + 5000 + IDLE_PER_UNIT + BUSY / 2 + RENT / 2, 3);
  });

  it('a demand charge on the highest kW of every month', () => {
    const input = small();
    input.tariffs = [
      {
        id: 'grid',
        kind: 'flat',
        pricePerKwh: 0.1,
        demand: { monthlyPricePerKw: new Array<number>(12).fill(10) },
      },
    ];
    const kw = 1.5 * (2 * 0.1 + 2 * 0.2 * 0.5);
    expect(both(input)).toBeCloseTo(25525.6 + kw * 120, 6);
  });

  it('a profile in local time: the peak sizes, the sum is billed', () => {
    const input = small();
    // Full at noon, half at every other hour: 12.5 full hours a day.
    input.profiles = [
      { id: 'noon', values: Array.from({ length: 24 }, (_, hour) => (hour === 12 ? 1 : 0.5)) },
    ];
    input.workloads = [chat({ profile: 'noon' })];
    for (const offer of input.offers) if (offer.terms === 'purchase') offer.pricePerUnit = 30000;
    // One day of the year skips an hour and one has an hour twice, both at half load.
    expect(both(input)).toBeCloseTo((RENT * 12.5) / 24, 6);
  });

  it('copies of 0.6 of the load in two domains', () => {
    const input = small();
    input.workloads = [chat({ split: { kind: 'copies', copies: 2, copyLoadFraction: 0.6 } })];
    // 1.2 units at each: two bought at the edge, 1.2 rented.
    expect(both(input)).toBeCloseTo(25000 + IDLE_PER_UNIT * 2 + BUSY * 0.6 + RENT * 0.6, 6);
  });

  it('standby kept ready in the other domain', () => {
    const input = small();
    input.workloads = [chat({ standby: true })];
    for (const offer of input.offers) if (offer.terms === 'on-demand') offer.standbyPerUnitHour = 0.5;
    expect(both(input)).toBeCloseTo(25525.6 + 2 * 0.5 * HOURS, 6);
    for (const offer of input.offers) if (offer.terms === 'on-demand') delete offer.standbyPerUnitHour;
    // Standby at the edge takes units and their idle power, no load energy.
    expect(both(input)).toBeCloseTo(RENT + 25000 + IDLE_PER_UNIT * 2, 6);
  });

  it('training: the deadline asks for two units, billed for the hours it runs', () => {
    const input = small();
    input.workloads = [
      {
        kind: 'training',
        id: 'train',
        acceleratorHours: 100,
        referenceSilicon: 'gpu',
        precision: 'bf16',
        gangUnits: 1,
        runsPerYear: 10,
        deadlineHours: 50,
        dataLocation: 'here',
        dataGB: 0,
        dataPreparationCostPerRun: 7,
        interruptible: false,
      },
    ];
    expect(both(input)).toBeCloseTo((2 * 2 * 500) / 0.8 + 70, 6);
  });

  it('agents: memory on hosts and inference on units, at one site', () => {
    const input = small();
    input.workloads = [
      {
        kind: 'agent',
        id: 'agents',
        model: 'llm',
        origins: [{ location: 'here', agents: 10 }],
        ramGiB: 16,
        inferencesPerMinute: 6,
        inputTokens: 600,
        outputTokens: 400,
        activeHoursFraction: 0.5,
        targetUtilisationFraction: 0.5,
        split: { kind: 'perLocation' },
      },
    ];
    // 10 x 6 / 60 x 0.5 = 0.5 requests a second: one unit for inference, which carries the 160 GiB as well.
    expect(both(input)).toBeCloseTo(10000 + 5000 + IDLE_PER_UNIT + BUSY / 2, 6);
    for (const offer of input.offers) if (offer.terms === 'purchase') offer.unitsMax = 0;
    expect(both(input)).toBeCloseTo(RENT / 2 + (2 * (160 / 256) * HOURS) / 0.8, 6);
  });

  it('escalation, discount, replacement and residual, year by year', () => {
    const input = small();
    input.horizon.years = 3;
    input.horizon.discountFraction = 0.1;
    input.tariffs = [{ id: 'grid', kind: 'flat', pricePerKwh: 0.1, escalationFraction: 0.05 }];
    input.offers = [
      {
        id: 'buy',
        terms: 'purchase',
        site: 'edge',
        silicon: 'gpu',
        pricePerUnit: 10000,
        lifeYears: 2,
        priceChangeFraction: -0.2,
        residualMarketFraction: 0.5,
        unitsMax: 4,
      },
    ];
    // Bought again after two years at 6,400; half its life is left at the end, worth half of that.
    const units = 2 * (10000 + 6400 / 1.1 ** 2 - (6400 * 0.5 * 0.5) / 1.1 ** 3);
    const energy = 525.6 * (1.05 / 1.1 + (1.05 / 1.1) ** 2 + (1.05 / 1.1) ** 3);
    expect(both(input)).toBeCloseTo(5000 + units + energy, 6);
  });

  it('no plan where a cap, a limit or a rule leaves none', () => {
    const capped = small();
    capped.offers = capped.offers.filter((offer) => offer.id === 'buy');
    for (const site of capped.sites) if (site.id === 'edge') site.meterCapKw = 0.5;
    expect(both(capped)).toBe(Infinity);
    const ruled = small();
    ruled.rules = [{ id: 'abroad', requirement: { attribute: 'site.jurisdiction', noneIn: ['DE'] } }];
    expect(both(ruled)).toBe(Infinity);
    const late = small();
    late.workloads = [chat({ slo: { percentile: 50, networkRttMs: 2 } })];
    expect(both(late)).toBe(Infinity);
  });

  it('a soft rule, a millisecond and a tonne have their price', () => {
    const input = small();
    input.rules = [
      { id: 'at-home', requirement: { attribute: 'site.kind', noneIn: ['metro-edge'] }, penaltyPerYear: 900 },
    ];
    input.workloads = [chat({ latencyCostPerMsYear: 10 })];
    input.objective = { carbonPricePerTonne: 100 };
    for (const site of input.sites) site.gridCarbonGramsPerKwh = 500;
    // 525.6 of energy at 0.1 a kWh is 5,256 kWh: 2.628 t.
    expect(both(input)).toBeCloseTo(25525.6 + 900 + 10 * 3 + 262.8, 6);
  });
});

describe('the two oracles', () => {
  it('agree on problems both can do', () => {
    let solved = 0;
    for (let seed = 5001; seed <= 5070; seed += 1) {
      const { input } = randomProblem(seed, 'indivisible');
      const problem = parsed(input);
      const first = enumerate(problem);
      const second = divisible(problem);
      expect(second.feasible, `seed ${seed}`).toBe(first.feasible);
      if (!first.feasible) continue;
      solved += 1;
      expect(Math.abs(second.optimum - first.optimum), `seed ${seed}`).toBeLessThan(
        1e-6 * first.optimum + 0.01,
      );
    }
    expect(solved).toBeGreaterThan(35);
  });
});
