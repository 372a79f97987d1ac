import type { ProblemInput } from '../../solver/problem/types.js';
import {
  agents,
  chat,
  lease,
  onDemand,
  type SiteInput,
  site,
  smallProblem,
  smallWith,
  training,
} from '../support/small-problem.js';

const TOWNS = ['town', 'village'];
const SITES = ['a', 'b', 'c', 'cloud'];
const traffic = { requestKB: 50, responseKB: 100 };
const half = TOWNS.map((location) => ({ location, shareFraction: 0.5 }));

const place = (id: string, more: Partial<SiteInput>): SiteInput =>
  site(id, { egressPricePerGB: 0, gridCarbonGramsPerKwh: 300, openYearlyCost: 10, ...more });

/**
 * Something of every kind of constraint at once. Limits on the whole stand just above what the best plan takes, so that
 * little more of anything is too much: 27 units at a (54 U, 17.8 kW), 52.3 t, 24 units bought, two sites opened.
 */
export const richProblem = (): ProblemInput => {
  const small = smallProblem();
  return smallWith({
    locations: TOWNS.map((id) => ({
      id,
      jurisdiction: 'DE',
      zone: 'UTC',
      accessRttMs: 0,
      accessJitterMs: 0,
      egressPricePerGB: 0,
    })),
    sites: [
      place('a', {
        failureDomain: 'east',
        tariff: 'grid',
        itCapKw: 17.9,
        rackUnits: 54,
        racks: 2,
        kwPerRack: 8.95,
        backhaulMbps: 1.13,
      }),
      place('b', { failureDomain: 'west', mustStayOpen: true }),
      place('c', { failureDomain: 'south', tariff: 'by-month', otherLoadKw: 1 }),
      place('cloud', { kind: 'hyperscale-region', operator: 'cloud', jurisdiction: 'IE' }),
    ],
    silicon: (small.silicon ?? []).map((one) => ({ ...one, rackUnitsPerUnit: 2 })),
    tariffs: [
      { id: 'free', kind: 'flat', pricePerKwh: 0 },
      { id: 'by-month', kind: 'flat', pricePerKwh: 0, fixedCostPerMonth: 0 },
      {
        id: 'grid',
        kind: 'flat',
        pricePerKwh: 0.01,
        demand: { monthlyPricePerKw: Array.from({ length: 12 }, (_, month) => 1 + month / 10) },
      },
    ],
    network: {
      links: TOWNS.flatMap((from) => SITES.map((to) => ({ from, to, rttMs: 10, jitterMs: 1 }))),
    },
    performance: (small.performance ?? []).map((one) => ({
      ...one,
      firstTokenMs: 200,
      perOutputTokenMs: 20,
      percentile: 95,
    })),
    profiles: [
      { id: 'day', values: Array.from({ length: 24 }, (_, hour) => (hour >= 8 && hour < 20 ? 2 : 1)) },
    ],
    offers: [
      { id: 'a-own', terms: 'owned', site: 'a', silicon: 'gpu', unitsExisting: 3, unitsLeastIfUsed: 2 },
      {
        id: 'a-buy',
        terms: 'purchase',
        site: 'a',
        silicon: 'gpu',
        pricePerUnit: 900,
        lifeYears: 5,
        unitsPerPurchase: 2,
        unitsMax: 40,
      },
      lease('b-lease', 'b', 1500, { unitsMax: 60 }),
      lease('c-lease', 'c', 2500, { energyIncluded: true }),
      onDemand('cloud-hour', 'cloud', 0.9, { unitsMax: 12, standbyPerUnitHour: 0.5 }),
      {
        id: 'api',
        terms: 'token',
        site: 'cloud',
        models: ['llm'],
        pricePerMillionInputTokens: 0.01,
        pricePerMillionOutputTokens: 0.02,
        wattHoursPerMillionTokens: 50,
        quotaTokensPerSecond: 1500,
      },
    ],
    workloads: [
      chat('free', { weight: 1, profile: 'day', traffic, slo: { percentile: 95, networkRttMs: 11 } }),
      chat('sliver', { weight: 1, split: { kind: 'minShare', minShareFraction: 0.4 } }),
      chat('whole', { weight: 1, split: { kind: 'perLocation' }, origins: half }),
      chat('site', { weight: 1, split: { kind: 'oneSite' }, origins: half }),
      chat('offer', { weight: 1, split: { kind: 'oneOffer' }, origins: half }),
      chat('twin', { weight: 1, split: { kind: 'copies', copies: 2, copyLoadFraction: 0.5 } }),
      chat('safe', { weight: 1, standby: true, demand: { peakRequestsPerSecond: 1 } }),
      chat('spread', { weight: 1, maxShareFractionPerDomain: 0.5 }),
      chat('pooled', { weight: 1, replication: 'replicas', demand: { peakRequestsPerSecond: 0.7 } }),
      agents('agents', { weight: 1, profile: 'day', activeHoursFraction: 0.6 }),
      training('train', { weight: 1, isolationGroup: 'lab', interruptible: false }),
    ],
    rules: [
      {
        id: 'no-cloud-for-lab',
        selector: { workloads: ['train', 'sliver', 'whole'] },
        requirement: { attribute: 'site.kind', noneIn: ['hyperscale-region'] },
      },
    ],
    limits: {
      carbonTonnesPerYear: 52.4,
      newSites: 2,
      capexByYear: [{ year: 0, most: 21_600 }],
      shares: [
        { id: 'weight-at-a', of: 'workloadWeight', selector: { sites: ['a'] }, maxFraction: 0.61 },
        { id: 'weight-owned', of: 'workloadWeight', selector: { operators: ['telco'] }, minFraction: 0.9 },
        { id: 'power-at-a', of: 'powerKw', selector: { sites: ['a'] }, maxFraction: 0.75 },
        {
          id: 'spend-cloud',
          of: 'spend',
          selector: { siteKinds: ['hyperscale-region'] },
          maxFraction: 0.015,
        },
      ],
    },
    pins: [{ workload: 'offer', site: 'a' }],
    bans: [{ selector: { workloads: ['agents'] }, site: 'b' }],
    affinities: [
      { id: 'together', kind: 'same-sites', workloads: ['whole', 'site'] },
      { id: 'apart', kind: 'different-sites', workloads: ['train', 'sliver'] },
      { id: 'far', kind: 'different-domains', workloads: ['pooled', 'agents'] },
    ],
  });
};

/**
 * The rich problem with parts of procurement that decide nothing: less is committed than is spent, people cost nothing, book
 * value is sunk, a tier of an offer nobody uses.
 */
export const richProcurement = (): ProblemInput => {
  const rich = richProblem();
  return {
    ...rich,
    offers: rich.offers.map((offer) => {
      if (offer.terms === 'owned') return { ...offer, bookValuePerUnit: 100 };
      if (offer.id !== 'c-lease' || offer.terms !== 'lease') return offer;
      return { ...offer, volumeTiers: [{ aboveUnits: 1, discountFraction: 0.01 }] };
    }),
    committedSpend: [{ id: 'deal', offers: ['api'], amountPerYear: 1 }],
    staff: [{ id: 'hands', name: 'hands', sites: ['b'], unitsPerPerson: 8, yearlyCostPerPerson: 0 }],
  };
};
