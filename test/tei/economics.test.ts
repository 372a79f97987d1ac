import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitFraction } from '../../solver/catalogue/fit-weights.js';
import { meritsOf } from '../../solver/catalogue/spectrum.js';
import type { ProblemInput } from '../../solver/problem/types.js';
import { attributeBill, attributeCells } from '../../solver/tei/attribution.js';
import { attributeFootprint } from '../../solver/tei/footprint.js';
import { playValues } from '../../solver/tei/plays.js';
import { breakEvenLoadFraction, priceProducts } from '../../solver/tei/products/price.js';
import { returnsOf } from '../../solver/tei/returns.js';
import { fitBasisOf, siliconFitOf } from '../../solver/tei/silicon-fit.js';
import { unitCosts } from '../../solver/tei/unit-costs.js';
import { type Fixture, fixture, type Pair, type Point, parsed, problemOf } from './fixture.js';
import { planOf } from './plan-of.js';

const EDGE_BANK = 'muc-edge/gpu-80/metered';
/** Two equal workloads but for their need, 3 to 1; one year, no discount. */
const two = (edit: (problem: ProblemInput) => void = () => {}) =>
  problemOf((problem) => {
    const [assistant] = problem.workloads;
    if (assistant) problem.workloads.push({ ...assistant, id: 'helper' });
    edit(problem);
  });
const need: Pair = (stream) => ({ needUnits: stream.workload.id === 'assistant' ? 3 : 1 });
const AT_EDGE: Point = {
  place: { [`assistant@munich ${EDGE_BANK}`]: 1, [`helper@munich ${EDGE_BANK}`]: 1 },
  packs: { 'muc-buy': 5 },
  open: { 'muc-edge': 1 },
};
const SPLIT: Point = {
  place: { [`assistant@munich ${EDGE_BANK}`]: 1, 'helper@munich fra-rent': 1 },
  packs: { 'muc-buy': 3 },
  open: { 'muc-edge': 1 },
};

describe('attributeCells', () => {
  const sums = (one: Fixture, point: Point) => {
    const plan = planOf(one, point);
    const cells = attributeCells(one.candidates, plan);
    return { plan, cells, cash: cells.reduce((sum, cell) => sum + cell.cash, 0) };
  };

  it('adds up to the bill by workload and by site, for any shares', () => {
    let runs = 0;
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        fc.integer({ min: 1, max: 9 }),
        (first, second, packs) => {
          const input = two((problem) => {
            problem.otherCosts = [{ id: 'a', name: 'audit', per: 'plan', upfrontCost: 500 }];
            Object.assign(problem.workloads[1] ?? {}, { orchestrationCostPerYear: 1000 });
          });
          const one = fixture(input, need);
          const { plan, cells, cash } = sums(one, {
            place: {
              [`assistant@munich ${EDGE_BANK}`]: first,
              'assistant@munich fra-rent': 1 - first,
              [`helper@munich ${EDGE_BANK}`]: second,
              'helper@munich fra-rent': 1 - second,
            },
            packs: { 'muc-buy': packs },
            open: { 'muc-edge': 1 },
          });
          expect(cash).toBeCloseTo(plan.bill.cashPresentWorth, 6);
          for (const site of unitCosts(one.candidates, plan).sites) {
            const there = cells.filter((cell) => cell.site === site.site);
            expect(there.reduce((sum, cell) => sum + cell.cash, 0)).toBeCloseTo(site.presentWorthCash, 6);
          }
          for (const { workload, cash: own } of attributeBill(one.candidates, plan)) {
            const its = cells.filter((cell) => cell.workload === workload);
            expect(its.reduce((sum, cell) => sum + cell.cash, 0)).toBeCloseTo(own, 6);
          }
          runs += 1;
        },
      ),
      { numRuns: 25, seed: 20 },
    );
    expect(runs).toBe(25);
  });

  it('splits fixed from variable: own energy follows the load, units and the site do not', () => {
    const { cells } = sums(fixture(two(), need), AT_EDGE);
    // 820 W dynamic x 3 units x 1.4 x 8,760 h x 0.19
    expect(cells[0]?.variableCash).toBeCloseTo(0.82 * 3 * 1.4 * 8760 * 0.19, 6);
    const rented = sums(fixture(two(), need), SPLIT).cells.find((cell) => cell.site === 'fra-cloud');
    expect(rented).toMatchObject({ workload: 'helper', variableCash: rented?.cash });
    expect(rented?.cash).toBeCloseTo((8760 * 3.9) / 0.85, 6);
  });
});

describe('attributeFootprint', () => {
  const stated = (problem: ProblemInput): void => {
    Object.assign(problem.sites[0] ?? {}, {
      gridCarbonGramsPerKwh: 400,
      gridCarbonMarginalGramsPerKwh: 700,
      waterLitersPerItKwh: 0.5,
      gridWaterLitersPerKwh: 2,
    });
    Object.assign(problem.silicon?.[0] ?? {}, { embodiedCarbonKg: 500, lifeYears: 4 });
  };

  it('shares idle energy 3 to 1 and gives each its own: PUE 1.4, five units of 180 W idle', () => {
    const one = fixture(two(stated), need);
    const { cells, notStated } = attributeFootprint(one.candidates, planOf(one, AT_EDGE));
    const itKwh = (0.75 * 5 * 0.18 + 3 * 0.82) * 8760;
    expect(notStated).toEqual([]);
    expect(cells[0]?.footprint).toEqual({
      energyKwh: expect.closeTo(itKwh * 1.4, 6),
      carbonKg: expect.closeTo(itKwh * 1.4 * 0.4, 6),
      marginalCarbonKg: expect.closeTo(itKwh * 1.4 * 0.7, 6),
      // the purchase offer's life of five years, not the silicon's
      embodiedCarbonKg: expect.closeTo((0.75 * 5 * 500) / 5, 9),
      siteWaterLiters: expect.closeTo(itKwh * 0.5, 6),
      gridWaterLiters: expect.closeTo(itKwh * 1.4 * 2, 6),
    });
  });

  it('names what is not stated and leaves the figure open, for whom it touches alone', () => {
    const one = fixture(two(stated), need);
    const { workloads, all, notStated } = unitCosts(one.candidates, planOf(one, SPLIT));
    expect(workloads.map(({ footprint }) => footprint.carbonKg === null)).toEqual([false, true]);
    expect(all.footprint).toMatchObject({ carbonKg: null, siteWaterLiters: null });
    expect(all.carbonGrams.perRequest).toBeNull();
    expect(all.footprint.energyKwh).toBeGreaterThan(0);
    expect(notStated.map(({ input }) => input)).toEqual([
      'gridCarbonGramsPerKwh of site fra-cloud',
      'gridCarbonMarginalGramsPerKwh of site fra-cloud',
      'waterLitersPerItKwh of site fra-cloud',
      'gridWaterLitersPerKwh of site fra-cloud',
    ]);
    // rented: 1 unit / 0.85 all year over the silicon's own life
    expect(workloads[1]?.footprint.embodiedCarbonKg).toBeCloseTo(500 / 4 / 0.85, 9);
  });

  it('knows energy behind an endpoint only where its watt-hours are stated', () => {
    const endpoint = (extra: object) =>
      fixture(
        problemOf((problem) => {
          Object.assign(problem.workloads[0] ?? {}, { demand: { tokensPerDay: 1e9 } });
          problem.offers.push({
            id: 'api',
            terms: 'token',
            site: 'fra-cloud',
            models: ['llm-8b'],
            pricePerMillionInputTokens: 2,
            pricePerMillionOutputTokens: 2,
            ...extra,
          });
        }),
      );
    const point: Point = { place: { 'assistant@munich api': 1 } };
    const dark = endpoint({});
    const unknown = unitCosts(dark.candidates, planOf(dark, point));
    expect(unknown.all.footprint.energyKwh).toBeNull();
    expect(unknown.notStated[0]?.input).toBe('wattHoursPerMillionTokens of offer api');
    const lit = endpoint({ wattHoursPerMillionTokens: 300 });
    const known = unitCosts(lit.candidates, planOf(lit, point));
    // 0.3 kWh x PUE 1.15
    expect(known.all.energyKwh.perMillionTokens).toBeCloseTo(0.345, 9);
    expect(known.all.energyKwh.perUnitHour).toBeNull();
    expect(known.all.footprint.embodiedCarbonKg).toBeNull();
  });
});

describe('returnsOf', () => {
  const agents = (value: object) =>
    problemOf((problem) => {
      problem.workloads = [
        {
          id: 'agents',
          kind: 'agent',
          model: 'llm-8b',
          origins: [{ location: 'munich', agents: 200 }],
          ramGiB: 16,
          inferencesPerMinute: 10,
          inputTokens: 400,
          outputTokens: 100,
          activeHoursFraction: 0.25,
          toolsCostPerAgentMonth: 100,
          targetUtilisationFraction: 0.6,
          workflow: 'desk',
          ...value,
        },
      ];
    });
  const returns = (input: ProblemInput) => {
    const one = fixture(input, () => null);
    return returnsOf(one.candidates, unitCosts(one.candidates, planOf(one, {})));
  };

  it('is (value - cost) / cost: worth 150 a month at 100 a month, 50 %', () => {
    const { workloads, workflows } = returns(agents({ valuePerAgentMonth: 150, energySavedKwhPerYear: 7 }));
    expect(workloads).toEqual([
      {
        workload: 'agents',
        per: 'agent-month',
        quantityPerYear: 2400,
        valuePerYear: 360_000,
        costPerYear: 240_000,
        netPerYear: 120_000,
        returnFraction: 0.5,
        energySavedKwhPerYear: 7,
        energyUsedKwhPerYear: 0,
      },
    ]);
    expect(workflows).toMatchObject([{ workflow: 'desk', withoutValue: [], returnFraction: 0.5 }]);
  });

  it('takes a workflow by the requests it makes: 262.8 M requests, 10 a run, 0.02 each', () => {
    const requests = ((200 * 10) / 60) * 0.25 * 8760 * 3600;
    const { workloads } = returns(agents({ valuePerWorkflow: 0.02, requestsPerWorkflow: 10 }));
    expect(workloads[0]).toMatchObject({
      per: 'workflow',
      quantityPerYear: expect.closeTo(requests / 10, 3),
    });
    expect(workloads[0]?.valuePerYear).toBeCloseTo((requests / 10) * 0.02, 6);
  });

  it('says nothing where nobody states a value, and counts the cost of what has none in a workflow', () => {
    expect(returns(agents({}))).toEqual({ workloads: [], workflows: [] });
    const both = agents({ valuePerAgentMonth: 150 });
    const [first] = both.workloads;
    if (first?.kind !== 'agent') throw new Error('no agents');
    const { valuePerAgentMonth: _, ...silent } = first;
    both.workloads.push({ ...silent, id: 'quiet' });
    expect(returns(both).workflows).toMatchObject([
      { withoutValue: ['quiet'], valuePerYear: 360_000, costPerYear: 480_000, returnFraction: -0.25 },
    ]);
  });
});

describe('products', () => {
  it('break even at 1 - margin without variable cost, and nowhere where a unit sold loses money', () => {
    const fixed = { perYear: 100, fixedPerYear: 100, variablePerYear: 0 };
    expect(breakEvenLoadFraction(fixed, 100 / 0.65)).toBeCloseTo(0.65, 12);
    const mixed = { perYear: 100, fixedPerYear: 60, variablePerYear: 40 };
    expect(breakEvenLoadFraction(mixed, 100 / 0.65)).toBeCloseTo(60 / (100 / 0.65 - 40), 12);
    expect(breakEvenLoadFraction(mixed, 40)).toBeNull();
    expect(breakEvenLoadFraction({ perYear: 40, fixedPerYear: 0, variablePerYear: 40 }, 50)).toBe(0);
  });

  it('covers cost exactly at the break-even load, for any split and margin', () => {
    let runs = 0;
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.double({ min: 0.01, max: 0.9, noNaN: true }),
        (fixedPerYear, variablePerYear, margin) => {
          const cost = { perYear: fixedPerYear + variablePerYear, fixedPerYear, variablePerYear };
          const revenue = cost.perYear / (1 - margin);
          const load = breakEvenLoadFraction(cost, revenue) ?? Number.NaN;
          expect(load * revenue).toBeCloseTo(fixedPerYear + load * variablePerYear, 4);
          expect(load).toBeLessThan(1);
          runs += 1;
        },
      ),
      { seed: 21 },
    );
    expect(runs).toBe(100);
  });

  it('sell what is at their sites, with its part of what is at none', () => {
    const input = two((problem) => {
      Object.assign(problem.workloads[0] ?? {}, { orchestrationCostPerYear: 1000 });
      problem.products = [
        { id: 'all', kind: 'latency', referenceRttMs: 40, grossMarginFraction: 0.2 },
        { id: 'edge', kind: 'latency', sites: ['muc-edge'], referenceRttMs: 11, grossMarginFraction: 0.2 },
        { id: 'zone', kind: 'sovereign-zone', sites: ['fra-cloud'], grossMarginFraction: 0.5 },
      ];
    });
    const one = fixture(input, need);
    const plan = planOf(one, {
      place: {
        [`assistant@munich ${EDGE_BANK}`]: 0.25,
        'assistant@munich fra-rent': 0.75,
        [`helper@munich ${EDGE_BANK}`]: 1,
      },
      packs: { 'muc-buy': 2 },
      open: { 'muc-edge': 1 },
    });
    const cells = attributeCells(one.candidates, plan);
    const [all, edge, zone] = priceProducts(one.candidates, plan, cells);
    expect(all?.cost.perYear).toBeCloseTo(plan.bill.cashPresentWorth, 6);
    const rent = (0.75 * 3 * 8760 * 3.9) / 0.85;
    // A quarter of the orchestration is sold at the edge.
    expect(edge?.cost.perYear).toBeCloseTo(plan.bill.cashPresentWorth - rent - 750, 6);
    // 10 ms and 2 ms of jitter are 28 ms below 40, and not below 11.
    const perYear = (product: typeof all, at: number) => product?.sold[at]?.perYear ?? Number.NaN;
    expect(perYear(all, 1) / perYear(all, 0)).toBeCloseTo(28, 9);
    expect(perYear(edge, 0) / perYear(all, 0)).toBeCloseTo((0.25 + 1) / 2, 9);
    expect(edge?.prices[1]).toEqual({ per: 'millisecond-request', price: null });
    // 2.25 units rented all year, billed over 0.85
    expect(perYear(zone, 1)).toBeCloseTo((2.25 / 0.85) * 12, 9);
    expect(zone?.revenuePerYear).toBeCloseTo((rent + 750) / 0.5, 6);
  });
});

describe('playValues', () => {
  it('adds up to the saving, workloads without a play last', () => {
    const problem = parsed(two((one) => Object.assign(one.workloads[1] ?? {}, { play: 'ecosystems' })));
    const rows = (first: number, second: number) => [
      { workload: 'assistant', cash: first },
      { workload: 'helper', cash: second },
    ];
    expect(playValues(problem, rows(70, 20), rows(90, 35))).toEqual([
      {
        play: 'ecosystems',
        workloads: ['helper'],
        planPresentWorth: 20,
        cloudOnlyPresentWorth: 35,
        value: 15,
      },
      { play: null, workloads: ['assistant'], planPresentWorth: 70, cloudOnlyPresentWorth: 90, value: 20 },
    ]);
    expect(playValues(problem, rows(70, 20), undefined)[0]?.value).toBeNull();
    expect(playValues(parsed(two()), rows(70, 20), rows(90, 35))).toEqual([]);
  });
});

describe('the fit of silicon', () => {
  it('is the mean of the merits that count, as the source rates the families', () => {
    const fits = (basis: Parameters<typeof fitFraction>[1]) =>
      (['GPU', 'TPU', 'LPU', 'NPU', 'ASIC', 'FPGA'] as const).map((family) => fitFraction({ family }, basis));
    // "Training workloads primarily favor GPUs and TPUs"
    expect(fits('training')).toEqual([1, 0.75, 0.75, 0.25, 0.5, 0.5]);
    // "Interactive inference and agents lean toward LPUs, NPUs, and FPGAs at the edge"
    expect(fits('interactive')).toEqual([0.6, 0.55, 1, 1, 0.8, 1]);
    // "with ASICs for stable and high-volume use cases"
    expect(fits('batch')[4]).toBe(1);
    expect(fitFraction({ family: 'CPU' }, 'batch')).toBeNull();
  });

  it('takes the merits a planner states, criterion by criterion, and no other', () => {
    const own = { family: 'GPU', merits: { latencyJitter: 'high' } } as const;
    expect(meritsOf(own)).toMatchObject({ latencyJitter: 'high', latencyMean: 'medium' });
    expect(fitFraction(own, 'interactive')).toBeCloseTo(0.7, 12);
    expect(fitFraction(own, 'training')).toBe(1);
  });

  it('changes no time, rate or cost, and stands beside where the plan runs', () => {
    const merits = (problem: ProblemInput) =>
      Object.assign(problem.silicon?.[0] ?? {}, { merits: { throughput: 'low', memoryLocality: 'low' } });
    const [plain, rated] = [fixture(two(), need), fixture(two(merits), need)];
    expect(planOf(rated, SPLIT)).toEqual(planOf(plain, SPLIT));
    const fit = siliconFitOf(rated.candidates, planOf(rated, SPLIT));
    expect(fit[0]).toMatchObject({
      workload: 'assistant',
      silicon: [{ shareFraction: 1, isPermitted: true }],
    });
  });

  it('is interactive for agents and for inference with a limit on a time', () => {
    const [inference] = parsed(problemOf()).workloads;
    if (inference?.kind !== 'inference') throw new Error('no inference');
    const { slo: _, ...free } = inference;
    expect(fitBasisOf({ ...free, slo: { percentile: 95, networkRttMs: 50 } })).toBe('interactive');
    expect(fitBasisOf(free)).toBe('batch');
    expect(fitBasisOf({ ...free, slo: { percentile: 95 } })).toBe('batch');
  });
});
