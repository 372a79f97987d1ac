import type { CostId } from '../../plan/types.js';
import type { HeldOffer, Problem, TokenOffer, UnitUseOffer } from '../../problem/types.js';
import type { Row } from '../rows.js';

type Horizon = Problem['horizon'];

/** An amount paid once, `year` years after the start (half-way through a year: 0.5 less). */
export interface Payment {
  readonly year: number;
  readonly amount: number;
}

/** What something costs over the horizon, and what it stands for. */
export interface Charge {
  readonly component: CostId;
  readonly presentWorth: number;
  /** Undiscounted: paid at the start and in the first year. */
  readonly firstYear: number;
  /** Payments that are capital, undiscounted. */
  readonly capital: readonly Payment[];
  /** The other payments, undiscounted. */
  readonly other: readonly Payment[];
  readonly offer?: HeldOffer;
  readonly row?: Row;
  /** A by-use offer as a whole, where it is of no placement alone. */
  readonly useOffer?: UnitUseOffer | TokenOffer;
}

type For = Pick<Charge, 'offer' | 'row' | 'useOffer'>;

/** Worth today of an amount paid `year` years on, one year at a time; a part of a year by its power. */
export const discounted = (
  { discountFraction }: Pick<Horizon, 'discountFraction'>,
  { year, amount }: Payment,
): number => {
  let worth = amount;
  for (let y = 1; y <= year; y += 1) worth /= 1 + discountFraction;
  const rest = year - Math.floor(year);
  return rest > 0 ? worth / (1 + discountFraction) ** rest : worth;
};

/** Paid at the end of each year or half a year before, its price growing before each payment. */
export const yearly = (
  component: CostId,
  amount: number,
  escalationFraction: number | undefined,
  horizon: Horizon,
  on: For = {},
): Charge => {
  const early = horizon.yearlyTiming === 'mid' ? 0.5 : 0;
  let price = amount;
  let factor = (1 + horizon.discountFraction) ** early;
  let presentWorth = 0;
  const other: Payment[] = [];
  for (let year = 1; year <= horizon.years; year += 1) {
    price *= 1 + (escalationFraction === undefined ? 0 : escalationFraction);
    factor /= 1 + horizon.discountFraction;
    presentWorth += price * factor;
    other.push({ year: year - early, amount: price });
  }
  // The first year is shown at stated prices.
  return { component, presentWorth, firstYear: amount, capital: [], other, ...on };
};

/** Paid on stated years; `isCapital` where a limit on capital counts it. */
export const paid = (
  component: CostId,
  payments: readonly Payment[],
  isCapital: boolean,
  horizon: Horizon,
  on: For = {},
): Charge => {
  let presentWorth = 0;
  let firstYear = 0;
  for (const payment of payments) {
    presentWorth += discounted(horizon, payment);
    if (payment.year === 0) firstYear += payment.amount;
  }
  const [capital, other] = isCapital ? [payments, []] : [[], payments];
  return { component, presentWorth, firstYear, capital, other, ...on };
};

export const upfront = (component: CostId, amount: number, horizon: Horizon, on: For = {}): Charge =>
  paid(component, [{ year: 0, amount }], true, horizon, on);

/**
 * Paid when the yearly amounts of its year are, with an amount of its own for each; never capital.
 *
 * @param amounts - `year` is the year of the horizon, from 1
 */
export const eachYear = (
  component: CostId,
  amounts: readonly Payment[],
  horizon: Horizon,
  on: For = {},
): Charge => {
  const early = horizon.yearlyTiming === 'mid' ? 0.5 : 0;
  const payments = amounts.map(({ year, amount }) => ({ year: year - early, amount }));
  const firstYear = amounts.reduce((sum, { year, amount }) => (year <= 1 ? sum + amount : sum), 0);
  return { ...paid(component, payments, false, horizon, on), firstYear };
};
