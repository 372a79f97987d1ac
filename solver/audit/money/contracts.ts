import type { HeldOffer, OwnedOffer } from '../../problem/types.js';
import type { Case } from '../rows.js';
import { type Charge, type Payment, paid } from './charge.js';

const DAY = 86_400_000;

/** Share of each year of the plan that lies before the end of an offer, day by day; 1 where it has none. */
export const sharesOfYears = ({ entries, problem }: Case, endsOn: string | undefined): number[] => {
  const start = new Date(`${entries.firstDay}T00:00:00Z`);
  const yearBegin = (year: number): number =>
    Date.UTC(start.getUTCFullYear() + year, start.getUTCMonth(), start.getUTCDate());
  const end = endsOn === undefined ? Number.POSITIVE_INFINITY : Date.parse(`${endsOn}T00:00:00Z`) + DAY;
  return Array.from({ length: problem.horizon.years }, (_, index) => {
    const from = yearBegin(index);
    const to = yearBegin(index + 1);
    return Math.max(0, Math.min(end, to) - from) / (to - from);
  });
};

/** Committed units a plan gives up. */
export const givenUp = ({ plan }: Case, offer: HeldOffer): number =>
  (plan.contracts ?? []).reduce((sum, one) => (one.offer === offer.id ? sum + one.unitsGivenUp : sum), 0);

/** Owned units in use that wear out inside the horizon: bought at the end of their life, and at the end of each one after. */
export const replacedUnits = (audit: Case, offer: OwnedOffer, kept: number): Charge[] => {
  const { renewal } = offer;
  const { horizon } = audit.problem;
  const first = sharesOfYears(audit, offer.endsOn).reduce((sum, share) => sum + share, 0);
  if (renewal === undefined || first >= horizon.years) return [];
  const { pricePerUnit, priceChangeFraction, lifeYears, residualMarketFraction } = renewal;
  const buys: Payment[] = [];
  for (let year = first; year < horizon.years - 1e-9; year += lifeYears)
    buys.push({ year, amount: pricePerUnit * kept * (1 + priceChangeFraction) ** year });
  const last = buys[buys.length - 1] as Payment;
  const lifeLeft = 1 - (horizon.years - last.year) / lifeYears;
  const residual = { year: horizon.years, amount: -last.amount * lifeLeft * residualMarketFraction };
  return [
    paid('siliconReplacement', buys, true, horizon, { offer }),
    paid('siliconResidual', [residual], false, horizon, { offer }),
  ];
};
