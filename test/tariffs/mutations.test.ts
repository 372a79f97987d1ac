import { beforeAll, describe, expect, it } from 'vitest';
import { auditPlan } from '../../solver/audit/audit.js';
import type { MeterMonth, Plan } from '../../solver/plan/types.js';
import type { ProblemInput } from '../../solver/problem/types.js';
import { type Answer, placeIt, violationsOf } from '../support/placing.js';
import { atOneSite, MONTH_HOURS } from './support.js';

/** Falling tiers, a ratchet from July on, a fixed charge, and a least bill that the cheaper months do not reach. */
const problem = (): ProblemInput => {
  const values = MONTH_HOURS.flatMap((hours, month) => Array<number>(hours).fill(month === 6 ? 2 : 1));
  return atOneSite(
    {
      id: 'grid',
      kind: 'flat',
      pricePerKwh: 0.1,
      tiers: [{ fromKwhPerMonth: 1000, pricePerKwh: 0.06 }],
      fixedCostPerMonth: 20,
      minimumCostPerMonth: 170,
      demand: {
        monthlyPricePerKw: Array(12).fill(10),
        monthlyTiers: [{ fromKw: 2, monthlyPricePerKw: Array(12).fill(15) }],
        monthlyRatchet: { fraction: 0.8, lookBackMonths: 3 },
      },
    },
    { profiles: [{ id: 'july', values }], workload: { profile: 'july' } },
  );
};

const onMonths =
  (change: (month: MeterMonth, index: number) => MeterMonth) =>
  (plan: Plan): Plan => ({
    ...plan,
    sites: plan.sites.map((one) =>
      one.meterMonths === undefined ? one : { ...one, meterMonths: one.meterMonths.map(change) },
    ),
  });
const onLine =
  (component: string, more: number) =>
  (plan: Plan): Plan => {
    const moved = <T extends { readonly component: string; readonly presentWorth: number }>(one: T): T =>
      one.component === component ? { ...one, presentWorth: one.presentWorth + more } : one;
    return { ...plan, bill: { ...plan.bill, lines: plan.bill.lines.map(moved) } };
  };
const onWindow =
  (name: string, billedKw: number) =>
  (plan: Plan): Plan => ({
    ...plan,
    sites: plan.sites.map((one) => ({
      ...one,
      demandWindows: one.demandWindows.map((window) =>
        window.name === name ? { ...window, billedKw } : window,
      ),
    })),
  });

const MUTATIONS: readonly {
  readonly name: string;
  readonly mutate: (plan: Plan) => Plan;
  readonly audit: string;
  readonly rules: readonly string[];
}[] = [
  {
    name: 'August is billed for its own peak, not for part of July',
    mutate: onWindow('2026-08', 1.6),
    audit: 'demand-window',
    rules: ['metering'],
  },
  {
    name: 'July is billed for less than its peak',
    mutate: onWindow('2026-07', 2),
    audit: 'demand-window',
    rules: ['power'],
  },
  {
    name: 'energy is moved to the cheaper tier',
    mutate: onMonths((month) => ({
      ...month,
      energy: month.energy.map((line, index) => ({ ...line, kwh: line.kwh + (index === 0 ? -100 : 100) })),
    })),
    audit: 'meter-bill',
    rules: [],
  },
  {
    name: 'the first tier holds more than its width',
    mutate: onMonths((month) => ({
      ...month,
      energy: month.energy.map((line, index) => ({ ...line, kwh: line.kwh + (index === 0 ? 100 : -100) })),
    })),
    audit: 'meter-bill',
    rules: ['metering'],
  },
  {
    name: 'a kWh is left out',
    mutate: onMonths((month) => ({
      ...month,
      energy: month.energy.map((line, index) => (index === 0 ? { ...line, kwh: line.kwh - 1 } : line)),
    })),
    audit: 'meter-bill',
    rules: ['metering'],
  },
  {
    name: 'no month',
    mutate: onMonths((month, index) => (index === 0 ? { ...month, month: '2027-01' } : month)),
    audit: 'meter-bill',
    rules: [],
  },
  {
    name: 'no fixed charge',
    mutate: onMonths((month) => ({ ...month, fixedAmount: 0 })),
    audit: 'meter-bill',
    rules: [],
  },
  {
    name: 'a bill below its least',
    mutate: onMonths((month) => ({ ...month, minimumAmount: 0 })),
    audit: 'meter-bill',
    rules: [],
  },
  {
    name: 'a month that does not add up',
    mutate: onMonths((month) => ({ ...month, amount: month.amount + 1 })),
    audit: 'meter-bill',
    rules: [],
  },
  {
    name: 'demand at another price',
    mutate: onMonths((month) => ({
      ...month,
      demand: month.demand.map((line) => ({ ...line, amount: line.amount * 0.99 })),
    })),
    audit: 'meter-bill',
    rules: [],
  },
  {
    name: 'the peak of the meter is another',
    mutate: onMonths((month) => ({
      ...month,
      demand: month.demand.map((line) => ({ ...line, peakKw: line.peakKw * 0.9 })),
    })),
    audit: 'meter-bill',
    rules: [],
  },
  {
    name: 'the tiers save more than they do',
    mutate: onLine('energyTiers', -1),
    audit: 'bill-line',
    rules: [],
  },
  {
    name: 'the meter costs less than it does',
    mutate: onLine('meterCharge', -1),
    audit: 'bill-line',
    rules: [],
  },
  { name: 'the demand charge is another', mutate: onLine('demandCharge', 1), audit: 'bill-line', rules: [] },
];

describe('a good plan on a tariff by the month, with one thing changed', () => {
  let good: Answer;
  beforeAll(async () => {
    good = await placeIt(problem());
  });

  it('none: nobody objects, and everything the tariff has is on the bill', () => {
    const { prepared, plan } = good;
    expect(violationsOf(prepared, plan)).toEqual([]);
    expect(auditPlan(prepared.problem, plan).findings).toEqual([]);
    const months = plan.sites[0]?.meterMonths ?? [];
    expect(months.filter(({ minimumAmount }) => minimumAmount > 0).length).toBeGreaterThan(0);
    expect(months.filter(({ energy }) => energy.length > 1).length).toBeGreaterThan(0);
    expect(months.filter(({ demand }) => (demand[0]?.billedKw ?? 0) > (demand[0]?.peakKw ?? 0))).toHaveLength(
      3,
    );
  });

  it.each(MUTATIONS)('$name', ({ mutate, audit, rules }) => {
    const { prepared, plan } = good;
    const changed = mutate(plan);
    expect(auditPlan(prepared.problem, changed).findings.map(({ code }) => code)).toContain(audit);
    expect([...new Set(violationsOf(prepared, changed).map(({ rule }) => rule))]).toEqual(rules);
  });
});
