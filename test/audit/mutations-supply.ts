import type { Plan } from '../../solver/plan/types.js';
import { change, type Mutation, type Pair } from './mutations.js';
import type { Draft } from './support.js';

type Units = Draft<Plan>['units'][number];

const held = ({ plan }: Pair): Units | undefined =>
  plan.units.find(({ unitsKept, unitsFurther }) => unitsKept + unitsFurther > 0);
const openSite = ({ plan }: Pair) => plan.sites.find(({ isOpen }) => isOpen);
const powered = ({ plan, problem }: Pair) => {
  const stated = plan.sites.find(({ peakItKw }) => peakItKw > 0);
  return problem.sites.find(({ id }) => id === stated?.site);
};
const peakOf = ({ plan }: Pair, site: string): number =>
  plan.sites.find((one) => one.site === site)?.peakItKw ?? 0;

export const supplyMutations: readonly Mutation[] = [
  {
    name: 'half a unit more',
    expectedCode: 'units-integer',
    mutate: (pair) =>
      change(held(pair), (one) => {
        one.unitsKept += 0.5;
      }),
  },
  {
    name: 'more kept than there are',
    expectedCode: 'units-kept',
    mutate: (pair) =>
      change(held(pair), (one) => {
        one.unitsKept += 1000;
      }),
  },
  {
    name: 'no unit in use under a load',
    expectedCode: 'capacity',
    mutate: (pair) => {
      const loaded = pair.plan.bankUse.find(
        ({ peakLoadUnits, capacityUnits }) => peakLoadUnits > 0.1 && capacityUnits,
      );
      const rows = pair.plan.units.filter(({ bank }) => bank === loaded?.bank);
      for (const one of rows) Object.assign(one, { unitsKept: 0, unitsFurther: 0 });
      return rows.length > 0;
    },
  },
  {
    name: 'no unit in use under host memory',
    expectedCode: 'memory-capacity',
    mutate: ({ plan }) => {
      const loaded = plan.placements.find(({ hostMemoryGiB }) => hostMemoryGiB > 0);
      const rows = plan.units.filter(({ bank }) => bank === loaded?.bank);
      for (const one of rows) Object.assign(one, { unitsKept: 0, unitsFurther: 0 });
      return rows.length > 0;
    },
  },
  {
    name: 'one unit beyond a pack',
    expectedCode: 'units-packs',
    mutate: ({ problem, plan }) => {
      const packed = problem.offers.find(
        (offer) => 'unitsPerPurchase' in offer && offer.unitsPerPurchase > 1,
      );
      return change(
        plan.units.find(({ offer, unitsFurther }) => offer === packed?.id && unitsFurther > 0),
        (one) => {
          one.unitsFurther -= 1;
        },
      );
    },
  },
  {
    name: 'most units lowered',
    expectedCode: 'units-max',
    mutate: (pair) => {
      const row = held(pair);
      const offer = pair.problem.offers.find(({ id }) => id === row?.offer);
      if (!row || !offer || offer.terms === 'token') return false;
      offer.unitsMax = row.unitsKept + row.unitsFurther - 1;
      return true;
    },
  },
  {
    name: 'least units raised',
    expectedCode: 'units-least',
    mutate: (pair) => {
      const offer = pair.problem.offers.find(({ id }) => id === held(pair)?.offer);
      return change(offer && 'unitsPerPurchase' in offer ? offer : undefined, (one) => {
        one.unitsLeastIfUsed = 100000;
      });
    },
  },
  {
    name: 'units of an offer that is not in the bank',
    expectedCode: 'units-reference',
    mutate: (pair) =>
      change(held(pair), (one) => {
        one.offer = 'nothing';
      }),
  },
  {
    name: 'bank of an isolation group',
    expectedCode: 'eligibility',
    mutate: (pair) => {
      const bank = pair.plan.banks.find(({ id }) => id === held(pair)?.bank);
      if (!bank) return false;
      bank.isolationGroup = 'others';
      for (const row of pair.plan.units) if (row.bank === bank.id) row.isolationGroup = 'others';
      return pair.plan.placements.some(({ bank: id }) => id === bank.id);
    },
  },
  {
    name: 'bank at another site than its offers',
    expectedCode: 'bank-reference',
    mutate: ({ plan, problem }) => {
      const other = problem.sites.find(({ id }) => id !== plan.banks[0]?.site);
      return other !== undefined && change(plan.banks[0], (one) => Object.assign(one, { site: other.id }));
    },
  },
  {
    name: 'electricity called included',
    expectedCode: 'bank-reference',
    mutate: ({ plan }) =>
      change(
        plan.banks.find(({ kind }) => kind === 'held'),
        (one) => {
          one.energyIncluded = !one.energyIncluded;
        },
      ),
  },
  {
    name: 'open site called closed',
    expectedCode: 'site-open',
    mutate: (pair) =>
      change(openSite(pair), (one) => {
        one.isOpen = false;
      }),
  },
  {
    name: 'newly opened flag',
    expectedCode: 'site-open',
    mutate: (pair) =>
      change(openSite(pair), (one) => {
        one.isNewlyOpened = !one.isNewlyOpened;
      }),
  },
  {
    name: 'a replica less',
    expectedCode: 'replicas',
    mutate: ({ plan }) =>
      change(plan.replicas[0], (one) => {
        one.replicas -= 1;
      }),
  },
  {
    name: 'replicas divided',
    expectedCode: 'replicas',
    mutate: ({ plan }) =>
      change(plan.replicas[0], (one) => {
        one.replicas += 0.5;
      }),
  },
  {
    name: 'peak load of a bank',
    expectedCode: 'bank-use',
    mutate: ({ plan }) =>
      change(plan.bankUse[0], (one) => {
        one.peakLoadUnits = one.peakLoadUnits * 1.001 + 0.1;
      }),
  },
  {
    name: 'peak kW',
    expectedCode: 'site-power',
    mutate: (pair) =>
      change(openSite(pair), (one) => {
        one.peakItKw = one.peakItKw * 1.001 + 0.01;
      }),
  },
  {
    name: 'metered peak kW',
    expectedCode: 'site-power',
    mutate: (pair) =>
      change(openSite(pair), (one) => {
        one.peakMeterKw = one.peakMeterKw * 1.001 + 0.01;
      }),
  },
  {
    name: 'energy of a site',
    expectedCode: 'site-energy',
    mutate: (pair) =>
      change(openSite(pair), (one) => {
        one.energyKwhPerYear = one.energyKwhPerYear * 1.001 + 1;
      }),
  },
  {
    name: 'carbon of a site',
    expectedCode: 'site-carbon',
    mutate: ({ plan }) =>
      change(
        plan.sites.find(({ carbonKgPerYear }) => carbonKgPerYear !== null),
        (one) => {
          one.carbonKgPerYear = (one.carbonKgPerYear ?? 0) * 1.001 + 1;
        },
      ),
  },
  {
    name: 'billed kW of a window',
    expectedCode: 'demand-window',
    mutate: ({ plan }) =>
      change(plan.sites.flatMap(({ demandWindows }) => demandWindows)[0], (one) => {
        one.billedKw = one.billedKw * 0.999 - 0.1;
      }),
  },
  {
    name: 'a bill by the month of a tariff that has none',
    expectedCode: 'meter-bill',
    mutate: (pair) =>
      change(openSite(pair), (one) => {
        const parts = { fixedAmount: 0, otherLoadAmount: 0, minimumAmount: 0, amount: 0 };
        one.meterMonths = [{ month: '2026-01', energy: [], demand: [], ...parts }];
      }),
  },
  {
    name: 'cap below the load',
    expectedCode: 'power',
    mutate: (pair) =>
      change(powered(pair), (site) => {
        site.meterCapKw = peakOf(pair, site.id) * 0.9;
      }),
  },
  {
    name: 'racks below the load',
    expectedCode: 'power',
    mutate: (pair) =>
      change(powered(pair), (site) => {
        site.racks = 1;
        site.kwPerRack = peakOf(pair, site.id) * 0.9;
      }),
  },
  {
    name: 'no rack units',
    expectedCode: 'rack-units',
    mutate: ({ problem, plan }) => {
      const row = plan.units.find(({ unitsKept, unitsFurther }) => unitsKept + unitsFurther > 0);
      const site = problem.sites.find(({ id }) => id === row?.site);
      const silicon = problem.silicon.find(({ id }) => id === row?.silicon);
      if (!site || !silicon) return false;
      silicon.rackUnitsPerUnit = 2;
      site.rackUnits = 0.5;
      return true;
    },
  },
  {
    name: 'backhaul below the traffic',
    expectedCode: 'backhaul',
    mutate: ({ problem, plan }) => {
      const sent = problem.workloads.find(
        (workload) =>
          'traffic' in workload && workload.traffic !== undefined && workload.traffic.responseKB > 0,
      );
      const row = plan.placements.find(({ workload, part }) => workload === sent?.id && part === 'inference');
      return change(
        problem.sites.find(({ id }) => id === row?.site),
        (site) => {
          site.backhaulMbps = 1e-6;
        },
      );
    },
  },
];
