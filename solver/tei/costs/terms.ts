import { isRunningOff, unavailable } from '../../candidates/availability.js';
import type { Candidate } from '../../candidates/types.js';
import type { Decisions } from '../../decisions/types.js';
import { InternalError } from '../../outcome.js';
import type { BillSubject, CostNature, Timing } from '../../plan/types.js';
import type { HeldOffer, Problem } from '../../problem/types.js';
import type { CostTerm } from './contract.js';

/** What the cost files share: timings, the currency mark, and walks over pairs, units and committed units. */

export const UPFRONT: Timing = { kind: 'upfront' };
/** Paid each year at the price of the day the problem states. */
export const YEARLY: Timing = { kind: 'yearly', escalationFraction: 0 };
/** Paid each year; an absent escalation means that the price stays as stated. */
export const yearly = (escalationFraction: number | undefined): Timing =>
  escalationFraction === undefined ? YEARLY : { kind: 'yearly', escalationFraction };

export type Horizon = Problem['horizon'];

/** When the yearly amounts of a year are paid, in years after the start: at its end, or in its middle. */
export const yearlyMoment = (year: number, { yearlyTiming }: Horizon): number =>
  yearlyTiming === 'mid' ? year - 0.5 : year;

export const asCash = (): CostNature => 'cash';
export const asShadow = (): CostNature => 'shadow';

/** The currency a price was stated in, where it is another than the plan's. */
export const convertedFrom = ({ candidates }: Decisions, currency: string | undefined): string | undefined =>
  currency === candidates.demand.problem.horizon.currency ? undefined : currency;

/** A term; `from` is the currency its price was converted from, if it was. */
export const costTerm = (
  column: number,
  amount: number,
  timing: Timing,
  subject: BillSubject,
  from: string | undefined,
): CostTerm =>
  from === undefined
    ? { column, amount, timing, subject }
    : { column, amount, timing, subject, convertedFrom: from };

/** Every pair that has a place column, with that column. */
export const eachPlace = (
  { candidates, placeColumn }: Decisions,
  visit: (candidate: Candidate, column: number) => void,
): void => {
  for (const candidate of candidates.candidates) {
    const column = placeColumn[candidate.index];
    if (column === undefined) throw new InternalError(`candidate ${candidate.index} has no place entry`);
    if (column >= 0) visit(candidate, column);
  }
};

/** Held offers that last the whole horizon or are paid to their end; the others are left out (formulation.md, section 4). */
export const heldOffersInForce = ({ candidates }: Decisions): HeldOffer[] => {
  const { offers, horizon } = candidates.demand.problem;
  return offers.filter(
    (offer): offer is HeldOffer =>
      'unitsExisting' in offer && (unavailable(offer, horizon) === undefined || isRunningOff(offer, horizon)),
  );
};

/**
 * A price for each unit that is paid for: further units on their packs columns, less the discount of those in a volume
 * tier, and committed units whatever happens on the column fixed at 1. `pay` says what a unit of an offer costs and when; undefined: nothing.
 */
export const paidUnitTerms = (
  decisions: Decisions,
  pay: (offer: HeldOffer) => { readonly perUnit: number; readonly timing: Timing } | undefined,
): CostTerm[] => {
  const terms: CostTerm[] = [];
  const priced = new Map<string, ReturnType<typeof pay>>();
  for (const offer of heldOffersInForce(decisions)) {
    const price = pay(offer);
    priced.set(offer.id, price);
    if (price === undefined || price.perUnit === 0 || offer.unitsCommitted === 0) continue;
    const amount = price.perUnit * offer.unitsCommitted;
    const subject = { site: offer.site, offer: offer.id, item: 'committed' };
    const from = convertedFrom(decisions, offer.currency);
    terms.push(costTerm(decisions.oneColumn, amount, price.timing, subject, from));
  }
  for (const { offer, of, above, discountFraction, inTierColumn } of decisions.tiers) {
    if (of !== 'units') continue;
    const price = priced.get(offer.id);
    if (price === undefined || price.perUnit === 0) continue;
    const subject = { site: offer.site, offer: offer.id, item: `above ${above} units` };
    const from = convertedFrom(decisions, offer.currency);
    terms.push(costTerm(inTierColumn, -discountFraction * price.perUnit, price.timing, subject, from));
  }
  for (const { offer, packsColumn, unitsPerPack } of decisions.units) {
    const price = priced.get(offer.id);
    if (price === undefined || price.perUnit === 0 || packsColumn < 0) continue;
    const subject = { site: offer.site, offer: offer.id };
    const from = convertedFrom(decisions, offer.currency);
    terms.push(costTerm(packsColumn, price.perUnit * unitsPerPack, price.timing, subject, from));
  }
  return terms;
};
