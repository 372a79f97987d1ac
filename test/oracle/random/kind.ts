import type { ProblemInput } from '../../../solver/problem/types.js';
import { byLiking, type Draft, isHeldInput, type OfferInput, type WorkloadInput } from './draft.js';

/** A kind of rule: how a draft is given one, and how a problem is freed of it. */
export interface RuleKind {
  readonly id: string;
  /** Which families it is for; absent: both. */
  readonly family?: Draft['family'];
  /** How often it is tried, over the others. */
  readonly weight?: number;
  /** Gives the draft the rule; false where it cannot carry one. */
  readonly add: (draft: Draft) => boolean;
  /** Takes every rule of the kind out of a problem. */
  readonly remove: (input: ProblemInput) => void;
}

export const AMPLE = 100_000;
export const held = (input: ProblemInput) => input.offers.filter(isHeldInput);
export const liked = (draft: Draft): OfferInput => {
  const offer = byLiking(draft)[0];
  if (offer === undefined) throw new Error('a draft has offers');
  return offer;
};
export const siteOf = (draft: Draft, id: string) => draft.input.sites.find((site) => site.id === id);
export const likedSite = (draft: Draft) => siteOf(draft, liked(draft).site);
export const likedHeld = (draft: Draft) => byLiking(draft).find(isHeldInput);
/** So few units of the best held offer that a plan wants a second place. */
export const tighten = (draft: Draft): void => {
  const offer = likedHeld(draft);
  if (offer === undefined || offer.unitsLeastIfUsed !== undefined || offer.unitsPerPurchase !== undefined)
    return;
  offer.unitsMax = 1;
  if (offer.unitsExisting !== undefined) offer.unitsExisting = 1;
  delete offer.unitsCommitted;
};
export const anyWorkload = (draft: Draft): WorkloadInput => draft.dice.pick(draft.input.workloads);
export const hasSplit = (draft: Draft): boolean =>
  draft.input.workloads.some((workload) =>
    ['copies', 'minShare', 'oneSite'].includes(workload.split?.kind ?? ''),
  );
export const mayStandBy = (draft: Draft): boolean =>
  !draft.input.workloads.some((workload) => workload.standby === true);
export const aloneInBank = (draft: Draft, offer: OfferInput): boolean =>
  !isHeldInput(offer) ||
  held(draft.input).filter((other) => other.site === offer.site && other.silicon === offer.silicon).length ===
    1;

/** Energy of a full GPU in kW, roughly; caps are set around a few of them. */
export const fewUnitsKw = (draft: Draft): number => {
  const gpu = draft.input.silicon.find((entry) => entry.id === 'gpu');
  return ((gpu?.maxWatts ?? 1000) / 1000) * draft.dice.real(0.35, 1.3, 2);
};

export const eachWorkload = (input: ProblemInput, change: (workload: WorkloadInput) => void): void => {
  for (const workload of input.workloads) change(workload);
};
export const withoutSplit = (kind: string, to: 'free' | 'perLocation') => (input: ProblemInput) =>
  eachWorkload(input, (workload) => {
    if (workload.split?.kind === kind) workload.split = { kind: to };
  });
