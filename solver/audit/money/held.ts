import type { HeldOffer, LeaseOffer, Problem, PurchaseOffer, ReservedOffer } from '../../problem/types.js';
import { isHeld } from '../banks.js';
import type { Case } from '../rows.js';
import { type Charge, eachYear, type Payment, paid, upfront, yearly } from './charge.js';

/** Units bought, rented and run; committed ones are paid whatever happens. An offer that is left out costs nothing. */
export const heldCharges = (audit: Case): Charge[] => {
  const { problem } = audit;
  const further = new Map<string, number>();
  const inUse = new Map<string, number>();
  for (const { offer, plan, inUse: used } of audit.units) {
    further.set(offer.id, (further.get(offer.id) ?? 0) + plan.unitsFurther);
    inUse.set(offer.id, (inUse.get(offer.id) ?? 0) + used);
  }
  const there = problem.offers.filter((offer) => audit.entries.isThere(offer));
  return there.filter(isHeld).flatMap((offer) => {
    const units = unitsAtFullPrice(offer, further.get(offer.id) ?? 0) + offer.unitsCommitted;
    const running = (inUse.get(offer.id) ?? 0) * offer.operationsCostPerUnitYear;
    return [
      ...acquisition(offer, units, problem.horizon, audit.hours.count),
      yearly('operations', running, offer.escalationFraction, problem.horizon, { offer }),
    ];
  });
};

/** Further units, each by itself at its share of the stated price: the discount is of the last tier it lies above. */
export const unitsAtFullPrice = (offer: HeldOffer, further: number): number => {
  const tiers = 'volumeTiers' in offer ? offer.volumeTiers : undefined;
  if (tiers === undefined) return further;
  let sum = 0;
  for (let unit = 1; unit <= Math.round(further); unit += 1) {
    const tier = tiers.filter(({ aboveUnits }) => unit > aboveUnits).at(-1);
    sum += 1 - (tier?.discountFraction ?? 0);
  }
  return sum;
};

const acquisition = (
  offer: HeldOffer,
  units: number,
  horizon: Problem['horizon'],
  hourCount: number,
): Charge[] => {
  switch (offer.terms) {
    case 'owned':
      return [];
    case 'purchase':
      return purchase(offer, units, horizon);
    case 'lease':
      return [rent(offer, offer.pricePerUnitYear * units, horizon)];
    case 'reserved':
      return [
        ...signings(offer, offer.upfrontCostPerUnit * units, horizon),
        rent(offer, offer.pricePerUnitHour * hourCount * units, horizon),
      ];
  }
};

/** Rent year by year: each contract at the market price of the day it is signed, which moves on meanwhile. */
const rent = (offer: LeaseOffer | ReservedOffer, stated: number, horizon: Problem['horizon']): Charge => {
  const on = { offer };
  const { termYears, escalationFraction, priceChangeFraction } = offer;
  if (termYears === undefined || termYears >= horizon.years)
    return yearly('rentHeld', stated, escalationFraction, horizon, on);
  const payments: Payment[] = [];
  let market = stated;
  let agreed = stated;
  let left = 0;
  for (let year = 1; year <= horizon.years; year += 1) {
    if (left === 0) {
      agreed = market;
      left = termYears;
    }
    agreed *= 1 + (escalationFraction ?? 0);
    payments.push({ year, amount: agreed });
    market *= 1 + (priceChangeFraction ?? 0);
    left -= 1;
  }
  return eachYear('rentHeld', payments, horizon, on);
};

/** Upfront prices: paid at the start, and at the market price each time a contract is signed again. */
const signings = (offer: ReservedOffer, stated: number, horizon: Problem['horizon']): Charge[] => {
  const again: Payment[] = [];
  let market = stated;
  for (let year = 1; year < horizon.years; year += 1) {
    market *= 1 + (offer.priceChangeFraction ?? 0);
    if (offer.termYears !== undefined && year % offer.termYears === 0) again.push({ year, amount: market });
  }
  const on = { offer };
  return [
    upfront('siliconUpfront', stated, horizon, on),
    ...(again.length === 0 ? [] : [paid('siliconReplacement', again, true, horizon, on)]),
  ];
};

/** Bought at the start and again each time the life is over before the horizon is. */
const purchase = (offer: PurchaseOffer, units: number, horizon: Problem['horizon']): Charge[] => {
  const { lifeYears, priceChangeFraction, pricePerUnit, residualMarketFraction } = offer;
  const buys: Payment[] = [];
  for (let k = 0; k * lifeYears < horizon.years; k += 1) {
    const year = k * lifeYears;
    buys.push({ year, amount: pricePerUnit * units * (1 + priceChangeFraction) ** year });
  }
  const last = buys[buys.length - 1] as Payment;
  const lifeLeft = 1 - (horizon.years - last.year) / lifeYears;
  const residual = { year: horizon.years, amount: -last.amount * lifeLeft * residualMarketFraction };
  const on = { offer };
  return [
    paid('siliconUpfront', buys.slice(0, 1), true, horizon, on),
    paid('siliconReplacement', buys.slice(1), true, horizon, on),
    paid('siliconResidual', [residual], false, horizon, on),
  ];
};
