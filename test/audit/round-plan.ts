import type { Plan } from '../../solver/plan/types.js';
import { ROUND_CONSTANTS, roundBill } from './round-bill.js';
import { CORE, chat, EDGE, HOST, placed, serve } from './round-placements.js';
import { roundProblem } from './round-problem.js';

const months = Array.from({ length: 12 }, (_, month) => `2026-${String(month + 1).padStart(2, '0')}`);

/** A plan of the round problem that breaks nothing, every figure by hand. */
export const roundPlan = (): Plan => {
  const bill = roundBill();
  /** Present worth of the entries of a site. */
  const worthAt = (site: string): number =>
    bill.entries
      .filter((entry) => entry.site === site)
      .reduce((sum, { presentWorth }) => sum + presentWorth, 0);
  const objective = bill.presentWorth;
  return {
    schemaVersion: '1.0',
    problemHash: 'not checked here',
    problemName: 'round figures',
    currency: 'EUR',
    horizonYears: 3,
    banks: [
      {
        id: EDGE,
        kind: 'held',
        site: 'edge',
        silicon: 'gpu',
        isolationGroup: null,
        energyIncluded: false,
        offers: ['edge-buy'],
      },
      {
        id: CORE,
        kind: 'held',
        site: 'core',
        silicon: 'gpu',
        isolationGroup: null,
        energyIncluded: false,
        offers: ['core-own'],
      },
      {
        id: HOST,
        kind: 'held',
        site: 'core',
        silicon: 'host',
        isolationGroup: null,
        energyIncluded: false,
        offers: ['core-host'],
      },
      {
        id: 'cloud-od',
        kind: 'unit-use',
        site: 'cloud',
        silicon: 'gpu',
        isolationGroup: null,
        energyIncluded: true,
        offers: ['cloud-od'],
      },
      {
        id: 'cloud-spot',
        kind: 'unit-use',
        site: 'cloud',
        silicon: 'gpu',
        isolationGroup: null,
        energyIncluded: true,
        offers: ['cloud-spot'],
      },
      {
        id: 'cloud-token',
        kind: 'token',
        site: 'cloud',
        silicon: null,
        isolationGroup: null,
        energyIncluded: true,
        offers: ['cloud-token'],
      },
    ],
    placements: [
      chat('edge', EDGE, 4),
      chat('core', CORE, 8.5),
      // 10 agents, 6 a minute, a quarter of the time: 0.25 requests/s, 25 tokens/s over 250 a unit.
      placed('core', { stream: 'desk@town', bank: CORE, shareFraction: 1, units: 0.1, service: serve(null) }),
      placed('core', {
        stream: 'desk@town#runtime',
        bank: HOST,
        silicon: 'host',
        shareFraction: 1,
        units: 0,
        hostMemoryGiB: 160,
      }),
      // 36 GB take 0.1 h; 1,000 h over 99.9 h, a fifth lost: 12.51, so 13 units.
      placed('cloud', {
        stream: 'train@town',
        bank: 'cloud-spot',
        shareFraction: 1,
        units: 13,
        directPresentWorth: 30500,
      }),
      placed('edge', {
        stream: 'batch@town',
        bank: EDGE,
        shareFraction: 0.25,
        units: 1,
        service: serve(null),
      }),
      placed('cloud', {
        stream: 'batch@town',
        bank: 'cloud-od',
        shareFraction: 0.25,
        units: 1,
        service: serve(null),
        directPresentWorth: 49275,
      }),
      placed('cloud', {
        stream: 'batch@town',
        bank: 'cloud-token',
        silicon: null,
        shareFraction: 0.5,
        units: 1000,
        directPresentWorth: 64636.1856,
      }),
      placed('core', { stream: 'legacy@town', bank: CORE, shareFraction: 1, units: 0.5, quoted: true }),
      placed('edge', {
        stream: 'vault@town',
        bank: EDGE,
        shareFraction: 1,
        units: 0.2,
        service: serve(null),
      }),
      placed('core', {
        stream: 'vault@town',
        bank: CORE,
        shareFraction: 1,
        units: 0.2,
        service: serve(null),
      }),
    ],
    units: [
      {
        offer: 'edge-buy',
        bank: EDGE,
        site: 'edge',
        silicon: 'gpu',
        isolationGroup: null,
        unitsKept: 0,
        unitsFurther: 6,
      },
      {
        offer: 'core-own',
        bank: CORE,
        site: 'core',
        silicon: 'gpu',
        isolationGroup: null,
        unitsKept: 5,
        unitsFurther: 0,
      },
      {
        offer: 'core-host',
        bank: HOST,
        site: 'core',
        silicon: 'host',
        isolationGroup: null,
        unitsKept: 1,
        unitsFurther: 0,
      },
    ],
    replicas: [
      { bank: EDGE, model: 'm', point: 'm@gpu', unitsPerReplica: 1, replicas: 4 },
      { bank: CORE, model: 'm', point: 'm@gpu', unitsPerReplica: 1, replicas: 4 },
    ],
    bankUse: [
      { bank: EDGE, capacityUnits: 6, peakLoadUnits: 5.2, meanLoadUnits: 2.95 },
      { bank: CORE, capacityUnits: 5, peakLoadUnits: 4.8, meanLoadUnits: 2.8 },
      { bank: HOST, capacityUnits: 1, peakLoadUnits: 0, meanLoadUnits: 0 },
      { bank: 'cloud-od', capacityUnits: 1, peakLoadUnits: 1, meanLoadUnits: 0.75 },
      { bank: 'cloud-spot', capacityUnits: 13, peakLoadUnits: 13, meanLoadUnits: 12500 / 8760 },
      { bank: 'cloud-token', capacityUnits: 1000, peakLoadUnits: 1000, meanLoadUnits: 750 },
    ],
    sites: [
      {
        site: 'edge',
        isOpen: true,
        isNewlyOpened: true,
        // 600 W idle, 800 W of chat with its standby, 400 W of batch, 40 W of the vault.
        peakItKw: 1.84,
        peakMeterKw: 4.3,
        capKw: 5,
        capBasis: 'meter',
        energyKwhPerYear: 14673,
        carbonKgPerYear: 5869.2,
        demandWindows: months.map((name) => ({ name, billedKw: 4.3, pricePerKw: 10 })),
        presentWorth: worthAt('edge'),
      },
      {
        site: 'core',
        isOpen: true,
        isNewlyOpened: false,
        // 550 W idle, 800 W of chat, 20 W of the desk, 100 W of the quote, 40 W of the vault.
        peakItKw: 1.51,
        peakMeterKw: 3.765,
        capKw: 3,
        capBasis: 'it',
        energyKwhPerYear: 14585.4,
        carbonKgPerYear: null,
        demandWindows: months.flatMap((name) => [
          { name: `${name}/off`, billedKw: 3.765, pricePerKw: 1 },
          { name: `${name}/peak`, billedKw: 3.765, pricePerKw: 4 },
        ]),
        presentWorth: worthAt('core'),
      },
      {
        site: 'cloud',
        isOpen: true,
        isNewlyOpened: false,
        peakItKw: 0,
        peakMeterKw: 0,
        capKw: null,
        capBasis: null,
        // 4,927.5 of on-demand, 9,375 of spot, 2,838.24 of tokens.
        energyKwhPerYear: 17140.74,
        carbonKgPerYear: 5142.222,
        demandWindows: [],
        presentWorth: worthAt('cloud'),
      },
      {
        site: 'far',
        isOpen: false,
        isNewlyOpened: false,
        peakItKw: 0,
        peakMeterKw: 0,
        capKw: 5,
        capBasis: 'meter',
        energyKwhPerYear: 0,
        carbonKgPerYear: 0,
        demandWindows: [],
        presentWorth: worthAt('far'),
      },
    ],
    purchases: [
      { offer: 'edge-buy', site: 'edge', silicon: 'gpu', terms: 'purchase', units: 6, upfrontCost: 60000 },
    ],
    committedSpend: [
      {
        agreement: 'deal',
        years: [1, 2, 3].map((year) => ({ year, committed: 600, spent: 450, shortfall: 150 })),
      },
    ],
    volumeTiers: [],
    contracts: [
      {
        offer: 'core-host',
        unitsHeld: 1,
        unitsUsed: 1,
        unitsGivenUp: 0,
        unitsFurther: 0,
        lastsYears: 3,
        atEnd: 'lasts',
        signedAgainInYears: [],
        bookValueUsed: 0,
        bookValueIdle: 0,
      },
    ],
    staff: [{ staff: 'hands', site: 'edge', persons: 2 }],
    flows: [
      {
        stream: 'train@town',
        dataClasses: ['personal'],
        from: 'DE',
        to: 'IE',
        gbPerMonth: 30,
        permittedBy: ['in-union'],
      },
    ],
    bill,
    objective,
    constantObjective: ROUND_CONSTANTS,
    bound: { value: objective - 100, kind: 'safe-lp' },
    gapFraction: 100 / (objective - ROUND_CONSTANTS),
    gapMoney: 100,
    isProven: false,
    reproducible: true,
    stop: 'gap',
    engine: { id: 'glpk', version: '5.0.0' },
    solverVersion: '0.0.0',
    assumptions: [...roundProblem().assumptions],
    estimates: [
      { mark: 'percentile-gap', placements: 2 },
      { mark: 'distance-estimate', placements: 3 },
    ],
    warnings: [],
    notModelled: [],
    annotations: {},
  };
};
