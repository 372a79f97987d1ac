import { isRunningOff, unavailable } from '../candidates/availability.js';
import type { Compiled } from '../compile/compile.js';
import { contractYears, renewalOf } from '../problem/contract.js';
import type { HeldOffer, Problem } from '../problem/types.js';
import type { PointLoad } from './load.js';
import type { PlanContract, PlanUnits } from './types.js';

/** Years in which a contract of a stated term is signed again. */
const signedAgain = (offer: HeldOffer, { years }: Problem['horizon']): number[] => {
  const termYears = 'termYears' in offer ? offer.termYears : undefined;
  if (termYears === undefined) return [];
  return Array.from({ length: Math.ceil(years / termYears) - 1 }, (_, index) => (index + 1) * termYears);
};

const atEndOf = (offer: HeldOffer, { years }: Problem['horizon'], lasts: number): PlanContract['atEnd'] => {
  const kind = renewalOf(offer)?.kind;
  if (kind === undefined || lasts >= years) return 'lasts';
  return kind === 'none' ? 'not-renewed' : kind;
};

/** Whether there is anything to say of an offer's contract. */
export const hasContract = (offer: HeldOffer): boolean =>
  renewalOf(offer) !== undefined ||
  ('termYears' in offer && offer.termYears !== undefined) ||
  ('terminationCostPerUnit' in offer && offer.terminationCostPerUnit !== undefined) ||
  ('bookValuePerUnit' in offer && offer.bookValuePerUnit !== undefined);

/** Contracts in force and contracts of a stated term: how long they last, what follows, what was given up. */
export const contractsOf = (
  { decisions }: Compiled,
  units: readonly PlanUnits[],
  load: PointLoad,
): PlanContract[] => {
  const { offers, horizon } = decisions.candidates.demand.problem;
  return offers.flatMap((offer) => {
    if (!('unitsExisting' in offer) || !hasContract(offer)) return [];
    if (unavailable(offer, horizon) !== undefined && !isRunningOff(offer, horizon)) return [];
    const own = units.filter((one) => one.offer === offer.id);
    const unitsUsed = own.reduce((sum, one) => sum + one.unitsKept, 0);
    const ending = decisions.endings.find((one) => one.offer === offer);
    const lastsYears = renewalOf(offer) === undefined ? horizon.years : contractYears(offer, horizon);
    const bookValue = 'bookValuePerUnit' in offer ? (offer.bookValuePerUnit ?? 0) : 0;
    return [
      {
        offer: offer.id,
        unitsHeld: offer.unitsExisting + offer.unitsCommitted,
        unitsUsed,
        unitsGivenUp: ending === undefined ? 0 : load.valueOf(ending.column),
        unitsFurther: own.reduce((sum, one) => sum + one.unitsFurther, 0),
        lastsYears,
        atEnd: atEndOf(offer, horizon, lastsYears),
        signedAgainInYears: signedAgain(offer, horizon),
        bookValueUsed: bookValue * unitsUsed,
        bookValueIdle: bookValue * Math.max(0, offer.unitsExisting - unitsUsed),
      },
    ];
  });
};
