import type { LeaseOffer, ReservedOffer } from '../../problem/types.js';
import type { Case } from '../rows.js';
import { type Charge, eachYear, type Payment, paid, upfront, yearly } from './charge.js';
import { givenUp, sharesOfYears } from './contracts.js';

type Rented = LeaseOffer | ReservedOffer;

/** Everything paid for rented units: contracts signed and signed again, in force, renewed, given up. */
export const rented = (audit: Case, offer: Rented, units: number, kept: number): Charge[] => {
  const { horizon } = audit.problem;
  const { before } = prices(offer, audit.hours.count);
  const agreed = agreedPrices(offer, before, horizon.years);
  const up = offer.terms === 'reserved' ? signings(audit, offer, offer.upfrontCostPerUnit * units) : [];
  return [
    ...up,
    rent(audit, offer, agreed, before, units),
    ...renewedRent(audit, offer, kept),
    ...endedUnits(audit, offer, agreed, givenUp(audit, offer)),
  ];
};

/** A whole year's rent of a unit in each year: each contract at the market price of the day it is signed, which moves on. */
const agreedPrices = (offer: Rented, stated: number, years: number): number[] => {
  const { termYears, escalationFraction, priceChangeFraction } = offer;
  let market = stated;
  let agreed = stated;
  let left = termYears ?? years;
  return Array.from({ length: years }, () => {
    if (left === 0) {
      agreed = market;
      left = termYears ?? years;
    }
    agreed *= 1 + (escalationFraction ?? 0);
    market *= 1 + (priceChangeFraction ?? 0);
    left -= 1;
    return agreed;
  });
};

/** Rent of units to the end of their contract; alike each year where it lasts and is signed once. */
const rent = (
  audit: Case,
  offer: Rented,
  agreed: readonly number[],
  stated: number,
  units: number,
): Charge => {
  const { horizon } = audit.problem;
  const shares = sharesOfYears(audit, offer.renewal === undefined ? undefined : offer.endsOn);
  const isAlike =
    shares.every((share) => share === 1) &&
    (offer.termYears === undefined || offer.termYears >= horizon.years);
  if (isAlike) return yearly('rentHeld', stated * units, offer.escalationFraction, horizon, { offer });
  const payments = agreed.map((price, index) => ({
    year: index + 1,
    amount: price * (shares[index] ?? 0) * units,
  }));
  return eachYear('rentHeld', payments, horizon, { offer });
};

/** Upfront prices: paid at the start, and at the market price each time a contract is signed again. */
const signings = ({ problem: { horizon } }: Case, offer: ReservedOffer, stated: number): Charge[] => {
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

/** Share of each year for which units that are given up are still paid: twelve months to a year. */
const noticeOfYears = (months: number, years: number): number[] => {
  let left = months;
  return Array.from({ length: years }, () => {
    const paidFor = Math.min(left, 12);
    left -= paidFor;
    return paidFor / 12;
  });
};

/** Price of a unit for a year of the offer and of its renewal. */
const prices = (offer: Rented, hours: number): { before: number; after: number } => {
  const renewal = offer.renewal?.kind === 'renewed' ? offer.renewal : undefined;
  if (offer.terms === 'lease') {
    const after = renewal !== undefined && 'pricePerUnitYear' in renewal ? renewal.pricePerUnitYear : 0;
    return { before: offer.pricePerUnitYear, after };
  }
  const after = renewal !== undefined && 'pricePerUnitHour' in renewal ? renewal.pricePerUnitHour : 0;
  return { before: offer.pricePerUnitHour * hours, after: after * hours };
};

/** Rent after the end of contracts in force, for the units in use. */
const renewedRent = (audit: Case, offer: Rented, kept: number): Charge[] => {
  if (offer.renewal?.kind !== 'renewed') return [];
  const { horizon } = audit.problem;
  let price = prices(offer, audit.hours.count).after;
  const payments = sharesOfYears(audit, offer.endsOn).map((share, index): Payment => {
    price *= 1 + (offer.escalationFraction ?? 0);
    return { year: index + 1, amount: price * (1 - share) * kept };
  });
  return [eachYear('rentHeld', payments, horizon, { offer })];
};

/** What giving units up costs, and the rent it saves; `agreed` is a whole year's rent of a unit in each year. */
const endedUnits = (audit: Case, offer: Rented, agreed: readonly number[], units: number): Charge[] => {
  if (units === 0) return [];
  const { horizon } = audit.problem;
  const lasts = sharesOfYears(audit, offer.renewal === undefined ? undefined : offer.endsOn);
  const notice = noticeOfYears(offer.noticeMonths ?? 0, horizon.years);
  const saved = agreed.map((price, index): Payment => {
    const share = lasts[index] ?? 0;
    const stillPaid = Math.min(share, notice[index] ?? 0);
    return { year: index + 1, amount: -price * (share - stillPaid) * units };
  });
  const ending = paid(
    'contractEnding',
    [{ year: 0, amount: (offer.terminationCostPerUnit ?? Number.NaN) * units }],
    false,
    horizon,
    { offer },
  );
  return [eachYear('rentHeld', saved, horizon, { offer }), ending];
};
