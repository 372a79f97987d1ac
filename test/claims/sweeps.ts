import type { Base, Raw } from './bases.js';

/** One thing that is moved while the rest of a fixture stays as it is. */
export interface Sweep {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  /** What exactly is changed. */
  readonly how: string;
  readonly values: readonly number[];
  /** Names of the values where numbers say nothing. */
  readonly names?: readonly string[];
  /** Which requirement it moves itself, so that it is not lifted. */
  readonly moves?: 'rules' | 'latency';
  /** The problem at a value; undefined where the fixture has nothing to move. */
  at(raw: Raw, value: number): Raw | undefined;
}

const REGION = 'hyperscale-region';
const regionsOf = (raw: Raw): ReadonlySet<string> =>
  new Set(raw.sites.filter((site) => site.kind === REGION).map((site) => site.id));

/** Middle of the dear band of the claim, 0.18 to 0.35 a kWh. */
const DEAR_PER_KWH = 0.265;

const energyRatio: Sweep = {
  id: 'energy',
  title: 'Energy ratio',
  unit: 'times',
  how: `Every site but the regions pays a flat ${DEAR_PER_KWH} a kWh over the ratio, without demand charge. Cloud rent covers its electricity and stays.`,
  values: [1, 2, 3, 5, 10],
  at: (raw, ratio) => ({
    ...raw,
    tariffs: [...raw.tariffs, { id: 'swept', kind: 'flat', pricePerKwh: DEAR_PER_KWH / ratio }],
    sites: raw.sites.map((site) => (site.kind === REGION ? site : { ...site, tariff: 'swept' })),
  }),
};

const hoursInUse: Sweep = {
  id: 'utilisation',
  title: 'Utilisation',
  unit: 'hours of the day in use',
  how: 'Inference of a stated volume comes in so many hours of each day, evenly, and not in the others: the same work, a higher peak.',
  values: [24, 12, 6],
  at: (raw, hours) => ({
    ...raw,
    profiles: [
      ...(raw.profiles ?? []),
      {
        id: 'swept',
        values: Array.from({ length: 24 }, (_, hour) => (hour >= 8 && hour < 8 + hours ? 1 : 0)).map(
          (value, hour) => (hours > 16 && hour < hours - 16 ? 1 : value),
        ),
        source: 'swept',
      },
    ],
    workloads: raw.workloads.map((workload) =>
      workload.kind === 'inference' && workload.demand?.peakRequestsPerSecond === undefined
        ? { ...workload, profile: 'swept' }
        : workload,
    ),
  }),
};

/** The first workloads of the problem, as many as the share says. */
const firstOf = (raw: Raw, share: number): string[] =>
  raw.workloads.slice(0, Math.round(share * raw.workloads.length)).map(({ id }) => id);

const SHARES = [0, 0.25, 0.5, 0.75, 1];

export const withRulesFor = (raw: Raw, share: number): Raw => {
  const ids = firstOf(raw, share);
  return {
    ...raw,
    rules: (raw.rules ?? []).flatMap((rule) => {
      const left = (rule.selector?.workloads ?? ids).filter((id) => ids.includes(id));
      return left.length === 0 ? [] : [{ ...rule, selector: { ...rule.selector, workloads: left } }];
    }),
  };
};

export const withLatencyFor = (raw: Raw, share: number): Raw => {
  const ids = firstOf(raw, share);
  return {
    ...raw,
    workloads: raw.workloads.map((workload) =>
      workload.slo === undefined || ids.includes(workload.id)
        ? workload
        : { ...workload, slo: { percentile: workload.slo.percentile } },
    ),
  };
};

const isPreset = (rule: object): boolean => 'preset' in rule;

const ruleShare: Sweep = {
  id: 'rules',
  title: 'Rule share',
  unit: 'share of the workloads',
  how: 'The first workloads of the file, so many, keep the rules that speak of them; the others have none.',
  values: SHARES,
  moves: 'rules',
  at: (raw, share) =>
    (raw.rules ?? []).length === 0 || (raw.rules ?? []).some(isPreset) ? undefined : withRulesFor(raw, share),
};

const latencyShare: Sweep = {
  id: 'latency',
  title: 'Latency share',
  unit: 'share of the workloads',
  how: 'The first workloads of the file, so many, keep their limits on time; the others have none.',
  values: SHARES,
  moves: 'latency',
  at: (raw, share) =>
    raw.workloads.some(({ slo }) => slo !== undefined && Object.keys(slo).length > 1)
      ? withLatencyFor(raw, share)
      : undefined,
};

/** Families allowed outside the regions, one more at each step; CPU hosts always. */
const MIX = [
  ['CPU'],
  ['CPU', 'GPU'],
  ['CPU', 'GPU', 'ASIC'],
  ['CPU', 'GPU', 'ASIC', 'LPU', 'FPGA', 'NPU', 'TPU'],
];

const siliconMix: Sweep = {
  id: 'silicon',
  title: 'Silicon mix outside the regions',
  unit: '',
  how: 'Offers outside the regions whose silicon is of another family are taken away, owned ones too, with the quotes and other costs that speak of them.',
  values: [0, 1, 2, 3],
  names: ['no accelerator', 'GPU', 'GPU, ASIC', 'all'],
  at: (raw, step) => {
    const allowed = MIX[step] ?? [];
    const regions = regionsOf(raw);
    const familyOf = new Map(raw.silicon.map(({ id, family }) => [id, family]));
    const offers = raw.offers.filter(
      ({ site, silicon }) =>
        regions.has(site) || silicon === undefined || allowed.includes(familyOf.get(silicon) ?? ''),
    );
    const left = new Set(offers.map(({ id }) => id));
    const isLeft = ({ offer }: { offer?: string }): boolean => offer === undefined || left.has(offer);
    return {
      ...raw,
      offers,
      ...(raw.quotes ? { quotes: raw.quotes.filter(isLeft) } : {}),
      ...(raw.otherCosts ? { otherCosts: raw.otherCosts.filter(isLeft) } : {}),
      ...(raw.pins ? { pins: raw.pins.filter(isLeft) } : {}),
      ...(raw.bans ? { bans: raw.bans.filter(isLeft) } : {}),
    };
  },
};

const CLOUD_PRICES = [
  'pricePerUnitHour',
  'pricePerUnit',
  'pricePerUnitYear',
  'upfrontCostPerUnit',
  'standbyPerUnitHour',
  'pricePerMillionInputTokens',
  'pricePerMillionOutputTokens',
];

const cloudDiscount: Sweep = {
  id: 'cloud-discount',
  title: 'Discount on cloud prices',
  unit: 'fraction',
  how: 'Every price of an offer at a region is lower by so much. Egress stays.',
  values: [0, 0.15, 0.3, 0.45, 0.6],
  at: (raw, discount) => {
    const regions = regionsOf(raw);
    return {
      ...raw,
      offers: raw.offers.map((offer) => {
        if (!regions.has(offer.site)) return offer;
        const cheaper = CLOUD_PRICES.flatMap((field) => {
          const price = offer[field];
          return typeof price === 'number' ? [[field, price * (1 - discount)]] : [];
        });
        return { ...offer, ...Object.fromEntries(cheaper) };
      }),
    };
  },
};

const discountRate: Sweep = {
  id: 'discount-rate',
  title: 'Discount rate',
  unit: 'fraction a year',
  how: 'discountFraction of the horizon.',
  values: [0, 0.05, 0.1, 0.2],
  at: (raw, discountFraction) => ({ ...raw, horizon: { ...raw.horizon, discountFraction } }),
};

const VOLUMES = [
  'requestsPerDay',
  'requestsPerMonth',
  'requestsPerBusyHour',
  'peakRequestsPerSecond',
  'tokensPerDay',
  'users',
];

const scale: Sweep = {
  id: 'scale',
  title: 'Scale of demand',
  unit: 'times',
  how: 'Demand of inference and the number of agents; training, capacities and limits stay.',
  values: [0.1, 0.3, 1, 3],
  at: (raw, factor) => ({
    ...raw,
    workloads: raw.workloads.map((workload) => ({
      ...workload,
      ...(workload.demand
        ? {
            demand: Object.fromEntries(
              Object.entries(workload.demand).map(([field, value]) => [
                field,
                VOLUMES.includes(field) ? value * factor : value,
              ]),
            ),
          }
        : {}),
      ...(workload.origins
        ? {
            origins: workload.origins.map((origin) =>
              origin.agents === undefined ? origin : { ...origin, agents: origin.agents * factor },
            ),
          }
        : {}),
    })),
  }),
};

export const SWEEPS: readonly Sweep[] = [
  energyRatio,
  hoursInUse,
  latencyShare,
  ruleShare,
  siliconMix,
  cloudDiscount,
  discountRate,
  scale,
];

/** Requirements that make cloud-only impossible are lifted from a fixture, but for those a sweep moves itself. */
export const lifted = (base: Base, raw: Raw, moves: Sweep['moves']): Raw => {
  if (!base.isLifted) return raw;
  const withoutRules = moves === 'rules' ? raw : { ...raw, rules: [] };
  return moves === 'latency' ? withoutRules : withLatencyFor(withoutRules, 0);
};
