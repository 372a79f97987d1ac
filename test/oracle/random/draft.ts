import type { ProblemInput } from '../../../solver/problem/types.js';
import type { Dice } from './dice.js';

export type Family = 'indivisible' | 'divisible';

type ListOf<K extends keyof ProblemInput> = NonNullable<ProblemInput[K]>;
type Item<K extends keyof ProblemInput> = ListOf<K> extends (infer T)[] ? T : never;
export type SiteInput = Item<'sites'>;
export type OfferInput = Item<'offers'>;
export type WorkloadInput = Item<'workloads'>;
export type QuoteInput = Item<'quotes'>;
export type TariffInput = Item<'tariffs'>;
export type SiliconInput = Item<'silicon'>;
export type InferenceInput = Extract<WorkloadInput, { kind: 'inference' }>;
export type AgentInput = Extract<WorkloadInput, { kind: 'agent' }>;
export type TrainingInput = Extract<WorkloadInput, { kind: 'training' | 'fine-tuning' }>;
export type HeldInput = Extract<OfferInput, { terms: 'owned' | 'purchase' | 'lease' | 'reserved' }>;

/** A problem being written: every list is there, and what kinds of rule it has been given. */
export interface Draft {
  readonly dice: Dice;
  readonly family: Family;
  readonly input: ProblemInput & {
    silicon: SiliconInput[];
    tariffs: TariffInput[];
    profiles: ListOf<'profiles'>;
    performance: ListOf<'performance'>;
    models: ListOf<'models'>;
    rules: ListOf<'rules'>;
    jurisdictionSets: ListOf<'jurisdictionSets'>;
    quotes: QuoteInput[];
    pins: ListOf<'pins'>;
    bans: ListOf<'bans'>;
    affinities: ListOf<'affinities'>;
    otherCosts: ListOf<'otherCosts'>;
    limits: NonNullable<ProblemInput['limits']> & {
      shares: NonNullable<NonNullable<ProblemInput['limits']>['shares']>;
      capexByYear: NonNullable<NonNullable<ProblemInput['limits']>['capexByYear']>;
    };
    objective: NonNullable<ProblemInput['objective']>;
    network: NonNullable<ProblemInput['network']>;
  };
  readonly kinds: Set<string>;
}

export const isHeldInput = (offer: OfferInput): offer is HeldInput =>
  offer.terms === 'owned' ||
  offer.terms === 'purchase' ||
  offer.terms === 'lease' ||
  offer.terms === 'reserved';

/** Rough cost of a unit for a year, to know which offers a plan would like. */
export function roughCost(offer: OfferInput, years: number): number {
  switch (offer.terms) {
    case 'owned':
      return offer.operationsCostPerUnitYear ?? 0;
    case 'purchase':
      return (
        offer.pricePerUnit / Math.min(years, offer.lifeYears ?? years) +
        (offer.operationsCostPerUnitYear ?? 0)
      );
    case 'lease':
      return offer.pricePerUnitYear + (offer.operationsCostPerUnitYear ?? 0);
    case 'reserved':
      return offer.pricePerUnitHour * 8760;
    case 'token':
      return (offer.pricePerMillionInputTokens + offer.pricePerMillionOutputTokens) * 11000;
    default:
      return offer.pricePerUnitHour * 8760 * 0.7;
  }
}

/** Offers from the one a plan would like most. */
export function byLiking(draft: Draft): OfferInput[] {
  const { years } = draft.input.horizon;
  return [...draft.input.offers].sort((a, b) => roughCost(a, years) - roughCost(b, years));
}

export const inferenceOf = (draft: Draft): InferenceInput[] =>
  draft.input.workloads.filter((workload) => workload.kind === 'inference');
export const agentsOf = (draft: Draft): AgentInput[] =>
  draft.input.workloads.filter((workload) => workload.kind === 'agent');
export const trainingOf = (draft: Draft): TrainingInput[] =>
  draft.input.workloads.filter(
    (workload): workload is TrainingInput => workload.kind === 'training' || workload.kind === 'fine-tuning',
  );
