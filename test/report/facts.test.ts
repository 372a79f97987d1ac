import { describe, expect, it } from 'vitest';
import { glpk } from '../../solver/engines/glpk.js';
import { makeReport } from '../../solver/optimize/report.js';
import { solve } from '../../solver/optimize/solve.js';
import type { ProblemInput } from '../../solver/problem/types.js';
import { planFacts } from '../../solver/report/report.js';
import { parsedProblem } from '../fixtures/read.js';
import { minimalProblem } from '../support/minimal-problem.js';
import { parsed } from '../support/placing.js';

/** 400,000 requests a day of 800 tokens at 2,400 tokens/s a unit and 60 % make 2.57 units: 3 are bought, in packs of 2. */
const bought = (): ProblemInput => {
  const base = minimalProblem();
  const [buy, rent] = base.offers;
  const [workload] = base.workloads;
  const [edge, cloud] = base.sites;
  if (buy?.terms !== 'purchase' || !rent || !workload || !edge || !cloud)
    throw new Error('the minimal problem has changed');
  return {
    ...base,
    operators: [
      {
        id: 'telco',
        legalEntityJurisdiction: 'DE',
        ultimateParentJurisdiction: 'DE',
        certifications: [
          { scheme: 'ISO-27001', validUntil: '2027-06-30', evidence: 'certificate 12' },
          { scheme: 'C5', level: 'type-2', validFrom: '2025-01-01' },
        ],
        source: 'register of operators',
        asOf: '2026-01-01',
      },
      { id: 'cloud', legalEntityJurisdiction: 'IE', ultimateParentJurisdiction: 'US' },
    ],
    offers: [
      { ...buy, lifeYears: 2, unitsPerPurchase: 2, leadTimeDays: 84, priceChangeFraction: -0.1 },
      rent,
    ],
    workloads: [{ ...workload, critical: true, dataClasses: ['personal'] }],
    rules: [
      {
        id: 'certified',
        selector: { dataClasses: ['personal'] },
        requirement: { attribute: 'operator.certifications', anyIn: ['ISO-27001', 'SecNumCloud'] },
      },
      {
        id: 'others',
        selector: { dataClasses: ['health'] },
        requirement: { attribute: 'site.jurisdiction', allIn: ['DE'] },
      },
      { id: 'near', penaltyPerYear: 10, requirement: { attribute: 'site.kind', allIn: ['device'] } },
    ],
    sites: [{ ...edge, latDeg: 48.1, lonDeg: 11.6 }, cloud],
  };
};

const solvedFacts = async (input: ProblemInput) => {
  const problem = parsed(input);
  const result = await solve(problem, { engines: [glpk] });
  if (result.kind !== 'solved') throw new Error(`the problem is ${result.kind}`);
  return {
    problem,
    plan: result.plan,
    comparison: result.comparison,
    facts: planFacts(problem, result.plan),
  };
};

describe('the purchase list', () => {
  it('names whole packs, the day of need, the day to order, and what is bought again', async () => {
    const { facts } = await solvedFacts(bought());
    expect(facts.orders).toEqual([
      {
        site: 'muc-edge',
        year: 0,
        neededOn: '2026-01-01',
        // 84 days before: 1 January back over December, November and 23 days of October.
        orderBy: '2025-10-09',
        offer: 'muc-buy',
        silicon: 'gpu-80',
        terms: 'purchase',
        kind: 'purchase',
        units: 4,
        packs: 2,
        unitsPerPack: 2,
        itKw: 4,
        upfrontCost: 128_000,
      },
      expect.objectContaining({
        year: 2,
        neededOn: '2028-01-01',
        orderBy: '2027-10-09',
        kind: 'replacement',
        units: 4,
        packs: 2,
        // The price falls by a tenth a year: 32,000 x 0.81 x 4.
        upfrontCost: expect.closeTo(103_680, 6),
      }),
    ]);
  });

  it('adds up to the capital of the bill, committed units included', async () => {
    const input = bought();
    const [buy] = input.offers;
    if (buy?.terms !== 'purchase') throw new Error('the first offer is a purchase');
    const { facts, plan } = await solvedFacts({
      ...input,
      offers: [{ ...buy, unitsCommitted: 2 }, ...input.offers.slice(1)],
    });
    expect(facts.orders.map(({ kind, units }) => [kind, units])).toEqual([
      ['purchase', 2],
      ['committed', 2],
      ['replacement', 4],
    ]);
    const capital = plan.bill.entries
      .filter(({ component }) => component === 'siliconUpfront' || component === 'siliconReplacement')
      .reduce(
        (sum, { amount, timing }) =>
          sum +
          (timing.kind === 'dated'
            ? timing.payments.reduce((all, { factor }) => all + factor * amount, 0)
            : amount),
        0,
      );
    expect(facts.orders.reduce((sum, { upfrontCost }) => sum + upfrontCost, 0)).toBeCloseTo(capital, 6);
  });

  it.each(['contracts-in-force', 'server-after-tax', 'burst-and-tuning'] as const)(
    'of %s adds up to the capital of its bill, year by year',
    async (name) => {
      const problem = parsedProblem(name);
      const result = await solve(problem, { engines: [glpk], compareWithCloudOnly: false });
      if (result.kind !== 'solved') throw new Error(`${name} is ${result.kind}`);
      const { orders } = planFacts(problem, result.plan);
      expect(orders.length).toBeGreaterThan(0);
      const tax = problem.offers.find(
        ({ irrecoverableTaxFraction = 0 }) => irrecoverableTaxFraction > 0,
      )?.irrecoverableTaxFraction;
      for (const { year, capex } of result.plan.bill.years) {
        const ordered = orders
          .filter((line) => line.year === year)
          .reduce((sum, { upfrontCost }) => sum + upfrontCost, 0);
        expect(ordered * (1 + (tax ?? 0))).toBeCloseTo(capex, 4);
      }
    },
  );

  it('names contracts that are signed again', async () => {
    const problem = parsedProblem('contracts-in-force');
    const result = await solve(problem, { engines: [glpk], compareWithCloudOnly: false });
    if (result.kind !== 'solved') throw new Error(`it is ${result.kind}`);
    const { orders } = planFacts(problem, result.plan);
    expect(
      orders
        .filter(({ kind }) => kind === 'renewal')
        .map(({ offer, year, neededOn, units }) => [offer, year, neededOn, units]),
    ).toEqual([
      ['cloud-1-year', 1, '2028-01-01', 14],
      ['cloud-1-year', 2, '2029-01-01', 14],
    ]);
  });

  it('states no order date where the offer states no lead time', async () => {
    const { facts } = await solvedFacts(minimalProblem());
    expect(facts.orders).toHaveLength(1);
    expect(facts.orders[0]?.orderBy).toBeNull();
  });
});

describe('the evidence matrix', () => {
  it('reads what a rule reads, with its evidence and whether it ends inside the horizon', async () => {
    const { facts } = await solvedFacts(bought());
    expect(facts.evidence.map(({ rule, isHard, isMet }) => [rule, isHard, isMet])).toEqual([
      ['certified', true, true],
      ['near', false, false],
    ]);
    expect(facts.evidence[0]).toMatchObject({
      workload: 'assistant',
      preset: null,
      site: 'muc-edge',
      operator: 'telco',
      attribute: 'operator.certifications',
      asked: 'one of ISO-27001, SecNumCloud',
      facts: [
        {
          text: 'ISO-27001',
          evidence: 'certificate 12',
          asOf: '2026-01-01',
          validFrom: null,
          validUntil: '2027-06-30',
          endsInsideHorizon: true,
        },
        {
          text: 'C5/type-2',
          evidence: 'register of operators',
          validFrom: '2025-01-01',
          endsInsideHorizon: false,
        },
      ],
    });
    expect(facts.evidence[1]?.facts).toEqual([
      expect.objectContaining({ text: 'metro-edge', evidence: null, asOf: null }),
    ]);
  });

  it('names the preset a rule was made from, version and all', async () => {
    const { facts } = await solvedFacts({
      ...bought(),
      rules: [{ preset: 'eu/no-foreign-parent@2026-11', selector: { dataClasses: ['personal'] } }],
    } as unknown as ProblemInput);
    expect(facts.evidence.length).toBeGreaterThan(0);
    for (const { preset } of facts.evidence) expect(preset).toBe('eu/no-foreign-parent@2026-11');
  });
});

describe('dependence', () => {
  it('shares cost and units out by operator and by parent, and says who runs only there', async () => {
    const { facts, plan } = await solvedFacts(bought());
    const telco = {
      cashPresentWorth: expect.closeTo(plan.bill.cashPresentWorth, 6),
      cashFraction: expect.closeTo(1, 9),
      units: 4,
      unitsFraction: 1,
      criticalWorkloads: ['assistant'],
      onlyHere: ['assistant'],
      sites: ['muc-edge'],
    };
    expect(facts.dependence).toEqual([
      { kind: 'operator', subject: 'telco', operators: ['telco'], ...telco },
      { kind: 'parent-jurisdiction', subject: 'DE', operators: ['telco'], ...telco },
    ]);
  });

  it('costs of doing without bracket the difference to the other plan', async () => {
    const input = minimalProblem();
    const { problem, plan, comparison } = await solvedFacts(input);
    const report = await makeReport(problem, plan, { engines: [glpk] });
    // Without the telco everything runs in the cloud: that is cloud-only.
    const difference = (comparison.cloudOnly?.objective ?? Number.NaN) - plan.objective;
    expect(difference).toBeGreaterThan(0);
    const telco = report.without.find(({ of, subject }) => of === 'operator' && subject === 'telco');
    expect(telco?.kind).toBe('found');
    expect(telco?.addsAtLeast).toBeLessThanOrEqual(difference + 0.01);
    expect(telco?.addsAtMost).toBeGreaterThanOrEqual(difference - 0.01);
    expect(report.without.map(({ of, subject }) => [of, subject])).toEqual([
      ['operator', 'telco'],
      ['parent-jurisdiction', 'DE'],
    ]);
  });

  it('says where no plan is permitted without', async () => {
    const { problem, plan } = await solvedFacts(bought());
    const report = await makeReport(problem, plan, { engines: [glpk] });
    // Only the telco holds the certificate.
    expect(report.without[0]).toEqual({ of: 'operator', subject: 'telco', kind: 'none-permitted' });
  });
});

describe('hours and map', () => {
  it('a flat load is the same at every hour: idle and dynamic power times PUE', async () => {
    const { facts } = await solvedFacts(bought());
    const [hours] = facts.hours;
    const need = (400_000 * 800) / 86_400 / 2400 / 0.6;
    // 4 units idle at 0.18 kW, and 0.82 kW x 60 % on the 2.57 units needed.
    const kw = 1.4 * (4 * 0.18 + 0.82 * 0.6 * need);
    expect(hours?.meanMeterKw).toHaveLength(24);
    for (const at of hours?.meanMeterKw ?? []) expect(at).toBeCloseTo(kw, 9);
    for (const price of hours?.meanPricePerKwh ?? []) expect(price).toBeCloseTo(0.19, 12);
  });

  it('lists what states no position instead of guessing one', async () => {
    const { facts } = await solvedFacts(bought());
    expect(facts.map.sites.map(({ site, isOpen }) => [site, isOpen])).toEqual([['muc-edge', true]]);
    expect(facts.map.unplaced).toEqual(['munich']);
    expect(facts.map.flows).toEqual([]);
  });
});
