import type { ProblemInput } from '../../solver/problem/types.js';
import { Dice } from '../oracle/random/dice.js';

/** How large a problem is wanted. */
export interface BenchSize {
  readonly workloads: number;
  /** At least 2: the first is a cloud region every workload may use. */
  readonly sites: number;
  /** 1 to 8. */
  readonly silicon: number;
  readonly seed: number;
}

const COUNTRIES = [
  { jurisdiction: 'DE', zone: 'Europe/Berlin', latDeg: 51, lonDeg: 10 },
  { jurisdiction: 'FR', zone: 'Europe/Paris', latDeg: 47, lonDeg: 2.5 },
  { jurisdiction: 'NL', zone: 'Europe/Amsterdam', latDeg: 52.2, lonDeg: 5.4 },
  { jurisdiction: 'PT', zone: 'Europe/Lisbon', latDeg: 39.5, lonDeg: -8.2 },
] as const;

const SILICON = [
  { id: 'gpu-large', family: 'GPU', memoryGiB: 80, idleWatts: 180, maxWatts: 1100, rate: 2600, price: 31000 },
  { id: 'gpu-small', family: 'GPU', memoryGiB: 48, idleWatts: 70, maxWatts: 430, rate: 900, price: 9800 },
  { id: 'lpu', family: 'LPU', memoryGiB: 32, idleWatts: 90, maxWatts: 380, rate: 1400, price: 17500 },
  { id: 'asic', family: 'ASIC', memoryGiB: 96, idleWatts: 120, maxWatts: 640, rate: 1900, price: 16800 },
  { id: 'gpu-next', family: 'GPU', memoryGiB: 192, idleWatts: 230, maxWatts: 1500, rate: 5200, price: 52000 },
  { id: 'fpga', family: 'FPGA', memoryGiB: 32, idleWatts: 50, maxWatts: 210, rate: 420, price: 6900 },
  { id: 'gpu-old', family: 'GPU', memoryGiB: 40, idleWatts: 60, maxWatts: 400, rate: 700, price: 7200 },
  { id: 'asic-small', family: 'ASIC', memoryGiB: 24, idleWatts: 35, maxWatts: 160, rate: 380, price: 3900 },
] as const;

const MODELS = [
  { id: 'small-3b', parametersBillion: 3, layers: 28, kvHeads: 8, speed: 2.4 },
  { id: 'middle-8b', parametersBillion: 8, layers: 32, kvHeads: 8, speed: 1 },
  { id: 'large-32b', parametersBillion: 32, layers: 64, kvHeads: 8, speed: 0.28 },
] as const;

/**
 * A problem of a wanted size, of the shape planners have: most workloads stand whole, a tenth to a third of the pairs
 * survive latency and rules, units come in whole numbers, sites cost something to open and have a power cap.
 * It always has a plan: the first site is a cloud region near everyone that rents without limit.
 */
export function benchProblem(size: BenchSize): ProblemInput {
  const dice = new Dice(size.seed);
  const near = (place: { latDeg: number; lonDeg: number }) => ({
    latDeg: Number((place.latDeg + dice.real(-3, 3)).toFixed(3)),
    lonDeg: Number((place.lonDeg + dice.real(-3.5, 3.5)).toFixed(3)),
  });
  const silicon = SILICON.slice(0, Math.max(1, Math.min(size.silicon, SILICON.length)));
  const placeCount = Math.max(6, Math.min(80, Math.round(size.workloads / 6)));
  const locations = Array.from({ length: placeCount }, (_, index) => {
    const country = COUNTRIES[index % COUNTRIES.length] ?? COUNTRIES[0];
    return {
      id: `place-${index}`,
      jurisdiction: country.jurisdiction,
      zone: country.zone,
      ...near(country),
      accessRttMs: dice.real(1, 4, 1),
      accessJitterMs: dice.real(0, 1, 1),
      egressPricePerGB: 0.01,
    };
  });
  const sites = Array.from({ length: Math.max(2, size.sites) }, (_, index) => {
    const country = dice.pick(COUNTRIES);
    const isCloud = index % 6 === 0;
    const shared = {
      id: `site-${index}`,
      jurisdiction: index === 0 ? 'DE' : country.jurisdiction,
      operator: isCloud ? 'hyperscaler' : 'telco',
      zone: country.zone,
      ...near(country),
      tariff: `tariff-${index % 4}`,
      egressPricePerGB: isCloud ? 0.06 : 0.015,
      gridCarbonGramsPerKwh: dice.int(40, 450),
    };
    return isCloud
      ? {
          ...shared,
          kind: 'hyperscale-region' as const,
          pue: 1.15,
          meterCapKw: null,
          alreadyOpen: true,
          failureDomain: `region-${index}`,
        }
      : {
          ...shared,
          kind: index % 3 === 0 ? ('telco-core' as const) : ('metro-edge' as const),
          pue: dice.real(1.2, 1.6, 2),
          meterCapKw: dice.int(8, index % 3 === 0 ? 120 : 45),
          otherLoadKw: dice.real(0, 2, 1),
          openUpfrontCost: dice.int(8, 70) * 1000,
          openYearlyCost: dice.int(2, 15) * 1000,
        };
  });
  const day = Array.from({ length: 12 }, () =>
    Array.from({ length: 24 }, (_, hour) => (hour >= 8 && hour < 20 ? 1 : 0)),
  );
  const weekend = Array.from({ length: 12 }, () => new Array<number>(24).fill(0));
  const tariffs: NonNullable<ProblemInput['tariffs']> = Array.from({ length: 4 }, (_, index) => {
    const price = dice.real(0.08, 0.24);
    return index === 3
      ? { id: `tariff-${index}`, kind: 'flat' as const, pricePerKwh: price }
      : {
          id: `tariff-${index}`,
          kind: 'time-of-use' as const,
          zone: 'Europe/Berlin',
          periods: [{ pricePerKwh: price }, { pricePerKwh: Number((price * 1.6).toFixed(3)) }],
          weekdaySchedule: day,
          weekendSchedule: weekend,
        };
  });
  const offers = sites.flatMap((site, siteIndex): ProblemInput['offers'] =>
    silicon.flatMap((entry, index): ProblemInput['offers'] => {
      const id = `${site.id}-${entry.id}`;
      const place = { site: site.id, silicon: entry.id };
      if (site.kind === 'hyperscale-region')
        return siteIndex === 0 || dice.chance(0.7)
          ? [
              {
                id,
                terms: 'on-demand',
                ...place,
                pricePerUnitHour: Number(((entry.price / 9000) * dice.real(0.85, 1.2)).toFixed(3)),
                packingEfficiencyFraction: 0.88,
              },
            ]
          : [];
      if (index !== siteIndex % silicon.length && !dice.chance(0.45)) return [];
      const held = {
        id,
        ...place,
        unitsMax: dice.int(6, 48),
        operationsCostPerUnitYear: Math.round(entry.price * 0.03),
        ...(dice.chance(0.15) ? { unitsExisting: dice.int(1, 4) } : {}),
      };
      return dice.chance(0.7)
        ? [
            {
              ...held,
              terms: 'purchase',
              pricePerUnit: Math.round(entry.price * dice.real(0.9, 1.15)),
              lifeYears: 5,
              residualMarketFraction: 0.5,
            },
          ]
        : [
            {
              ...held,
              terms: 'lease',
              pricePerUnitYear: Math.round(entry.price * dice.real(0.28, 0.36)),
              energyIncluded: false,
            },
          ];
    }),
  );
  const performance = MODELS.flatMap((model) =>
    silicon.flatMap((entry) => {
      const weights = (model.parametersBillion * 1e9 * 2) / 2 ** 30;
      const units = [1, 2, 4, 8].find((count) => count * entry.memoryGiB > weights * 1.35);
      return units === undefined
        ? []
        : [
            {
              kind: 'serving' as const,
              id: `${model.id}-${entry.id}`,
              model: model.id,
              silicon: entry.id,
              unitsPerReplica: units,
              tokensPerSecond: Math.round(entry.rate * model.speed * units * (units > 1 ? 0.9 : 1)),
              firstTokenMs: 180,
              perOutputTokenMs: 15,
              batch: 8,
              percentile: 95,
              source: 'bench figure',
            },
          ];
    }),
  );
  const workloads = Array.from({ length: size.workloads }, (_, index): ProblemInput['workloads'][number] => {
    const isWhole = index % 5 < 3;
    const origins = dice.chance(0.15) ? 2 : 1;
    const first = dice.int(0, placeCount - 1);
    const second = (first + dice.int(1, placeCount - 1)) % placeCount;
    const units = 10 ** dice.real(-0.7, 0.9);
    const kind = isWhole ? (origins === 1 && dice.chance(0.5) ? 'oneOffer' : 'perLocation') : 'free';
    const isEdge = dice.chance(0.55);
    const input = dice.pick([300, 600, 1200]);
    const output = dice.pick([100, 250]);
    return {
      kind: 'inference',
      id: `workload-${index}`,
      model: dice.pick(MODELS).id,
      dataClasses: [dice.chance(0.25) ? 'personal' : 'public'],
      demand: { requestsPerDay: Math.round((units * 1500 * 0.6 * 86400 * 0.6) / (input + output)) },
      origins:
        origins === 1
          ? [{ location: `place-${first}`, shareFraction: 1 }]
          : [
              { location: `place-${first}`, shareFraction: 0.6 },
              { location: `place-${second}`, shareFraction: 0.4 },
            ],
      profile: dice.pick(['office', 'evening', 'steady']),
      inputTokens: input,
      outputTokens: output,
      targetUtilisationFraction: dice.pick([0.6, 0.7]),
      split: { kind },
      ...(index % 12 === 7 ? { replication: 'replicas' as const } : {}),
      slo: { percentile: 95, networkRttMs: isEdge ? dice.int(11, 15) : dice.int(16, 28) },
      ...(dice.chance(0.3) ? { traffic: { requestKB: 20, responseKB: 60 } } : {}),
      ...(dice.chance(0.3) ? { allowedSiliconFamilies: ['GPU' as const] } : {}),
      ...(dice.chance(0.2) ? { latencyCostPerMsYear: dice.int(5, 60) } : {}),
    };
  });
  return {
    schemaVersion: '1.0',
    name: `bench ${size.workloads}x${size.sites}x${size.silicon} seed ${size.seed}`,
    horizon: {
      startDate: '2026-01-01',
      years: 5,
      discountFraction: 0.08,
      currency: 'EUR',
      referenceYear: 2026,
      priceAsOf: '2026-01-01',
    },
    operators: [
      { id: 'hyperscaler', legalEntityJurisdiction: 'IE', ultimateParentJurisdiction: 'US' },
      { id: 'telco', legalEntityJurisdiction: 'DE', ultimateParentJurisdiction: 'DE' },
    ],
    locations,
    sites,
    silicon: silicon.map(({ id, family, memoryGiB, idleWatts, maxWatts }) => ({
      id,
      family,
      memoryGiB,
      wattsBasis: 'server' as const,
      idleWatts,
      maxWatts,
    })),
    offers,
    tariffs,
    network: {
      // Everyone has a direct line to the first region, within the tightest limit a workload may state.
      links: locations.map((location) => ({ from: location.id, to: 'site-0', rttMs: 5, jitterMs: 0.5 })),
      estimate: { baseMs: 3, routeFactor: 2.4, jitterMs: 0.5 },
    },
    models: MODELS.map(({ id, parametersBillion, layers, kvHeads }) => ({
      id,
      parametersBillion,
      layers,
      kvHeads,
      headSize: 128,
      bytesPerWeight: 2,
      bytesPerCacheEntry: 2,
      precision: 'bf16' as const,
    })),
    performance,
    profiles: [
      {
        id: 'office',
        values: Array.from({ length: 24 }, (_, hour) =>
          hour >= 8 && hour < 18 ? 1 : hour >= 6 && hour < 21 ? 0.5 : 0.1,
        ),
      },
      {
        id: 'evening',
        values: Array.from({ length: 24 }, (_, hour) =>
          hour >= 18 && hour < 23 ? 1 : hour >= 8 ? 0.55 : 0.15,
        ),
      },
      { id: 'steady', values: Array.from({ length: 24 }, (_, hour) => (hour >= 7 && hour < 22 ? 1 : 0.8)) },
    ],
    workloads,
    rules: [
      {
        id: 'personal-data-stays',
        selector: { dataClasses: ['personal'] },
        requirement: { attribute: 'site.jurisdiction', allIn: ['DE', 'FR', 'NL'] },
      },
    ],
  };
}
