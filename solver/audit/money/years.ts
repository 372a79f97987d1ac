import type { Case } from '../rows.js';
import type { OwnLine } from './bill.js';
import { type Charge, discounted, type Payment } from './charge.js';

interface OwnYear {
  capex: number;
  operating: number;
  residual: number;
  presentWorth: number;
}

/** Cash by year from the audit's own charges; a payment at t is of year t rounded up. */
const ownYears = (audit: Case, lines: readonly OwnLine[], charges: readonly Charge[]): OwnYear[] => {
  const { horizon } = audit.problem;
  const years: OwnYear[] = [];
  for (let year = 0; year <= horizon.years; year += 1)
    years.push({ capex: 0, operating: 0, residual: 0, presentWorth: 0 });
  const isCash = new Map(lines.map(({ component, nature }) => [component, nature === 'cash']));
  const enter = (payments: readonly Payment[], kind: 'capex' | 'operating' | 'residual'): void => {
    for (const payment of payments) {
      const year = years[Math.ceil(payment.year)];
      if (!year) continue;
      year[kind] += payment.amount;
      year.presentWorth += discounted(horizon, payment);
    }
  };
  for (const { component, capital, other } of charges) {
    if (isCash.get(component) !== true) continue;
    enter(capital, 'capex');
    enter(other, component === 'siliconResidual' ? 'residual' : 'operating');
  }
  return years;
};

/** Cash by year, and that its worth is the bill's; and that the rate it is discounted at is the one that was stated. */
export const checkYears = (audit: Case, lines: readonly OwnLine[], charges: readonly Charge[]): void => {
  const { plan, problem, ledger, moneySlack } = audit;
  const { years, cashPresentWorth } = plan.bill;
  const own = ownYears(audit, lines, charges);
  const numbers = years.map(({ year }) => year).join(' ');
  ledger.same('cash-year', 'years', own.map((_, year) => year).join(' '), numbers);
  own.forEach((expected, index) => {
    const stated = years[index];
    if (!stated) return;
    const money = (what: string, mine: number, theirs: number): void => {
      ledger.money('cash-year', `${index} ${what}`, mine, theirs, moneySlack);
    };
    money('capex', expected.capex, stated.capex);
    money('operating', expected.operating, stated.operating);
    money('residual', expected.residual, stated.residual);
    money('cash', expected.capex + expected.operating + expected.residual, stated.cash);
    money('presentWorth', expected.presentWorth, stated.presentWorth);
  });
  const together = years.reduce((sum, { presentWorth }) => sum + presentWorth, 0);
  ledger.money('cash-year', 'present worth of all', cashPresentWorth, together, moneySlack);
  const {
    discountBasis,
    discountFraction,
    realDiscountFraction = Number.NaN,
    inflationFraction,
  } = problem.horizon;
  if (discountBasis !== 'real') {
    const hasOne = problem.horizon.realDiscountFraction !== undefined;
    ledger.same('discounting', 'real rate on a nominal basis', false, hasOne);
  } else {
    const growth = (1 + realDiscountFraction) * (1 + (inflationFraction ?? Number.NaN));
    ledger.near('discounting', 'nominal rate', growth, 1 + discountFraction, 'a year');
  }
};
