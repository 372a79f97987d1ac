import type { ProblemInput } from '../../solver/problem/types.js';
import { minimalProblem } from './minimal-problem.js';

type Parts<K extends keyof ProblemInput> = NonNullable<ProblemInput[K]>;
export type SiteInput = Parts<'sites'>[number];
export type OfferInput = Parts<'offers'>[number];
export type WorkloadInput = Parts<'workloads'>[number];
export type InferenceInput = Extract<WorkloadInput, { kind: 'inference' }>;
export type AgentInput = Extract<WorkloadInput, { kind: 'agent' }>;
export type TrainingInput = Extract<WorkloadInput, { kind: 'training' }>;
export type LeaseInput = Extract<OfferInput, { terms: 'lease' }>;
export type OnDemandInput = Extract<OfferInput, { terms: 'on-demand' }>;

/** Units the workload `chat` needs: 2 requests/s x 1,000 tokens / (1,000 tokens/s x 0.5). */
export const CHAT_UNITS = 4;
/** Hours of the reference year 2026. */
export const HOURS = 8760;
/** IT kW of `chat` on held units: 4 x 200 W idle, and 4 x (1,000 - 200) W x 0.5. */
export const CHAT_KW = 2.4;
const AMPLE_KW = 1000;

export const site = (id: string, more: Partial<SiteInput> = {}): SiteInput => ({
  id,
  kind: 'metro-edge',
  jurisdiction: 'DE',
  operator: 'telco',
  zone: 'UTC',
  ...(more.itCapKw === undefined ? { meterCapKw: AMPLE_KW } : {}),
  pue: 1,
  tariff: 'free',
  ...more,
});

export const lease = (
  id: string,
  at: string,
  yearly: number,
  more: Partial<LeaseInput> = {},
): LeaseInput => ({
  id,
  terms: 'lease',
  site: at,
  silicon: 'gpu',
  pricePerUnitYear: yearly,
  energyIncluded: false,
  ...more,
});

export const onDemand = (
  id: string,
  at: string,
  hourly: number,
  more: Partial<OnDemandInput> = {},
): OnDemandInput => ({
  id,
  terms: 'on-demand',
  site: at,
  silicon: 'gpu',
  pricePerUnitHour: hourly,
  packingEfficiencyFraction: 1,
  ...more,
});

export const chat = (id = 'chat', more: Partial<InferenceInput> = {}): InferenceInput => ({
  id,
  kind: 'inference',
  model: 'llm',
  demand: { peakRequestsPerSecond: 2 },
  origins: [{ location: 'town', shareFraction: 1 }],
  inputTokens: 600,
  outputTokens: 400,
  targetUtilisationFraction: 0.5,
  ...more,
});

/** 10 agents of 20 GiB: 200 GiB, two units' host memory; 2 requests/s as `chat` has, at all hours. */
export const agents = (id = 'agents', more: Partial<AgentInput> = {}): AgentInput => ({
  id,
  kind: 'agent',
  model: 'llm',
  origins: [{ location: 'town', agents: 10 }],
  ramGiB: 20,
  inferencesPerMinute: 12,
  activeHoursFraction: 1,
  inputTokens: 600,
  outputTokens: 400,
  targetUtilisationFraction: 0.5,
  ...more,
});

/** 1,000 unit-hours within 250 hours: 4 units. */
export const training = (id = 'train', more: Partial<TrainingInput> = {}): TrainingInput => ({
  id,
  kind: 'training',
  acceleratorHours: 1000,
  referenceSilicon: 'gpu',
  precision: 'bf16',
  gangUnits: 1,
  runsPerYear: 1,
  deadlineHours: 250,
  dataLocation: 'town',
  dataGB: 0,
  interruptible: false,
  ...more,
});

/**
 * Figures one can do in one's head: one year, no discount, electricity for nothing. `chat` needs 4 units, which cost
 * 1,000 a year each at site `a`, 3,000 at `b`, and 1 an hour (8,760 a year) at the region `cloud`. Sites are 10 ms away.
 */
export const smallProblem = (): ProblemInput & { sites: SiteInput[]; offers: OfferInput[] } => {
  const base = minimalProblem();
  const sites = [
    site('a'),
    site('b'),
    site('cloud', { kind: 'hyperscale-region', operator: 'cloud', jurisdiction: 'IE' }),
  ];
  return {
    ...base,
    horizon: { ...base.horizon, years: 1, discountFraction: 0 },
    locations: [{ id: 'town', jurisdiction: 'DE', zone: 'UTC', accessRttMs: 0, accessJitterMs: 0 }],
    sites,
    silicon: [
      {
        id: 'gpu',
        family: 'GPU',
        memoryGiB: 80,
        wattsBasis: 'server',
        idleWatts: 200,
        maxWatts: 1000,
        hostMemoryGiB: 100,
      },
    ],
    tariffs: [{ id: 'free', kind: 'flat', pricePerKwh: 0 }],
    offers: [lease('a-lease', 'a', 1000), lease('b-lease', 'b', 3000), onDemand('cloud-hour', 'cloud', 1)],
    network: {
      links: sites.map(({ id }) => ({ from: 'town', to: id, rttMs: 10, jitterMs: 1 })),
    },
    models: (base.models ?? []).map((model) => ({ ...model, id: 'llm' })),
    performance: [
      {
        kind: 'serving',
        id: 'llm-on-gpu',
        model: 'llm',
        silicon: 'gpu',
        unitsPerReplica: 1,
        tokensPerSecond: 1000,
        batch: 8,
        source: 'round figure',
      },
    ],
    workloads: [chat()],
  };
};

/** The small problem with parts of it replaced. */
export const smallWith = (parts: Partial<ProblemInput>): ProblemInput => ({ ...smallProblem(), ...parts });
