import type { Bill, BillLine, BillYear, CostId, Plan, PlanSite } from '../../../solver/index.js';
import type { SolvedAnswer } from '../../../src/answer.js';

const line = (component: CostId, presentWorth: number, nature: 'cash' | 'shadow' = 'cash'): BillLine => ({
  component,
  nature,
  presentWorth,
  firstYear: presentWorth / 3,
  convertedPresentWorth: 0,
});

/** Undiscounted over three years: bought and opened at the start, the rest a third each year. */
const yearsOf = (lines: readonly BillLine[]): BillYear[] => {
  const sum = (isUpfront: boolean): number =>
    lines
      .filter(({ component, nature }) => {
        const isBought = component === 'siliconUpfront' || component === 'siteOpening';
        return nature === 'cash' && isBought === isUpfront;
      })
      .reduce((total, { presentWorth }) => total + presentWorth, 0);
  return [0, 1, 2, 3].map((year) => {
    const capex = year === 0 ? sum(true) : 0;
    const operating = year === 0 ? 0 : sum(false) / 3;
    const cash = capex + operating;
    return { year, capex, operating, residual: 0, cash, presentWorth: cash };
  });
};

export const billOf = (lines: readonly BillLine[]): Bill => {
  const sum = (nature: string): number =>
    lines.filter((one) => one.nature === nature).reduce((total, one) => total + one.presentWorth, 0);
  return {
    currency: 'EUR',
    entries: [],
    lines,
    years: yearsOf(lines),
    cashPresentWorth: sum('cash'),
    shadowPresentWorth: sum('shadow'),
    presentWorth: sum('cash') + sum('shadow'),
    firstYearCash: sum('cash') / 3,
    equivalentYearlyCash: sum('cash') / 3,
  };
};

const nothingKnown = { perMillionTokens: null, perRequest: null, perUnitHour: null, perAgentMonth: null };

const site = (name: string, kw: number, capKw: number | null, isNewlyOpened: boolean): PlanSite => ({
  site: name,
  isOpen: true,
  isNewlyOpened,
  peakItKw: kw / 1.4,
  peakMeterKw: kw,
  capKw,
  capBasis: capKw === null ? null : 'meter',
  energyKwhPerYear: kw * 5000,
  carbonKgPerYear: null,
  demandWindows: [],
  presentWorth: 0,
});

const placement = (
  workload: string,
  bank: string,
  siteId: string,
  shareFraction: number,
  headroomMs: number,
): Plan['placements'][number] => ({
  stream: `${workload}@munich`,
  workload,
  location: 'munich',
  part: 'inference',
  bank,
  site: siteId,
  silicon: 'gpu-80',
  shareFraction,
  standbyFraction: 0,
  units: 5.4 * shareFraction,
  hostMemoryGiB: 0,
  network: { rttMs: 10, jitterMs: 2.5, source: 'link' },
  service: null,
  headroom: [{ limit: 'networkRttMs', limitMs: 50, actualMs: 50 - headroomMs, headroomMs }],
  estimates: [],
  quoted: false,
  directPresentWorth: 1000,
});

const planBill = billOf([
  line('siliconUpfront', 192_000.4),
  line('rentByUse', 84_100.4),
  line('energy', 33_333.4),
  line('siteOpening', 20_000),
  line('rulePenalty', 1_200.3, 'shadow'),
]);
const cloudBill = billOf([line('rentByUse', 500_000.25), line('traffic', 12_000.5)]);

const plan: Plan = {
  schemaVersion: '1.0',
  problemHash: 'abc',
  problemName: 'Two sites in Bavaria',
  currency: 'EUR',
  horizonYears: 3,
  banks: [
    {
      id: 'muc-edge/gpu-80/metered',
      kind: 'held',
      site: 'muc-edge',
      silicon: 'gpu-80',
      isolationGroup: null,
      energyIncluded: false,
      offers: ['muc-buy'],
    },
    {
      id: 'fra-rent',
      kind: 'unit-use',
      site: 'fra-cloud',
      silicon: 'gpu-80',
      isolationGroup: null,
      energyIncluded: true,
      offers: ['fra-rent'],
    },
  ],
  placements: [
    placement('assistant', 'muc-edge/gpu-80/metered', 'muc-edge', 0.75, 37.5),
    placement('assistant', 'fra-rent', 'fra-cloud', 0.25, 21.5),
    placement('search', 'muc-edge/gpu-80/metered', 'muc-edge', 1, 12.25),
  ],
  units: [
    {
      offer: 'muc-buy',
      bank: 'muc-edge/gpu-80/metered',
      site: 'muc-edge',
      silicon: 'gpu-80',
      isolationGroup: null,
      unitsKept: 0,
      unitsFurther: 6,
    },
  ],
  replicas: [],
  bankUse: [
    { bank: 'muc-edge/gpu-80/metered', capacityUnits: 6, peakLoadUnits: 5.4, meanLoadUnits: 2 },
    { bank: 'fra-rent', capacityUnits: 64, peakLoadUnits: 1.35, meanLoadUnits: 0.5 },
  ],
  sites: [site('muc-edge', 9.8, 40, true), site('fra-cloud', 0, null, false)],
  purchases: [],
  flows: [],
  bill: planBill,
  objective: planBill.presentWorth,
  constantObjective: 0,
  bound: { value: planBill.presentWorth - 1_000, kind: 'safe-lp' },
  gapFraction: 1_000 / planBill.presentWorth,
  gapMoney: 1_000,
  isProven: false,
  reproducible: true,
  stop: 'gap',
  engine: { id: 'glpk', version: '5.0' },
  solverVersion: '0.1.0',
  assumptions: [
    { pointer: '/sites/0/pue', value: 1.4, unit: 'ratio', source: 'a survey', asOf: '2025-01-01' },
    { pointer: '/sites/1/pue', value: 1.4, unit: 'ratio', source: 'a survey', asOf: '2025-01-01' },
    { pointer: '/offers/0/lifeYears', value: 5, unit: 'years', source: 'a report', asOf: '2025-01-01' },
  ],
  estimates: [{ mark: 'fluid-replicas', placements: 3 }],
  warnings: [],
  notModelled: ['taxes, depreciation and financing.', 'queueing inside an hour'],
  annotations: {},
};

/** A result made by hand: figures chosen so that plain rounding would not add up. */
export const solvedAnswer = (): SolvedAnswer => ({
  outcome: 'solved',
  plan,
  audit: {
    ok: true,
    findings: [],
    lines: [],
    presentWorth: planBill.presentWorth,
    checks: { capacity: 200, 'bill-line': 5 },
  },
  comparison: {
    kind: 'permitted',
    allowances: ['Kept: rules.', 'Dropped: pin of a.', 'Dropped: ban of b.'],
    warnings: [{ code: 'list-prices', message: 'The cloud prices are list prices.' }],
    cloudOnly: { ...plan, bill: cloudBill, objective: cloudBill.presentWorth },
    savesAtLeast: { money: 150_000, fraction: 0.3 },
    savesAtMost: { money: cloudBill.cashPresentWorth - planBill.cashPresentWorth, fraction: 0.3567 },
    potential: { money: 184_000, fraction: 0.36 },
  },
  baselines: [
    {
      id: 'today',
      kind: 'priced',
      cashPresentWorth: 400_000,
      saves: { money: 70_565.8, fraction: 0.1764 },
      broken: [],
      violations: [{ rule: 'power', subject: 'muc-edge', actual: 44, limit: 40, unit: 'kW' }],
      problems: [],
    },
  ],
  assumed: [
    {
      pointer: '/sites/0/pue',
      value: 1.4,
      unit: 'ratio',
      source: 'a survey',
      asOf: '2025-01-01',
      touchedPresentWorth: 33_333.4,
    },
    {
      pointer: '/offers/0/lifeYears',
      value: 5,
      unit: 'years',
      source: 'a report',
      asOf: '2025-01-01',
      touchedPresentWorth: 12_000,
    },
    {
      pointer: '/sites/1/pue',
      value: 1.4,
      unit: 'ratio',
      source: 'a survey',
      asOf: '2025-01-01',
      touchedPresentWorth: 0,
    },
  ],
  exclusions: [
    { code: 'network-rtt', pairs: 30 },
    { code: 'rule', rule: 'home-data', pairs: 12 },
  ],
  unitEconomics: {
    workloads: [],
    sites: [],
    all: {
      equivalentYearlyCash: 110_000,
      perMillionTokens: 0.4567,
      perRequest: 0.000_365,
      perUnitHour: 2.05,
      perAgentMonth: null,
      footprint: {
        energyKwh: 321_000,
        carbonKg: 64_200,
        marginalCarbonKg: null,
        embodiedCarbonKg: null,
        siteWaterLiters: null,
        gridWaterLiters: null,
      },
      energyKwh: { perMillionTokens: 1.25, perRequest: 0.001, perUnitHour: 0.9, perAgentMonth: null },
      carbonGrams: { perMillionTokens: 250, perRequest: 0.2, perUnitHour: 180, perAgentMonth: null },
      marginalCarbonGrams: nothingKnown,
      embodiedCarbonGrams: nothingKnown,
      waterLiters: nothingKnown,
    },
    notStated: [{ figure: 'marginalCarbonKg', input: 'gridCarbonMarginalGramsPerKwh of site muc-edge' }],
  },
  finance: {
    discounting: {
      basis: 'nominal',
      statedFraction: 0,
      nominalFraction: 0,
      yearlyTiming: 'end',
    },
    plan: {
      totalCostOfOwnership: 329_434.2,
      equivalentYearlyCash: 109_811.4,
      totalCash: 329_434.2,
      capexByYear: [212_000.4, 0, 0, 0],
    },
    // 212,000.40 more at the start, 131,522.32 less in each of three years.
    againstCloudOnly: {
      years: [],
      extraCapex: 212_000.4,
      npv: 182_566.55,
      irr: { status: 'unique', rates: [0.38877], signChanges: 1, sense: 'investment' },
      payback: { status: 'paid-back', years: 1.6119 },
      discountedPayback: { status: 'paid-back', years: 1.6119 },
      roi: { status: 'stated', fraction: 0.8612 },
    },
    tieOut: { total: 329_434.2, tolerance: 0.01, ways: [], agrees: true },
  },
  returns: { workloads: [], workflows: [] },
  products: [],
  plays: [],
  siliconFit: [],
  run: {
    engine: 'glpk',
    columns: 120,
    integerColumns: 14,
    rows: 90,
    candidatePairs: 40,
    excludedPairs: 42,
    rounds: 1,
    phaseMs: { compile: 100, search: 1_150 },
  },
});

/** The same where no cloud-only plan is permitted. */
export const twoSidedAnswer = (): SolvedAnswer => {
  const answer = solvedAnswer();
  return {
    ...answer,
    comparison: {
      kind: 'not-permitted',
      allowances: [],
      warnings: [],
      forbiddenBy: [{ stream: 'search@munich', causes: ['rule home-data'] }],
      relaxed: {
        bill: cloudBill,
        bound: { value: 500_000, kind: 'engine-lp' },
        broken: [
          {
            workload: 'search',
            location: 'munich',
            requirement: 'rule home-data',
            site: 'fra-cloud',
            actual: 'US',
            limit: 'all in DE',
            shareFraction: 1,
          },
        ],
        unplaceable: [],
      },
    },
  };
};
