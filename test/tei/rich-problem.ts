import type { ProblemInput } from '../../solver/problem/types.js';
import { minimalProblem } from '../support/minimal-problem.js';

/** The minimal problem with something for every cost component: all terms of offers, all kinds of workload. */
export const richProblem = (): ProblemInput => {
  const problem = minimalProblem();
  Object.assign(problem.horizon, { years: 6, discountFraction: 0.08 });
  problem.exchangeRates = [{ from: 'USD', to: 'EUR', rate: 0.9, asOf: '2026-01-01', source: 'test' }];
  problem.objective = { carbonPricePerTonne: 80 };
  problem.locations.push({
    id: 'lisbon',
    jurisdiction: 'PT',
    zone: 'Europe/Lisbon',
    accessRttMs: 10,
    accessJitterMs: 2,
  });
  for (const location of problem.locations) location.egressPricePerGB = 0.01;
  for (const site of problem.sites)
    Object.assign(site, { egressPricePerGB: 0.05, gridCarbonGramsPerKwh: 350 });
  Object.assign(problem.sites[0] ?? {}, { otherLoadKw: 5, escalationFraction: 0.02, meterCapKw: 400 });
  Object.assign(problem.sites[1] ?? {}, { currency: 'USD', mustStayOpen: true, openYearlyCost: 700 });
  const links = problem.network?.links ?? [];
  const figures = { rttMs: 12, jitterMs: 1, throughputMbps: 1000 };
  for (const link of links) Object.assign(link, { throughputMbps: 1000 });
  links.push({ from: 'lisbon', to: 'muc-edge', ...figures }, { from: 'lisbon', to: 'fra-cloud', ...figures });
  const schedule = Array.from({ length: 12 }, (_, month) =>
    Array.from({ length: 24 }, (_, hour) => (hour >= 16 && hour < 20 && month < 6 ? 1 : 0)),
  );
  problem.tariffs = [
    {
      id: 'grid',
      kind: 'time-of-use',
      currency: 'USD',
      escalationFraction: 0.03,
      periods: [
        { pricePerKwh: 0.12, tiers: [{ fromKwhPerMonth: 9000, pricePerKwh: 0.1 }] },
        { pricePerKwh: 0.31 },
      ],
      fixedCostPerMonth: 150,
      weekdaySchedule: schedule,
      weekendSchedule: schedule.map((row) => row.map(() => 0)),
      demand: { monthlyPricePerKw: Array.from({ length: 12 }, (_, month) => 5 + month) },
    },
  ];
  const at = { site: 'muc-edge', silicon: 'gpu-80', unitsMax: 40 };
  problem.offers = [
    {
      id: 'muc-buy',
      terms: 'purchase',
      ...at,
      pricePerUnit: 30000,
      lifeYears: 4,
      priceChangeFraction: -0.05,
      residualMarketFraction: 0.5,
      operationsCostPerUnitYear: 900,
      unitsPerPurchase: 2,
      unitsCommitted: 1,
      irrecoverableTaxFraction: 0.19,
    },
    { id: 'muc-own', terms: 'owned', ...at, unitsMax: 3, unitsExisting: 3, operationsCostPerUnitYear: 400 },
    {
      id: 'muc-lease',
      terms: 'lease',
      ...at,
      pricePerUnitYear: 9000,
      energyIncluded: true,
      escalationFraction: 0.01,
      unitsCommitted: 2,
      terminationCostPerUnit: 1500,
      noticeMonths: 6,
    },
    {
      id: 'fra-res',
      terms: 'reserved',
      site: 'fra-cloud',
      silicon: 'gpu-80',
      unitsMax: 40,
      pricePerUnitHour: 2.1,
      upfrontCostPerUnit: 1000,
      currency: 'USD',
    },
    {
      id: 'fra-rent',
      terms: 'on-demand',
      site: 'fra-cloud',
      silicon: 'gpu-80',
      pricePerUnitHour: 3.9,
      packingEfficiencyFraction: 0.85,
      standbyPerUnitHour: 0.4,
      currency: 'USD',
    },
    {
      id: 'fra-spot',
      terms: 'spot',
      site: 'fra-cloud',
      silicon: 'gpu-80',
      pricePerUnitHour: 1.4,
      packingEfficiencyFraction: 0.9,
      goodputLossFraction: 0.15,
    },
    {
      id: 'fra-api',
      terms: 'token',
      site: 'fra-cloud',
      models: ['llm-8b'],
      pricePerMillionInputTokens: 0.4,
      pricePerMillionOutputTokens: 1.2,
      wattHoursPerMillionTokens: 900,
    },
  ];
  Object.assign(problem.silicon?.[0] ?? {}, { computeTeraflops: { bf16: 990 } });
  problem.profiles = [
    { id: 'day', values: [2, 1, 1, 1, 1, 2, 4, 6, 9, 9, 9, 9, 8, 9, 9, 9, 8, 8, 8, 7, 6, 5, 4, 3] },
  ];
  const serving = {
    model: 'llm-8b',
    inputTokens: 600,
    outputTokens: 200,
    targetUtilisationFraction: 0.6,
    profile: 'day',
    traffic: { requestKB: 4, responseKB: 20 },
    latencyCostPerMsYear: 50,
    orchestrationCostPerYear: 1000,
  } as const;
  problem.workloads = [
    {
      id: 'assistant',
      kind: 'inference',
      ...serving,
      demand: { requestsPerDay: 400000 },
      origins: [
        { location: 'munich', shareFraction: 0.7 },
        { location: 'lisbon', shareFraction: 0.3 },
      ],
      standby: true,
    },
    {
      id: 'twin',
      kind: 'inference',
      ...serving,
      demand: { tokensPerDay: 50e6 },
      origins: [{ location: 'munich', shareFraction: 1 }],
      split: { kind: 'copies', copies: 2, copyLoadFraction: 0.7 },
      currency: 'USD',
    },
    {
      id: 'agents',
      kind: 'agent',
      ...serving,
      origins: [{ location: 'lisbon', agents: 100 }],
      ramGiB: 16,
      inferencesPerMinute: 10,
      activeHoursFraction: 0.25,
      toolsCostPerAgentMonth: 12,
      escalationFraction: 0.02,
    },
    {
      id: 'train',
      kind: 'training',
      model: 'llm-8b',
      acceleratorHours: 2000,
      referenceSilicon: 'gpu-80',
      precision: 'bf16',
      gangUnits: 4,
      runsPerYear: 6,
      deadlineHours: 700,
      dataLocation: 'munich',
      dataGB: 2000,
      dataPreparationCostPerRun: 500,
      engineeringCostPerRun: 800,
      interruptible: true,
    },
  ];
  problem.quotes = [
    {
      workload: 'twin',
      location: 'munich',
      offer: 'fra-rent',
      upfrontCost: 900,
      yearlyCost: 4000,
      currency: 'USD',
    },
  ];
  problem.otherCosts = [
    { id: 'audit', name: 'audit', per: 'plan', yearlyCost: 3000 },
    { id: 'guards', name: 'guards', per: 'site', site: 'muc-edge', yearlyCost: 2000, upfrontCost: 100 },
    { id: 'cables', name: 'cables', per: 'unit', offer: 'muc-own', upfrontCost: 70 },
    { id: 'support', name: 'support', per: 'offer', offer: 'fra-api', yearlyCost: 80 },
    { id: 'licence', name: 'licence', per: 'workload', workload: 'train', yearlyCost: 90 },
  ];
  problem.committedSpend = [
    {
      id: 'deal',
      offers: ['fra-res', 'fra-rent', 'fra-spot', 'fra-api'],
      amountPerYear: 200_000,
      discountFraction: 0.1,
      escalationFraction: 0.01,
    },
  ];
  problem.staff = [
    { id: 'hands', name: 'hands', sites: ['muc-edge'], itKwPerPerson: 20, yearlyCostPerPerson: 60_000 },
  ];
  problem.rules = [
    {
      id: 'prefer-edge',
      requirement: { attribute: 'site.kind', allIn: ['metro-edge'] },
      penaltyPerYear: 500,
    },
  ];
  return problem;
};
