import type { HeldOffer, Problem, PurchaseOffer } from '../../problem/types.js';
import { isHeld } from '../banks.js';
import type { Case } from '../rows.js';
import { type Charge, type Payment, paid, yearly } from './charge.js';
import { replacedUnits } from './contracts.js';
import { rented } from './rent.js';
import { unitsAtFullPrice } from './tiers.js';

/**
 * Units bought, rented and run; committed ones are paid whatever happens, but for those given up. An offer that is left out
 * costs nothing.
 */
export const heldCharges = (audit: Case): Charge[] => {
  const { problem } = audit;
  const kept = new Map<string, number>();
  const further = new Map<string, number>();
  const inUse = new Map<string, number>();
  for (const { offer, plan, inUse: used } of audit.units) {
    kept.set(offer.id, (kept.get(offer.id) ?? 0) + plan.unitsKept);
    further.set(offer.id, (further.get(offer.id) ?? 0) + plan.unitsFurther);
    inUse.set(offer.id, (inUse.get(offer.id) ?? 0) + used);
  }
  const paidFor = problem.offers.filter(
    (offer) => audit.entries.isThere(offer) || audit.entries.runsOff(offer),
  );
  return paidFor.filter(isHeld).flatMap((offer) => {
    const units = unitsAtFullPrice(offer, further.get(offer.id) ?? 0) + offer.unitsCommitted;
    const running = (inUse.get(offer.id) ?? 0) * offer.operationsCostPerUnitYear;
    return [
      ...acquisition(audit, offer, units, kept.get(offer.id) ?? 0),
      yearly('operations', running, offer.escalationFraction, problem.horizon, { offer }),
    ];
  });
};

const acquisition = (audit: Case, offer: HeldOffer, units: number, kept: number): Charge[] => {
  switch (offer.terms) {
    case 'owned':
      return replacedUnits(audit, offer, kept);
    case 'purchase':
      return purchase(offer, units, audit.problem.horizon);
    default:
      return rented(audit, offer, units, kept);
  }
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
