import type { HeldOffer, Problem, PurchaseOffer } from '../../problem/types.js';
import { isHeld } from '../banks.js';
import type { Case } from '../rows.js';
import { type Charge, type Payment, paid, upfront, yearly } from './charge.js';

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
    const units = (further.get(offer.id) ?? 0) + offer.unitsCommitted;
    const running = (inUse.get(offer.id) ?? 0) * offer.operationsCostPerUnitYear;
    return [
      ...acquisition(offer, units, problem.horizon, audit.hours.count),
      yearly('operations', running, offer.escalationFraction, problem.horizon, { offer }),
    ];
  });
};

const acquisition = (
  offer: HeldOffer,
  units: number,
  horizon: Problem['horizon'],
  hourCount: number,
): Charge[] => {
  const on = { offer };
  switch (offer.terms) {
    case 'owned':
      return [];
    case 'purchase':
      return purchase(offer, units, horizon);
    case 'lease':
      return [yearly('rentHeld', offer.pricePerUnitYear * units, offer.escalationFraction, horizon, on)];
    case 'reserved':
      return [
        upfront('siliconUpfront', offer.upfrontCostPerUnit * units, horizon, on),
        yearly('rentHeld', offer.pricePerUnitHour * hourCount * units, offer.escalationFraction, horizon, on),
      ];
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
