import { describe, expect, it } from 'vitest';
import type { ProblemInput } from '../../solver/problem/types.js';
import { attributeBill, unitCosts } from '../../solver/tei/unit-costs.js';
import { type Fixture, fixture, type Pair, type Point, problemOf } from './fixture.js';
import { planOf } from './plan-of.js';

/** A second workload beside the assistant, three times smaller. */
const two = (edit: (problem: ProblemInput) => void = () => {}) =>
  problemOf((problem) => {
    const [assistant] = problem.workloads;
    if (assistant) problem.workloads.push({ ...assistant, id: 'helper' });
    edit(problem);
  });
const need: Pair = (stream) => ({ needUnits: stream.workload.id === 'assistant' ? 3 : 1 });
const EDGE_BANK = 'muc-edge/gpu-80/metered';
const SHARED: Point = {
  place: { [`assistant@munich ${EDGE_BANK}`]: 1, [`helper@munich ${EDGE_BANK}`]: 1 },
  packs: { 'muc-buy': 5 },
  open: { 'muc-edge': 1 },
};

const totals = (one: Fixture, point: Point) => {
  const plan = planOf(one, point);
  const rows = attributeBill(one.candidates, plan);
  return { plan, rows, cash: Object.fromEntries(rows.map((row) => [row.workload, row.cash])) };
};

describe('attributeBill', () => {
  it('shares units by use and the site by what was attributed there: 3 to 1', () => {
    const { plan, rows } = totals(fixture(two(), need), SHARED);
    const sum = rows.reduce((total, row) => total + row.cash, 0);
    expect(sum).toBeCloseTo(plan.bill.cashPresentWorth, 6);
    // Every cost here follows the load, so the whole bill goes 3 to 1: the fifth unit, idle, included.
    expect(rows[0]?.cash).toBeCloseTo(0.75 * plan.bill.cashPresentWorth, 6);
    expect(rows.map((row) => row.unitHoursPerYear)).toEqual([3 * 8760, 8760]);
    // units 5 x 32,000 and operations 5 x 900 are unit cash; opening 20,000 and running 6,000 are not
    const energy = plan.bill.lines.find((line) => line.component === 'energy')?.presentWorth ?? Number.NaN;
    expect(rows[1]?.unitCash).toBeCloseTo((160_000 + 4500 + energy) / 4, 6);
  });

  it('gives a workload its own costs, and the whole plan its lines in proportion', () => {
    const input = two((problem) => {
      Object.assign(problem.workloads[1] ?? {}, { orchestrationCostPerYear: 1000 });
      problem.otherCosts = [{ id: 'a', name: 'audit', per: 'plan', upfrontCost: 500 }];
      problem.tariffs = [{ id: 'grid', kind: 'flat', pricePerKwh: 0 }];
    });
    const { cash, plan } = totals(fixture(input, need), {
      place: { 'assistant@munich fra-rent': 1 },
    });
    // rent of the assistant R = 3 x 8,760 x 3.9 / 0.85; helper has 1,000; 500 goes R to 1,000
    const rent = (3 * 8760 * 3.9) / 0.85;
    expect(cash.assistant).toBeCloseTo(rent + (500 * rent) / (rent + 1000), 6);
    expect(cash.helper).toBeCloseTo(1000 + (500 * 1000) / (rent + 1000), 6);
    expect((cash.assistant ?? 0) + (cash.helper ?? 0)).toBeCloseTo(plan.bill.cashPresentWorth, 6);
  });

  it('spreads what nobody uses equally where nothing else tells: committed units of an empty plan', () => {
    const input = two((problem) => {
      Object.assign(problem.offers[0] ?? {}, { unitsCommitted: 1 });
    });
    expect(totals(fixture(input, need), {}).cash).toEqual({ assistant: 16_000, helper: 16_000 });
  });

  it('leaves shadow costs out and counts standby as a claim on units', () => {
    const input = two((problem) => {
      for (const workload of problem.workloads)
        Object.assign(workload, { standby: true, latencyCostPerMsYear: 100 });
      problem.tariffs = [{ id: 'grid', kind: 'flat', pricePerKwh: 0 }];
    });
    const { cash, rows } = totals(
      fixture(input, () => ({ needUnits: 2 })),
      {
        place: { [`assistant@munich ${EDGE_BANK}`]: 1 },
        standby: { [`helper@munich ${EDGE_BANK}`]: 1 },
        packs: { 'muc-buy': 4 },
      },
    );
    expect(cash).toEqual({ assistant: 65_800, helper: 65_800 });
    expect(rows[1]?.unitHoursPerYear).toBe(0);
  });
});

describe('unitCosts', () => {
  it("gives the seed's $10 a GPU-hour: 7.2 million over 1,000 units x 720 hours", () => {
    const input = problemOf((problem) => {
      problem.workloads = [
        {
          id: 'train',
          kind: 'training',
          acceleratorHours: 720_000,
          referenceSilicon: 'gpu-80',
          precision: 'bf16',
          gangUnits: 1000,
          runsPerYear: 1,
          deadlineHours: 720,
          dataLocation: 'munich',
          dataGB: 0,
          interruptible: false,
          engineeringCostPerRun: 2_800_000,
        },
      ];
      Object.assign(problem.offers[1] ?? {}, { pricePerUnitHour: 10, packingEfficiencyFraction: 1 });
    });
    const one = fixture(input, () => ({ needUnits: 1000, meanScale: 720 / 8760 }));
    const { workloads, all } = unitCosts(
      one.candidates,
      planOf(one, { place: { 'train@munich fra-rent': 1 } }),
    );
    expect(workloads[0]?.perUnitHour).toBeCloseTo(10, 9);
    expect(workloads[0]?.presentWorthCash).toBeCloseTo(10_000_000, 4);
    expect(all.perMillionTokens).toBeNull();
    expect(all.perAgentMonth).toBeNull();
  });

  it("gives the seed's $2 a million tokens and spreads over the horizon: levelised, discounted cost over yearly quantity", () => {
    const input = problemOf(
      (problem) => {
        Object.assign(problem.workloads[0] ?? {}, { demand: { tokensPerDay: 20e9 } });
        problem.offers.push({
          id: 'api',
          terms: 'token',
          site: 'fra-cloud',
          models: ['llm-8b'],
          pricePerMillionInputTokens: 2,
          pricePerMillionOutputTokens: 2,
        });
      },
      { years: 3, discountFraction: 0.08 },
    );
    const one = fixture(input);
    const { all, workloads } = unitCosts(
      one.candidates,
      planOf(one, { place: { 'assistant@munich api': 1 } }),
    );
    expect(all.perMillionTokens).toBeCloseTo(2, 9);
    // 800 tokens a request
    expect(workloads[0]?.perRequest).toBeCloseTo(0.0016, 12);
    expect(all.equivalentYearlyCash).toBeCloseTo(14_600_000, 3);
    expect(all.perUnitHour).toBeNull();
  });

  it('gives the month of an agent: tools of 15 and 200 agents', () => {
    const input = problemOf((problem) => {
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
          toolsCostPerAgentMonth: 15,
          targetUtilisationFraction: 0.6,
        },
      ];
    });
    const one = fixture(input, () => null);
    expect(unitCosts(one.candidates, planOf(one, {})).workloads[0]?.perAgentMonth).toBeCloseTo(15, 9);
  });

  it('adds sites up to the bill, with what is at no site apart', () => {
    const input = two((problem) => {
      Object.assign(problem.workloads[1] ?? {}, { orchestrationCostPerYear: 1000 });
    });
    const one = fixture(input, need);
    const plan = planOf(one, SHARED);
    const { sites } = unitCosts(one.candidates, plan);
    expect(sites.map((site) => site.site)).toEqual(['muc-edge', 'fra-cloud', null]);
    expect(sites[2]?.presentWorthCash).toBe(1000);
    const sum = sites.reduce((total, site) => total + site.presentWorthCash, 0);
    expect(sum).toBeCloseTo(plan.bill.cashPresentWorth, 6);
  });
});
