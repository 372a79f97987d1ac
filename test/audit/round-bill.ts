import type { Bill, BillEntry, BillYear } from '../../solver/plan/types.js';
import { COST_IDS } from '../../solver/plan/types.js';

/** One a year for three years at 25 %. */
export const THREE_YEARS = 1.952;
/** 1 in the evening half of each day and 0.5 in the morning: hours at full load. */
const DAY_HOURS = 6570;

const yearly = (escalationFraction = 0): BillEntry['timing'] => ({ kind: 'yearly', escalationFraction });

type Line = [BillEntry['component'], number, BillEntry['timing'], Partial<BillEntry>?];

/** Every amount by hand. */
const amounts: Line[] = [
  // Six units of 10,000; bought again after two years at a quarter of the price; half of that life is left at the end, at half its value.
  ['siliconUpfront', 60000, { kind: 'upfront' }, { offer: 'edge-buy', site: 'edge' }],
  [
    'siliconReplacement',
    60000,
    { kind: 'dated', payments: [{ year: 2, factor: 0.25 }] },
    { offer: 'edge-buy', site: 'edge' },
  ],
  [
    'siliconResidual',
    60000,
    { kind: 'dated', payments: [{ year: 3, factor: -0.0625 }] },
    { offer: 'edge-buy', site: 'edge' },
  ],
  ['rentHeld', 500, yearly(), { offer: 'core-host', site: 'core' }],
  ['rentHeld', -50, yearly(), { offer: 'core-host', site: 'core', item: 'deal' }],
  ['spendShortfall', 150, yearly(), { item: 'deal' }],
  // A quarter of 4 units for 6,570 h at 2, four fifths of it packed.
  [
    'rentByUse',
    (4 * DAY_HOURS * 2 * 0.25) / 0.8,
    yearly(0.25),
    {
      offer: 'cloud-od',
      bank: 'cloud-od',
      site: 'cloud',
      workload: 'batch',
      location: 'town',
      part: 'inference',
    },
  ],
  // 1,000 unit-hours x 10 runs, a fifth lost, four fifths packed.
  [
    'rentByUse',
    15625,
    yearly(),
    {
      offer: 'cloud-spot',
      bank: 'cloud-spot',
      site: 'cloud',
      workload: 'train',
      location: 'town',
      part: 'training',
    },
  ],
  // 20 requests a second at full load; 60 in at 1 and 40 out at 2 a million.
  [
    'tokens',
    20 * 3600 * DAY_HOURS * 0.00014 * 0.5,
    yearly(),
    {
      offer: 'cloud-token',
      bank: 'cloud-token',
      site: 'cloud',
      workload: 'batch',
      location: 'town',
      part: 'inference',
    },
  ],
  ['operations', 600, yearly(), { offer: 'edge-buy', site: 'edge' }],
  ['operations', 50, yearly(), { offer: 'core-own', site: 'core' }],
  ['staff', 2000, yearly(), { site: 'edge', item: 'hands' }],
  // 600 W idle, 400 W of chat, 40 W of the vault all year; 400 W of batch for 6,570 h.
  ['energy', (1.04 * 8760 + 0.4 * DAY_HOURS) * 1.25 * 0.2, yearly(0.25), { site: 'edge' }],
  // 550 W idle, 400 W of chat, 20 W of the desk, 40 W of the vault; 12 hours at 0.1 and 12 at 0.3 on 365 days. The quote pays its own.
  ['energy', 1.01 * 1.5 * 365 * 4.8, yearly(), { site: 'core' }],
  ['demandCharge', 12 * 10 * 4.3, yearly(0.25), { site: 'edge' }],
  ['demandCharge', 12 * (1 + 4) * 3.765, yearly(), { site: 'core' }],
  ['carbon', (14673 * 0.4 + 17140.74 * 0.3) * 0.05, yearly()],
  ['siteOpening', 1000, { kind: 'upfront' }, { site: 'edge' }],
  ['siteRunning', 100, yearly(), { site: 'edge' }],
  ['siteRunning', 200, yearly(), { site: 'core' }],
  // 315.36 million requests: 3,153.6 GB up at 0.01 and 6,307.2 GB down at 0.02. Ten runs of 36 GB up.
  ['traffic', 157.68, yearly(), { workload: 'chat', location: 'town' }],
  ['traffic', 3.6, yearly(), { workload: 'train', location: 'town' }],
  ['orchestration', 50, yearly(), { workload: 'chat' }],
  ['trainingWork', 150, yearly(), { workload: 'train' }],
  ['agentTools', 600, yearly(), { workload: 'desk' }],
  ['quoted', 100, { kind: 'upfront' }, { workload: 'legacy', location: 'town' }],
  ['quoted', 20, yearly(), { workload: 'legacy', location: 'town' }],
  ['otherCosts', 79, { kind: 'upfront' }],
  ['otherCosts', 11, yearly()],
  ['rulePenalty', 7.5, yearly(), { workload: 'batch', item: 'prefer-edge' }],
  // Half at 3 + 1 ms, half at 7 + 1.5 ms.
  ['latency', 6.25, yearly(), { workload: 'chat', location: 'town' }],
];

const SHADOW = ['carbon', 'rulePenalty', 'latency'];

/** 0.8, 0.64, 0.512: what a payment after one, two and three years is worth. */
const WORTH = [1, 0.8, 0.64, 0.512];

const worthOf = (
  amount: number,
  timing: BillEntry['timing'],
): { presentWorth: number; firstYear: number } => {
  if (timing.kind === 'upfront') return { presentWorth: amount, firstYear: amount };
  if (timing.kind === 'yearly') {
    const grows = timing.escalationFraction === 0.25;
    return { presentWorth: amount * (grows ? 3 : THREE_YEARS), firstYear: amount };
  }
  const presentWorth = timing.payments.reduce(
    (sum, { year, factor }) => sum + amount * factor * (WORTH[year] ?? Number.NaN),
    0,
  );
  return { presentWorth, firstYear: 0 };
};

/** Growth of a yearly price by 25 % before each payment. */
const GROWN = [0, 1.25, 1.5625, 1.953125];

/** What an entry pays in a year, undiscounted. */
const paidIn = (year: number, amount: number, timing: BillEntry['timing']): number => {
  if (timing.kind === 'upfront') return year === 0 ? amount : 0;
  if (timing.kind === 'dated')
    return timing.payments
      .filter((payment) => payment.year === year)
      .reduce((sum, { factor }) => sum + amount * factor, 0);
  if (year === 0) return 0;
  return timing.escalationFraction === 0.25 ? amount * (GROWN[year] ?? Number.NaN) : amount;
};

const yearsOf = (entries: readonly BillEntry[]): BillYear[] =>
  WORTH.map((worth, year) => {
    const paid = (wanted: (entry: BillEntry) => boolean): number =>
      entries
        .filter((entry) => entry.nature === 'cash' && wanted(entry))
        .reduce((sum, { amount, timing }) => sum + paidIn(year, amount, timing), 0);
    const residual = paid(({ component }) => component === 'siliconResidual');
    const operating = paid(({ timing }) => timing.kind === 'yearly');
    const cash = paid(() => true);
    const capex = cash - operating - residual;
    return { year, capex, operating, residual, cash, presentWorth: cash * worth };
  });

export const roundBill = (): Bill => {
  const entries = amounts.map(([component, amount, timing, subject]): BillEntry => {
    const nature = SHADOW.includes(component) ? 'shadow' : 'cash';
    return {
      component,
      nature,
      amount,
      timing,
      presentWorth: worthOf(amount, timing).presentWorth,
      ...subject,
    };
  });
  const lines = COST_IDS.flatMap((component) => {
    const own = entries.filter((entry) => entry.component === component);
    const [first] = own;
    if (!first) return [];
    const presentWorth = own.reduce((sum, entry) => sum + entry.presentWorth, 0);
    const firstYear = own.reduce((sum, entry) => sum + worthOf(entry.amount, entry.timing).firstYear, 0);
    return [{ component, nature: first.nature, presentWorth, firstYear, convertedPresentWorth: 0 }];
  });
  const total = (nature: string, key: 'presentWorth' | 'firstYear'): number =>
    lines.filter((line) => line.nature === nature).reduce((sum, line) => sum + line[key], 0);
  const cashPresentWorth = total('cash', 'presentWorth');
  const shadowPresentWorth = total('shadow', 'presentWorth');
  return {
    currency: 'EUR',
    entries,
    lines,
    years: yearsOf(entries),
    cashPresentWorth,
    shadowPresentWorth,
    presentWorth: cashPresentWorth + shadowPresentWorth,
    firstYearCash: total('cash', 'firstYear'),
    equivalentYearlyCash: cashPresentWorth / THREE_YEARS,
  };
};

/** Rent, orchestration, training work, tools, and lines of the plan and of a workload. */
export const ROUND_CONSTANTS = (450 + 50 + 150 + 600 + 2) * THREE_YEARS + 70;
