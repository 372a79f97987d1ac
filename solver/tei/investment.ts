import type { Investment, InvestmentYear } from '../plan/types.js';
import type { CashHorizon } from './cash-flow.js';
import { paybackOf } from './finance/payback.js';
import { ratesOfReturn } from './finance/rate-of-return.js';
import { discountFactor } from './finance/schedule.js';

/** A payment of a plan; positive is paid. */
export interface TimedCost {
  readonly year: number;
  readonly atYears: number;
  readonly amount: number;
}

/** What one plan pays less than another at each moment. */
const netsOf = (plan: readonly TimedCost[], other: readonly TimedCost[]): TimedCost[] => {
  const nets = new Map<number, TimedCost>();
  const add = ({ year, atYears, amount }: TimedCost, sign: number): void => {
    nets.set(atYears, { year, atYears, amount: (nets.get(atYears)?.amount ?? 0) + sign * amount });
  };
  for (const payment of other) add(payment, 1);
  for (const payment of plan) add(payment, -1);
  return [...nets.values()].sort((a, b) => a.atYears - b.atYears);
};

const yearsOf = (nets: readonly TimedCost[], years: number, discountFraction: number): InvestmentYear[] => {
  let cumulativeNet = 0;
  let cumulativePresentWorth = 0;
  return Array.from({ length: years + 1 }, (_, year) => {
    const due = nets.filter((one) => one.year === year);
    const net = due.reduce((sum, { amount }) => sum + amount, 0);
    const presentWorth = due.reduce(
      (sum, { amount, atYears }) => sum + amount * discountFactor(discountFraction, atYears),
      0,
    );
    cumulativeNet += net;
    cumulativePresentWorth += presentWorth;
    return { year, net, presentWorth, cumulativeNet, cumulativePresentWorth };
  });
};

/** One plan's payments, before tax and, where a tax is stated, after it. */
export interface PlanPayments {
  readonly capex: number;
  readonly beforeTax: readonly TimedCost[];
  readonly afterTax?: readonly TimedCost[];
}

const appraised = (years: readonly InvestmentYear[], nets: readonly TimedCost[], tolerance: number) => ({
  npv: years.at(-1)?.cumulativePresentWorth ?? 0,
  // A difference within the tolerance of money is none, and changes no sign.
  irr: ratesOfReturn(nets.filter(({ amount }) => Math.abs(amount) > tolerance)),
  payback: paybackOf(
    years.map(({ net }) => net),
    tolerance,
  ),
  discountedPayback: paybackOf(
    years.map(({ presentWorth }) => presentWorth),
    tolerance,
  ),
});

/**
 * A plan taken in place of another, as an investment (formulation.md, section 7.2): what it pays less at each moment, the
 * rate that makes it worth nothing, when it has come back, and the gain over the further capital.
 *
 * @param afterTaxDiscountFraction - nominal; read where both plans have payments after tax
 * @param tolerance - two sums of money within this are one
 */
export const investmentIn = (
  plan: PlanPayments,
  other: PlanPayments,
  horizon: CashHorizon,
  afterTaxDiscountFraction: number | undefined,
  tolerance: number,
): Investment => {
  const nets = netsOf(plan.beforeTax, other.beforeTax);
  const years = yearsOf(nets, horizon.years, horizon.discountFraction);
  const extraCapex = plan.capex - other.capex;
  const gained = years.at(-1)?.cumulativeNet ?? 0;
  const base: Investment = {
    years,
    extraCapex,
    ...appraised(years, nets, tolerance),
    roi:
      extraCapex > tolerance ? { status: 'stated', fraction: gained / extraCapex } : { status: 'no-outlay' },
  };
  if (!plan.afterTax || !other.afterTax || afterTaxDiscountFraction === undefined) return base;
  const netsAfterTax = netsOf(plan.afterTax, other.afterTax);
  const yearsAfterTax = yearsOf(netsAfterTax, horizon.years, afterTaxDiscountFraction);
  const { npv, irr, payback, discountedPayback } = appraised(yearsAfterTax, netsAfterTax, tolerance);
  return {
    ...base,
    afterTax: {
      years: yearsAfterTax,
      afterTaxNpv: npv,
      afterTaxIrr: irr,
      afterTaxPayback: payback,
      afterTaxDiscountedPayback: discountedPayback,
    },
  };
};
