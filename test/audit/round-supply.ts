import type { Problem } from '../../solver/problem/types.js';

const grid = (morning: number, evening: number): number[][] =>
  Array.from({ length: 12 }, () => Array.from({ length: 24 }, (_, hour) => (hour < 12 ? morning : evening)));

const siliconBase = { wattsBasis: 'server', slices: [1], replicaUnits: [1, 2, 4, 8] } as const;
const heldBase = { unitsExisting: 0, unitsCommitted: 0, unitsPerPurchase: 1, operationsCostPerUnitYear: 0 };

export const roundSilicon = (): Problem['silicon'] => [
  {
    ...siliconBase,
    slices: [1],
    replicaUnits: [1, 2, 4, 8],
    id: 'gpu',
    family: 'GPU',
    memoryGiB: 80,
    idleWatts: 100,
    maxWatts: 500,
    hostMemoryGiB: 64,
    rackUnitsPerUnit: 1,
  },
  {
    ...siliconBase,
    slices: [1],
    replicaUnits: [1],
    id: 'host',
    family: 'CPU',
    memoryGiB: 0,
    idleWatts: 50,
    maxWatts: 200,
    hostMemoryGiB: 160,
  },
];

export const roundOffers = (): Problem['offers'] => [
  {
    ...heldBase,
    id: 'edge-buy',
    terms: 'purchase',
    site: 'edge',
    silicon: 'gpu',
    pricePerUnit: 10000,
    lifeYears: 2,
    priceChangeFraction: -0.5,
    residualMarketFraction: 0.5,
    unitsMax: 6,
    unitsLeastIfUsed: 2,
    unitsPerPurchase: 2,
    operationsCostPerUnitYear: 100,
    volumeTiers: [{ aboveUnits: 6, discountFraction: 0.5 }],
  },
  { ...heldBase, id: 'edge-old', terms: 'owned', site: 'edge', silicon: 'gpu', unitsExisting: 2 },
  {
    ...heldBase,
    id: 'core-own',
    terms: 'owned',
    site: 'core',
    silicon: 'gpu',
    unitsExisting: 5,
    operationsCostPerUnitYear: 10,
  },
  {
    ...heldBase,
    id: 'core-host',
    terms: 'lease',
    site: 'core',
    silicon: 'host',
    unitsCommitted: 1,
    pricePerUnitYear: 500,
    energyIncluded: false,
    terminationCostPerUnit: 10,
    noticeMonths: 1,
  },
  {
    id: 'cloud-od',
    terms: 'on-demand',
    site: 'cloud',
    silicon: 'gpu',
    pricePerUnitHour: 2,
    unitsMax: 1,
    packingEfficiencyFraction: 0.8,
    standbyPerUnitHour: 0.5,
    escalationFraction: 0.25,
  },
  {
    id: 'cloud-spot',
    terms: 'spot',
    site: 'cloud',
    silicon: 'gpu',
    pricePerUnitHour: 1,
    unitsMax: 13,
    packingEfficiencyFraction: 0.8,
    goodputLossFraction: 0.2,
  },
  {
    id: 'cloud-token',
    terms: 'token',
    site: 'cloud',
    models: ['m'],
    pricePerMillionInputTokens: 1,
    pricePerMillionOutputTokens: 2,
    quotaTokensPerSecond: 1000,
    wattHoursPerMillionTokens: 100,
  },
  {
    id: 'far-od',
    terms: 'on-demand',
    site: 'far',
    silicon: 'gpu',
    pricePerUnitHour: 1,
    unitsMax: 100,
    packingEfficiencyFraction: 1,
  },
];

export const roundTariffs = (): Problem['tariffs'] => [
  {
    id: 'grid',
    kind: 'flat',
    pricePerKwh: 0.2,
    escalationFraction: 0.25,
    demand: { monthlyPricePerKw: Array.from({ length: 12 }, () => 10) },
  },
  {
    id: 'tou',
    kind: 'time-of-use',
    periods: [{ pricePerKwh: 0.1 }, { pricePerKwh: 0.3 }],
    weekdaySchedule: grid(0, 1),
    weekendSchedule: grid(0, 1),
    demand: {
      periods: [
        { name: 'off', pricePerKw: 1 },
        { name: 'peak', pricePerKw: 4 },
      ],
      weekdaySchedule: grid(0, 1),
      weekendSchedule: grid(0, 1),
    },
  },
];
