import { parseProblem } from '../../solver/problem/parse.js';
import type { Problem, ProblemInput } from '../../solver/problem/types.js';
import { minimalProblem } from '../support/minimal-problem.js';

type Input = ProblemInput;
export type WorkloadInput = Input['workloads'][number];
export type OfferInput = Input['offers'][number];
export type SiliconInput = NonNullable<Input['silicon']>[number];
export type SiteInput = Input['sites'][number];
export type LocationInput = Input['locations'][number];
export type SloInput = NonNullable<WorkloadInput['slo']>;

/** The minimal problem with some parts replaced, read as a planner's would be. */
export function problemWith(parts: Partial<Input> = {}): Problem {
  const read = parseProblem({ ...minimalProblem(), ...parts });
  if (!read.ok) throw new Error(read.issues.map((one) => `${one.pointer} ${one.message}`).join('\n'));
  return read.problem;
}

/** The first entry of a part of the minimal problem, changed. */
export const location = (change: Partial<LocationInput> = {}): LocationInput => ({
  ...first(minimalProblem().locations),
  ...change,
});
export const edge = (change: Partial<SiteInput> = {}): SiteInput => ({
  ...first(minimalProblem().sites),
  ...change,
});
export const silicon = (change: Partial<SiliconInput> = {}): SiliconInput => ({
  ...first(minimalProblem().silicon ?? []),
  ...change,
});

type InferenceInput = Extract<WorkloadInput, { kind: 'inference' }>;
type AgentInput = Extract<WorkloadInput, { kind: 'agent' }>;
type TrainingInput = Extract<WorkloadInput, { kind: 'training' }>;

export const inference = (change: Partial<InferenceInput> = {}): InferenceInput => ({
  id: 'chat',
  kind: 'inference',
  model: 'llm-8b',
  demand: { requestsPerDay: 86400 },
  origins: [{ location: 'munich', shareFraction: 1 }],
  inputTokens: 600,
  outputTokens: 200,
  targetUtilisationFraction: 0.5,
  ...change,
});

export const agents = (change: Partial<AgentInput> = {}): AgentInput => ({
  id: 'helpers',
  kind: 'agent',
  model: 'llm-8b',
  origins: [{ location: 'munich', agents: 60 }],
  ramGiB: 16,
  inferencesPerMinute: 10,
  inputTokens: 400,
  outputTokens: 100,
  activeHoursFraction: 0.25,
  targetUtilisationFraction: 0.5,
  ...change,
});

export const training = (change: Partial<TrainingInput> = {}): TrainingInput => ({
  id: 'cycle',
  kind: 'training',
  acceleratorHours: 720_000,
  referenceSilicon: 'gpu-80',
  precision: 'bf16',
  gangUnits: 8,
  runsPerYear: 1,
  deadlineHours: 720,
  dataLocation: 'munich',
  dataGB: 0,
  interruptible: true,
  ...change,
});

/** The first of a list that has one. */
export function first<T>(list: readonly T[]): T {
  const [one] = list;
  if (one === undefined) throw new Error('The list is empty.');
  return one;
}

/** The one entry that meets a condition. */
export function only<T>(list: readonly T[], meets: (one: T) => boolean): T {
  const found = list.filter(meets);
  if (found.length !== 1) throw new Error(`${found.length} entries where one was expected.`);
  return first(found);
}

/** The minimal problem's serving point, and its offer to buy and its offer to rent. */
export function servingPoint() {
  const [point] = minimalProblem().performance ?? [];
  if (point?.kind !== 'serving') throw new Error('No serving point.');
  return point;
}
export function minimalOffers() {
  const [buy, rent] = minimalProblem().offers;
  if (buy?.terms !== 'purchase' || rent?.terms !== 'on-demand')
    throw new Error('Other offers than expected.');
  return { buy, rent };
}
